package extract

import (
	"bytes"
	"fmt"
	"io"
)

// How much of a file is looked at to find out what it is: junk before the
// export and the header of the channel must fit in.
const (
	headSize    = 64 << 10
	headSizeMax = 2 << 20
)

const hintExport = "in WordPress: Tools, Export, All content; give the .xml file it downloads"

// sniff finds out whether f is an export and how it is encoded. It returns
// the address of the blog, if the file says it early.
func (f *part) sniff() (blog string, err error) {
	head, whole, err := f.head(headSize)
	if err != nil {
		return "", err
	}
	if f.wide = wideEncoding(head); f.wide != nil {
		if head, whole, err = f.head(headSize); err != nil {
			return "", err
		}
	}
	l := look(head)
	if !l.export && !whole {
		if head, _, err = f.head(headSizeMax); err != nil {
			return "", err
		}
		l = look(head)
	}
	if reason, hint := classify(head, l); reason != "" {
		return "", refuse(f.name, reason, hint)
	}
	return l.blog, f.decideCharset(head)
}

// head returns the first size bytes of the file, and whether they are all. A
// file that ends in an error has a head like any other.
func (f *part) head(size int) (head []byte, whole bool, err error) {
	r, err := f.open()
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	head = make([]byte, size)
	n, err := io.ReadFull(r, head)
	return head[:n], err != nil, nil
}

// open returns the XML of the part: unpacked, and with markup in ASCII.
func (f *part) open() (io.ReadCloser, error) {
	in, err := f.unpack()
	if err != nil || f.wide == nil {
		return in, err
	}
	return struct {
		io.Reader
		io.Closer
	}{f.wide.NewDecoder().Reader(in), in}, nil
}

// An outline is what the first bytes of a file show.
type outline struct {
	root   int  // index of the first tag of RSS, -1 if there is none
	export bool // there is something of WXR outside CDATA
	blog   string
}

// look reads the head of a file as if it were an export.
func look(head []byte) outline {
	l := outline{root: -1}
	var p parser
	p.begin(head, true, 1, 0)
	p.outside = true
	items := 0
	for items < 2 || !l.export {
		t := p.next()
		if p.stopped() {
			break
		}
		switch {
		case t.elem == elRSS, t.elem == elChannel, t.elem == elItem:
			if l.root < 0 {
				l.root = t.from
				p.outside = false
			}
			if t.elem == elItem {
				items++
			}
		case t.voc == vocWP && l.root >= 0:
			l.export = true
		}
		switch {
		case t.closing || t.elem.container() || t.elem == elProlog:
		case t.elem == elBaseBlogURL && l.blog == "":
			l.blog = string(p.word(t))
		default:
			p.content(t)
		}
	}
	l.export = l.export || p.export && l.root >= 0
	return l
}

// classify says what a file is that is no export, and what to do about it.
func classify(head []byte, l outline) (reason, hint string) {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	text := bytes.TrimPrefix(bytes.TrimSpace(head), []byte(utf8BOM))
	starts := func(prefixes ...string) bool {
		for _, s := range prefixes {
			if len(text) >= len(s) && bytes.EqualFold(text[:len(s)], []byte(s)) {
				return true
			}
		}
		return false
	}
	switch {
	case has("This XML file does not appear to have any style information"), has("webkit-xml-viewer-source-xml"),
		l.root > 0 && (head[l.root-1] == '-' || l.root > 1 && string(head[l.root-2:l.root]) == "- "):
		return "a copy of what a browser shows of an XML file", "download the file itself (Save Link As) instead of copying it from the browser"
	case l.export:
		return "", ""
	case len(text) == 0:
		return "an empty file", "download or export it again"
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return "a tar archive", "exports are .xml or .zip files; a .tar from WordPress.com holds the media: give it to --uploads"
	case isBinary(head):
		return "a binary file, not a WordPress export", hintExport
	case starts("{", "["):
		return "JSON, not a WordPress export", hintExport
	case l.root >= 0 && !has("WordPress eXtended RSS"):
		return "an RSS feed, not a WordPress export", "a feed has only the latest posts; " + hintExport
	case has("WordPress eXtended RSS"):
		return "the beginning of a WordPress export, cut before it says anything", "download or export it again"
	case has("<feed") && has("blogger"):
		return "a Blogger export, not a WordPress export", "import it into WordPress first, then export it from there"
	case has("<feed") && has("http://www.w3.org/2005/Atom"):
		return "an Atom feed, not a WordPress export", "a feed has only the latest posts; " + hintExport
	case has("<rdf:RDF"):
		return "an RSS 1.0 feed, not a WordPress export", "a feed has only the latest posts; " + hintExport
	case has("<urlset"), has("<sitemapindex"):
		return "a sitemap, not a WordPress export", hintExport
	case has("wp-login.php"), has("loginform"):
		return "an HTML page with a login form, not a WordPress export", "log in to the site and download the export again"
	case has("Briefly unavailable for scheduled maintenance"), has("There has been a critical error"), has("Error establishing a database connection"):
		return "an HTML page with an error message of the site, not a WordPress export", "export it again when the site works"
	case starts("<!doctype html", "<html", "<head", "<body"):
		return "an HTML page, not a WordPress export", hintExport
	case starts("<?php"):
		return "a PHP script, not a WordPress export", hintExport
	case starts("--", "/*", "CREATE ", "INSERT ", "DROP ", "SET "), has("CREATE TABLE"), has("INSERT INTO"):
		return "an SQL dump, not a WordPress export", "import it into WordPress first, then export it from there"
	case starts("<"):
		if name := rootName(text); name != "" {
			return fmt.Sprintf("XML of another kind (<%s>), not a WordPress export", name), hintExport
		}
	}
	return "not a WordPress export", hintExport
}

// isBinary reports whether b is no text in any encoding the reader knows.
func isBinary(b []byte) bool {
	b = b[:min(len(b), 1024)]
	odd := 0
	for _, c := range b {
		if c < ' ' && !isSpace(c) && c != '\f' && c != 0x1b {
			odd++
		}
	}
	return odd*50 > len(b)
}

// rootName returns the name of the first element in text.
func rootName(text []byte) string {
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			return ""
		}
		text = text[i+1:]
		n := 0
		for n < len(text) && n < 40 && nameBytes[text[n]] != 0 {
			n++
		}
		if n > 0 && nameBytes[text[0]] == nameStart {
			return displayName(string(text[:n]))
		}
	}
}
