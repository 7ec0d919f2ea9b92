package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The documentation is built as a site by Hugo, and no link of it leads nowhere.
func TestDocsSite(t *testing.T) {
	hugo, err := exec.LookPath("hugo")
	if err != nil {
		t.Skip("hugo is not installed")
	}
	dir := t.TempDir()
	for _, name := range []string{"docs", "internal/target/starter"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(projectRoot, name))); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(hugo, "-s", filepath.Join(dir, "docs"), "-d", filepath.Join(dir, "public", "wp2md"))
	out, err := cmd.CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("WARN")) || bytes.Contains(out, []byte("ERROR")) {
		t.Fatalf("%v\n%s", err, out)
	}
	built, err := readTree(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	href := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for name, text := range built {
		if filepath.Ext(name) != ".html" {
			continue
		}
		for _, m := range href.FindAllStringSubmatch(text, -1) {
			to, mark, _ := strings.Cut(strings.TrimPrefix(m[1], "https://wp2md.github.io"), "#")
			if strings.Contains(to, "://") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			file := strings.TrimPrefix(to, "/")
			if strings.HasSuffix(to, "/") {
				file += "index.html"
			}
			if to == "" {
				file = filepath.ToSlash(name)
			}
			page, ok := built[file]
			if !ok {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			} else if mark != "" && !strings.Contains(page, `id="`+mark+`"`) && !strings.Contains(page, "id="+mark) {
				t.Errorf("%s: %s has no such part", name, m[1])
			}
		}
	}
}
