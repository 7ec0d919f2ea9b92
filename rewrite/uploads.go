package rewrite

import (
	"maps"
	"slices"
	"strings"
)

// A folder is one of the old site that holds attachments, by what an
// attachment's path below the uploads leaves of its address.
type folder struct {
	host int32 // or -1 for the site's own
	path string
}

// maxUploads is how many folders of uploads are told apart. Sites have one or
// two.
const maxUploads = 32

// addUploads notes the folder that holds an attachment, if it is file, a path
// below the uploads, that the attachment's path ends in.
func (x *Index) addUploads(host int32, path, file string) bool {
	rel := canonicalPath("/" + strings.TrimLeft(file, "/"))
	root, ok := strings.CutSuffix(path, rel)
	if !ok || rel == "" || strings.Contains(file, "://") {
		return false
	}
	m := &x.media
	for _, f := range m.uploads {
		if f.host == host && f.path == root {
			return true
		}
	}
	if len(m.uploads) < maxUploads {
		m.uploads = append(m.uploads, folder{host, strings.Clone(root)})
	}
	return true
}

// inUploads reports whether a file is in a folder that holds attachments.
func (x *Index) inUploads(host, path string) bool {
	for _, f := range x.media.uploads {
		if !below(path, f.path) {
			continue
		}
		if f.host < 0 && x.hosts.has(host) || f.host >= 0 && x.hosts.list[f.host] == host {
			return true
		}
	}
	return false
}

// isBlogOfWordPressCom reports whether a host is that of a blog of WordPress.com, which has
// that name beside its own.
func isBlogOfWordPressCom(host string) bool { return strings.HasSuffix(host, ".wordpress.com") }

// addBlog keeps a blog of WordPress.com at which an attachment is.
func (x *Index) addBlog(host string) {
	if m := &x.media; isBlogOfWordPressCom(host) && len(m.blogs) < maxUploads && !slices.Contains(m.blogs, host) {
		m.blogs = append(m.blogs, strings.Clone(host))
	}
}

// blogsOfFiles returns the blogs of WordPress.com at which attachments are, or the pictures
// of the library: they are the site, under the name it has there.
func (x *Index) blogsOfFiles() []string {
	blogs := x.media.blogs
	for _, host := range slices.Sorted(maps.Keys(x.media.copies.hosts)) {
		if isBlogOfWordPressCom(host) && x.media.copies.has(host) && !slices.Contains(blogs, host) {
			blogs = append(blogs, host)
		}
	}
	return blogs
}

// uploadsPath returns the part of a file's path that a copy of the uploads
// folder has.
func (x *Index) uploadsPath(path string) string {
	for _, dir := range []string{"/wp-content/uploads/", "/files/", "/uploads/"} {
		if i := strings.Index(path, dir); i >= 0 {
			return path[i+len(dir):]
		}
	}
	root := ""
	for _, f := range x.media.uploads {
		if below(path, f.path) && len(f.path) > len(root) {
			root = f.path
		}
	}
	return strings.TrimLeft(path[len(root):], "/")
}

const uploadsDir = "/wp-content/uploads/"

// inLibrary makes a relative reference to a file of the uploads one from the root of
// the blog: it was right below the permalinks of its day.
func (x *Index) inLibrary(a address) address {
	if a.host != "" || strings.HasPrefix(a.path, "/") {
		return a
	}
	if i := strings.Index("/"+a.path, uploadsDir); i >= 0 && strings.Trim(a.path[:i], "./") == "" {
		a.path = x.baseFolder() + ("/" + a.path)[i:]
	}
	return a
}

// isSiteHost reports whether a host keeps the pictures of sites of a service, which
// die with the account.
func isSiteHost(host string) bool {
	return host == "static1.squarespace.com" || host == "images.squarespace-cdn.com"
}
