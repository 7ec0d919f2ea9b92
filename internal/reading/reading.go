// Package reading has the parser of each dialect: pages are verified, checked and
// shown as their target reads them, as far as goldmark can.
package reading

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	ghtml "github.com/yuin/goldmark/renderer/html"

	"github.com/wp2md/wp2md/internal/dialect"
)

// Parser returns a parser and renderer of a dialect, HTML and all. Bare addresses
// stay text: whether they are links is the target's choice. It is for one goroutine, and
// a tree of its parser is good until it reads the next page.
func Parser(d *dialect.Dialect, options ...goldmark.Option) goldmark.Markdown {
	return of(d, append([]goldmark.Option{goldmark.WithParser(newQuick()), goldmark.WithRenderer(newDirect()), goldmark.WithRendererOptions(ghtml.WithWriter(writer{ghtml.DefaultWriter}))}, options...)...)
}

// Plain is Parser of goldmark's own make: what it finds is what Parser has to find.
func Plain(d *dialect.Dialect) goldmark.Markdown { return of(d) }

func of(d *dialect.Dialect, options ...goldmark.Option) goldmark.Markdown {
	ext := []goldmark.Extender{extension.Table, extension.TaskList}
	for _, e := range []struct {
		c dialect.Construct
		e goldmark.Extender
	}{
		{dialect.Strikethrough, extension.Strikethrough},
		{dialect.Footnotes, extension.Footnote},
		{dialect.DefinitionLists, extension.DefinitionList},
	} {
		if d.Reads.Has(e.c) {
			ext = append(ext, e.e)
		}
	}
	options = append(options, goldmark.WithExtensions(ext...), goldmark.WithRendererOptions(ghtml.WithUnsafe()))
	if d.Reads.Has(dialect.HeadingAttributes) {
		options = append(options, goldmark.WithParserOptions(parser.WithAttribute()))
	}
	return goldmark.New(options...)
}

// Body returns the Markdown of a page as the parser of the target gets to see it:
// without what is around it, and without the marks that keep template code from
// being run. It may return body itself.
func Body(d *dialect.Dialect, body []byte) []byte {
	if b, ok := bytes.CutPrefix(body, []byte(d.Wrap.Before+"\n\n")); ok && d.Wrap.Before != "" {
		if b, ok = bytes.CutSuffix(b, []byte("\n"+d.Wrap.After+"\n")); ok {
			body = b
		}
	}
	for _, t := range d.Templates {
		if t.OpenAs != "" {
			body = run(body, &t)
		}
	}
	return body
}

// run returns a page in which each pair of a template that is only shown is as it
// is when it is run. What is no pair stays.
func run(body []byte, t *dialect.Template) []byte {
	var out []byte
	for rest := body; ; {
		before, behind, ok := bytes.Cut(rest, []byte(t.OpenAs))
		inside, after, closed := bytes.Cut(behind, []byte(t.CloseAs))
		if !ok || !closed {
			if out == nil {
				return body
			}
			return append(out, rest...)
		}
		out = append(append(append(append(out, before...), t.Open...), inside...), t.Close...)
		rest = after
	}
}
