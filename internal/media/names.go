package media

import (
	"cmp"
	"hash/maphash"
	"path"
	"slices"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// names finds the files of an archive by their paths below the uploads folder. Of
// each it holds a hash and where it is.
type names[T any] struct {
	seed    maphash.Seed
	members []member[T] // by hash; of equal ones the last is the file
	seen    roots
	roots   []string // where the uploads folder can be in it, the likeliest first
}

type member[T any] struct {
	hash uint64
	at   T
}

func (n *names[T]) add(name string, at T) {
	if len(n.members) == 0 {
		n.seed = maphash.MakeSeed()
	}
	n.seen.see(name)
	n.members = append(n.members, member[T]{maphash.String(n.seed, name), at})
}

// sort makes what was added ready to be found.
func (n *names[T]) sort() {
	slices.SortStableFunc(n.members, func(a, b member[T]) int { return cmp.Compare(a.hash, b.hash) })
	n.roots = n.seen.list()
}

// find returns where the file is that has a path below the uploads folder.
func (n *names[T]) find(name string) (at T, ok bool) {
	if len(n.members) == 0 {
		return at, false
	}
	name = norm.NFC.String(path.Clean("/" + name)[1:])
	for _, root := range n.roots {
		h := maphash.String(n.seed, path.Join(root, name))
		i := sort.Search(len(n.members), func(i int) bool { return n.members[i].hash > h })
		if i > 0 && n.members[i-1].hash == h {
			return n.members[i-1].at, true
		}
	}
	return at, false
}

// roots finds the folder of an archive that is the uploads folder: people pack
// it under any path.
type roots struct {
	content, uploads string // shortest folders with the names that WordPress gives
	common           string // that all files are in, but for a year
	seen             bool
}

func (r *roots) see(name string) {
	dir, _ := path.Split(name)
	for end := strings.IndexByte(dir, '/'); end >= 0; {
		root := dir[:end]
		if path.Base(root) == "uploads" {
			best := &r.uploads
			if path.Base(path.Dir(root)) == "wp-content" {
				best = &r.content
			}
			if *best == "" || len(root) < len(*best) {
				*best = root
			}
		}
		next := strings.IndexByte(dir[end+1:], '/')
		if next < 0 {
			break
		}
		end += 1 + next
	}
	dir = strings.TrimSuffix(dir, "/")
	if !r.seen {
		r.seen, r.common = true, beforeYear(dir)
		return
	}
	for r.common != "" && dir != r.common && !strings.HasPrefix(dir, r.common+"/") {
		if r.common = path.Dir(r.common); r.common == "." {
			r.common = ""
		}
	}
}

// list returns the folders in the order in which files are looked for.
func (r *roots) list() []string {
	var list []string
	for _, root := range []string{r.content, r.uploads} {
		if root != "" {
			return append(list, root)
		}
	}
	if r.common != "" {
		list = append(list, r.common)
	}
	return append(list, "")
}

// beforeYear returns what comes before the folder of a year, or of a site of a
// network: those belong to the paths of files.
func beforeYear(dir string) string {
	at := 0
	for part := range strings.SplitSeq(dir, "/") {
		year := len(part) == 4 && (strings.HasPrefix(part, "19") || strings.HasPrefix(part, "20")) && strings.Trim(part, "0123456789") == ""
		if year || part == "sites" {
			return strings.TrimSuffix(dir[:at], "/")
		}
		at += len(part) + 1
	}
	return dir
}
