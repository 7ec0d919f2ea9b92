package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/shared"
)

// What needs a look on real exports has a cause that says what to do, and is brought to
// an end by accepting it: the next run ends with 0 and leaves every byte.
func TestCausesComeToAnEnd(t *testing.T) {
	for _, name := range []string{"wxr/themeunittestdata.wordpress.xml", "wxr/64-block-test-data.xml", "capture/export-all.xml"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			source, dir := shared.Path(t, filepath.FromSlash(name)), filepath.Join(t.TempDir(), "site")
			uploads := t.TempDir() // an empty one: all files are still to be got
			wp2md := func(want int, args ...string) {
				t.Helper()
				var out, errs bytes.Buffer
				if code := run(append(args, "-o", dir), strings.NewReader(""), &out, &errs); code != want {
					t.Fatalf("%v: exit code %d, want %d: %s%s", args, code, want, &out, &errs)
				}
			}
			wp2md(exitAttention, "migrate", source, "--media", "local", "--uploads", uploads)
			looks, causes := causesOf(t, dir)
			if len(causes) == 0 || len(causes)*10 > looks {
				t.Fatalf("%d causes of %d looks", len(causes), looks)
			}
			wp2md(exitOK, "accept", "--all")
			accepted := treeOf(t, dir)
			wp2md(exitOK, "migrate", source, "--media", "local", "--uploads", uploads)
			if d := differences(treeOf(t, dir), accepted); len(d) > 0 {
				t.Errorf("a run after accept --all:\n%s", strings.Join(d, "\n"))
			}
			if looks, _ := causesOf(t, dir); looks > 0 {
				t.Errorf("%d looks after accept --all", looks)
			}
		})
	}
}

// Many pages that need a look for the same reason are one thing to decide.
func TestManyLooksFewCauses(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://old.example</wp:base_blog_url>`)
	for i := range 300 {
		content := []string{fmt.Sprintf(`[contact-form-7 id="%d"]`, i), fmt.Sprintf(`[slider_%d a="b"]`, i%40), "<script>track(1)</script>", `<img src="http://old.example/wp-content/uploads/x.png">`}[i%4]
		fmt.Fprintf(&b, "<item><title>P %[1]d</title><link>http://old.example/p-%[1]d/</link><wp:post_id>%[1]d</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>p-%[1]d</wp:post_name><content:encoded><![CDATA[%[2]s]]></content:encoded></item>\n", i+1, content)
	}
	b.WriteString("</channel></rss>")
	export, dir := filepath.Join(t.TempDir(), "export.xml"), filepath.Join(t.TempDir(), "site")
	if err := os.WriteFile(export, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := run([]string{"migrate", export, "-o", dir, "--media", "link"}, strings.NewReader(""), &out, &out); code != exitAttention {
		t.Fatalf("exit code %d: %s", code, &out)
	}
	looks, causes := causesOf(t, dir)
	if looks < 80 || len(causes)*10 > looks {
		t.Errorf("%d causes of %d looks", len(causes), looks)
	}
	if !strings.Contains(out.String(), fmt.Sprintf("\n%d items need a look, for %d reasons:\n", looks, len(causes))) {
		t.Errorf("the summary has other sums than report.json, %d and %d:\n%s", looks, len(causes), &out)
	}
	page, err := os.ReadFile(filepath.Join(dir, ".wp2md", "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range causes {
		if !bytes.Contains(page, []byte(c.Text)) {
			t.Errorf("report.html does not have %q", c.Text)
		}
	}
}

// causesOf returns how many items of a folder need a look, and for what, after checking
// that each cause says what to do and that every look has one.
func causesOf(t *testing.T, dir string) (looks int, causes []report.Cause) {
	t.Helper()
	var s report.Summary
	readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &s)
	seen, sum := map[string]bool{}, 0
	for _, c := range s.Causes {
		if c.Do == "" || c.Text == "" || c.Items == 0 || c.Example.Note == "" || seen[c.Key] {
			t.Errorf("a cause that says too little, or twice: %+v", c)
		}
		seen[c.Key] = true
		sum += c.Items
	}
	if sum < len(s.Attention) {
		t.Errorf("%d looks, of which %d have a cause", len(s.Attention), sum)
	}
	return len(s.Attention), s.Causes
}
