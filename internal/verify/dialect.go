package verify

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/late"
)

// What a target reads and goldmark does not is looked for in the text of a page: the
// printer should have escaped it. What goldmark reads and the target does not, in its
// structure.

// runs returns the template code of a page that the target would run.
func (v *Verifier) runs(page []byte) (diffs []Difference) {
	for i := range v.dialect.Templates {
		t := &v.dialect.Templates[i]
		if b := running(page, t); b != nil && !v.markdown.shows(page, t) {
			diffs = append(diffs, misreading("template code that would run", b))
		}
	}
	return diffs
}

func misreading(what string, b []byte) Difference {
	return Difference{Word, what + ": “" + clip(string(bytes.TrimSpace(b))) + "”"}
}

// misread returns what the target would read, or not read, in the body of a page, which
// goldmark has parsed.
func (v *Verifier) misread(body []byte, doc ast.Node) (diffs []Difference) {
	d := v.dialect
	add := func(what string, b []byte) { diffs = append(diffs, misreading(what, b)) }
	if d.MoreAnywhere {
		if n := bytes.Count(body, []byte(d.More)); n > 0 && n > dividers(doc, body, d.More) {
			add("a divider where the text has none", []byte(d.More))
		}
	}
	if d.Reads&^dialect.Plain.Reads == 0 && dialect.Plain.Reads&^d.Reads == 0 && d.References == "" && d.Indent == 0 && d.AsTag == nil {
		return diffs
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.CodeBlock, *ast.HTMLBlock, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.FencedCodeBlock:
			if !d.Reads.Has(dialect.ItemFences) && within(n, ast.KindListItem) {
				add("fenced code in a list, which is not read", n.Lines().Value(body))
			}
			return ast.WalkSkipChildren, nil
		case *ast.List:
			next, _ := n.NextSibling().(*ast.List)
			switch {
			case n.Marker == ')' && !d.Reads.Has(dialect.ParenMarkers):
				add("a list that is not read", lineOf(n, body))
			case n.IsOrdered() && n.Start != 1 && !d.Reads.Has(dialect.ListNumbers):
				add("the first number of a list is not read", lineOf(n, body))
			case next != nil && next.IsOrdered() == n.IsOrdered() && !d.Reads.Has(dialect.ListMarkers):
				add("two lists that would be read as one", lineOf(next, body))
			}
		case *ast.ListItem:
			if n.Offset < d.Indent && n.HasChildren() {
				add("an item whose content would not be read as its own", lineOf(n, body))
			}
		case *ast.Link:
			if d.AsTag != nil && d.AsTag(string(n.Destination), string(util.UnescapePunctuations(n.Title))) {
				add("a link that the target cannot have", n.Destination)
			}
		case *ast.Heading:
			if raw := bytes.TrimSpace(lastLine(n, body)); d.Reads.Has(dialect.HeadingAttributes) && bytes.HasSuffix(raw, []byte("}")) && inBraces().Match(raw) {
				add("attributes of a heading", raw)
			}
			if n.Level == 1 && d.Reads.Has(dialect.TitleHeading) && isFirstHeading(doc, n) {
				add("a heading that would be taken for the title", lastLine(n, body))
			}
		}
		if n.Type() == ast.TypeBlock && n.FirstChild() != nil && n.FirstChild().Type() == ast.TypeInline {
			v.line = appendText(v.line[:0], n, body)
			for line := range bytes.SplitSeq(v.line, []byte("\n")) {
				if what := v.readsMore(line, n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock); what != "" {
					add(what, line)
				}
			}
			if d.AsTag == nil { // nothing is asked of what is in it
				return ast.WalkSkipChildren, nil
			}
		}
		return ast.WalkContinue, nil
	})
	return diffs
}

// dividers counts the lines in HTML that divide a page.
func dividers(doc ast.Node, body []byte, more string) (n int) {
	_ = ast.Walk(doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		switch b := node.(type) {
		case *ast.HTMLBlock:
			if entering {
				n += bytes.Count(b.Lines().Value(body), []byte(more))
				if b.HasClosure() {
					n += bytes.Count(b.ClosureLine.Value(body), []byte(more))
				}
			}
		case *ast.RawHTML:
			if entering {
				n += bytes.Count(b.Segments.Value(body), []byte(more))
			}
		}
		return ast.WalkContinue, nil
	})
	return n
}

// appendText appends the text of a block as it is written, on its lines, with a
// character that none has in the place of code, HTML and the like.
func appendText(b []byte, n ast.Node, body []byte) []byte {
	last := -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.Segment.Start != last && last >= 0 {
				b = append(b, 0)
			}
			b = append(b, c.Segment.Value(body)...)
			last = c.Segment.Stop
			if c.SoftLineBreak() || c.HardLineBreak() {
				b = append(b, '\n')
				last = -1
			}
		case *ast.CodeSpan, *ast.RawHTML, *ast.AutoLink:
			b, last = append(b, 0), -1
		default: // its marker stands there
			b, last = append(appendText(append(b, 0), c, body), 0), -1
		}
	}
	return b
}

// running returns the first code of a template in a page that is not marked as shown,
// to the end of its line.
func running(page []byte, t *dialect.Template) []byte {
	for {
		i := bytes.Index(page, []byte(t.Open))
		if i < 0 {
			return nil
		}
		page = page[i:]
		if t.OpenAs == "" || !bytes.HasPrefix(page, []byte(t.OpenAs)) {
			line, _, _ := bytes.Cut(page, []byte("\n"))
			return line
		}
		page = page[len(t.OpenAs):]
	}
}

// shows reports whether all template code of a page stands where the target does not
// run it.
func (m *markdown) shows(page []byte, t *dialect.Template) bool {
	if !t.NotInFences && !t.NotInSpans {
		return false
	}
	doc := m.goldmark.Parser().Parse(text.NewReader(page))
	left := bytes.Count(page, []byte(t.Open))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if t.NotInFences {
				left -= bytes.Count(n.Lines().Value(page), []byte(t.Open))
			}
		case *ast.CodeSpan:
			if t.NotInSpans {
				for c := n.FirstChild(); c != nil; c = c.NextSibling() {
					left -= bytes.Count(c.(*ast.Text).Segment.Value(page), []byte(t.Open))
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return left == 0
}

// texts are what is read in text, by construct. An escaped character is none.
var texts = []struct {
	reads dialect.Construct
	what  string
	in    func([]byte) bool
}{
	{dialect.Pipes, "a table", func(b []byte) bool { return bytes.IndexByte(b, '|') >= 0 }},
	{dialect.AttributeLists, "attributes", followed('{', ":#.")},
	{dialect.OpenAttributes, "attributes", holding('{', `\x00\{[^}]+\}|\{[^{}]+\} *$`)},
	{dialect.InlineAttributes, "attributes", followed('{', "#.")},
	{dialect.DollarFormulas, "a formula", followed('$', "$")},
	{dialect.Contents, "a table of contents", followed('[', "[")},
	{dialect.Directives, "a directive", holding(':', `:[A-Za-z][\w-]*[\[{]`)},
	{dialect.Emoji, "an emoji", holding(':', `:[\w+-]+:`)},
}

// holding returns a function that says whether an expression is in text, which cannot be
// without c.
func holding(c byte, expr string) func([]byte) bool {
	re := late.Regexp(expr)
	return func(b []byte) bool { return bytes.IndexByte(b, c) >= 0 && re().Match(b) }
}

// followed returns a function that says whether c stands before one of others.
func followed(c byte, others string) func([]byte) bool {
	return func(b []byte) bool {
		for {
			i := bytes.IndexByte(b, c)
			if i < 0 || i+1 == len(b) {
				return false
			}
			if strings.IndexByte(others, b[i+1]) >= 0 {
				return true
			}
			b = b[i+1:]
		}
	}
}

// starts are what is read at the start of a line.
var starts = []struct {
	reads dialect.Construct
	what  string
	in    func([]byte) bool
}{
	{dialect.Containers, "a container", beginning(":::")},
	{dialect.Imports, "an import", beginning("<<<")},
	{dialect.Abbreviations, "an abbreviation", beginning("*[")},
	{dialect.LineDefinitions, "a definition", holding('[', `^\[[^\]]*\]:`)},
	{dialect.TightHeadings, "a heading", beginning("#")},
	{dialect.DefinitionLists, "a definition", func(b []byte) bool {
		return len(b) > 0 && b[0] == ':' && (len(b) == 1 || util.IsSpace(b[1]))
	}},
}

func beginning(with string) func([]byte) bool {
	return func(b []byte) bool { return bytes.HasPrefix(b, []byte(with)) }
}

var inBraces = late.Regexp(`(^|[^\\])\{[^{}]*\}$`)

// readsMore says what the target reads in a line of text beside words, or "".
func (v *Verifier) readsMore(s []byte, lines bool) string {
	d := v.dialect
	if i := bytes.IndexByte(s, '\\'); i >= 0 {
		plain := append(v.plain[:0], s[:i]...)
		for ; i < len(s); i++ {
			if s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]) {
				i++
				if strings.IndexByte(d.References, s[i]) >= 0 {
					return fmt.Sprintf("a backslash that would show before %c", s[i])
				}
				plain = append(plain, 1)
				continue
			}
			plain = append(plain, s[i])
		}
		s, v.plain = plain, plain
	}
	for _, t := range texts {
		if d.Reads&t.reads != 0 && t.in(s) && !(t.reads == dialect.DollarFormulas && d.Formulas&dialect.Dollars != 0) {
			return t.what
		}
	}
	for _, t := range starts {
		if lines && d.Reads&t.reads != 0 && t.in(s) {
			return t.what
		}
	}
	return ""
}

func within(n ast.Node, k ast.NodeKind) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == k {
			return true
		}
	}
	return false
}

// lineOf returns the first line below a block.
func lineOf(n ast.Node, body []byte) []byte {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			l := n.Lines().At(0)
			return l.Value(body)
		}
	}
	return nil
}

func lastLine(n ast.Node, body []byte) []byte {
	if n.Lines() == nil || n.Lines().Len() == 0 {
		return nil
	}
	l := n.Lines().At(n.Lines().Len() - 1)
	return l.Value(body)
}

func isFirstHeading(doc ast.Node, h *ast.Heading) bool {
	first := true
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n == ast.Node(h) {
			return ast.WalkStop, nil
		}
		if n.Kind() == ast.KindHeading {
			first = false
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return first
}

// withoutLeadingMore makes up for a divider at the start of a page, which the dialect
// has no word for.
func (v *Verifier) withoutLeadingMore() {
	if w := v.want.events; !v.dialect.Reads.Has(dialect.LeadingMore) && len(w) > 0 && w[0].kind == more {
		if w = w[1:]; len(w) > 0 && w[0].kind == paragraph {
			w = w[1:]
		}
		v.want.events = w
	}
}

// readFootnotes finds the footnotes of a dialect that has no word for them.
func (v *Verifier) readFootnotes() {
	if v.dialect.Reads.Has(dialect.Footnotes) {
		return
	}
	g := v.got.events
	out := g[:0]
	for i := 0; i < len(g); i++ {
		n, isNote := strings.CutPrefix(g[i].text, "fn-")
		k := i + 1
		if k < len(g) && g[k].kind == paragraph {
			k++
		}
		if g[i].kind == anchor && isNote && k < len(g) && g[k].text == n+"." {
			out = append(out, event{kind: footnote, text: n})
			i = k
			continue
		}
		out = append(out, g[i])
	}
	v.got.events = out
}

// delimiters returns those of a formula.
func delimiters(tex string) dialect.Formulas {
	switch tex[0] {
	case '$':
		return dialect.Dollars
	case '[':
		return dialect.Tags
	}
	return dialect.Brackets
}
