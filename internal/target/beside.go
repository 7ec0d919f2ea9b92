package target

import (
	"path"
	"slices"
	"strings"
)

// Beside is how files lie with the page that shows them. The zero value is a page that
// is the index of a folder, which has the files too and is copied to where the page is.
type Beside struct {
	// Sibling says that the files are in a folder of the page's name beside it.
	Sibling bool

	// Branch is the stem of a page in its folder if there are pages below it; "index" if
	// it is as any other.
	Branch string

	// Prefix is what a relative address begins with.
	Prefix string

	// Root is the folder whose files are on the site under the path that they have in
	// it: addresses are absolute then. "" is for relative ones.
	Root string

	// Made says that the build gives images a name: it takes those along that Markdown
	// shows, and nothing else.
	Made bool

	// Unplaced says that it is not known where the files are on the site.
	Unplaced bool

	// Posts says that pages of other types have no files with them.
	Posts bool

	// First says that the files of a folder are those of the page in the site's first
	// language alone.
	First bool
}

// PlaceBeside returns the place of an item where files lie with their page.
func (t *Target) PlaceBeside(it Item, by Folders) Place {
	at, b := t.PlaceIn(it, by), t.Beside
	if b == nil || b.Sibling || at.Exact {
		return at
	}
	at.Own = "index" + at.Ext
	if it.Parent && b.Branch != "" {
		at.Own = b.Branch + at.Ext
	}
	return at
}

// FolderOf returns the folder of the files of an item whose page is at a path. It is
// not ok if there is none: the files are in that of all.
func (t *Target) FolderOf(it Item, page string) (dir string, ok bool) {
	b := t.Beside
	switch {
	case b == nil, b.Posts && it.Type != "post", b.First && it.Lang != "", t.HomeFile != "" && path.Dir(page) == path.Dir(t.HomeFile):
		return "", false
	case b.Root == "" && !b.Made && path.Ext(it.URL) != "": // a page that is no folder to a browser
		return "", false
	case b.Sibling:
		return strings.TrimSuffix(page, path.Ext(page)), true
	}
	return path.Dir(page), true
}

// AddressBeside returns the address of a file of a page, as the page has it and on the
// site, where it is "" if that is known only when the site is built.
func (t *Target) AddressBeside(it Item, file string) (shown, address string) {
	b := t.Beside
	if b.Root != "" {
		shown = strings.TrimPrefix(file, strings.TrimSuffix(b.Root, "/"))
		return shown, shown
	}
	name := path.Base(file)
	if b.Made || b.Unplaced || it.Draft || it.URL == "" {
		return b.Prefix + name, ""
	}
	return b.Prefix + name, strings.TrimSuffix(it.URL, "/") + "/" + name
}

// What lies beside pages: nothing that a generator could take for a page or a template.
var (
	pictures = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
	others   = []string{".bmp", ".ico", ".tif", ".tiff", ".heic", ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".mp4", ".m4v", ".mov", ".webm", ".ogv", ".pdf", ".zip"}
)

// CanLieBeside reports whether a file of a name can lie with the page that shows it.
func (t *Target) CanLieBeside(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return t.Beside != nil && (slices.Contains(pictures, ext) || !t.Beside.Made && slices.Contains(others, ext))
}
