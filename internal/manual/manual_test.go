package manual

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestRoff(t *testing.T) {
	p := Page{
		Name: "wp2md check", Short: "verify a folder", Version: "v1.2.3", Others: []string{"wp2md", "wp2md migrate"},
		Text: "wp2md check [-o DIR]    verify a folder\n\n.hidden 'files' \\ stay\n\n  -o, --out DIR    the folder\n",
	}
	want := strings.Join([]string{
		`.TH "WP2MD\-CHECK" 1 "" "wp2md v1.2.3" "User Commands"`,
		`.SH NAME`,
		`wp2md\-check \- verify a folder`,
		`.SH SYNOPSIS`,
		`wp2md check [\-o DIR]`,
		`.SH DESCRIPTION`,
		`.nf`,
		`\&.hidden \(aqfiles\(aq \e stay`,
		``,
		`  \-o, \-\-out DIR    the folder`,
		`.fi`,
		`.SH SEE ALSO`,
		`.BR wp2md (1),`,
		`.BR wp2md\-migrate (1)`,
		``,
	}, "\n")
	if got := string(p.Roff()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := p.File(); got != "wp2md-check.1" {
		t.Errorf("the file is %s", got)
	}
}

// man itself shows what the help says, letter for letter.
func TestMan(t *testing.T) {
	if _, err := exec.LookPath("nroff"); err != nil {
		t.Skip("nroff is not installed")
	}
	dir := filepath.Join(t.TempDir(), "man")
	text := "wp2md check [-o DIR]    verify\n\n  -o DIR   the folder: a 'quoted' \\name, ~/x^2, `code`\n.dot\n"
	if err := Write(dir, []Page{{Name: "wp2md check", Short: "verify", Text: text}}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "wp2md-check.1")); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("nroff", "-man", "-Tascii", filepath.Join(dir, "wp2md-check.1")).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"-o DIR   the folder: a 'quoted' \\name, ~/x^2, `code`", ".dot"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}
