package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isCode reports whether a shortcode shows its content as code: [php]…[/php] and
// the other names of a language, CodeColorer's [cc]… and [cc_php]…, [crayon]…
// (facts.md §C.4). [code]… and its synonyms are in the table of shortcodes.
func isCode(name string) bool {
	switch name {
	case "crayon", "enlighter":
		return true
	}
	return codeLanguages[name] != "" || isCodeColorer(name)
}

// isCodeColorer reports whether a name is cc or a form of it: letters for
// options behind it, then perhaps the language: ccn_php, cci.
func isCodeColorer(name string) bool {
	options, lang, tagged := strings.Cut(name, "_")
	rest, ok := strings.CutPrefix(options, "cc")
	return ok && strings.Trim(rest, "abeilnorstw") == "" && (rest == "" || len(rest) < 4) && (!tagged || codeLanguages[lang] != "")
}

// code builds a [code], [sourcecode] or [source]. Without a closing tag it is
// no code.
func (b *builder) code(sc *shortcode) ([]*html.Node, bool) {
	if !sc.enclosing {
		return nil, false
	}
	return []*html.Node{b.codeShortcode(sc)}, true
}

// codeShortcode builds the code of a shortcode whose name or attributes state
// the language: [code lang="php"], [code="php"], [php], [cc_php].
func (b *builder) codeShortcode(sc *shortcode) *html.Node {
	a := parseAttrs(sc.attrs)
	lang := a.get("language")
	if lang == "" {
		lang = a.get("lang")
	}
	if lang == "" && len(a.pos) > 0 {
		lang = strings.Trim(a.pos[0], `="'`)
	}
	if lang == "" && codeLanguages[sc.name] != "" {
		lang = sc.name
	}
	if _, l, ok := strings.Cut(sc.name, "_"); ok && lang == "" {
		lang = l
	}
	text := sc.content
	if b.codeIsEncoded(text) {
		text = unescapeHTML(text)
	}
	if inline := isCodeColorer(sc.name) && strings.Contains(sc.name, "i"); inline && !strings.Contains(text, "\n") {
		return newCode(text)
	}
	return newCodeBlock(text, language(lang))
}

// codeIsEncoded reports whether the code of a post is stored with its entities
// encoded. The plugin says so in a custom field; without it, code that has
// encoded characters and no real angle bracket is taken to be.
func (b *builder) codeIsEncoded(code string) bool {
	for _, k := range []string{"_syntaxhighlighter_encoded", "syntaxhighlighter_encoded"} {
		if v := b.item.Field(k); v != "" && v != "0" {
			return true
		}
	}
	return isEncoded(code)
}

func isEncoded(code string) bool {
	if strings.IndexByte(code, '<') >= 0 {
		return false
	}
	for _, e := range []string{"&lt;", "&gt;", "&quot;", "&amp;", "&#"} {
		if strings.Contains(code, e) {
			return true
		}
	}
	return false
}

// newCodeBlock returns a block of code.
func newCodeBlock(text, lang string) *html.Node {
	code := newCode(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\n"))
	if lang != "" {
		setAttr(code, "class", "language-"+lang)
	}
	pre := newElement(atom.Pre)
	pre.AppendChild(code)
	return pre
}

// newCode returns inline code.
func newCode(text string) *html.Node {
	code := newElement(atom.Code)
	code.AppendChild(newText(text))
	return code
}
