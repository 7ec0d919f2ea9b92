package transform

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// codeBlock builds a block of code whose language is an attribute only.
func (b *builder) codeBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ Language, LangType, Mode, ClassName string }
	blk.decode(&a)
	lang := cmp.Or(a.Language, a.LangType, a.Mode)
	if lang == "" {
		for c := range strings.FieldsSeq(a.ClassName) {
			if l, ok := strings.CutPrefix(c, "language-"); ok {
				lang = l
			}
		}
	}
	root := b.parseHTML(b.verbatimText(blk.text()))
	pre := tree.Find(root, func(n *html.Node) bool { return tree.IsElement(n, atom.Pre) })
	if pre == nil {
		return nil, false
	}
	if lang = language(lang); lang != "" {
		tree.SetAttr(pre, "data-language", lang)
	}
	return tree.TakeChildren(root), true
}

// codeBlockPro builds a block of Code Block Pro. The code is an attribute; what is
// saved is its tokens, a button to copy it, and the words above and below.
func (b *builder) codeBlockPro(blk *block) ([]*html.Node, bool) {
	var a struct {
		Code, Language, HeaderString, FooterString, FooterLink string
		UseDecodeURI                                           bool
	}
	blk.decode(&a)
	if a.Code == "" {
		return nil, false
	}
	code := a.Code
	if a.UseDecodeURI {
		if s, err := url.PathUnescape(code); err == nil {
			code = s
		}
	} else {
		code = tree.UnescapeHTML(code)
	}
	nodes := titledCode(a.HeaderString, newCodeBlock(code, language(a.Language)))
	if a.FooterString != "" || a.FooterLink != "" {
		p := tree.NewElement(atom.P)
		if a.FooterLink != "" {
			p.AppendChild(tree.NewLink(a.FooterLink, cmp.Or(a.FooterString, a.FooterLink)))
		} else {
			p.AppendChild(tree.NewText(a.FooterString))
		}
		nodes = append(nodes, p)
	}
	return nodes, true
}
