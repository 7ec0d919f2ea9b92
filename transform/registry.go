package transform

import (
	"strings"

	"golang.org/x/net/html"
)

// definition is all that is known of a shortcode by its name. Where several things
// are, they are asked in this order until one has something to show; a name of which
// nothing is known is for unknown.
//
// The tables stand each with what builds of them. Nothing but definitionOf looks into
// them.
type definition struct {
	embeds  *embeddable // shows something of another site
	caption bool
	build   func(b *builder, sc *shortcode) (nodes []*html.Node, ok bool) // has a function of its own
	code    bool                                                          // holds code, if it encloses something
	members bool                                                          // holds what only members see
	absent  *absence                                                      // has nothing to show
	layout  *layout                                                       // arranges a page
}

// definitionOf is the one place that says what a shortcode is.
func definitionOf(name string) definition {
	d := definition{caption: isCaption(name), build: shortcodes[name], code: isCode(name), members: isMembers(name)}
	if e, ok := embedded[name]; ok {
		d.embeds = &e
	}
	if a, ok := absenceOf(name); ok {
		d.absent = &a
	}
	if l, ok := layoutOf(name); ok {
		d.layout = &l
	}
	if d.embeds == nil && d.build == nil && d.absent == nil && d.layout == nil && isCodeByName(name) {
		d.code = true
	}
	return d
}

// definition is definitionOf, whose answers for a site's few names are kept.
func (b *builder) definition(name string) definition {
	if b.memory == nil {
		return definitionOf(name)
	}
	d, ok := b.memory.known[name]
	if !ok {
		d = definitionOf(name)
		const most, longest = 200, 64
		if len(b.memory.known) < most && len(name) <= longest {
			if b.memory.known == nil {
				b.memory.known = map[string]definition{}
			}
			b.memory.known[strings.Clone(name)] = d
		}
	}
	return d
}

// isKnown reports whether [[name]] is an escaped shortcode.
func (b *builder) isKnown(name string) bool {
	if _, ruled := b.opt.Shortcodes[name]; ruled {
		return true
	}
	d := b.definition(name)
	if d.embeds != nil || d.caption || d.build != nil || d.code {
		return true
	}
	return (d.absent != nil || d.layout != nil) && strings.ContainsAny(name, "_-") // others are words
}

// legacyColon reports whether a colon behind the name divides it from a value:
// [audio:song.mp3].
func legacyColon(name string) bool {
	d := definitionOf(name)
	return d.build != nil || d.embeds != nil
}
