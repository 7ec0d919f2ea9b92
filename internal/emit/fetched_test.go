package emit

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const fetchedURL = "http://old.example/a.png"

// fetched writes a file as if it had come from the network.
func fetched(t *testing.T, f *Folder, name, url, text string) Other {
	t.Helper()
	w, err := f.Copy(name, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	o := Other{Path: name, SHA256: w.SHA256, URL: url}
	if err := f.NoteFetched(o); err != nil {
		t.Fatal(err)
	}
	return o
}

func keeps(t *testing.T, f *Folder, name, url string) (File, bool) {
	t.Helper()
	file, ok, err := f.Keep(name, url)
	if err != nil {
		t.Fatal(err)
	}
	return file, ok
}

// What was fetched is known again, whether that run came to an end, was
// interrupted or killed.
func TestKeep(t *testing.T) {
	for _, how := range []string{"finished", "interrupted", "killed", "killed in a line"} {
		t.Run(how, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			f := open(t, dir, Options{})
			if _, ok := keeps(t, f, "images/a.png", fetchedURL); ok {
				t.Error("a file that was never there is kept")
			}
			o := fetched(t, f, "images/a.png", fetchedURL, "one")
			journal := filepath.Join(dir, ourFolder, fetchedName)
			switch how {
			case "finished":
				if err := f.RecordOthers(slices.Values([]Other{o})); err != nil {
					t.Fatal(err)
				}
				end(t, f)
			case "interrupted":
				f.Close()
			case "killed in a line":
				raw, err := os.ReadFile(journal)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(journal, append(raw, `{"path":"images/b.p`...), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			kill(f)
			f = open(t, dir, Options{})
			for url, name := range map[string]string{"http://old.example/other.png": "images/a.png", fetchedURL: "images/b.png"} {
				if _, ok := keeps(t, f, name, url); ok {
					t.Errorf("%s of %s is kept", name, url)
				}
			}
			file, ok := keeps(t, f, "images/a.png", fetchedURL)
			if !ok || file.State != Unchanged || file.SHA256 != o.SHA256 {
				t.Errorf("kept %v: %+v", ok, file)
			}
			second := fetched(t, f, "images/c.png", "http://old.example/c.png", "three")
			if stale, err := f.Stale(); err != nil || len(stale) > 0 {
				t.Errorf("stale: %q, %v", stale, err)
			}
			if err := f.RecordOthers(slices.Values([]Other{o, second})); err != nil {
				t.Fatal(err)
			}
			end(t, f)
			if _, err := os.Stat(journal); err == nil {
				t.Error("the journal is left behind")
			}
			f = open(t, dir, Options{})
			for _, o := range []Other{o, second} {
				if _, ok := keeps(t, f, o.Path, o.URL); !ok {
					t.Errorf("%s is not kept", o.Path)
				}
			}
		})
	}
}

// A file that a person has changed is kept as well, and one that is gone is to
// be fetched again.
func TestKeepEdited(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	o := fetched(t, f, "images/a.png", fetchedURL, "one")
	f.Close()
	name := filepath.Join(dir, "images", "a.png")
	if err := os.WriteFile(name, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	f = open(t, dir, Options{})
	if file, ok := keeps(t, f, o.Path, o.URL); !ok || file.State != Edited || file.Beside != "" || file.SHA256 != o.SHA256 {
		t.Errorf("kept %v: %+v", ok, file)
	}
	f.Close()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	f = open(t, dir, Options{})
	if _, ok := keeps(t, f, o.Path, o.URL); ok {
		t.Error("a file that is gone is kept")
	}
	if got := fetched(t, f, o.Path, o.URL, "two"); got.SHA256 == o.SHA256 {
		t.Error("not written anew")
	}
}

// A run that is not about all items leaves the record of the others; one that is says
// that nothing needs them any more, and has them again when something does.
func TestKeepOthers(t *testing.T) {
	for _, all := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "site")
		f := open(t, dir, Options{})
		a := fetched(t, f, "images/a.png", fetchedURL, "one")
		b := fetched(t, f, "images/b.png", "http://old.example/b.png", "two")
		if err := f.RecordOthers(slices.Values([]Other{a, b})); err != nil {
			t.Fatal(err)
		}
		end(t, f)

		f = open(t, dir, Options{})
		keeps(t, f, a.Path, a.URL)
		if !all {
			f.KeepOthers()
		}
		if err := f.RecordOthers(slices.Values([]Other{a})); err != nil {
			t.Fatal(err)
		}
		stale, err := f.Stale()
		if err != nil || slices.Contains(stale, b.Path) != all {
			t.Errorf("all %v: stale %q, %v", all, stale, err)
		}
		end(t, f)

		f = open(t, dir, Options{})
		if needed, recorded := f.Others()[b.Path]; !recorded || needed == all {
			t.Errorf("all %v: needed %v", all, needed)
		}
		f.KeepOthers()
		if err := f.RecordOthers(slices.Values([]Other{a})); err != nil {
			t.Fatal(err)
		}
		end(t, f)
		f = open(t, dir, Options{})
		if needed := f.Others()[b.Path]; needed == all {
			t.Errorf("all %v: after a run of some items needed %v", all, needed)
		}
		if _, ok := keeps(t, f, b.Path, b.URL); !ok {
			t.Errorf("all %v: not kept", all)
		}
	}
}

// A file of an unfinished download, and nothing else, is in a folder of our
// own.
func TestOwnFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	for _, name := range []string{"..", ".", "a/b", "manifest.jsonl"} {
		if own, err := f.OwnFolder(name); err == nil {
			own.Close()
			t.Errorf("%q is a folder of our own", name)
		}
	}
	own, err := f.OwnFolder("parts")
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	if err := own.WriteFile("a.part", []byte("a"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveOwn("parts"); err == nil {
		t.Error("a folder with a file was removed")
	}
	if err := own.Remove("a.part"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := f.RemoveOwn("parts"); err != nil {
			t.Error(err)
		}
	}
}

// A file that somebody has put where one is missing is taken for it, but not
// in a folder that has never been ours.
func TestAdopt(t *testing.T) {
	for _, ours := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "site")
		if ours {
			run(t, dir, "posts/a.md", "text")
		}
		if err := os.MkdirAll(filepath.Join(dir, "images"), 0o777); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"a.png": "mine", "empty.png": ""} {
			if err := os.WriteFile(filepath.Join(dir, "images", name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		f := open(t, dir, Options{Force: true})
		for _, name := range []string{"images/empty.png", "images/none.png", "images"} {
			if _, ok, err := f.Adopt(name, fetchedURL); ok || err != nil {
				t.Errorf("%s is adopted: %v", name, err)
			}
		}
		file, ok, err := f.Adopt("images/a.png", fetchedURL)
		if ok != ours || err != nil {
			t.Errorf("ours %v: adopted %v, %v", ours, ok, err)
		}
		f.Close()
		f = open(t, dir, Options{Force: true})
		if kept, ok := keeps(t, f, "images/a.png", fetchedURL); ok != ours || kept.SHA256 != file.SHA256 {
			t.Errorf("ours %v: kept %v", ours, ok)
		}
	}
}

// Nothing is written over a file that was adopted: a person has put it there, or edited it
// before it was.
func TestAdoptedIsSomebodys(t *testing.T) {
	for _, was := range []string{"", "made"} { // by an earlier run
		dir := filepath.Join(t.TempDir(), "site")
		run(t, dir, "posts/a.md", "text")
		copied := func(text string) File {
			t.Helper()
			f := open(t, dir, Options{})
			defer f.Close()
			file, err := f.Copy("images/a.png", strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			recordOther(t, f, Other{Path: "images/a.png", SHA256: file.SHA256})
			return file
		}
		if was != "" {
			copied(was)
		}
		name := filepath.Join(dir, "images", "a.png")
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte("mine"), 0o666)); err != nil {
			t.Fatal(err)
		}
		f := open(t, dir, Options{})
		file, ok, err := f.Adopt("images/a.png", fetchedURL)
		if !ok || err != nil {
			t.Fatalf("adopted %v, %v", ok, err)
		}
		recordOther(t, f, Other{Path: "images/a.png", SHA256: file.SHA256, URL: fetchedURL})
		f.Close()
		copied("theirs")
		if raw, err := os.ReadFile(name); string(raw) != "mine" {
			t.Errorf("made before %q: now it is %q, %v", was, raw, err)
		}
	}
}

// recordOther ends a run that has one other file.
func recordOther(t *testing.T, f *Folder, o Other) {
	t.Helper()
	if err := f.RecordOthers(slices.Values([]Other{o})); err != nil {
		t.Fatal(err)
	}
	if err := f.Finish(Some); err != nil {
		t.Fatal(err)
	}
}
