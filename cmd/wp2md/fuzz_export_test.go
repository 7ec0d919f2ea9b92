package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	goccy "github.com/goccy/go-yaml"
	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// FuzzExport migrates what mutations make of whole exports: no panic, a line in the
// manifest for each item, nothing outside of the folder, and front matter that can
// be read.
func FuzzExport(f *testing.F) {
	f.Add(hostileExport("slug", "Some <b>text</b>."))
	for _, seed := range smallExports(f, 8, plant(false).export()) {
		f.Add(seed)
	}
	err := filepath.WalkDir(filepath.Join("..", "..", "fixtures"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xml" {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, seed := range smallExports(f, 8, raw) {
			f.Add(seed)
		}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range []string{"hidden-block", "private-types", "notes", "forum", "srcdoc", "sameurl"} {
		if raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "cases", name+".xml")); err == nil {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, export []byte) {
		if len(export) > 1<<20 {
			t.Skip()
		}
		dir, code, stderr := migrateBytes(t, export)
		if code != exitOK && code != exitAttention {
			return // it says why
		}
		if strings.Contains(stderr, "internal error") {
			t.Fatal(stderr)
		}
		items := 0
		src, err := extract.Open([]string{filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(dir))), "export.xml")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer src.Close()
		for it := range src.Items(nil) {
			if it != nil {
				items++
			}
		}
		lines, err := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
		if n := bytes.Count(lines, []byte("\n")); err != nil || n != items {
			t.Fatalf("%d items, %d lines in the manifest: %v", items, n, err)
		}
		if bytes.Contains(lines, []byte(`"text":"internal error`)) {
			t.Fatalf("a panic:\n%s", lines)
		}
		err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
				return err
			}
			page, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			block, _, err := frontmatter.Split(page)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				return nil
			}
			if _, err := frontmatter.Unmarshal(block); err != nil {
				t.Errorf("%s: %v\n%s", path, err, block)
			}
			wantYAML(t, path, block)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// smallExports returns up to n exports of one or two items each, taken from all
// over an export: a mutation of a small input meets what is read of it, one of a
// large input mostly its words.
func smallExports(f *testing.F, n int, export []byte) [][]byte {
	f.Helper()
	head, rest, ok := bytes.Cut(export, []byte("<item>"))
	if !ok {
		f.Fatal("an export without items")
	}
	head = channelHead(head)
	items := bytes.Split(rest, []byte("<item>"))
	var seeds [][]byte
	for i := range n {
		at := i * len(items) / n
		if i > 0 && at == (i-1)*len(items)/n {
			continue
		}
		seed := slices.Clone(head)
		for _, it := range items[at:min(at+2, len(items))] {
			it, _, _ = bytes.Cut(it, []byte("</item>"))
			seed = append(append(append(seed, "<item>"...), it...), "</item>\n"...)
		}
		if seed = append(seed, "</channel>\n</rss>\n"...); len(seed) < 16<<10 {
			seeds = append(seeds, seed)
		}
	}
	return seeds
}

// channelHead leaves out most terms and authors of what stands before the items.
func channelHead(head []byte) []byte {
	lines := bytes.SplitAfter(head, []byte("\n"))
	seen := map[string]int{}
	var kept []byte
	for _, line := range lines {
		name, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(">"))
		if seen[string(name)]++; seen[string(name)] <= 3 {
			kept = append(kept, line...)
		}
	}
	return kept
}

// wantYAML checks that two readers, of which none is ours, read the same from a block.
func wantYAML(t *testing.T, path string, block []byte) {
	t.Helper()
	var one, other map[string]any
	if err := yaml.Unmarshal(block, &one); err != nil || len(one) == 0 {
		t.Errorf("%s: yaml.v3: %v\n%s", path, err, block)
		return
	}
	text := strings.TrimSuffix(strings.TrimSpace(string(block)), "---")
	if err := goccy.Unmarshal([]byte(text), &other); err != nil {
		t.Errorf("%s: go-yaml: %v\n%s", path, err, block)
		return
	}
	if a, b := fmt.Sprint(one), fmt.Sprint(other); a != b {
		t.Errorf("%s: two readers differ:\n%s\n%s\n%s", path, a, b, block)
	}
}
