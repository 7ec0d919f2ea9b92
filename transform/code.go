package transform

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// isCode reports whether a shortcode shows its content as code: [php]…[/php] and
// the other names of a language, CodeColorer's [cc]… and [cc_php]…, Enlighter's
// (docs/formats.md §C.4). Those that are no plain word, or can do without content, are in
// the table of shortcodes.
func isCode(name string) bool {
	switch name {
	case "latex", "tex", "r": // languages, but no shortcodes
		return false
	}
	return codeLanguages[name] != "" || name == "enlighter" || name == "x_code" || isCodeColorer(name)
}

// isCodeByName reports whether a shortcode that no table has says by the words of its name
// that it shows code: [code_block], [code_line], [syntax-highlighter], [prettify].
func isCodeByName(name string) bool {
	if !isAbout(name, "code", "prett", "syntax", "highlight", "geshi", "prism") || !isPlainName(name) {
		return false
	}
	code, form := false, false
	words := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' }) {
		words++
		switch w {
		case "prettify", "prettyprint", "codeblock", "codebox", "codesnippet", "highlightcode", "codehighlight", "syntaxhighlighter", "syntaxhighlight", "codesyntax", "inlinecode", "geshi", "prism":
			code, form = true, true
		case "code", "syntax":
			code = true
		case "block", "line", "lines", "inline", "box", "snippet", "view", "viewer", "highlight", "highlighter", "example", "sample", "css", "php", "js", "html":
			form = true
		}
	}
	return code && form
}

// isCodeInLanguage reports whether a shortcode that can mark text as well says in which language
// its content is written: [highlight lang="php"], [pre lang="sql"].
func isCodeInLanguage(sc *shortcode) bool {
	if !sc.enclosing || !strings.Contains(sc.attrs, "=") {
		return false
	}
	isSyntax := false
	for w := range strings.FieldsFuncSeq(strings.ToLower(sc.name), isDash) {
		switch w {
		case "syntax", "highlight", "highlighter", "pre", "snippet", "source", "src", "hljs", "terminal":
			isSyntax = true
		}
	}
	if !isSyntax {
		return false
	}
	a := parseAttrs(sc.attrs)
	lang := strings.ToLower(cmp.Or(a.get("language"), a.get("lang")))
	if (lang == "pl" || lang == "cs") && !strings.ContainsAny(sc.content, "{};$=") { // Polish and Czech rather than Perl and C#
		return false
	}
	return codeLanguages[lang] != "" && !isMarkedAsCode(sc.content)
}

// isMarkedAsCode reports whether a content has elements of code of its own, or nothing.
func isMarkedAsCode(content string) bool {
	content = strings.TrimSpace(content)
	return content == "" || strings.HasPrefix(content, "<pre") || strings.HasPrefix(content, "<code")
}

// isCodeColorer reports whether a name is cc or a form of it: letters for
// options behind it, a capital switching one off, then perhaps the language: ccn_php,
// ccnLe_php, cci.
func isCodeColorer(name string) bool {
	options, lang, tagged := strings.Cut(name, "_")
	rest, ok := strings.CutPrefix(options, "cc")
	return ok && strings.Trim(strings.ToLower(rest), "abeilnorstw") == "" && (rest == "" || len(rest) < 4 || tagged && len(rest) < 8) && (!tagged || codeLanguages[lang] != "")
}

// code builds a [code], [sourcecode] or [source]. Without a closing tag it is
// no code.
func (b *builder) code(sc *shortcode) ([]*html.Node, bool) {
	if !sc.enclosing {
		return nil, false
	}
	return b.codeShortcode(sc), true
}

// codeShortcode builds the code of a shortcode whose name or attributes state
// the language: [code lang="php"], [code="php"], [php], [cc_php].
func (b *builder) codeShortcode(sc *shortcode) []*html.Node {
	a := parseAttrs(sc.attrs)
	text := sc.content
	if b.codeIsEncoded(text) {
		text = tree.UnescapeHTML(text)
	}
	if isInlineCode(sc, &a) && !strings.Contains(text, "\n") {
		if title := a.get("title"); title != "" {
			b.notes.add(note.Shortcode, false, "title of code in a line dropped: "+Quote(title))
		}
		return []*html.Node{newCode(text)}
	}
	return titledCode(a.get("title"), newCodeBlock(text, shortcodeLanguage(sc, &a)))
}

// shortcodeLanguage returns the language that a shortcode of code states.
func shortcodeLanguage(sc *shortcode, a *attrs) string {
	lang := cmp.Or(a.get("language"), a.get("lang"))
	if lang == "" && len(a.pos) > 0 {
		lang = strings.Trim(a.pos[0], `="'`)
	}
	if lang == "" && codeLanguages[sc.name] != "" {
		lang = sc.name
	}
	if _, l, ok := strings.Cut(sc.name, "_"); ok && lang == "" && isCodeColorer(sc.name) {
		lang = l
	}
	if lang == "" && isCodeByName(sc.name) {
		if last := lastPart(sc.name); codeLanguages[last] != "" {
			lang = last
		}
	}
	return language(lang)
}

// isInlineCode reports whether a shortcode shows its code within the line:
// CodeColorer's [cci], or inline="true".
func isInlineCode(sc *shortcode, a *attrs) bool {
	options, _, _ := strings.Cut(sc.name, "_")
	return isCodeColorer(sc.name) && strings.Contains(options, "i") || isYes(a.get("inline")) ||
		(hasAnySuffix(sc.name, "_line", "-line", "inline") || strings.HasPrefix(sc.name, "inline")) && isCodeByName(sc.name)
}

func isYes(s string) bool {
	switch strings.ToLower(s) {
	case "true", "yes", "1", "on":
		return true
	}
	return false
}

// crayon builds a [crayon]: code, or the address of a file that the plugin
// fetched to show it.
func (b *builder) crayon(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	switch url := a.address("url"); {
	case sc.enclosing:
		return b.codeShortcode(sc), true
	case url != "":
		b.notes.add(note.Embed, true, "code of another site, now a link: "+quoteShort(url))
		return titledCode(a.get("title"), b.embed(url)), true
	}
	return nil, false
}

// pastacode builds a [pastacode], whose code is its content or, encoded as in
// an address, an attribute; or it is of another site.
func (b *builder) pastacode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	title := a.get("message")
	if manual, ok := a.lookup("manual"); ok && !sc.enclosing {
		if code, err := url.PathUnescape(manual); err == nil {
			manual = code
		}
		return titledCode(title, newCodeBlock(manual, shortcodeLanguage(sc, &a))), true
	}
	if sc.enclosing {
		code := b.codeShortcode(sc)
		return append(titledCode(title), code...), true
	}
	path := a.get("path_id")
	for _, host := range []string{"gist", "pastebin", "bitbucket", "github"} {
		if path == "" || a.get("provider") != host {
			continue
		}
		address := map[string]string{"gist": "https://gist.github.com/", "pastebin": "https://pastebin.com/",
			"bitbucket": "https://bitbucket.org/", "github": "https://github.com/"}[host] + path
		if repo := a.get("repos"); repo != "" {
			address = "https://" + host + ".com/" + a.get("user") + "/" + repo + "/blob/" + cmp.Or(a.get("revision"), "master") + "/" + path
		}
		return titledCode(title, tree.NewTag(tree.Autolink, "href", address)), true
	}
	return nil, false
}

// titledCode returns code with the title that its plugin shows above it.
func titledCode(title string, code ...*html.Node) []*html.Node {
	if tree.IsBlankText(title) {
		return code
	}
	caption := tree.NewElement(atom.Figcaption)
	caption.AppendChild(tree.NewText(tree.UnescapeHTML(title)))
	figure := tree.NewElement(atom.Figure)
	figure.AppendChild(caption)
	for _, n := range code {
		figure.AppendChild(n)
	}
	return []*html.Node{figure}
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
		tree.SetAttr(code, "class", "language-"+lang)
	}
	pre := tree.NewElement(atom.Pre)
	pre.AppendChild(code)
	return pre
}

// newCode returns inline code.
func newCode(text string) *html.Node {
	code := tree.NewElement(atom.Code)
	code.AppendChild(tree.NewText(text))
	return code
}
