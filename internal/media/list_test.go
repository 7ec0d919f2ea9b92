package media

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var listed = []Want{
	{0, "images/a.png", "http://old.example/a.png"},
	{1, `images/b "quoted" \ [1] {2} #3.png`, "http://old.example/b \"[1-3]{x,y}\\.png"},
	{2, "images/none.png", "ftp://old.example/none.png"},
	{3, "images/-caf\u00e9.png", "http://old.example/caf\u00e9.png\nurl = \"http://evil.example/\""},
}

func TestWriteURLs(t *testing.T) {
	var b bytes.Buffer
	if err := WriteURLs(&b, slices.Values(listed)); err != nil {
		t.Fatal(err)
	}
	want := "http://old.example/a.png\nhttp://old.example/b%20%22[1-3]%7Bx,y%7D/.png\nhttp://old.example/caf%C3%A9.pngurl%20=%20%22http://evil.example/%22\n"
	if b.String() != want {
		t.Errorf("got %q", b.String())
	}
}

func TestWriteCurl(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCurl(&b, slices.Values(listed)); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		`url = "http://old.example/a.png"`, `output = "images/a.png"`,
		`output = "images/b \"quoted\" \\ [1] {2} #3.png"`,
		"output = \"images/-caf\u00e9.png\"",
	} {
		if !strings.Contains(b.String(), "\n"+line+"\n") {
			t.Errorf("no line %s in\n%s", line, b.String())
		}
	}
	read := ReadCurl(b.Bytes())
	for i, want := range listed {
		if address, err := Address(want.URL); (err == nil) != (read[want.Name] != "") || err == nil && read[want.Name] != address {
			t.Errorf("%d: read back as %q", i, read[want.Name])
		}
	}
	if strings.Contains(b.String(), "\nurl = \"http://evil") || strings.Contains(b.String(), "none.png") {
		t.Errorf("got\n%s", b.String())
	}
}

// curl and wget get what the lists say, where they are installed.
func TestListsAreRead(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "at "+r.URL.Path) })
	var wants []Want
	for _, w := range listed {
		w.URL = strings.Replace(w.URL, "http://old.example", s.URL, 1)
		wants = append(wants, w)
	}
	t.Run("curl", func(t *testing.T) {
		dir := t.TempDir()
		var b bytes.Buffer
		if err := WriteCurl(&b, slices.Values(wants)); err != nil {
			t.Fatal(err)
		}
		runTool(t, dir, b.Bytes(), "curl", "--silent", "--show-error", "--config", "list")
		for name, want := range map[string]string{wants[0].Name: "at /a.png", wants[1].Name: "at /b \"[1-3]{x,y}/.png"} {
			if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); string(got) != want {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	})
	t.Run("wget", func(t *testing.T) {
		dir := t.TempDir()
		var b bytes.Buffer
		if err := WriteURLs(&b, slices.Values(wants)); err != nil {
			t.Fatal(err)
		}
		runTool(t, dir, b.Bytes(), "wget", "--quiet", "--input-file", "list")
		if got, err := os.ReadFile(filepath.Join(dir, "a.png")); string(got) != "at /a.png" {
			t.Errorf("%q, %v", got, err)
		}
	})
}

func runTool(t *testing.T, dir string, list []byte, tool string, args ...string) {
	t.Helper()
	bin, err := exec.LookPath(tool)
	if err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "list"), list, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
