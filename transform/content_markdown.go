package transform

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Blogs with a plugin for Markdown (2004–2014) keep what their authors typed in the
// database, and the plugin made HTML of it for each visitor. So is it read here: as
// HTML its links and pictures get their new addresses like all others, and it is
// printed as the Markdown that it was.

// Content says what the contents of a site are written in.
type Content string

// What contents can be written in.
const (
	ContentHTML     Content = "" // WordPress' own: HTML, blocks, shortcodes
	ContentMarkdown Content = "markdown"
)

var readMarkdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.DefinitionList),
	goldmark.WithRendererOptions(renderer.WithUnsafe()))

// readAs returns a content as HTML, if its site is written in Markdown.
func (b *builder) readAs(s string) string {
	if b.opt.Content != ContentMarkdown || b.item.Rendered() || hasBlocks(s) {
		return s
	}
	return b.fromMarkdown(s)
}

// mostBrackets bounds the work of a reader that looks for the end of each bracket in all that follows.
const mostBrackets = 1 << 30

func (b *builder) fromMarkdown(s string) string {
	if strings.Count(s, "[")*len(s) > mostBrackets {
		b.notes.add(note.HTML, true, "not read as Markdown: too many brackets")
		return s
	}
	var out strings.Builder
	if err := readMarkdown.Convert([]byte(s), &out); err != nil {
		b.notes.add(note.HTML, true, "not read as Markdown: "+err.Error())
		return s
	}
	return out.String()
}

// inMarkdown builds the content of a shortcode that plugins read as Markdown: [md]…[/md].
func (b *builder) inMarkdown(sc *shortcode) []*html.Node {
	if !sc.enclosing || sc.name != "md" && sc.name != "markdown" || LooksLike(sc.content) != "markdown" {
		return nil
	}
	defer func(was bool) { b.classic = was }(b.classic)
	b.classic = false
	return tree.TakeChildren(b.parse(b.innerHTML(b.fromMarkdown(sc.content))))
}

// LooksLike returns in what a content seems to be written beside HTML: markdown,
// textile or nothing. One post says little, a site of them much.
func LooksLike(s string) string {
	if hasBlocks(s) || len(s) < 40 {
		return ""
	}
	markdown, textile := 0, 0
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "~~~"), strings.HasPrefix(line, "## "), strings.HasPrefix(line, "### "):
			markdown += 2
		case strings.HasPrefix(line, "# "), strings.HasPrefix(line, "> "), strings.HasPrefix(line, "* "), strings.HasPrefix(line, "- "):
			markdown++
		case isReference(line):
			markdown += 2
		case len(line) > 3 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == ""):
			markdown++
		case len(line) > 4 && (line[0] == 'h' && '1' <= line[1] && line[1] <= '6' && line[2:4] == ". "), strings.HasPrefix(line, "bq. "), strings.HasPrefix(line, "bc. "), strings.HasPrefix(line, "p. "):
			textile += 2
		}
		markdown += strings.Count(line, "](") + strings.Count(line, "][")
		textile += strings.Count(line, "\":http")
	}
	switch {
	case textile >= 2 && textile > markdown:
		return "textile"
	case markdown >= 2:
		return "markdown"
	}
	return ""
}

// isReference reports whether a line defines a link: [1]: http://example.org/
func isReference(line string) bool {
	rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "[")
	if !ok {
		return false
	}
	_, rest, ok = strings.Cut(rest, "]:")
	rest = strings.TrimSpace(rest)
	return ok && (strings.HasPrefix(rest, "http") || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "<http"))
}
