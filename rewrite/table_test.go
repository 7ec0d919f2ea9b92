package rewrite

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
)

// A table gives the best claim to each key; a key that differs in case finds
// the only one like it.
func TestTable(t *testing.T) {
	var tab table
	for n, s := range []string{"/a", "/b", "/a", "/Case", "/CASE", "/Alone", "/twice", "/TWICE"} {
		tab.add(keyOf(s), int32(n), rank(7-n))
	}
	tab.add(keyOf("/Alone"), 5, 0)
	tab.add(keyOf("/twice"), 7, 0)
	tab.seal()
	for _, c := range []struct {
		s    string
		n    int32
		fits match
	}{
		{"/a", 2, exact}, {"/b", 1, exact}, {"/A", 2, alike}, {"/c", 0, noMatch},
		{"/Case", 3, exact}, {"/CASE", 4, exact}, {"/case", 0, noMatch},
		{"/alone", 5, alike}, {"/twice", 7, exact}, {"/Twice", 7, alike},
	} {
		e, fits := tab.get(keyOf(c.s))
		if fits != c.fits || fits != noMatch && e.number() != c.n {
			t.Errorf("%s: got %d, %d; want %d, %d", c.s, e.number(), fits, c.n, c.fits)
		}
	}
	var none table
	none.seal()
	if _, fits := none.get(keyOf("/a")); fits != noMatch {
		t.Error("an empty table has something")
	}
}

// On a host that is not the site's an address is another one.
func TestAddresses(t *testing.T) {
	var h hosts
	var a addresses
	for i, s := range []string{"http://own.example", "http://other.example", ""} {
		u, _ := parseAddress(s)
		a.add(h.of(u), keyOf("/a"), int32(i), 0, everywhere)
		a.add(h.of(u), keyOf("/b"), int32(i), 0, ifOwn)
	}
	h.decide(address{host: "own.example"}, nil, nil)
	a.seal(&h)
	for _, c := range []struct {
		why  string
		k    key
		n    int32
		fits match
	}{
		{"of the site, the first", keyOf("/a"), 0, exact},
		{"of another", keyOf("/a").on("other.example"), 1, exact},
		{"of another, only there if it were ours", keyOf("/b").on("other.example"), 0, noMatch},
		{"of a third", keyOf("/a").on("third.example"), 0, noMatch},
	} {
		if e, fits := a.get(c.k); fits != c.fits || fits != noMatch && e.number() != c.n {
			t.Errorf("%s: got %d, %d; want %d, %d", c.why, e.number(), fits, c.n, c.fits)
		}
	}
}

// What is added comes back, at the edges of chunks and pieces too.
func TestStores(t *testing.T) {
	for _, n := range []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 7} {
		var l list[int]
		for i := range n {
			l.add(i)
		}
		for i := range n {
			if *l.at(i) != i {
				t.Fatalf("list of %d: element %d is %d", n, i, *l.at(i))
			}
		}
		for _, keep := range []int{n, n - 1, n / 2, chunkSize, 0} {
			if keep < 0 || keep > l.n {
				continue
			}
			l.cut(keep)
			l.add(-1)
			if l.n != keep+1 || *l.at(keep) != -1 || keep > 0 && *l.at(keep - 1) != keep-1 {
				t.Fatalf("list of %d cut to %d", n, keep)
			}
			l.cut(keep)
		}
	}

	var a arena
	var refs []ref
	var want []string
	for _, n := range []int{0, 1, 100, pieceSize - 102, 1, 1, pieceSize, pieceSize + 1, 0, 3 * pieceSize, 7} {
		s := strings.Repeat(string(rune('a'+len(want))), n)
		refs, want = append(refs, a.add(s)), append(want, s)
	}
	for i, r := range refs {
		if got := a.get(r); got != want[i] {
			t.Errorf("text %d: %d bytes, want %d", i, len(got), len(want[i]))
		}
	}
	if got := a.get(a.add(strings.Repeat("長", maxText/3+1))); len(got) != maxText/3*3 {
		t.Errorf("a text beyond all bounds: %d bytes", len(got))
	}

	var s set
	known := map[uint64]bool{}
	random := rand.New(rand.NewSource(1))
	for range 10000 {
		h := uint64(random.Intn(5000))
		if s.has(h) != known[h] || s.add(h) == known[h] {
			t.Fatalf("set: %d", h)
		}
		known[h] = true
	}

	var w words
	for i := range 100 {
		if n := w.number(fmt.Sprint(i % 10)); n != int32(i%10) {
			t.Errorf("word %d has the number %d", i%10, n)
		}
	}
}

// The hash of a path never changes: on it depends which of two like addresses
// is found.
func TestHash(t *testing.T) {
	for s, want := range map[string]key{
		"":                   {0xfdbdf6ac4fc52e7f, 0x811c9dc5},
		"/2013/04/02/Hello/": {0xdc2ececcd12784ae, 0x42c0abc4},
		"/été":               {0x9cfb5f4c3322368c, 0x3322368c},
	} {
		if got := keyOf(s); got != want {
			t.Errorf("%q: got {%#x, %#x}, want {%#x, %#x}", s, got.fold, got.exact, want.fold, want.exact)
		}
	}
	if keyOf("/ÉTÉ").fold != keyOf("/été").fold || keyOf("/ÉTÉ") == keyOf("/été") {
		t.Error("letters beyond ASCII do not fold")
	}
}

// The place of a key is found whether keys lie evenly, as hashes do, or not, as
// numbers do.
func TestFirst(t *testing.T) {
	for why, keyAt := range map[string]func(i int) uint64{
		"hashes":  func(i int) uint64 { return mix(uint64(i + 1)) },
		"numbers": func(i int) uint64 { return uint64(i*3 + 1) },
		"twice":   func(i int) uint64 { return mix(uint64(i / 4)) },
		"high":    func(i int) uint64 { return ^uint64(i * 5) },
	} {
		for _, n := range []int{0, 1, 2, 9, 100, 5000} {
			var tab table
			for i := range n {
				tab.add(key{fold: keyAt(i), exact: uint32(i)}, int32(i), 0)
			}
			tab.sort()
			tab.startEntries()
			linear := func(k uint64) int {
				for i := range tab.entries.n {
					if tab.entries.at(i).key >= k {
						return i
					}
				}
				return tab.entries.n
			}
			for i := range min(n, 200) {
				for _, k := range []uint64{keyAt(i * max(1, n/200)), keyAt(i) + 1, keyAt(i) - 1, 0, ^uint64(0), uint64(i)} {
					if got, want := tab.first(k), linear(k); got != want {
						t.Fatalf("%s, %d entries: %#x is at %d, want %d", why, n, k, got, want)
					}
				}
			}
		}
	}
}
