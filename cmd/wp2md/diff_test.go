package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
)

// pagesOf returns the files of an output folder that are not the program's own.
func pagesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	if _, err := os.Stat(dir); err == nil {
		all = treeOf(t, dir)
	}
	maps.DeleteFunc(all, func(name, _ string) bool { return strings.HasPrefix(name, ".wp2md/") })
	return all
}

// command runs wp2md and returns what it printed.
func command(t *testing.T, code int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := run(args, strings.NewReader(""), &stdout, &stderr); got != code {
		t.Fatalf("wp2md %s: got exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, stdout.String(), stderr.String())
	}
	return stdout.String()
}

// What diff says is what migrate then does, and after that there is nothing
// left to say. The steps follow each other in one folder.
func TestDiffSaysWhatMigrateDoes(t *testing.T) {
	export, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "blog", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	uploads, err := filepath.Abs(filepath.Join("..", "..", "fixtures", "blog", "uploads"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	replace := func(name, old, new string) {
		t.Helper()
		data, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%s has no %q (%v)", name, old, err)
		}
		if err := os.WriteFile(name, bytes.ReplaceAll(data, []byte(old), []byte(new)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("export.xml", export, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		name    string
		prepare func()
		flags   []string
		want    []string // some of the changes
	}{
		{"a first run", func() {}, nil, []string{"new posts/hello-mud.md", "new images/mug.jpg"}},
		{"a post that was changed in WordPress", func() { replace("export.xml", "So this is it", "So this was it") }, nil, []string{"changed posts/hello-mud.md"}},
		{"an edit, and something new elsewhere", func() {
			replace("site/posts/hello-mud.md", "So this was it", "So it goes")
			replace("export.xml", "Hello, mud", "Hello, more mud")
		}, nil, []string{"merged posts/hello-mud.md"}},
		{"a conflict", func() { replace("export.xml", "So this was it", "So this is it again") }, nil, []string{"conflict posts/hello-mud.md.new"}},
		{"the conflict, decided", func() {}, []string{"--theirs"}, []string{"merged posts/hello-mud.md"}},
		{"a setting that changes all posts", func() {
			if err := os.WriteFile("wp2md.yaml", []byte("frontmatter: [id, title, url]\n"), 0o666); err != nil {
				t.Fatal(err)
			}
		}, nil, []string{"changed posts/tea-bowls.md", "changed posts/hello-mud.md"}},
		{"other addresses", func() {}, []string{"--permalinks", "/:slug/"}, []string{"changed posts/worth-rereading.md"}},
		{"a slug that was changed", func() {
			replace("export.xml", "she-said", "they-said")
		}, nil, []string{"moved posts/they-said.md"}},
		{"a post that is gone", func() {
			data, err := os.ReadFile("export.xml")
			if err != nil {
				t.Fatal(err)
			}
			at := bytes.Index(data, []byte("[they-said]"))
			from, to := bytes.LastIndex(data[:at], []byte("<item>")), at+bytes.Index(data[at:], []byte("</item>"))+len("</item>")
			if err := os.WriteFile("export.xml", slices.Concat(data[:from], data[to:]), 0o666); err != nil {
				t.Fatal(err)
			}
		}, nil, []string{"gone posts/they-said.md"}},
		{"a renamed and a deleted file", func() {
			if err := os.Rename("site/posts/tea-bowls.md", "site/posts/bowls.md"); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove("site/posts/tea-bowls-2.md"); err != nil {
				t.Fatal(err)
			}
			replace("wp2md.yaml", "url", "slug")
		}, nil, []string{"changed posts/bowls.md"}},
	} {
		step.prepare()
		flags := append([]string{"export.xml", "--uploads", uploads, "--media", "local"}, step.flags...)
		before := pagesOf(t, "site")
		var own map[string]string
		if len(before) > 0 {
			own = treeOf(t, "site")
		}
		var told struct {
			Changes []migrate.Change
		}
		if err := json.Unmarshal([]byte(command(t, exitOK, append([]string{"diff", "--json"}, flags...)...)), &told); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		patch := command(t, exitOK, append([]string{"diff"}, flags...)...)
		stat := command(t, exitFailed, append([]string{"diff", "--stat", "--exit-code"}, flags...)...)
		names := strings.Fields(command(t, exitOK, append([]string{"diff", "--name-only"}, flags...)...))
		if len(own) > 0 {
			if d := differences(treeOf(t, "site"), own); len(d) > 0 {
				t.Errorf("%s: diff has written:\n%s", step.name, strings.Join(d, "\n"))
			}
		} else if _, err := os.Stat("site"); err == nil {
			t.Errorf("%s: diff has made the folder", step.name)
		}
		var listed, paths []string
		for _, c := range told.Changes {
			listed = append(listed, c.Change+" "+c.Path)
			if c.Path != "" {
				paths = append(paths, c.Path)
			}
			if c.Path != "" && (!strings.Contains(stat, c.Path) || c.Change != migrate.ChangeGone && !strings.Contains(patch, c.Path)) {
				t.Errorf("%s: --stat or the patch does not name %s", step.name, c.Path)
			}
		}
		if !slices.Equal(names, paths) {
			t.Errorf("%s: --name-only names %q, --json %q", step.name, names, paths)
		}
		for _, w := range step.want {
			if !slices.Contains(listed, w) {
				t.Errorf("%s: %q is not among %q", step.name, w, listed)
			}
		}
		patched := applied(t, before, patch)

		command(t, exitAttention, append([]string{"migrate", "--quiet"}, flags...)...)
		after := pagesOf(t, "site")
		for name, data := range after {
			changed := slices.ContainsFunc(told.Changes, func(c migrate.Change) bool { return c.Path == name && c.Change != migrate.ChangeGone })
			if old, was := before[name]; (!was || old != data) != changed {
				t.Errorf("%s: %s: diff says that it changes: %v", step.name, name, changed)
			}
			if patched != nil && strings.Contains(name, ".md") && patched[name] != data {
				t.Errorf("%s: %s is %q, the patch makes it %q", step.name, name, data, patched[name])
			}
		}
		for name := range before {
			moved := slices.ContainsFunc(told.Changes, func(c migrate.Change) bool { return c.Change == migrate.ChangeMoved && c.From == name })
			if _, ok := after[name]; !ok && !moved && !strings.HasSuffix(name, ".new") {
				t.Errorf("%s: %s is gone", step.name, name)
			}
		}
		if left := command(t, exitOK, append([]string{"diff", "--exit-code"}, flags...)...); left != "" {
			t.Errorf("%s: after migrate, diff still says\n%s", step.name, left)
		}
	}
}

// applied returns the files after a patch, nil where there is no git.
func applied(t *testing.T, files map[string]string, patch string) map[string]string {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil || patch == "" {
		return nil
	}
	dir := t.TempDir()
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(patch, "diff --git") {
		return files
	}
	cmd := exec.Command(git, "apply", "--whitespace=nowarn", "-")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(patch)
	cmd.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("git apply: %v\n%s\n%s", err, out, patch)
		return nil
	}
	return pagesOf(t, dir)
}

func TestDiffColors(t *testing.T) {
	var b bytes.Buffer
	d := newDiffer(&app{stdout: &b}, &options{})
	d.color, d.terminal = true, true
	if err := d.tell(migrate.Change{Path: "posts/a.md", Change: migrate.ChangeChanged, Contents: &emit.Contents{Path: "posts/a.md", Old: []byte("a\n"), New: []byte("\x1b[2Jb\tc\n")}}); err != nil {
		t.Fatal(err)
	}
	d.w.Flush()
	const want = "\x1b[1mdiff --git a/posts/a.md b/posts/a.md\x1b[m\n\x1b[1m--- a/posts/a.md\x1b[m\n\x1b[1m+++ b/posts/a.md\x1b[m\n" +
		"\x1b[36m@@ -1,1 +1,1 @@\x1b[m\n\x1b[31m-a\x1b[m\n\x1b[32m+\\u001b[2Jb\tc\x1b[m\n"
	if got := b.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
