package dump

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Rows that stay in a plain dump give what rows give that had to be copied.
func TestPlaces(t *testing.T) {
	var plain bytes.Buffer
	if err := synthetic(&plain, 1<<20); err != nil {
		t.Fatal(err)
	}
	// Every way to write a long text, in columns of another order.
	long := strings.Repeat("été ", 1000)
	plain.WriteString("INSERT INTO `wp_posts` (`post_title`,`ID`,`post_status`,`post_type`,`post_content`) VALUES ")
	for i, v := range []string{`'` + long + `\'\n'`, `"` + long + `''""\""`, `0x` + fmt.Sprintf("%x", long), `N'` + long + `'`, `CONCAT('` + long + `','b')`} {
		fmt.Fprintf(&plain, "%s('Title %d',%d,'publish','post',%s)", map[bool]string{true: ",\n"}[i > 0], i, 100_000+i, v)
	}
	plain.WriteString(";\nSET SESSION sql_mode='NO_BACKSLASH_ESCAPES';\n-- Dump completed\n")
	var packed bytes.Buffer
	gz := gzip.NewWriter(&packed)
	gz.Write(plain.Bytes())
	gz.Close()
	dir := t.TempDir()
	name, other := filepath.Join(dir, "a.sql"), filepath.Join(dir, "b.sql.gz")
	for n, b := range map[string][]byte{name: append([]byte("\xef\xbb\xbf"), plain.Bytes()...), other: packed.Bytes()} {
		if err := os.WriteFile(n, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sums := func(src *Source) (list []string) {
		for it, err := range src.Items(nil) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, fmt.Sprintf("%d %d %x", it.ID, it.Line, it.Sum))
		}
		if src.Offset() != src.Size() {
			t.Errorf("%s: %d of %d bytes read", src.Files(), src.Offset(), src.Size())
		}
		return list
	}
	src, copied := open(t, Options{}, name), open(t, Options{}, other)
	if src.l.placed == 0 || copied.l.placed != 0 {
		t.Fatalf("%d bytes stay in the plain dump, %d in the packed one", src.l.placed, copied.l.placed)
	}
	got, want := sums(src), sums(copied)
	if strings.Join(got, "\n") != strings.Join(want, "\n") || len(got) < 54 {
		t.Errorf("%d items of the plain dump, %d of the packed one, or they differ", len(got), len(want))
	}
	for site, states := range map[*Source]*tableState{src: src.s.table(tablePosts), copied: copied.s.table(tablePosts)} {
		if states.nonASCII != copied.s.table(tablePosts).nonASCII {
			t.Errorf("%s: %d values are not ASCII", site.Files(), states.nonASCII)
		}
	}

	// The file is another one now, of the same length.
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Repeat([]byte("x"), int(info.Size())), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Chtimes(name, info.ModTime(), info.ModTime())
	var last error
	for _, err := range src.Items(nil) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "the file has changed since it was first read") {
		t.Errorf("a dump that was written anew meanwhile: %v", last)
	}
}
