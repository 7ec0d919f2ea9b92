package rewrite

import (
	"slices"
	"strings"
)

// taken knows the paths of all pages of the new site, and the folders above
// them, as sorted hashes.
type taken []uint64

// seal notes the pages, when they have their paths.
func (x *Index) sealTaken() {
	var hashes list[uint64]
	var folders set
	add := func(path string) {
		hashes.add(keyOf(path).whole())
		for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
			h := keyOf(path[:i+1]).whole() // with its slash, a folder is no page
			if !folders.add(h) {
				break
			}
			hashes.add(h)
		}
	}
	add(x.baseFolder())
	for i := range x.items.n {
		it := x.items.at(i)
		if _, dropped := x.twin[int32(i)]; it.state == written && !dropped && it.path != 0 {
			add(canonicalPath(encodePercent(x.text.get(it.path))))
		}
	}
	x.taken = hashes.flat()
	slices.Sort(x.taken)
}

func (t taken) has(h uint64) bool {
	_, ok := slices.BinarySearch(t, h)
	return ok
}

// page reports whether a page of the new site has a canonical path.
func (t taken) page(path string) bool { return t.has(keyOf(path).whole()) }

// below reports whether one has a path below it.
func (t taken) below(path string) bool { return t.has(keyOf(path + "/").whole()) }
