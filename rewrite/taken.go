package rewrite

import (
	"math/bits"
	"slices"
	"strings"
)

// taken knows the paths of all pages of the new site, and the folders above
// them, as sorted hashes.
type taken struct {
	hashes []uint64
	starts []uint32 // where those begin that have the same first bits
	shift  int      // how many bits the others are
}

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
	x.taken.seal(hashes.flat())
}

func (t *taken) seal(hashes []uint64) {
	const few = 16
	slices.Sort(hashes)
	width := bits.Len(uint(len(hashes) / few))
	t.hashes, t.shift, t.starts = hashes, 64-width, make([]uint32, 1<<width+1)
	for _, h := range hashes {
		t.starts[h>>t.shift+1]++
	}
	for i := range t.starts[1:] {
		t.starts[i+1] += t.starts[i]
	}
}

func (t *taken) has(h uint64) bool {
	if len(t.hashes) == 0 {
		return false
	}
	at := h >> t.shift
	_, ok := slices.BinarySearch(t.hashes[t.starts[at]:t.starts[at+1]], h)
	return ok
}

// page reports whether a page of the new site has a canonical path.
func (t *taken) page(path string) bool { return t.has(keyOf(path).whole()) }

// below reports whether one has a path below it.
func (t *taken) below(path string) bool { return t.has(keyOf(path + "/").whole()) }
