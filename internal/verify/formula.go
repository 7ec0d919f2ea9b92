package verify

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// formula reads a formula. One that the target passes is not Markdown, so that each
// line of it stands in the page as it is: there a word takes its place. Any other is
// text, of which each backslash counts.
func (s *stream) formula(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	if s.md.dialect.Formulas&delimiters(n.FirstChild.Data) == 0 {
		s.text(n.FirstChild.Data)
		return
	}
	for line := range strings.SplitSeq(n.FirstChild.Data, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			s.formulas = append(s.formulas, line)
			s.text(formulaWord)
			s.joins = s.joins && !strings.Contains(n.FirstChild.Data, "\n")
		}
	}
}

// formulaWord stands for a line of a formula. It has the edges that one has.
const formulaWord = "$\ue000$"

var inHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// withoutFormulas returns Markdown with a word in the place of each line of a
// formula, as far as they stand there.
func withoutFormulas(src []byte, formulas []string) []byte {
	var out []byte
	for _, f := range formulas {
		for _, form := range []string{f, strings.ReplaceAll(f, "|", "&#124;"), inHTML.Replace(f)} {
			if i := bytes.Index(src, []byte(form)); i >= 0 {
				out = append(append(out, src[:i]...), formulaWord...)
				src = src[i+len(form):]
				break
			}
		}
	}
	return append(out, src...)
}
