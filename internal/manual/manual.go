// Package manual makes man pages of the help texts of commands.
package manual

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// A Page is the manual of one command.
type Page struct {
	Name    string // as it is called: "wp2md migrate"
	Short   string // what it does, in one line
	Text    string // its help: a line of how to call it, then paragraphs
	Version string // of the program
	Others  []string
}

// File returns the name of the page: wp2md-migrate.1.
func (p *Page) File() string { return strings.ReplaceAll(p.Name, " ", "-") + ".1" }

// Roff returns the page in the man macros. The help is shown as it stands, since
// its lines are laid out by hand.
func (p *Page) Roff() []byte {
	var b bytes.Buffer
	dashed := strings.ReplaceAll(p.Name, " ", "-")
	fmt.Fprintf(&b, ".TH %s 1 \"\" %s \"User Commands\"\n", quote(strings.ToUpper(dashed)), quote("wp2md "+p.Version))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", escape(dashed), escape(p.Short))
	first, rest, _ := strings.Cut(p.Text, "\n")
	call, _, ok := strings.Cut(first, "    ")
	if !ok || !strings.HasPrefix(call, p.Name) {
		call, rest = p.Name, p.Text
		if len(p.Others) > 0 {
			call += " COMMAND [flags]"
		}
	}
	fmt.Fprintf(&b, ".SH SYNOPSIS\n%s\n.SH DESCRIPTION\n.nf\n", line(call))
	for l := range strings.Lines(strings.Trim(rest, "\n") + "\n") {
		b.WriteString(line(strings.TrimSuffix(l, "\n")) + "\n")
	}
	b.WriteString(".fi\n")
	for i, o := range p.Others {
		if i == 0 {
			b.WriteString(".SH SEE ALSO\n")
		}
		end := ","
		if i == len(p.Others)-1 {
			end = ""
		}
		fmt.Fprintf(&b, ".BR %s (1)%s\n", escape(strings.ReplaceAll(o, " ", "-")), end)
	}
	return b.Bytes()
}

// Write writes pages into a folder, which is made if it is not there.
func Write(dir string, pages []Page) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := range pages {
		if err := os.WriteFile(filepath.Join(dir, pages[i].File()), pages[i].Roff(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// escape makes text of what would mean something to roff.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\e`, `-`, `\-`, `'`, `\(aq`, "`", "\\(ga", `^`, `\(ha`, `~`, `\(ti`).Replace(s)
}

func quote(s string) string { return `"` + strings.ReplaceAll(escape(s), `"`, `\(dq`) + `"` }

// line is a line of text, which may begin with what would be a request.
func line(s string) string {
	s = escape(s)
	if strings.HasPrefix(s, ".") {
		return `\&` + s
	}
	return s
}
