package extract

import (
	"bytes"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// FuzzItems reads any bytes as an export. Whatever they are: it ends, the
// text it delivers is sound, the lines ascend, the second pass is like the
// first, and neither how the bytes come in nor where the window ends makes a
// difference.
func FuzzItems(f *testing.F) {
	for _, r := range append(readings(), truncatedReadings...) {
		f.Add([]byte(r.in))
	}
	f.Add([]byte(small()))
	for _, in := range charsetInputs() {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		s := new(Source)
		err := s.addFile("a.xml", bytes.NewReader(in), int64(len(in)), func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(in)), nil
		})
		checkWindow(t, in)
		if err != nil {
			checkItems(t, in)
			return
		}
		var site, site2 Site
		items, err := collect(s, &site)
		repairs := s.Repairs()
		for i, it := range items {
			checkItem(t, it)
			if i > 0 && it.Line < items[i-1].Line {
				t.Errorf("item %d: line %d after line %d", i, it.Line, items[i-1].Line)
			}
		}
		checkText(t, site)
		again, err2 := collect(s, &site2)
		if !reflect.DeepEqual(items, again) || !reflect.DeepEqual(site, site2) || !reflect.DeepEqual(repairs, s.Repairs()) || errorText(err) != errorText(err2) {
			t.Error("the second pass differs from the first")
		}
	})
}

// checkItems reads in though it looks like no export.
func checkItems(t *testing.T, in []byte) {
	items, site, repairs, err := readAll("a.xml", strings.NewReader(string(in)))
	checkText(t, site)
	for _, it := range items {
		checkItem(t, it)
	}
	again, site2, repairs2, err2 := readAll("a.xml", iotest.OneByteReader(strings.NewReader(string(in))))
	if !reflect.DeepEqual(items, again) || !reflect.DeepEqual(site, site2) || !reflect.DeepEqual(repairs, repairs2) || errorText(err) != errorText(err2) {
		t.Error("read byte by byte it differs")
	}
}

// checkWindow reads in again behind so many blanks that the first window ends
// in its middle.
func checkWindow(t *testing.T, in []byte) {
	if len(in) == 0 || len(in) > firstWindow || bytes.HasPrefix(in, []byte(utf8BOM[:1])) {
		return
	}
	outline := func(in []byte) string {
		items, site, repairs, _ := readAll("a.xml", bytes.NewReader(in))
		var b strings.Builder
		for _, it := range items {
			fmt.Fprintln(&b, show(it))
		}
		for _, r := range repairs {
			fmt.Fprintln(&b, r.Kind, r.Count)
		}
		fmt.Fprintln(&b, site)
		return b.String()
	}
	pad := bytes.Repeat([]byte(" "), firstWindow-len(in)/2)
	if got, want := outline(append(pad, in...)), outline(in); got != want {
		t.Errorf("with the end of the window in the middle:\ngot  %s\nwant %s", got, want)
	}
}

// checkItem asserts what is promised of the text of every item.
func checkItem(t *testing.T, it *Item) {
	t.Helper()
	checkText(t, *it)
	if title := it.PlainTitle(); !sound(title) || strings.ContainsAny(title, "\n\t") || title != strings.TrimSpace(title) && !strings.ContainsAny(title, "\u0085\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f") {
		t.Errorf("line %d: plain title %q", it.Line, title)
	}
	if !it.Cut && (it.Type == "" || it.Status == "") {
		t.Errorf("line %d: type %q, status %q", it.Line, it.Type, it.Status)
	}
	again := *it // which remembers it
	again.AttachmentMeta()
}

// checkText asserts that every string in v, however deep, is sound.
func checkText(t *testing.T, v any) {
	t.Helper()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			if !sound(v.String()) {
				t.Errorf("unsound text %q", v.String())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(v))
}

// sound reports whether s is valid UTF-8 without control characters but tab
// and newline.
func sound(s string) bool {
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || 0x80 <= r && r <= 0x9f || r == 0xfffe || r == 0xffff {
			return false
		}
	}
	return utf8.ValidString(s)
}
