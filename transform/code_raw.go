package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// rawCode builds the <pre> or <code> at start, whose content begins at content,
// if its text must be taken as it is written. That is code of WP-Syntax and
// CodeColorer, <pre lang="php">, in which a parser would take <stdio.h> for a
// tag (docs/formats.md §C.4), and code over several lines in a post whose line ends
// wpautop makes paragraphs of (docs/formats.md §B.5).
func (t *textScanner) rawCode(start, content int, name string) (behind int, ok bool) {
	if behind, ok := t.nestedPre(start, content, name); ok {
		return behind, true
	}
	end, behind, ok := t.element(name, content)
	if !ok {
		return 0, false
	}
	tag, text := t.s[start:content], t.s[content:end]
	if name == "pre" {
		if nodes := t.b.codeInPre(text); nodes != nil {
			t.emit(start, behind, t.b.place(t.s[start:behind], nodes...))
			return behind, true
		}
	}
	lines := strings.Contains(text, "\n")
	var node *html.Node
	lang, raw := rawLanguage(tag)
	switch {
	case raw:
		if isEncoded(text) {
			text = tree.UnescapeHTML(text)
		}
		if name == "pre" || lines {
			node = newCodeBlock(text, language(lang))
		} else {
			node = newCode(text)
		}
	case name == "code" && t.b.classic && lines && (hasBlankLine(text) || t.startsLine(start) && t.endsLine(behind)):
		root := t.b.parseHTML("<pre>" + tag + t.b.verbatimText(strings.Trim(text, "\r\n")) + "</code></pre>")
		t.emit(start, behind, t.b.placeTree(t.s[start:behind], root))
		return behind, true
	default:
		return 0, false
	}
	t.emit(start, behind, t.b.place(t.s[start:behind], node))
	return behind, true
}

// codeInPre builds a <pre> that holds nothing but a shortcode of code: people put
// one around the other.
func (b *builder) codeInPre(text string) []*html.Node {
	text = strings.TrimSpace(text)
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") {
		return nil
	}
	br := brackets{s: text, end: ahead{what: "]"}}
	sc, ok := br.parseShortcode(0)
	if _, ruled := b.opt.Shortcodes[sc.name]; !ok || ruled || !sc.enclosing || sc.end != len(text) {
		return nil
	}
	switch sc.name {
	case "code", "sourcecode", "source", "crayon":
	default:
		if !definitionOf(sc.name).code {
			return nil
		}
	}
	b.census(sc.name, Converted)
	return b.codeShortcode(&sc)
}

// braces builds Crayon's code in a line, {php}…{/php}.
func (t *textScanner) braces(i int) int {
	s := t.s[i+1:]
	n := 0
	for n < len(s) && n < 20 && isNameByte(s[n]) {
		n++
	}
	if n == 0 || n == len(s) || s[n] != '}' || codeLanguages[s[:n]] == "" {
		return i + 1
	}
	start := i + len("{}") + n
	end := t.closing("{/"+s[:n]+"}").from(t.s, start)
	if end <= start || end > start+2000 || strings.Contains(t.s[start:end], "\n") {
		return i + 1
	}
	behind := end + len("{/}") + n
	t.emit(i, behind, t.b.place(t.s[i:behind], newCode(tree.UnescapeHTML(t.s[start:end]))))
	return behind
}

func hasBlankLine(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "\n")
		if !ok {
			return false
		}
		s = strings.TrimLeft(rest, " \t\r")
		if strings.HasPrefix(s, "\n") {
			return true
		}
	}
}

// rawLanguage reads the lang attribute of a <pre> or <code> tag and reports
// whether its content is raw code: a poem has lang="fr", and escaped="true" says
// that the content is HTML.
func rawLanguage(tag string) (lang string, raw bool) {
	if !strings.Contains(tag, "lang") {
		return "", false
	}
	z := html.NewTokenizer(strings.NewReader(tag))
	if z.Next() != html.StartTagToken {
		return "", false
	}
	for more := true; more; {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "lang":
			lang = strings.ToLower(strings.TrimSpace(string(v)))
		case "escaped":
			if string(v) == "true" {
				return "", false
			}
		}
	}
	// A name of two letters that is none of a programming language is one of
	// people's.
	return lang, codeLanguages[lang] != "" || tree.IsLanguage(lang) && len(lang) > 2 && !strings.Contains(lang, "-")
}

// verbatim passes over the content of an element that shows shortcodes and
// markup rather than running them.
func (t *textScanner) verbatim(i int, name string) int {
	end, _, ok := t.element(name, i)
	if !ok {
		return i
	}
	text := t.s[i:end]
	if v := t.b.verbatimText(text); v != text {
		t.emit(i, end, v)
	}
	return end
}

// verbatimText returns the content of a <pre> or <code>: [[name]] of a known
// shortcode becomes [name], and a < that begins no tag of HTML is one to be
// shown, as in <stdio.h>, List<String> and <?php.
func (b *builder) verbatimText(s string) string {
	if !strings.ContainsAny(s, "[<") {
		return s
	}
	t := textScanner{b: b, s: s, gt: ahead{what: ">"}, brackets: brackets{s: s, end: ahead{what: "]"}}}
	for i := 0; i < len(s); {
		switch s[i] {
		case '[':
			if strings.HasPrefix(s[i:], "[[") && !b.stranger {
				if behind, ok := t.escaped(i); ok {
					t.emit(i, behind, s[i+1:behind-1])
					i = behind
					continue
				}
			}
			i++
		case '<':
			i = t.codeMarkup(i)
		default:
			i++
		}
	}
	if t.done == 0 {
		return s
	}
	return t.out.String() + s[t.done:]
}

// codeMarkup passes over the tag at i, or escapes its bracket.
func (t *textScanner) codeMarkup(i int) int {
	s := t.s[i:]
	if strings.HasPrefix(s, "<!--") {
		end := t.closing("-->").from(t.s, i+len("<!"))
		switch {
		case end < 0:
		case strings.HasPrefix(s, "<!--?") && strings.HasSuffix(t.s[:end], "?"): // how the visual editor saves <?php … ?>
			t.emit(i, i+len("<!--"), "&lt;")
			t.emit(end, end+len("-->"), "&gt;")
			return end + len("-->")
		default:
			return end + len("-->")
		}
	} else if end := t.gt.from(t.s, i); end >= 0 && isTagOfHTML(t.s[i:end]) {
		return i + endOfTag(s, end-i)
	}
	t.emit(i, i+1, "&lt;")
	return i + 1
}

// isTagOfHTML reports whether s, up to its >, is a tag that HTML knows rather
// than code that has angle brackets.
func isTagOfHTML(s string) bool {
	name := strings.TrimPrefix(s[1:], "/")
	j := 0
	for j < len(name) && !tree.IsSpace(name[j]) && name[j] != '/' && name[j] != '<' {
		j++
	}
	if !tree.IsHTMLElement(strings.ToLower(name[:j])) {
		return false
	}
	attrs := name[j:]
	i := strings.IndexAny(attrs, `"'&|;(){}<`)
	return i < 0 || attrs[i] == '"' || attrs[i] == '\''
}
