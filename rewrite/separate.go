package rewrite

import (
	"slices"
	"strconv"
	"strings"
)

// separate gives each item whose path was made a path of its own: not one that
// another item has or had on the old site, and of two that were made alike the
// first item gets it.
func (x *Index) separate() {
	isOld := func(k key, n int32) bool {
		e, m := x.pages.get(k)
		return m != noMatch && e.rank() < rankFormer && x.target(e.number()).item != n
	}
	var newPaths set
	made := x.paths.made.flat()
	slices.Sort(made)
	var again []int32
	for _, n := range made {
		if _, ok := x.twin[n]; ok || x.item(n).state != written {
			continue
		}
		if k := pathKey(x.text.get(x.item(n).path)); isOld(k, n) || !newPaths.add(k.fold) {
			again = append(again, n)
		}
	}
	next := map[uint64]int{}
	for _, n := range again {
		path := x.text.get(x.item(n).path)
		first := pathKey(path).fold
		for i := max(2, next[first]); ; i++ {
			p := numbered(path, i)
			if k := pathKey(p); !isOld(k, n) && newPaths.add(k.fold) {
				next[first] = i + 1
				x.item(n).path = x.text.add(p)
				break
			}
		}
	}
}

// pathKey returns the key of a path of the new site, for which case does not
// count: on some systems it is that of a file.
func pathKey(path string) key {
	return key{fold: keyOf(canonicalPath(encodePercent(path))).fold}
}

// numbered returns a path with a number in its last segment, as WordPress makes
// a slug that is taken.
func numbered(path string, n int) string {
	stem := strings.TrimRight(path, "/")
	end := path[len(stem):]
	if s, ok := strings.CutSuffix(stem, ".html"); ok {
		stem, end = s, ".html"+end
	}
	return stem + "-" + strconv.Itoa(n) + end
}
