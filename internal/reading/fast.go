package reading

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// quick is goldmark's parser, which takes what is nothing but words at one go. Its trees
// say the same; a text can be divided in another way.
type quick struct {
	quick, plain parser.Parser
	whole        bool // a page is read as a whole
	page         page
}

func newQuick() *quick {
	return &quick{quick: parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithInlineParsers(util.Prioritized(plain{}, 1000)),
		parser.WithParagraphTransformers(util.Prioritized(definitions{}, 100)),
	), plain: goldmark.DefaultParser()}
}

func (q *quick) Parse(reader text.Reader, options ...parser.ParseOption) ast.Node {
	s := reader.Source()
	if bytes.IndexByte(s, '\r') >= 0 || bytes.Contains(s, []byte(`\  `)) { // trimmed with the blanks behind them
		return q.plain.Parse(reader, options...)
	}
	if _, at := reader.Position(); !q.whole && len(options) == 0 && at.Start == 0 {
		if doc := q.plainly(s); doc != nil {
			return doc
		}
	}
	return q.quick.Parse(reader, options...)
}

func (q *quick) AddOptions(options ...parser.Option) {
	for _, o := range options {
		q.whole = q.whole || !readsAlone(o)
	}
	q.quick.AddOptions(options...)
	q.plain.AddOptions(options...)
}

// plain reads a run of words. goldmark looks for something to read at the beginning of
// a text and at each blank, and for all else at the marks, byte for byte.
type plain struct{}

func (plain) Trigger() []byte { return []byte{' '} }

// short is how long a run has to be to become a text of its own.
const short = 16

func (plain) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	if at.Padding != 0 || at.Start > 0 && block.Source()[at.Start-1] == '\\' {
		return nil
	}
	n := 0
	for n < len(line) && !marks[line[n]] {
		n++
	}
	end := n
	switch {
	case n == len(line) || line[n] == '\n':
		if end = len(bytes.TrimRight(line[:n], " \t")); end > 0 {
			n = end // what follows may be a hard break
		} else if n < len(line) && bytes.HasSuffix(line[:n], []byte("  ")) {
			n -= 2
		}
		if n == 0 {
			return nil
		}
	case n < short:
		return nil
	}
	block.Advance(n - 1) // is quick but for the end of a line
	block.Advance(1)
	return ast.NewTextSegment(at.WithStop(at.Start + end))
}

// marks are the bytes at which a parser of goldmark's may find something else than text,
// or which end a line.
var marks = [256]bool{'\\': true, '`': true, '*': true, '_': true, '~': true, '[': true, ']': true, '!': true, '<': true, '\n': true, '\v': true, '\f': true}

// definitions reads the definitions of links in front of a paragraph, where it begins
// like one.
type definitions struct{}

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := node.Lines(); lines.Len() > 0 {
		first := lines.At(0)
		if begins := bytes.TrimLeft(first.Value(reader.Source()), " \t\v\f\r\n"); len(begins) > 0 && begins[0] != '[' {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// writer writes a text that has no special character as it is.
type writer struct{ ghtml.Writer }

func (w writer) Write(to util.BufWriter, text []byte) {
	for _, c := range text {
		if special[c] {
			w.Writer.Write(to, text)
			return
		}
	}
	_, _ = to.Write(text)
}

func (w writer) RawWrite(to util.BufWriter, text []byte) {
	for _, c := range text {
		if special[c] {
			w.Writer.RawWrite(to, text)
			return
		}
	}
	_, _ = to.Write(text)
}

var special = [256]bool{0: true, '\\': true, '&': true, '<': true, '>': true, '"': true}
