package rewrite

import "strings"

// A content can show the library's files from another host: a content delivery network, or
// where the site was before. Such a host is known by its files, of which most are the
// library's by their place below the uploads.

// mirrors are the hosts that have copies of the library.
type mirrors struct {
	hosts   map[string]mirror
	library table // files of attachments by their place below the uploads
}

// A mirror is how many files contents name on a host below the uploads, and how many of them
// are the library's.
type mirror struct {
	named, known int
	shown        bool // pictures there say that they are of the site's library, see copies
}

// has reports whether a host is a mirror.
func (m mirrors) has(host string) bool {
	c := m.hosts[host]
	return c.known*2 > c.named
}

// isWhole reports whether so many files of a host are the library's that the others are the
// site's, too.
func (m mirrors) isWhole(host string) bool {
	return m.hosts[host].known >= 3 && m.has(host) || m.hosts[host].shown
}

// placeInUploads returns the place of a file in a library: its path below the uploads, without
// the number of a site in its network. Without a folder the name alone would say too little.
func placeInUploads(path string) (place string, ok bool) {
	_, place, ok = strings.Cut(path, uploadsDir)
	if rest, of := strings.CutPrefix(place, "sites/"); of {
		if number, below, is := strings.Cut(rest, "/"); is && strings.Trim(number, "0123456789") == "" {
			place = below
		}
	}
	return place, ok && strings.IndexByte(place, '/') > 0
}

// sealMirrors finds the mirrors among the hosts of the files that contents name.
func (x *Index) sealMirrors() {
	m := &x.media
	hosts := map[string]mirror{}
	for i := range m.found.n {
		a, _ := x.addressOf(m.found.at(i))
		if a = a.origin(); x.hosts.has(a.host) || isSiteHost(a.host) {
			continue
		}
		place, ok := placeInUploads(canonicalPath(a.path))
		if !ok {
			continue
		}
		if len(hosts) == 0 {
			m.mirrors.library = x.libraryByPlace()
		}
		c, known := hosts[a.host]
		if !known {
			a.host = strings.Clone(a.host)
			c.shown = m.copies.has(a.host)
		}
		c.named++
		if _, ok := m.mirrors.at(place); ok {
			c.known++
		}
		hosts[a.host] = c
	}
	for host := range hosts {
		if (mirrors{hosts: hosts}).has(host) || hosts[host].shown {
			m.mirrors.hosts = hosts
			return
		}
	}
	m.mirrors = mirrors{}
}

// libraryByPlace returns a table of the files of attachments by their place below the
// uploads.
func (x *Index) libraryByPlace() (t table) {
	for i := range x.media.files.n {
		a, _ := x.addressOf(x.media.files.at(i))
		path := canonicalPath(a.origin().path)
		place, ok := placeInUploads(path)
		if !ok {
			place = x.uploadsPath(path)
		}
		t.add(keyOf(place), int32(i), rankFile)
	}
	t.seal()
	return t
}

// at returns the file of the library at a place below the uploads, or of which that is a copy.
func (m *mirrors) at(place string) (n int32, ok bool) {
	if e, fits := m.library.get(keyOf(place)); fits == exact {
		return e.number(), true
	}
	for orig := range originals(place) {
		if e, fits := m.library.get(keyOf(orig)); fits == exact {
			return e.number(), true
		}
	}
	return 0, false
}

// mirrored returns the file of the library at an address on a mirror.
func (x *Index) mirrored(host, path string) (n int32, ok bool) {
	m := &x.media.mirrors
	if len(m.hosts) == 0 || !m.has(host) && !m.isWhole(host) {
		return 0, false
	}
	place, ok := placeInUploads(path)
	if !ok {
		return 0, false
	}
	return m.at(place)
}

// copies are the hosts at which pictures are that say which file of the library they are
// (class="wp-image-12"): the editor writes that of its own library alone. A blog that has
// moved shows them where it was, and one of WordPress.com under the name it has there.
type copies struct {
	hosts  map[string]int
	looked int
}

// enoughCopies are so many pictures that their host is that of the library.
const enoughCopies = 3

// mostLooked bounds how often a content is searched for a picture.
const mostLooked = 1000

func (c *copies) has(host string) bool { return c.hosts[host] >= enoughCopies }

// see counts a picture at a host if the element in content that shows it says so.
func (c *copies) see(host, address, content string) {
	if c.has(host) || c.looked >= mostLooked {
		return
	}
	c.looked++
	name := baseName(address)
	for range 4 { // a link to it, the picture itself
		i := strings.Index(content, name)
		if i < 0 {
			return
		}
		start := strings.LastIndexByte(content[:i], '<')
		end := strings.IndexByte(content[i:], '>')
		if start < 0 || end < 0 {
			return
		}
		if tag := content[start : i+end]; strings.HasPrefix(tag, "<img") && strings.Contains(tag, "wp-image-") {
			if c.hosts == nil {
				c.hosts = map[string]int{}
			}
			c.hosts[strings.Clone(host)]++
			return
		}
		content = content[i+len(name):]
	}
}
