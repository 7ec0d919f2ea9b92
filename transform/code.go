package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// codeLanguages maps the names by which code plugins know a language, as a
// value or as a shortcode of its own, to the name that highlighters use today
// (facts.md §C.4).
var codeLanguages = map[string]string{
	"as3": "actionscript", "actionscript3": "actionscript", "arduino": "arduino",
	"bash": "bash", "shell": "bash", "sh": "bash", "coldfusion": "cfml", "cf": "cfml",
	"clojure": "clojure", "clj": "clojure", "cpp": "cpp", "c": "c", "c-sharp": "csharp", "csharp": "csharp",
	"css": "css", "delphi": "delphi", "pas": "pascal", "pascal": "pascal", "diff": "diff", "patch": "diff",
	"erl": "erlang", "erlang": "erlang", "fsharp": "fsharp", "go": "go", "golang": "go", "groovy": "groovy",
	"haskell": "haskell", "java": "java", "jfx": "javafx", "javafx": "javafx", "js": "javascript", "jscript": "javascript",
	"javascript": "javascript", "latex": "latex", "tex": "tex", "matlab": "matlab", "matlabkey": "matlab",
	"objc": "objectivec", "obj-c": "objectivec", "perl": "perl", "pl": "perl", "php": "php", "plain": "text", "text": "text",
	"ps": "powershell", "powershell": "powershell", "py": "python", "python": "python", "r": "r", "splus": "r",
	"rails": "ruby", "rb": "ruby", "ror": "ruby", "ruby": "ruby", "ts": "typescript", "typescript": "typescript",
	"scala": "scala", "sql": "sql", "swift": "swift", "vb": "vb", "vbnet": "vbnet",
	"xml": "xml", "xhtml": "html", "xslt": "xml", "html": "html", "yaml": "yaml", "yml": "yaml",
}

// language returns today's name of a code plugin's language, "" for plain text
// or a name that is none.
func language(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	if l, ok := codeLanguages[name]; ok {
		name = l
	}
	if name == "text" || name == "none" || name == "default" || !isLanguage(name) {
		return ""
	}
	return name
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
// the language: [code lang="php"], [code="php"], [php].
func (b *builder) codeShortcode(sc *shortcode) *html.Node {
	a := parseAttrs(sc.attrs)
	lang := a.get("language")
	if lang == "" {
		lang = a.get("lang")
	}
	if lang == "" && len(a.pos) > 0 {
		lang = strings.Trim(a.pos[0], `="'`)
	}
	if lang == "" {
		lang = sc.name
	}
	if sc.name == lang && shortcodes[lang] != nil {
		lang = ""
	}
	text := sc.content
	if b.codeIsEncoded(text) {
		text = html.UnescapeString(text)
	}
	return codeBlock(text, language(lang))
}

// codeIsEncoded reports whether the code of a post is stored with its entities
// encoded. The plugin says so in a custom field; without it, code that has
// encoded angle brackets and no real one is taken to be.
func (b *builder) codeIsEncoded(code string) bool {
	for _, k := range []string{"_syntaxhighlighter_encoded", "syntaxhighlighter_encoded"} {
		if v := b.item.Field(k); v != "" && v != "0" {
			return true
		}
	}
	return strings.IndexByte(code, '<') < 0 && (strings.Contains(code, "&lt;") || strings.Contains(code, "&gt;") || strings.Contains(code, "&quot;") || strings.Contains(code, "&amp;"))
}

// codeBlock returns a block of code.
func codeBlock(text, lang string) *html.Node {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	code := newElement(atom.Code)
	if lang != "" {
		setAttr(code, "class", "language-"+lang)
	}
	code.AppendChild(newText(text))
	pre := newElement(atom.Pre)
	pre.AppendChild(code)
	return pre
}

// pre handles a <pre> in the text. One with a lang attribute is WP-Syntax' and
// holds raw code unless escaped="true": an HTML parser would take <stdio.h> for
// a tag (facts.md §C.4).
func (t *textScanner) pre(start, content int) int {
	k := indexFold(t.s[content:], "</pre")
	if k < 0 {
		return content
	}
	end := content + k
	if tag := t.s[start:content]; strings.Contains(tag, "lang") {
		if lang, raw := rawPre(tag); raw {
			closed := len(t.s)
			if g := strings.IndexByte(t.s[end:], '>'); g >= 0 {
				closed = end + g + 1
			}
			src := t.s[start:closed]
			text := t.s[content:end]
			if strings.IndexByte(text, '<') < 0 {
				text = html.UnescapeString(text)
			}
			t.emit(start, closed, t.b.place(src, codeBlock(text, language(lang))))
			return closed
		}
	}
	t.unescape(content, end)
	return end
}

// rawPre reads the lang attribute of a pre tag and reports whether its content
// is raw code.
func rawPre(tag string) (lang string, raw bool) {
	z := html.NewTokenizer(strings.NewReader(tag))
	if z.Next() != html.StartTagToken {
		return "", false
	}
	for {
		k, v, more := z.TagAttr()
		switch string(k) {
		case "lang":
			lang = string(v)
		case "escaped":
			if string(v) == "true" {
				return "", false
			}
		}
		if !more {
			// A poem has lang="fr"; a two-letter name that is none of a programming
			// language is one of people's.
			_, known := codeLanguages[lang]
			return lang, known || isLanguage(lang) && len(lang) > 2 && !strings.Contains(lang, "-")
		}
	}
}
