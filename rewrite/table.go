package rewrite

import (
	"math/bits"
	"sort"
)

// A table maps keys to numbers of items or files. It holds hashes instead of
// strings, and no pointers, so that a site of a million addresses is a few
// megabytes which the garbage collector does not look at. Two addresses of one
// hash are one in 2⁶⁴ by chance.
type table struct {
	entries list[entry] // sorted, once sealed
	starts  []uint32    // by the first bits of a key: where the entries begin, once sealed
	shift   int         // that leaves those bits
	holds   []uint64    // a bit for more of those bits: whether there is such a key at all
	fine    int         // the shift that leaves these
}

type entry struct {
	key   uint64
	exact uint32
	val   uint32 // the rank, then the number: of two values the smaller wins
}

// A rank says how good a claim to an address is; the lower wins.
type rank uint8

const (
	numberBits = 29 // of entry.val
	maxNumber  = 1<<numberBits - 1
)

func (e entry) number() int32 { return int32(e.val & maxNumber) }
func (e entry) rank() rank    { return rank(e.val >> numberBits) }

func (t *table) add(k key, n int32, r rank) {
	t.entries.add(entry{k.fold, k.exact, uint32(r)<<numberBits | uint32(n)})
}

// The entries are sorted where they are: a copy would double what a large site
// takes while it is sealed.
func (t *table) Len() int      { return t.entries.n }
func (t *table) Swap(i, j int) { a, b := t.entries.at(i), t.entries.at(j); *a, *b = *b, *a }
func (t *table) Less(i, j int) bool {
	a, b := t.entries.at(i), t.entries.at(j)
	if a.key != b.key {
		return a.key < b.key
	}
	if a.exact != b.exact {
		return a.exact < b.exact
	}
	return a.val < b.val
}

func (t *table) sort() { sort.Sort(t) }

// seal makes the table ready for get.
func (t *table) seal() {
	t.sort()
	kept := 0
	for i := range t.entries.n {
		e := *t.entries.at(i)
		if kept > 0 {
			if last := t.entries.at(kept - 1); last.key == e.key && last.exact == e.exact {
				continue
			}
		}
		*t.entries.at(kept) = e
		kept++
	}
	t.entries.cut(kept)
	t.startEntries()
}

// startEntries notes where the entries begin, for each few of them, and which keys there
// cannot be: a search touches many lines of memory, and most find nothing.
func (t *table) startEntries() {
	const few = 16
	width := bits.Len(uint(t.entries.n / few))
	t.shift = 64 - width
	t.starts = make([]uint32, 1<<width+1)
	t.fine = 64 - bits.Len(uint(t.entries.n*3))
	t.holds = make([]uint64, max(1, 1<<(64-t.fine)/64))
	next := 0
	for i := range t.entries.n {
		at := t.entries.at(i).key >> t.fine
		t.holds[at/64] |= 1 << (at % 64)
		for first := int(t.entries.at(i).key >> t.shift); next <= first; next++ {
			t.starts[next] = uint32(i)
		}
	}
	for ; next < len(t.starts); next++ {
		t.starts[next] = uint32(t.entries.n)
	}
}

// first returns where the entries of a key begin, or would.
func (t *table) first(key uint64) int {
	if t.entries.n == 0 {
		return 0
	}
	at := key >> t.shift
	lo, hi := int(t.starts[at]), int(t.starts[at+1])
	// Keys lie evenly: most are near where they would be if they did so exactly.
	i := lo + int((key<<(64-t.shift)>>32)*uint64(hi-lo)>>32)
	for steps := 0; steps < 6; steps++ {
		switch {
		case i < hi && t.entries.at(i).key < key:
			i++
		case i > lo && t.entries.at(i-1).key >= key:
			i--
		default:
			return i
		}
	}
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); t.entries.at(mid).key < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// A match says how well an address fits one that is known.
type match uint8

const (
	noMatch match = iota
	alike         // but for case, and there is only one like it
	exact
)

func (t *table) get(k key) (e entry, m match) {
	if at := k.fold >> t.fine; t.entries.n == 0 || t.holds[at/64]&(1<<(at%64)) == 0 {
		return e, m
	}
	for i := t.first(k.fold); i < t.entries.n; i++ {
		next := *t.entries.at(i)
		switch {
		case next.key != k.fold:
			return e, m
		case next.exact == k.exact:
			return next, exact
		case e == entry{}:
			e, m = next, alike
		case next.number() != e.number():
			m = noMatch
		case next.val < e.val:
			e = next
		}
	}
	return e, m
}

// addresses is a table that is filled before it is known which hosts are the
// site's. On those, only the path counts.
type addresses struct {
	table
	hosts list[uint32] // of each entry, until sealed: number of its host, from 1, and its scope
}

// A scope says what an address is worth if its host is not the site's.
type scope uint32

const (
	everywhere scope = 0       // it is the item's
	ifOwn      scope = 1 << 31 // it is another's: a plugin led the item there
)

// add adds an address. Host is the number of its host, from 0, or -1 for the
// site's own.
func (a *addresses) add(host int32, k key, n int32, r rank, s scope) {
	a.table.add(k, n, r)
	a.hosts.add(uint32(host+1) | uint32(s))
}

// seal makes the table ready for get, with the hosts known.
func (a *addresses) seal(h *hosts) {
	kept := 0
	for i := range a.entries.n {
		e, host := *a.entries.at(i), *a.hosts.at(i)
		s := scope(host) & ifOwn
		if host &^= uint32(ifOwn); host > 0 && !h.own[host-1] {
			if s == ifOwn {
				continue
			}
			e.key = key{fold: e.key}.on(h.list[host-1]).fold
		}
		*a.entries.at(kept) = e
		kept++
	}
	a.entries.cut(kept)
	a.hosts = list[uint32]{}
	a.table.seal()
}
