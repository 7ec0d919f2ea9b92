package transform

import "golang.org/x/net/html"

// shortcodes are the shortcodes of WordPress itself (facts.md §C.3), but for
// [caption], and those that show code. Each
// returns the nodes to put in its place; if not ok, the shortcode stays in the
// text as it was written.
var shortcodes map[string]func(b *builder, sc *shortcode) (nodes []*html.Node, ok bool)

func init() { // not a literal: the functions lead back to the table
	shortcodes = map[string]func(b *builder, sc *shortcode) ([]*html.Node, bool){
		"gallery":  (*builder).gallery,
		"playlist": (*builder).playlist,
		"audio":    (*builder).audio,
		"video":    (*builder).video,
		"embed":    (*builder).embedShortcode,

		"code":       (*builder).code,
		"sourcecode": (*builder).code,
		"source":     (*builder).code,
	}
}

// isKnownShortcode reports whether [[name]] is an escaped shortcode.
func isKnownShortcode(name string) bool {
	return isCaption(name) || shortcodes[name] != nil || codeLanguages[name] != ""
}
