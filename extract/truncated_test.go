package extract

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

// small is an export with one of everything, for tests that go through it
// byte by byte.
func small() string {
	return header + post(1) + post(3) + item(4, "<title>é &amp; ü</title><content:encoded><![CDATA[a ]]]]><![CDATA[> –]]></content:encoded>") + footer
}

// A file may end at any byte: every item that is whole is delivered as ever,
// the one that is not is delivered too, and the error tells.
func TestTruncatedAnywhere(t *testing.T) {
	data := small()
	whole, _, _, err := readAll("a.xml", strings.NewReader(data))
	if err != nil || len(whole) != 3 {
		t.Fatal(len(whole), err)
	}
	for n := range len(data) {
		items, _, _, err := readAll("a.xml", strings.NewReader(data[:n]))
		begun, ended := strings.Count(data[:n], "<item"), strings.Count(data[:n], "</item>")
		if len(items) != begun {
			t.Fatalf("cut at %d: got %d items, want %d", n, len(items), begun)
		}
		for i, it := range items {
			switch {
			case i < ended && !reflect.DeepEqual(it, whole[i]):
				t.Fatalf("cut at %d: item %d is not as in the whole file:\ngot  %s\nwant %s", n, i, show(it), show(whole[i]))
			case it.Cut != (i >= ended):
				t.Fatalf("cut at %d: item %d: Cut is %v", n, i, it.Cut)
			case it.Cut && it.ID != 0 && it.ID != whole[i].ID:
				t.Fatalf("cut at %d: item %d has the ID %d", n, i, it.ID)
			}
		}
		if strings.Contains(data[:n], "</channel>") {
			if err != nil {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		var cut *TruncatedError
		if !errors.As(err, &cut) {
			t.Fatalf("cut at %d: got error %v", n, err)
		}
		if cut.Whole != ended || cut.Cut != (begun > ended) || cut.Line != 1+strings.Count(data[:n], "\n") {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

var truncatedReadings = []reading{
	{
		why:  "in the content",
		in:   strings.TrimSuffix(wxr(item(1, "")+`<item><title>T</title><wp:post_id>2</wp:post_id><content:encoded><![CDATA[two`), "</channel></rss>\n"),
		want: "1\n2 cut title=\"T\" content=\"two\"",
		err:  `a.xml: line 4: the file ends inside an item ("T"); 1 item before it is whole`,
	},
	{
		why:  "in a number, which is worth nothing then",
		in:   strings.TrimSuffix(wxr(item(1, "")+item(2, "")+`<item><wp:post_id>12`), "</channel></rss>\n"),
		want: "1\n2\n0 cut",
		err:  `a.xml: line 5: the file ends inside an item; 2 items before it are whole`,
	},
	{
		why:  "between items",
		in:   strings.TrimSuffix(wxr(item(1, "")+item(2, "<title>T</title>")), "</channel></rss>\n"),
		want: "1\n2 title=\"T\"",
		err:  `a.xml: line 5: the file ends between items, after "T"; its 2 items are whole`,
	},
	{
		why:  "before the first item",
		in:   `<rss><channel><title>T</title>`,
		want: "",
		err:  `a.xml: line 1: the file ends before the first item`,
	},
	{
		why:     "in a tag of the channel",
		in:      strings.TrimSuffix(wxr(item(1, "")), "annel></rss>\n"),
		want:    "1",
		repairs: "",
		err:     `a.xml: line 4: the file ends between items, after ID 1; its 1 item is whole`,
	},
	{
		why:     "an error of PHP in the place of the rest",
		in:      strings.TrimSuffix(wxr(item(1, "")), "</channel></rss>\n") + "<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted",
		want:    "1",
		repairs: "foreign-text:1@4",
		err:     `a.xml: line 5: the file ends between items, after ID 1; its 1 item is whole`,
	},
	{
		why:  "after the channel, when nothing can be missing",
		in:   strings.TrimSuffix(wxr(item(1, "")), "</rss>\n"),
		want: "1",
	},
}

func TestTruncated(t *testing.T) { testReadings(t, truncatedReadings) }

// What the file ends with may say why, and then the hint says what to do.
func TestTruncatedHint(t *testing.T) {
	for tail, want := range map[string]string{
		"": "download or export it again",
		"<b>Fatal error</b>: Allowed memory size of 1 bytes exhausted": "out of memory",
		"Fatal error: Maximum execution time of 30 seconds exceeded":   "out of time",
		"<p>There has been a critical error on this website.</p>":      "error of the site",
	} {
		_, _, _, err := readAll("a.xml", strings.NewReader(strings.TrimSuffix(wxr(item(1, "")), "</channel></rss>\n")+tail))
		var cut *TruncatedError
		if !errors.As(err, &cut) {
			t.Fatalf("%q: got %v", tail, err)
		}
		if got := cut.Hint(); !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", tail, got, want)
		}
	}
}

// How the bytes come in makes no difference.
func TestOneByteReader(t *testing.T) {
	inputs := map[string]string{"small": small(), "large": string(export(300))}
	for _, r := range append(readings(), truncatedReadings...) {
		inputs[r.why] = r.in
	}
	for why, in := range inputs {
		want, wantSite, wantRepairs, wantErr := readAll("a.xml", strings.NewReader(in))
		got, gotSite, gotRepairs, gotErr := readAll("a.xml", iotest.OneByteReader(strings.NewReader(in)))
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotSite, wantSite) ||
			!reflect.DeepEqual(gotRepairs, wantRepairs) || errorText(gotErr) != errorText(wantErr) {
			t.Errorf("%s: differs when read byte by byte", why)
		}
		_, _, _, gotErr = readAll("a.xml", iotest.DataErrReader(strings.NewReader(in)))
		if errorText(gotErr) != errorText(wantErr) {
			t.Errorf("%s: got error %v with a reader that returns data and io.EOF together, want %v", why, gotErr, wantErr)
		}
	}
}

// Where the window ends makes no difference either: a tag, a CDATA mark or a
// character may lie across its end.
func TestWindowEdge(t *testing.T) {
	body := item(1, "<title>é &amp; ü</title><content:encoded><![CDATA[a ]]]]><![CDATA[> – <b>x</b>]]></content:encoded><wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>\n<![CDATA[v]]>\n</wp:meta_value></wp:postmeta>")
	items, _, _, err := readAll("a.xml", strings.NewReader(wxr(body)))
	if err != nil {
		t.Fatal(err)
	}
	want := show(items[0])
	for n := firstWindow - len(body) - 300; n < firstWindow; n++ {
		in := strings.Replace(wxr(body+item(2, "")), "\n<item>", strings.Repeat(" ", n)+"\n<item>", 1)
		items, _, repairs, err := readAll("a.xml", strings.NewReader(in))
		if err != nil || len(items) != 2 || len(repairs) > 0 {
			t.Fatalf("%d spaces: %d items, %v, %v", n, len(items), repairs, err)
		}
		if got := show(items[0]); got != want {
			t.Fatalf("%d spaces:\ngot  %s\nwant %s", n, got, want)
		}
	}
}

// A reader that fails in the middle is a truncated file, with its reason, but
// one that fails after the end has not harmed anything.
func TestReadError(t *testing.T) {
	data := wxr(item(1, ""))
	fail := iotest.ErrReader(errors.New("disk on fire"))
	items, _, _, err := readAll("a.xml", io.MultiReader(strings.NewReader(strings.TrimSuffix(data, "</channel></rss>\n")), fail))
	if got, want := errorText(err), "a.xml: line 4: the file ends between items, after ID 1; its 1 item is whole: disk on fire"; got != want || len(items) != 1 {
		t.Errorf("got %d items, %s, want %s", len(items), got, want)
	}
	items, _, _, err = readAll("a.xml", io.MultiReader(strings.NewReader(data), fail))
	if got, want := errorText(err), "a.xml: line 5: disk on fire"; got != want || len(items) != 1 {
		t.Errorf("got %d items, %s, want %s", len(items), got, want)
	}
}

// Every byte, in every place, is read in some way: nothing is lost but what
// the byte itself does.
func TestEveryByte(t *testing.T) {
	for c := range 256 {
		for _, in := range []string{
			wxr(item(1, "<title>a"+string([]byte{byte(c)})+"b</title>") + item(2, "")),
			wxr(item(1, "<title><![CDATA[a"+string([]byte{byte(c)})+"b]]></title>") + item(2, "")),
			wxr(item(1, "<title>t</title>"+string([]byte{byte(c)})) + string([]byte{byte(c)}) + item(2, "")),
		} {
			items, _, _, err := readAll("a.xml", strings.NewReader(in))
			if err != nil || len(items) != 2 {
				t.Fatalf("byte %#x: %d items, %v", c, len(items), err)
			}
			checkItem(t, items[0])
			if c < ' ' && c != '\n' && c != '\t' && c != '\r' && strings.ContainsRune(items[0].Title, rune(c)) {
				t.Errorf("byte %#x: title %q", c, items[0].Title)
			}
			if !bytes.Contains([]byte(in), []byte("<title>t")) && (!strings.HasPrefix(items[0].Title, "a") || !strings.HasSuffix(items[0].Title, "b")) {
				t.Errorf("byte %#x: title %q", c, items[0].Title)
			}
		}
	}
}

// One piece of damage harms one item, wherever it is and whatever it is: a
// byte or nine of them lost, or a mark of XML where none should be.
func TestDamageAnywhere(t *testing.T) {
	data := header + post(1) + post(2) + post(3) + footer
	whole, _, _, err := readAll("a.xml", strings.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	const step = 29 // with 1 it passes, too, but takes half a minute
	for _, mark := range []string{"", "<", ">", "\"", "&", "]]>", "<![CDATA[", "<!--", "-->", "<item>", "</item>", "<?xml ", "\x00"} {
		for n := len(header); n < len(data)-len(footer)-10; n += step {
			in := data[:n] + mark + data[n:]
			if mark == "" {
				in = data[:n] + data[n+1:]
			}
			items, _, _, _ := readAll("a.xml", strings.NewReader(in))
			got := make(map[string]bool)
			for _, it := range items {
				got[show(it)] = true
			}
			lost := 0
			for _, it := range whole {
				if !got[show(it)] {
					lost++
				}
			}
			if lost > 1 {
				t.Fatalf("%q at %d (%q): %d items are lost or harmed", mark, n, data[n-20:n+20], lost)
			}
		}
	}
}
