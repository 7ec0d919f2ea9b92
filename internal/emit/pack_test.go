package emit

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// deflated is a record as the first versions of this program wrote it.
func deflated(t *testing.T, page string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(page))
	w.Close()
	d, _ := digestOf(sum(page))
	raw := append(d[:], make([]byte, 12)...)
	binary.LittleEndian.PutUint32(raw[16:], uint32(b.Len()))
	binary.LittleEndian.PutUint32(raw[20:], uint32(len(page)))
	binary.LittleEndian.PutUint32(raw[24:], crc32.ChecksumIEEE(raw[:24]))
	return append(raw, b.Bytes()...)
}

// A pack of an earlier version is read, also when records of this one are in it.
func TestOldPack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	old := site{1: page3(1, "a", "b", "c"), 2: page3(2, "a", "b", "c")}
	migrate(t, dir, Whole, Options{}, old)
	put(t, dir, packPath, string(deflated(t, old[1]))+string(deflated(t, old[2])))
	put(t, dir, "posts/p1.md", page3(1, "mine", "b", "c"))
	now := site{1: page3(1, "a", "b", "new"), 2: old[2], 3: page3(3, "a")}
	if got := migrate(t, dir, Whole, Options{}, now); got[1].State != Merged {
		t.Errorf("%+v", got[1])
	}
	f := open(t, dir, Options{})
	for _, page := range now {
		d, _ := digestOf(sum(page))
		if got := string(f.base.get(f.root, d)); got != page {
			t.Errorf("%q, want %q", got, page)
		}
	}
}

// The pack depends on the lines, not on the runs that they are of.
func TestPackOfLines(t *testing.T) {
	pages := site{1: page3(1, "a"), 2: page3(2, "b"), 3: page3(3, "c")}
	clean := filepath.Join(t.TempDir(), "clean")
	migrate(t, clean, Whole, Options{}, pages)
	want := readOr(t, clean, packPath)

	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	if err := f.Record(Entry{ID: 1, Type: "post", Result: note.Failed}); err != nil { // for the disk is full
		t.Fatal(err)
	}
	putPage(t, f, 2, "posts/p2.md", page3(2, "another"))
	putPage(t, f, 3, "posts/p3.md", pages[3])
	end(t, f)
	f = open(t, dir, Options{})
	putPage(t, f, 1, "posts/p1.md", pages[1])
	f.flush()
	kill(f)
	migrate(t, dir, Whole, Options{}, pages)
	if got := readOr(t, dir, packPath); got != want {
		t.Errorf("the pack has %d bytes, want %d", len(got), len(want))
	}
	if err := os.WriteFile(filepath.Join(dir, "posts", "p2.md"), []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	migrate(t, dir, Some, Options{}, site{2: pages[2]})
	if got := readOr(t, dir, packPath); len(got) != len(want) {
		t.Errorf("after a run about some the pack has %d bytes, want %d", len(got), len(want))
	}
}
