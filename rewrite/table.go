package rewrite

import (
	"cmp"
	"slices"
)

// A table maps keys to numbers of items or files. It holds hashes instead of
// strings, and no pointers, so that a site of a million addresses is a few
// megabytes which the garbage collector does not look at. Two addresses of one
// hash are one in 2⁶⁴ by chance.
type table struct {
	entries []entry
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
	t.entries = append(t.entries, entry{k.fold, k.exact, uint32(r)<<numberBits | uint32(n)})
}

func (t *table) sort() {
	slices.SortFunc(t.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.exact, b.exact), cmp.Compare(a.val, b.val))
	})
}

// seal makes the table ready for get.
func (t *table) seal() {
	t.sort()
	t.entries = slices.Clip(slices.CompactFunc(t.entries, func(a, b entry) bool { return a.key == b.key && a.exact == b.exact }))
}

// A match says how well an address fits one that is known.
type match uint8

const (
	noMatch match = iota
	alike         // but for case, and there is only one like it
	exact
)

func (t *table) get(k key) (e entry, m match) {
	i, ok := slices.BinarySearchFunc(t.entries, k.fold, func(e entry, k uint64) int { return cmp.Compare(e.key, k) })
	if !ok {
		return e, noMatch
	}
	e, m = t.entries[i], alike
	for ; i < len(t.entries) && t.entries[i].key == k.fold; i++ {
		switch next := t.entries[i]; {
		case next.exact == k.exact:
			return next, exact
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
	hosts []uint32 // of each entry, until sealed: number of its host, from 1, and what an other site's host means
}

const (
	foreignStays = 0       // the address is the item's wherever it is
	foreignGoes  = 1 << 31 // the address is the item's only on the own site
)

// add adds an address. Host is the number of its host, from 0, or -1 for the
// site's own.
func (a *addresses) add(host int32, k key, n int32, r rank, foreign uint32) {
	a.table.add(k, n, r)
	a.hosts = append(a.hosts, uint32(host+1)|foreign)
}

// seal makes the table ready for get, with the hosts known.
func (a *addresses) seal(h *hosts) {
	kept := a.entries[:0]
	for i, e := range a.entries {
		if host := a.hosts[i] &^ foreignGoes; host > 0 && !h.own[host-1] {
			if a.hosts[i]&foreignGoes != 0 {
				continue
			}
			e.key = key{fold: e.key}.on(h.list[host-1]).fold
		}
		kept = append(kept, e)
	}
	a.entries, a.hosts = kept, nil
	a.table.seal()
}
