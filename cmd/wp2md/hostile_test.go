package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileExport is an export of three posts, of which the second is the one
// given.
func hostileExport(slug, content string) []byte {
	item := func(id int, slug, title, content string) string {
		return fmt.Sprintf(`<item><title>%s</title><link>http://example.org/%s/</link><content:encoded><![CDATA[%s]]></content:encoded>
<wp:post_id>%d</wp:post_id><wp:post_date>2014-03-01 10:00:00</wp:post_date><wp:post_name>%s</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
`, title, slug, content, id, slug)
	}
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<title>Hostile</title><link>http://example.org</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://example.org</wp:base_blog_url>
` + item(1, "before", "Before", "It was quiet.") + item(2, slug, "Hostile", content) + item(3, "after", "After", "It is quiet.") + `</channel></rss>`)
}

// migrateBytes migrates an export into a folder of its own and returns that
// folder, the exit code and what was printed.
func migrateBytes(t *testing.T, export []byte) (dir string, code int, stderr string) {
	t.Helper()
	top := t.TempDir()
	name := filepath.Join(top, "export.xml")
	if err := os.WriteFile(name, export, 0o644); err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(top, "a", "b", "site")
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code = run([]string{"migrate", name, "-o", dir, "--media", "link", "--quiet", "--config", emptySettings(t)}, nil, &out, &errs)
	err := filepath.WalkDir(top, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path != name && !strings.HasPrefix(path, dir+string(filepath.Separator)) {
			t.Errorf("written outside of the folder: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, code, errs.String()
}

func emptySettings(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "wp2md.yaml")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// Whatever one post is, those around it are written, and it is written too, or
// the manifest says why not.
func TestHostilePosts(t *testing.T) {
	t.Parallel()
	big := 5 << 20
	if raceEnabled || testing.Short() {
		big = 1 << 20
	}
	repeat := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	for _, tt := range []struct{ name, slug, content, want string }{
		{"a slug that climbs", "../../evil", "Evil.", "Evil."},
		{"a slug that is encoded", "%2e%2e%2f%2e%2e%2fevil", "Evil.", "Evil."},
		{"a slug of a device", "con", "Console.", "Console."},
		{"a slug of dots", "..", "Dots.", "Dots."},
		{"an endless slug", strings.Repeat("long-", 2000), "Long.", "Long."},
		{"nested divs", "divs", strings.Repeat("<div>", 20_000) + "deep" + strings.Repeat("</div>", 20_000), "deep"},
		{"nested quotes", "quotes", strings.Repeat("<blockquote>", 2_000) + "deep", "deep"},
		{"nested lists", "lists", strings.Repeat("<ul><li>x", 2_000) + "deep", "deep"},
		{"a large post", "large", repeat("All work and no play makes Jack a dull boy.\n\n", big) + "The end.", "The end."},
		{"one line", "line", repeat("word ", big) + "end", "end"},
		{"open brackets", "brackets", repeat("[", big/8) + " end", "end"},
		{"open tags", "tags", repeat("<b>", big/8) + " end", "end"},
		{"open comments", "comments", "start " + repeat("<!--", big/8), "start"},
		{"open shortcodes", "shortcodes", repeat("[caption width=\"1\"]", big/8) + " end", "end"},
		{"a wide table", "table", `<table><tr><td colspan="200000">cell</td></tr></table>`, "cell"},
		{"more lines than a tree can have", "lines", strings.Repeat("a\n", 400_000) + "end", "end"},
		{"more tags than a tree can have", "spans", strings.Repeat("<i onclick=\"x()\">x", 400_000) + "end", "end"},
		{"a control character", "control", "con\x01trol", "control"},
		{"bytes that are no text", "bytes", "caf\xe9", "café"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, code, stderr := migrateBytes(t, hostileExport(tt.slug, tt.content))
			if code != exitOK && code != exitAttention {
				t.Fatalf("exit %d\n%s", code, stderr)
			}
			for _, name := range []string{"before", "after"} {
				if b, err := os.ReadFile(filepath.Join(dir, "posts", name+".md")); err != nil || !bytes.Contains(b, []byte("quiet.")) {
					t.Errorf("%s: %v", name, err)
				}
			}
			lines, err := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
			if err != nil || bytes.Count(lines, []byte("\n")) != 3 {
				t.Fatalf("manifest: %v\n%s", err, lines)
			}
			files, err := filepath.Glob(filepath.Join(dir, "posts", "*.md"))
			if err != nil || len(files) != 3 {
				t.Fatalf("%v, files: %q\n%s", err, files, lines)
			}
			found := false
			for _, f := range files {
				b, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				found = found || bytes.Contains(b, []byte(`id: "2"`)) && bytes.Contains(b, []byte(tt.want))
			}
			if !found {
				t.Errorf("no file has %q", tt.want)
			}
		})
	}
}

// TestTruncatedAnywhere cuts an export at every byte: the whole items are
// written, each <item> has its line, and the exit code tells.
func TestTruncatedAnywhere(t *testing.T) {
	t.Parallel()
	export := hostileExport("cut", "Some text.")
	whole := bytes.Index(export, []byte("<item"))
	step := 1
	if raceEnabled || testing.Short() {
		step = 17
	}
	for n := whole; n < len(export); n += step {
		dir, code, stderr := migrateBytes(t, export[:n])
		items, ends := bytes.Count(export[:n], []byte("<item")), bytes.Count(export[:n], []byte("</item>"))
		if items == 0 {
			if code != exitFailed {
				t.Errorf("cut at %d: exit %d", n, code)
			}
			continue
		}
		complete := bytes.Contains(export[:n], []byte("</channel>"))
		if want := exitAttention; code != want && !(complete && code == exitOK) {
			t.Errorf("cut at %d: exit %d\n%s", n, code, stderr)
		}
		if !complete && !strings.Contains(stderr, "the file ends") {
			t.Errorf("cut at %d: %q", n, stderr)
		}
		lines, err := os.ReadFile(filepath.Join(dir, ".wp2md", "manifest.jsonl"))
		if err != nil || bytes.Count(lines, []byte("\n")) != items {
			t.Errorf("cut at %d: %v, %d items\n%s", n, err, items, lines)
		}
		if files, _ := filepath.Glob(filepath.Join(dir, "posts", "*.md")); len(files) != ends {
			t.Errorf("cut at %d: %d whole items, files %q", n, ends, files)
		}
	}
}
