package emit

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// sampleLine is a line with all that one can have.
func sampleLine(t testing.TB) []byte {
	e := absentEntry{Nth: 3, Entry: Entry{
		ID: -7, Type: "post", Status: "publish", Held: "type", Slug: "a-ü", Path: "posts/a.md", URL: "/a/", Source: "00ff", SHA256: "aa", Base: "bb", From: "posts/b.md",
		Files: []Other{{Path: "data/c.json", SHA256: "cc"}, {Path: "d", SHA256: "dd", URL: "http://x.example/d"}}, Was: []string{"/b/", "/c/"}, Result: note.Review,
		Notes: []note.Note{{Kind: note.HTML, Text: "a \"quoted\" \\ text\n<&> \u2028 \x01", Review: true}, {Kind: note.Link, Accepted: true}},
	}}
	e.Ledger.Count(note.ImageConstruct, note.Converted)
	e.Ledger.Count(note.ImageConstruct, note.Dropped)
	e.Ledger.Count(note.CommentConstruct, note.AsText)
	raw, err := jsonLine(e)
	if err != nil {
		t.Fatal(err)
	}
	return raw[:len(raw)-1]
}

// What a run writes is read by hand.
func TestLinesAreReadByHand(t *testing.T) {
	for _, line := range []string{string(sampleLine(t)), `{"id":1,"type":"","status":"","slug":"","source":"","result":""}`} {
		r := lineReader{s: line}
		if r.entry(new(absentEntry)); r.other || r.i != len(line) {
			t.Errorf("%s: stopped at %d", line, r.i)
		}
	}
}

// Whatever a line is, it is read and written as package json does.
func FuzzLine(f *testing.F) {
	for _, line := range []string{
		string(sampleLine(f)), "{}", `{"id":01}`, `{"id":-0}`, `{"id":1.0}`, `{"id":1}x`, `{ "id":1}`, `{"id":99999999999999999999}`, `{"ID":1}`, `{"id":1,"id":2}`, `{"id":1,"type":"a","id":2}`, `{"new":1}`,
		`{"slug":"\ud800"}`, `{"slug":"a\`, "{\"slug\":\"\xff\"}", `{"slug":null}`, `{"files":[]}`, `{"was":["a",]}`, `{"notes":[{"review":false}]}`, `{"notes":[{"kind":"a","text":"b"}],"notes":[{"text":"c"}]}`,
		`{"ledger":{"image":{"converted":1}},"ledger":{"link":{"html":1}}}`, `{"ledger":{"image":{"converted":1,"lost":5000000000}}}`, `{"nth":4294967295}`, `{"nth":-1}`, `{"id":`, `[`, ``, `{"was":["a"],"path":"b","was":["c"]}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var got, want absentEntry
		err, wantErr := got.unmarshal(line), json.Unmarshal(line, &want)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("got %v, want %v", err, wantErr)
		}
		if err != nil {
			return
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got  %+v\nwant %+v", got, want)
		}
		written := got.line()
		if want, err := jsonLine(want); err != nil || string(written) != string(want) {
			t.Fatalf("written:\ngot  %s\nwant %s, %v", written, want, err)
		}
	})
}

func BenchmarkLine(b *testing.B) {
	line := sampleLine(b)
	b.ReportAllocs()
	var e absentEntry
	for b.Loop() {
		if err := e.unmarshal(line); err != nil {
			b.Fatal(err)
		}
		e.line()
	}
}
