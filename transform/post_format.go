package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Themes keep what a post of the format quote or link is about in custom fields
// (_format_quote_source_name, _format_link_url; docs/formats.md §A.6): the quotation and
// the link stood above the text of the post, who said it below the quotation.

// titleLinks hold the address of another site to which the title of a post led: of exports
// from Squarespace, and of the plugin for linked lists as at Daring Fireball.
var titleLinks = []string{"passthrough_url", "linked_list_url"}

// isPrivateTitle reports whether a field of the format of a post is not for visitors, or where its
// title led is no address.
func (b *builder) isPrivateTitle(key, v string) bool {
	if slices.Contains(titleLinks, key) {
		return !isWebAddress(v) && !strings.HasPrefix(v, "/") || IsWithheld(key, v)
	}
	return IsPrivateField(strings.ReplaceAll(key, "_meta_", "_"))
}

// isOfFormat reports whether a field is by its name what a quotation or link of the item is about.
func (b *builder) isOfFormat(key string) bool {
	of := b.fieldName(key).format
	return (of == "quote" || of == "link") && b.item.Type == "post" && b.format() == of
}

// addFormat puts the fields of the format of a post into a tree that does not show them.
func (b *builder) addFormat(root *html.Node) {
	format := ""
	if len(b.held) == 0 && len(b.item.Meta) > 0 && b.item.Type == "post" && !b.item.Rendered() {
		if format = b.format(); format == "" && slices.ContainsFunc(b.item.Meta, func(m extract.Meta) bool { return slices.Contains(titleLinks, m.Key) }) {
			format = "link"
		}
	}
	if format != "quote" && format != "link" {
		return
	}
	var text, name, address string
	var keys []string
	page := wordsOf(root)
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		v := strings.TrimSpace(m.Value)
		if v == "" || b.fieldName(m.Key).format != format || b.isPrivateTitle(m.Key, v) || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(m.Key) {
			continue
		}
		to := &text
		switch isName := format == "link" || hasAnySuffix(m.Key, "name", "author", "source"); {
		case isWebAddress(v):
			if page.has(placeOf(v)) {
				continue
			}
			to = &address
		case strings.IndexFunc(v, isLetterOrMore) < 0 || settings.Has(v) || page.shows(wordsOfHTML(v)):
			continue
		case isName:
			to = &name
		}
		if *to == "" {
			*to, keys = v, append(keys, m.Key)
		}
	}
	if len(keys) == 0 {
		return
	}
	source := tree.NewElement(atom.P)
	switch {
	case address != "" && name == "":
		source.AppendChild(tree.NewTag(tree.Autolink, "href", address))
	case address != "":
		a := tree.NewElement(atom.A, "href", address)
		tree.MoveChildren(a, b.parseHTML(name))
		source.AppendChild(a)
	case name != "":
		tree.MoveChildren(source, b.parseHTML(name))
	}
	above := root.FirstChild
	if text != "" {
		quote := tree.NewElement(atom.Blockquote)
		tree.MoveChildren(quote, b.parseHTML(text))
		root.InsertBefore(quote, above)
	} else if format == "quote" {
		above = nil // the text of the post is the quotation
	}
	if source.FirstChild != nil {
		if format == "quote" {
			source.InsertBefore(tree.NewText("— "), source.FirstChild)
		}
		root.InsertBefore(source, above)
	}
	b.notes.add(note.HTML, false, "what a post of the format "+format+" is about is in the page, of the custom fields: "+Quote(strings.Join(keys, ", ")))
}
