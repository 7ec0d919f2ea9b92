package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// ruby builds a [ruby rt="reading"]text[/ruby], or [ruby rb="text" rt="reading"], by
// which Japanese blogs set a reading above a word. Without a reading it is code.
func (b *builder) ruby(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	reading, text := a.get("rt"), a.get("rb")
	if text == "" {
		text = sc.content
	}
	if tree.IsBlankText(reading) || tree.IsBlankText(text) {
		return b.code(sc)
	}
	ruby := tree.NewElement(atom.Ruby)
	for c := range b.parseHTML(text).ChildNodes() {
		c.Parent.RemoveChild(c)
		ruby.AppendChild(c)
	}
	rt := tree.NewElement(atom.Rt)
	rt.AppendChild(tree.NewText(tree.UnescapeHTML(reading)))
	ruby.AppendChild(rt)
	return []*html.Node{ruby}, true
}
