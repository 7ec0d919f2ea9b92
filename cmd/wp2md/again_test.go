package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// A run of what the last run has had takes pages from its record. It leaves the same
// files, says the same and ends alike as one that converts them all, whatever was done
// to the folder in between.
func TestUnchangedPages(t *testing.T) {
	t.Chdir(filepath.Join("..", "..", "fixtures", "blog"))
	own := func(name string) string { return filepath.Join(".wp2md", name) }
	edit := func(t *testing.T, dir, name string) {
		t.Helper()
		name = filepath.Join(dir, name)
		text, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(name, append(text, "\nA line of my own.\n"...), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	halve := func(t *testing.T, dir, name string) {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, name))
		if err == nil {
			err = os.Truncate(filepath.Join(dir, name), info.Size()/2)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, dir, name string) {
		t.Helper()
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	accept := func(t *testing.T, dir string, what ...string) {
		t.Helper()
		var stderr bytes.Buffer
		if code := run(append([]string{"accept", "-o", dir}, what...), strings.NewReader(""), io.Discard, &stderr); code != exitOK {
			t.Logf("accept ends with %d: %s", code, stderr.String())
		}
	}
	local := []string{"--media", "local", "--uploads", "uploads"}
	keep := []string{"--media", "keep"} // with which a run without changes does not read the items
	for _, c := range []struct {
		name    string
		do      func(t *testing.T, dir, page, comments string)
		command string
		flags   []string
	}{
		{name: "nothing"},
		{name: "page edited", do: func(t *testing.T, dir, page, _ string) { edit(t, dir, page) }},
		{name: "page deleted", do: func(t *testing.T, dir, page, _ string) { remove(t, dir, page) }},
		{name: "page renamed", do: func(t *testing.T, dir, page, _ string) {
			if err := os.Rename(filepath.Join(dir, page), filepath.Join(dir, filepath.Dir(page), "mine.md")); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "comments edited", do: func(t *testing.T, dir, _, comments string) { edit(t, dir, comments) }},
		{name: "comments deleted", do: func(t *testing.T, dir, _, comments string) { remove(t, dir, comments) }},
		{name: "pages as generated lost", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, own("base.pack")) }},
		{name: "record cut", do: func(t *testing.T, dir, _, _ string) { halve(t, dir, own("again.jsonl")) }},
		{name: "manifest edited", do: func(t *testing.T, dir, _, _ string) { edit(t, dir, own("manifest.jsonl")) }},
		{name: "redirects edited", do: func(t *testing.T, dir, _, _ string) { edit(t, dir, own("redirects.csv")) }},
		{name: "menus deleted", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, filepath.Join("data", "menus.json")) }},
		{name: "report lost", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, own("report.html")) }},
		{name: "report cut", do: func(t *testing.T, dir, _, _ string) { halve(t, dir, own("report.html")) }},
		{name: "totals cut", do: func(t *testing.T, dir, _, _ string) { halve(t, dir, own("report.json")) }},
		{name: "totals damaged", do: func(t *testing.T, dir, _, _ string) {
			b, err := os.ReadFile(filepath.Join(dir, own("report.json")))
			if err != nil {
				t.Fatal(err)
			}
			b = bytes.Replace(b, []byte(`"items": `), []byte(`"items":9`), 1)
			if err := os.WriteFile(filepath.Join(dir, own("report.json")), b, 0o666); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "totals lost", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, own("report.json")) }},
		{name: "list of other files lost", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, own("files.jsonl")) }},
		{name: "options lost", do: func(t *testing.T, dir, _, _ string) { remove(t, dir, own("run.json")) }},
		{name: "one accepted", do: func(t *testing.T, dir, _, _ string) { accept(t, dir, "--cause", "formulas") }},
		{name: "all accepted", do: func(t *testing.T, dir, _, _ string) { accept(t, dir, "--all") }},
		{name: "as JSON", flags: []string{"--json"}},
		{name: "quiet", flags: []string{"--quiet"}},
		{name: "by force", flags: []string{"--force"}},
		{name: "one only", flags: []string{"--only", "1"}},
		{name: "dry", flags: []string{"--dry-run"}},
		{name: "prune", flags: []string{"--prune"}},
		{name: "diff as JSON", command: "diff", flags: []string{"--json"}},
		{name: "other flags", flags: []string{"--terms", "name"}},
		{name: "some files are not there", flags: []string{"--media", "local", "--uploads", filepath.Join("uploads", "2013")}},
		{name: "diff", command: "diff"},
		{name: "diff of an edited page", command: "diff", do: func(t *testing.T, dir, page, _ string) { edit(t, dir, page) }},
		{name: "retry", command: "retry"},
	} {
		for i, media := range [][]string{local, keep} {
			t.Run(c.name+[]string{"", "/keep"}[i], func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "site")
				migrated(t, exitAttention, slices.Concat([]string{"export.xml", "-o", dir}, media)...)
				head, err := os.ReadFile(filepath.Join(dir, own("again.jsonl")))
				if err != nil || bytes.Contains(head, []byte(`"settled"`)) != (i == 1) {
					t.Fatalf("the next run can know before it reads an item that nothing has changed: not as it should be (%v)", err)
				}
				page, comments := "", ""
				for name := range treeOf(t, dir) {
					if strings.HasPrefix(name, "data/comments/") && (comments == "" || name < comments) {
						comments = name
					}
				}
				for name := range treeOf(t, dir) {
					if filepath.Base(name) == strings.TrimSuffix(filepath.Base(comments), ".json")+".md" {
						page = name
					}
				}
				if page == "" {
					t.Fatal("no page has comments")
				}
				if c.do != nil {
					c.do(t, dir, page, comments)
				}
				sameWithoutRecord(t, dir, func(out string) []string {
					args := []string{cmp.Or(c.command, "migrate"), "export.xml", "-o", out}
					if c.command == "retry" {
						args = []string{"retry", "-o", out}
					} else if !slices.Contains(c.flags, "--media") {
						args = append(args, media...)
					}
					return append(args, c.flags...)
				})
			})
		}
	}
}

// With the uploads, a run has nothing to do if none of their files has changed. It says
// the same as one that looks at all of them, and sees each change.
func TestUnchangedUploads(t *testing.T) {
	uploads := filepath.Join(t.TempDir(), "uploads")
	old := time.Now().Add(-time.Hour)
	reset := func(t *testing.T) {
		t.Helper()
		err := os.RemoveAll(uploads)
		if err == nil {
			err = os.CopyFS(uploads, os.DirFS("../../fixtures/blog/uploads"))
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(uploads, "2012", "03", "wheel.mp4"), []byte("turns"), 0o666)
		}
		if err == nil {
			err = filepath.WalkDir(uploads, func(name string, _ os.DirEntry, err error) error {
				return cmp.Or(err, os.Chtimes(name, old, old))
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	kiln := filepath.Join(uploads, "2009", "05", "kiln.jpg")
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"nothing", func() error { return nil }},
		{"a file is another of its size", func() error {
			data, err := os.ReadFile(kiln)
			if err == nil {
				data[len(data)-1] ^= 1
				err = os.WriteFile(kiln, data, 0o666)
			}
			return err
		}},
		{"a file is gone", func() error { return os.Remove(kiln) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			reset(t)
			dir := filepath.Join(t.TempDir(), "site")
			with := func(out string) []string {
				return []string{"migrate", "../../fixtures/blog/export.xml", "-o", out, "--media", "local", "--uploads", uploads}
			}
			migrated(t, exitAttention, with(dir)[1:]...)
			head, err := os.ReadFile(filepath.Join(dir, ".wp2md", "again.jsonl"))
			if err != nil || !bytes.Contains(head, []byte(`"settled"`)) {
				t.Fatalf("the next run has to look at all files (%v)", err)
			}
			if err := c.do(); err != nil {
				t.Fatal(err)
			}
			sameWithoutRecord(t, dir, with)
		})
	}
}

// A dump is not even opened if nothing has changed.
func TestUnchangedDump(t *testing.T) {
	dump := sample(t, "dump.txtar", "garden.sql")
	source := filepath.Join(t.TempDir(), "garden.sql")
	old := time.Now().Add(-time.Hour)
	for _, c := range []struct {
		name string
		do   func() error
		flag string
	}{
		{name: "nothing"},
		{name: "another time", do: func() error { return os.Chtimes(source, time.Now(), time.Now()) }},
		{name: "a word is another", do: func() error {
			return os.WriteFile(source, bytes.Replace(dump, []byte("mud"), []byte("mire"), 1), 0o666)
		}},
		{name: "verbose", flag: "--verbose"},
		{name: "as JSON", flag: "--json"},
		{name: "its end is missing", do: func() error { return os.Truncate(source, int64(len(dump)/2)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := os.WriteFile(source, dump, 0o666)
			if err == nil {
				err = os.Chtimes(source, old, old)
			}
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "site")
			with := func(out string) []string { return []string{"migrate", source, "-o", out, "--media", "keep"} }
			run(with(dir), strings.NewReader(""), io.Discard, io.Discard)
			head, err := os.ReadFile(filepath.Join(dir, ".wp2md", "again.jsonl"))
			if err != nil || !bytes.Contains(head, []byte(`"settled"`)) {
				t.Fatalf("the next run has to read the dump (%v)", err)
			}
			if c.do != nil {
				if err := c.do(); err != nil {
					t.Fatal(err)
				}
			}
			sameWithoutRecord(t, dir, func(out string) []string {
				if c.flag != "" {
					return append(with(out), c.flag)
				}
				return with(out)
			})
		})
	}
}

// Neither is one that was split, or lies in a folder. What comes beside it is seen.
func TestUnchangedDumpFiles(t *testing.T) {
	dump := sample(t, "dump.txtar", "garden.sql")
	for _, c := range []struct {
		name   string
		files  map[string][]byte
		source string
		change map[string][]byte
	}{
		{name: "split", source: "garden.sql.001", files: map[string][]byte{"garden.sql.001": dump[:600], "garden.sql.002": dump[600:]}},
		{
			name: "another second part", source: "garden.sql.001", files: map[string][]byte{"garden.sql.001": dump[:600], "garden.sql.002": dump[600:]},
			change: map[string][]byte{"garden.sql.002": bytes.Replace(dump[600:], []byte("mud"), []byte("mire"), 1)},
		},
		{
			name: "a part that was missing", source: "garden.sql.001", files: map[string][]byte{"garden.sql.001": dump},
			change: map[string][]byte{"garden.sql.001": dump[:600], "garden.sql.002": dump[600:]},
		},
		{name: "folder", source: ".", files: map[string][]byte{"garden.sql": dump}},
		{
			name: "another dump in the folder", source: ".", files: map[string][]byte{"garden.sql": dump},
			change: map[string][]byte{"garden.sql": bytes.Replace(dump, []byte("mud"), []byte("mire"), 1)},
		},
		{name: "one more dump in the folder", source: ".", files: map[string][]byte{"garden.sql": dump}, change: map[string][]byte{"other.sql": dump}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := t.TempDir()
			write := func(files map[string][]byte) {
				for name, data := range files {
					if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			write(c.files)
			dir := filepath.Join(t.TempDir(), "site")
			with := func(out string) []string {
				return []string{"migrate", filepath.Join(folder, c.source), "-o", out, "--media", "keep"}
			}
			run(with(dir), strings.NewReader(""), io.Discard, io.Discard)
			head, err := os.ReadFile(filepath.Join(dir, ".wp2md", "again.jsonl"))
			if err != nil || !bytes.Contains(head, []byte(`"settled"`)) {
				t.Fatalf("the next run has to read the dump (%v)", err)
			}
			write(c.change)
			sameWithoutRecord(t, dir, with)
		})
	}
}

// Nor is an export from standard input converted again, of which the bytes are seen as
// they come.
func TestUnchangedInput(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "blog", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	export := string(data)
	dir := filepath.Join(t.TempDir(), "site")
	with := func(out string) []string { return []string{"migrate", "-", "-o", out, "--media", "keep"} }
	run(with(dir), strings.NewReader(export), io.Discard, io.Discard)
	head, err := os.ReadFile(filepath.Join(dir, ".wp2md", "again.jsonl"))
	if err != nil || !bytes.Contains(head, []byte(`"settled"`)) {
		t.Fatalf("the next run has to convert all (%v)", err)
	}
	for name, next := range map[string]string{
		"the same":         export,
		"a title differs":  strings.Replace(export, "<title>", "<title>New ", 3),
		"its end is gone":  export[:len(export)/2],
		"a blank is added": export + " ",
	} {
		t.Run(name, func(t *testing.T) { sameFrom(t, dir, next, with) })
	}
}

// sameWithoutRecord holds a run into copies of a folder against one that does not know
// what the last run was made of.
func sameWithoutRecord(t *testing.T, dir string, with func(out string) []string) {
	t.Helper()
	sameFrom(t, dir, "", with)
}

// sameFrom is sameWithoutRecord for a run that reads standard input.
func sameFrom(t *testing.T, dir, stdin string, with func(out string) []string) {
	t.Helper()
	said, trees := [2]string{}, [2]map[string]string{}
	for i := range said {
		name := filepath.Join(t.TempDir(), "site")
		err := os.CopyFS(name, os.DirFS(dir))
		if i == 1 && err == nil {
			err = os.Remove(filepath.Join(name, ".wp2md", "again.jsonl"))
		}
		if err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		code := run(with(name), strings.NewReader(stdin), &stdout, &stderr)
		said[i] = strings.ReplaceAll(fmt.Sprint(stdout.String(), stderr.String(), code), name, "SITE")
		trees[i] = treeOf(t, name)
		delete(trees[i], ".wp2md/again.jsonl")
	}
	if said[0] != said[1] {
		t.Errorf("with the record of the last run:\n%s\nwithout:\n%s", said[0], said[1])
	}
	if d := differences(trees[0], trees[1]); len(d) > 0 {
		t.Errorf("%s", strings.Join(d, "\n"))
	}
}

// A manifest with a line that is damaged is told, by the exit code too, and mended.
func TestDamagedLine(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	source := filepath.Join("..", "..", "fixtures", "silence", "postsonly", "export.xml")
	args := []string{source, "-o", dir, "--media", "link"}
	code := run(append([]string{"migrate"}, args...), strings.NewReader(""), io.Discard, io.Discard)
	file := filepath.Join(dir, ".wp2md", "manifest.jsonl")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(b, []byte(`"id":`), []byte(`"id:`), 1), 0o666); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if got := run(append([]string{"migrate"}, args...), strings.NewReader(""), io.Discard, &stderr); got != exitAttention || !strings.Contains(stderr.String(), "line 1: not a line of a manifest") {
		t.Errorf("exit code %d\n%s", got, &stderr)
	}
	migrated(t, code, args...)
	if now, _ := os.ReadFile(file); !bytes.Equal(now, b) {
		t.Errorf("%s\n%s", now, b)
	}
}
