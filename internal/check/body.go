package check

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/reading"
)

// body checks the Markdown of a page. above is how many lines are above it.
func (c *checker) body(name string, body []byte, above int) {
	body, above = c.unwrapped(body, above)
	doc := c.markdown.Parser().Parse(text.NewReader(body))
	b := &bodyChecker{checker: c, name: name, body: body, above: above, at: 1, anchors: map[string]bool{}}
	_ = ast.Walk(doc, b.node)
	if len(b.anchors) > 0 {
		c.anchors[name] = b.anchors
	}
}

// unwrapped returns the Markdown as its target reads it, and how many lines are above
// that.
func (c *checker) unwrapped(body []byte, above int) ([]byte, int) {
	read := reading.Body(c.dialect, body)
	if bytes.Count(read, []byte("\n")) < bytes.Count(body, []byte("\n")) {
		above += 2
	}
	return read, above
}

type bodyChecker struct {
	*checker
	name    string
	body    []byte
	above   int
	at      int // line of the body that the walk has come to, from 1
	offset  int // where that line is counted up to
	anchors map[string]bool
}

// see moves to the line of an offset. The walk goes forward, but for footnotes.
func (b *bodyChecker) see(offset int) {
	if offset < b.offset {
		b.at, b.offset = 1, 0
	}
	offset = min(offset, len(b.body))
	b.at += bytes.Count(b.body[b.offset:offset], []byte("\n"))
	b.offset = offset
}

// seeText moves to the first text below a node: links have no place of their
// own.
func (b *bodyChecker) seeText(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.FirstChild() {
		if t, ok := c.(*ast.Text); ok {
			b.see(t.Segment.Start)
			return
		}
	}
}

func (b *bodyChecker) line() int { return b.above + b.at }

func (b *bodyChecker) node(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		b.see(n.Lines().At(0).Start)
		if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
			b.words(string(textOf(n, b.body)), b.line())
		}
	}
	switch n := n.(type) {
	case *ast.Heading:
		if id, ok := n.AttributeString("id"); ok {
			if raw, ok := id.([]byte); ok {
				b.anchors[string(raw)] = true
			}
		}
		b.anchors[slugOf(string(textOf(n, b.body)))] = true
	case *ast.Link:
		b.seeText(n)
		b.target(string(n.Destination), Link)
	case *ast.Image:
		b.seeText(n)
		b.target(string(n.Destination), Image)
	case *ast.Text:
		b.see(n.Segment.Start)
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL {
			b.target(string(n.URL(b.body)), Link)
		}
	case *ast.RawHTML:
		if n.Segments.Len() > 0 {
			b.see(n.Segments.At(0).Start)
		}
		b.html(n.Segments.Value(b.body))
	case *ast.HTMLBlock:
		raw := n.Lines().Value(b.body)
		if n.HasClosure() {
			raw = append(raw, n.ClosureLine.Value(b.body)...)
		}
		b.html(raw)
	case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock:
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

// textOf returns the text below a node, without code, on lines as it is there.
func textOf(n ast.Node, source []byte) []byte {
	var text []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			text = append(text, c.Segment.Value(source)...)
			if c.SoftLineBreak() || c.HardLineBreak() {
				text = append(text, '\n')
			}
		case *ast.AutoLink:
			text = append(text, c.Label(source)...)
		case *ast.CodeSpan, *ast.RawHTML:
			text = append(text, ' ')
		default:
			text = append(text, textOf(c, source)...)
		}
	}
	return text
}

// slugOf is the id that GitHub, and generators that follow it, give a heading.
func slugOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(s))
}

// html checks HTML that stands in the Markdown.
func (b *bodyChecker) html(raw []byte) {
	z := html.NewTokenizer(bytes.NewReader(raw))
	code := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken:
			if word := strings.TrimSpace(string(z.Text())); strings.HasPrefix(strings.TrimPrefix(word, "/"), "wp:") {
				b.found(b.name, b.line(), Block, "left over: <!-- %s -->", short(word))
			}
		case html.TextToken:
			if code == 0 {
				b.words(string(z.Text()), b.line())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "pre" || t.Data == "code" || t.Data == "script" || t.Data == "style" {
				code++
			}
			for _, a := range t.Attr {
				switch {
				case a.Key == "id", a.Key == "name" && t.Data == "a":
					b.anchors[a.Val] = true
				case a.Key == "href" && (t.Data == "a" || t.Data == "area"):
					b.target(a.Val, Link)
				case a.Key == "src" && slices.Contains([]string{"img", "video", "audio", "source", "track", "embed"}, t.Data), a.Key == "poster":
					b.target(a.Val, Image)
				}
			}
		case html.EndTagToken:
			if t := z.Token().Data; t == "pre" || t == "code" || t == "script" || t == "style" {
				code = max(0, code-1)
			}
		}
	}
}

// target checks where a link leads.
func (b *bodyChecker) target(dest string, k Kind) {
	u, err := url.Parse(dest)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(dest, "//") {
		if err != nil || u.Scheme == "" || u.Scheme == "http" || u.Scheme == "https" {
			b.report.External++
		}
		return
	}
	if k == Image {
		b.report.Images++
	} else {
		b.report.Links++
	}
	page, ok := b.name, u.Path == ""
	if !ok {
		page, ok = b.resolve(u.Path)
	}
	switch {
	case !ok:
		text := "leads to nothing here: "
		if k == Image {
			text = "not there: "
		}
		b.add(Finding{Path: b.name, Line: b.line(), Kind: k, Text: text + short(dest), Accepted: b.accepted(b.name, note.Media, b.lacks(u.Path))})
	case u.Fragment != "" && page != "":
		b.deep = append(b.deep, deepLink{b.name, b.line(), page, dest, u.Fragment})
	}
}

// resolve returns the page that a path leads to, or "" for what is there and
// is no page.
func (b *bodyChecker) resolve(p string) (page string, ok bool) {
	if p == "/" {
		return "", true
	}
	if page, ok := b.addresses[key(p)]; ok {
		return page, true
	}
	if b.made[key(p)] {
		return "", true
	}
	for _, file := range b.candidates(p) {
		if b.files[file] {
			if strings.HasSuffix(file, ".md") {
				return file, true
			}
			return "", true
		}
	}
	return "", false
}

// candidates returns the files that a path may mean.
func (b *bodyChecker) candidates(p string) []string {
	file := strings.TrimPrefix(path.Clean(p), "/")
	var list []string
	if strings.HasPrefix(p, "/") {
		list = b.static(file)
	} else {
		file = path.Join(path.Dir(b.name), p)
		if t := b.checker.target.Beside; t != nil && t.Sibling {
			list = append(list, path.Join(strings.TrimSuffix(b.name, path.Ext(b.name)), p))
		}
	}
	return append(list, file, file+".md", file+"/index.md")
}

// key is an address without what does not count.
func key(address string) string {
	if u, err := url.Parse(address); err == nil {
		address = u.Path
	}
	return strings.TrimSuffix(strings.TrimSuffix(address, "index.html"), "/")
}

// places checks the links to places in pages, when all pages are read.
func (c *checker) places() {
	for _, l := range c.deep {
		if l.fragment != "top" && !c.anchors[l.to][l.fragment] {
			c.found(l.from, l.line, Anchor, "%s has no such place: %s", l.to, short(l.text))
		}
	}
}

func short(s string) string {
	if r := []rune(s); len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return s
}
