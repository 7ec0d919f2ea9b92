package rewrite

import (
	"slices"
	"strconv"
	"strings"
)

// separate gives each item whose path was made a path of its own: not one that
// another item has or had on the old site, and of two that were made alike the
// first item gets it. Of items that had one address on the old site, the one that
// it led to keeps it.
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
	again = append(again, x.shareless(made)...)
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

// shareless returns the items whose path, which they had on the old site, is that of
// another one. made are those that had none.
func (x *Index) shareless(made []int32) (losers []int32) {
	hash := key.whole
	if x.opt.FoldCase {
		hash = func(k key) uint64 { return k.fold }
	}
	each := func(f func(n int32, path string)) {
		for i := range x.items.n {
			n := int32(i)
			if _, dropped := x.twin[n]; dropped || x.item(n).state != written || x.item(n).path == 0 {
				continue
			}
			if _, ok := slices.BinarySearch(made, n); !ok {
				f(n, canonicalPath(encodePercent(x.text.get(x.item(n).path))))
			}
		}
	}
	var paths set
	keeps := map[uint64]int32{} // which item has a path that several have
	each(func(_ int32, path string) {
		if k := keyOf(path); !paths.add(hash(k)) {
			keeps[hash(k)] = -1
		}
	})
	if len(keeps) == 0 {
		return nil
	}
	each(func(n int32, path string) {
		k := keyOf(path)
		if first, ok := keeps[hash(k)]; ok {
			if e, m := x.pages.get(k); first < 0 || m != noMatch && x.target(e.number()).item == n {
				keeps[hash(k)] = n
			}
		}
	})
	x.shares = map[int32]int32{}
	each(func(n int32, path string) {
		if first, ok := keeps[hash(keyOf(path))]; ok && first != n {
			x.shares[n] = first
			losers = append(losers, n)
		}
	})
	return losers
}

// Shares returns the item that has the address which item n had on the old site
// too, if there is one.
func (x *Index) Shares(n int) (other int, ok bool) {
	o, ok := x.shares[int32(n)]
	return int(o), ok
}

// numbered returns a path with a number in its last segment, as WordPress makes
// a slug that is taken.
func numbered(path string, n int) string {
	stem := strings.TrimRight(path, "/")
	end := path[len(stem):]
	if stem == "" {
		stem, end = "/home", "/"
	}
	if s, ok := strings.CutSuffix(stem, ".html"); ok {
		stem, end = s, ".html"+end
	}
	return stem + "-" + strconv.Itoa(n) + end
}
