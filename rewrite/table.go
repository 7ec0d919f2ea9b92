package rewrite

import (
	"cmp"
	"slices"
)

// table maps addresses to numbers. It holds hashes instead of strings, and no
// pointers, so that a site of a million addresses is a few megabytes that the
// garbage collector does not look at. Two addresses of one hash are one in
// 2^64 by chance.
type table struct {
	entries []entry
	sealed  bool
}

type entry struct {
	key  uint64
	val  int32
	rank uint8 // of two values for one address the lower rank wins, then the first
}

func (t *table) add(key uint64, val int32, rank uint8) {
	t.entries = append(t.entries, entry{key, val, rank})
}

func (t *table) seal() {
	slices.SortStableFunc(t.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank))
	})
	t.entries = slices.Clip(slices.CompactFunc(t.entries, func(a, b entry) bool { return a.key == b.key }))
	t.sealed = true
}

func (t *table) get(key uint64) (int32, bool) {
	i, ok := slices.BinarySearchFunc(t.entries, key, func(e entry, k uint64) int { return cmp.Compare(e.key, k) })
	if !ok {
		return 0, false
	}
	return t.entries[i].val, true
}

// hash is FNV-1a with the mixing of its bits that short keys need. It must not
// change from run to run: the order of equal things depends on nothing else.
func hash(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range parts {
		for i := 0; i < len(s); i++ {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h
}

// arena holds many short strings in a few large pieces.
type arena struct {
	pieces [][]byte
}

type ref struct{ piece, start, length uint32 }

const pieceSize = 64 << 10

func (a *arena) add(s string) ref {
	k := len(a.pieces) - 1
	if k < 0 || len(a.pieces[k])+len(s) > cap(a.pieces[k]) {
		a.pieces = append(a.pieces, make([]byte, 0, max(pieceSize, len(s))))
		k++
	}
	start := len(a.pieces[k])
	a.pieces[k] = append(a.pieces[k], s...)
	return ref{uint32(k), uint32(start), uint32(len(s))}
}

func (a *arena) get(r ref) string {
	if r.length == 0 {
		return ""
	}
	return string(a.pieces[r.piece][r.start : r.start+r.length])
}
