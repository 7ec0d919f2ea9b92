package emit

import (
	"strconv"
	"strings"
)

// maxComponent is the longest name of a file or folder, in bytes: file systems
// allow 255, but some that encrypt names only 143 or so, and a suffix such as
// .new must still fit.
const maxComponent = 150

// maxFolders is the longest path of folders, in bytes. Pages below pages can
// be as deep as the source says; systems limit a whole path to 4096 bytes.
const maxFolders = 1000

// Names hands out the paths of an output folder.
//
// A path depends on what was asked for and on what had been taken before, so
// the order of the calls must be that of the source. Names is not safe for
// concurrent use, which would have no such order.
type Names struct {
	// Files is the folder of all images and other files: one name, or several with
	// slashes between. No path of Take is in it or has its name.
	Files string

	files set            // foldedHash of each path handed out
	dirs  set            // and of the folders they are in
	own   set            // of these, the folders that are of one file alone
	next  map[uint64]int // where a path was taken: the number to try next
	last  walk
}

// walk is the way to the folder of the last file: the pages below a page have most of
// it in common.
type walk struct {
	root string
	dir  []string
	at   []string // the path of each, as folder has made it
}

// below returns how many folders of a way are those of the last one, and the path of
// the last of these. The way is kept, up to there.
func (w *walk) below(root string, dir []string) (n int, path string) {
	path = root
	if root == w.root {
		for n < min(len(w.at), len(dir)) && w.dir[n] == dir[n] {
			path = w.at[n]
			n++
		}
	}
	w.root, w.dir, w.at = root, w.dir[:n], w.at[:n]
	return n, path
}

func (w *walk) add(name, path string) { w.dir, w.at = append(w.dir, name), append(w.at, path) }

// Name is what a file would be called if all names were harmless and free.
type Name struct {
	Root     string   // folder that is harmless and stays as it is: "content/posts"
	Dir      []string // folders below it, each a single name: "about", "team"
	Before   string   // stands before the stem, and is harmless: "2024-05-01-"
	Stem     string   // such as a slug; percent-encoded UTF-8 is decoded
	Ext      string   // ".md"
	Fallback string   // the stem if nothing of Stem can stay, such as "post-12"
	Exact    bool     // Stem is harmless, and stays as it is if it is free

	// Own says that the file has a folder of its own, whose name is made of Stem: it is
	// called Own there, which is harmless.
	Own string
}

// Take returns the slash-separated path that the file has, and takes it. A path
// that is taken, or would be the same file where case or the form of accents
// does not count, gets a number: about-2.md.
func (n *Names) Take(name Name) string {
	n.init()
	dir := name.Root
	for i := range len(dir) + 1 {
		if i > 0 && (i == len(dir) || dir[i] == '/') {
			n.dirs.add(foldedHash(dir[:i]))
		}
	}
	from, dir := n.last.below(dir, name.Dir)
	for i := from; i < len(name.Dir); i++ {
		if len(dir) > maxFolders {
			dir = n.folder(dir, shortHash(strings.Join(name.Dir[i:], "/")))
			break
		}
		dir = n.folder(dir, name.Dir[i])
		n.last.add(name.Dir[i], dir)
	}
	if path := join(dir, name.Stem+name.Ext); name.Exact && n.claim(foldedHash(path)) {
		return path
	}
	if name.Own != "" {
		return n.takeFolder(dir, cleanSegment(name.Stem, name.Fallback), name)
	}
	stem, ext := cleanFile(name.Stem, name.Ext, name.Fallback)
	return n.take(dir, name.Before+stem, ext, name.Stem)
}

// takeFolder takes a folder for a file alone, which can have those of others below it.
func (n *Names) takeFolder(dir, clean string, name Name) string {
	for i := 1; ; i++ {
		folder := join(dir, component(clean, number(i), "", name.Stem))
		key, file := foldedHash(folder), foldedHash(folder+"/"+name.Own)
		if n.files.has(key) || n.own.has(key) || n.files.has(file) {
			continue
		}
		n.own.add(key)
		n.dirs.add(key)
		n.files.add(file)
		n.last = walk{} // for it may have the name of a folder
		return folder + "/" + name.Own
	}
}

// Beside returns the path of a file in the folder of a page, by the name it has at its
// source.
func (n *Names) Beside(dir, name, fallback string) string {
	stem, ext := imageFile(name, fallback)
	return n.take(dir, stem, ext, name)
}

// Image returns the path of an image, or any other file, by the name it has at
// its source. All are in one folder, or in folders below it.
func (n *Names) Image(name, fallback string, below ...string) string {
	n.init()
	dir := n.Files
	for _, d := range below {
		dir = n.folder(dir, d)
	}
	stem, ext := imageFile(name, fallback)
	return n.take(dir, stem, ext, name)
}

func imageFile(name, fallback string) (stem, ext string) {
	decoded := decode(name)
	stem = decoded
	if dot := strings.LastIndexByte(decoded, '.'); dot > 0 {
		stem, ext = decoded[:dot], decoded[dot:]
	}
	stem, ext = cleanFile(stem, ext, fallback)
	switch {
	case isProgram(ext):
		return stem + ext, ".txt"
	case hasProgram(stem):
		stem = strings.ReplaceAll(stem, ".", "-") // Apache runs x.php.jpg, if it was told to by AddHandler
	}
	return stem, ext
}

// hasProgram reports whether one of several endings of a name is that of a program:
// x.php.jpg, x.asp;.jpg.
func hasProgram(stem string) bool {
	if strings.IndexByte(stem, '.') < 0 {
		return false
	}
	for _, part := range strings.Split(stem, ".")[1:] {
		end := strings.IndexFunc(part, func(c rune) bool { return (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') })
		if end < 0 {
			end = len(part)
		}
		if isProgram("." + part[:end]) {
			return true
		}
	}
	return false
}

// isProgram reports whether a web server may run a file with this ending, or obey
// it. The old site only stored such files; they are kept as text.
func isProgram(ext string) bool {
	switch ext = strings.ToLower(ext); ext {
	case ".cgi", ".pl", ".py", ".rb", ".asp", ".aspx", ".ashx", ".asmx", ".jsp", ".jspx", ".sh", ".htaccess", ".htpasswd", ".shtml", ".stm", ".cfm", ".phar", ".hta", ".inc", ".module",
		".fcgi", ".asa", ".asax", ".config", ".jspf", ".cfc":
		return true
	}
	return strings.HasPrefix(ext, ".php") || strings.HasPrefix(ext, ".pht")
}

func (n *Names) init() {
	if n.next == nil {
		n.files.add(foldedHash(n.Files)) // as if it were a file: no folder of Take gets it
		n.next = map[uint64]int{}
	}
}

// folder returns the path of a folder below dir, with a number if a file has
// its name.
func (n *Names) folder(dir, name string) string {
	clean := cleanSegment(name, "unnamed")
	for i := 1; ; i++ {
		path := join(dir, component(clean, number(i), "", name))
		if key := foldedHash(path); !n.files.has(key) {
			n.dirs.add(key)
			return path
		}
	}
}

func (n *Names) take(dir, stem, ext, full string) string {
	path := join(dir, component(stem, "", ext, full))
	first := foldedHash(path)
	if !reserved(stem, ext) && n.claim(first) {
		return path
	}
	for i := max(2, n.next[first]); ; i++ {
		path := join(dir, component(stem, number(i), ext, full))
		if n.claim(foldedHash(path)) {
			n.next[first] = i + 1
			return path
		}
	}
}

func (n *Names) claim(key uint64) bool {
	return !n.dirs.has(key) && n.files.add(key)
}

// reserved reports whether site generators and hosts give a page of this name
// a meaning of its own.
func reserved(stem, ext string) bool {
	return (strings.EqualFold(stem, "index") || strings.EqualFold(stem, "readme")) && strings.EqualFold(ext, ".md")
}

func number(i int) string {
	if i == 1 {
		return ""
	}
	return "-" + strconv.Itoa(i)
}

func join(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}

// component puts a name together. Where it would be too long, the stem is cut
// and the hash of the full name says which it was.
func component(stem, number, ext, full string) string {
	room := maxComponent - len(number) - len(ext)
	if len(stem) > room {
		stem = cut(stem, room-9) + "-" + shortHash(full)
	}
	return stem + number + ext
}
