package transform

import (
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// attributeWords handles the words in the attributes of an element that the page does
// not have: what a visitor saw when the mouse was over it, below an enlarged picture, or
// written by a script. The caption of an enlarged picture becomes the title of its link;
// the others are noted. shows tells whether anything of the element stays.
func (r *revealer) attributeWords(n *html.Node, shows bool) {
	if !shows && (n.DataAtom == atom.A || strings.Contains(tree.Attr(n, "class"), "wp-block-cover")) {
		return // a label of a cover is the text of its picture
	}
	for i := 0; i < len(n.Attr); i++ {
		a := &n.Attr[i]
		if shows && strings.HasPrefix(a.Key, "onmouse") {
			r.spokenWords(a)
			continue
		}
		if len(a.Val) < 2 || isWithheld("", strings.TrimPrefix(a.Key, "data-"), a.Val) || !namesWords(n, a.Key, shows) && (shows || !isPhraseOfScript(a)) {
			continue
		}
		for _, v := range statedWords(a.Val) {
			switch {
			case v == r.label && !shows:
			case !r.lacks(v) && !(isOfMouse(a.Key) && r.lacksNumber(v)) || settings.Has(v):
			case !shows:
				if !within(n, atom.A) {
					r.b.notes.add(note.HTML, false, "words of an element that shows nothing dropped: "+a.Key+"="+Quote(v))
				}
			case !(isOfMouse(a.Key) || saysWords(v) || isCapitalized(v)) || carriedAddress(v) != "":
			case isCaptionOfLink(n, a.Key):
				n.Attr = append(n.Attr, html.Attribute{Key: "title", Val: v})
				a = &n.Attr[i]
			default:
				r.b.notes.add(note.HTML, false, "words in an attribute that the page does not show: "+a.Key+"="+Quote(v))
			}
		}
	}
}

// lacks reports whether a value is a text that the page does not have.
func (r *revealer) lacks(v string) bool {
	return strings.IndexFunc(v, isLetterOrMore) >= 0 && !isLookValue(v) && !r.says(v)
}

// lacksNumber reports whether a value is a number that the page does not have.
func (r *revealer) lacksNumber(v string) bool {
	return strings.IndexFunc(v, unicode.IsDigit) >= 0 && strings.IndexFunc(v, isLetterOrMore) < 0 && !r.says(v)
}

// says reports whether the page has a text, which is no part of other words.
func (r *revealer) says(v string) bool {
	text := r.pageText()
	const most = 1000 // places at which it is part of other words
	for tries := 0; v != ""; tries++ {
		if tries == most {
			return false
		}
		i := strings.Index(text, v)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		first, n := utf8.DecodeRuneInString(v)
		last, _ := utf8.DecodeLastRuneInString(v)
		after, _ := utf8.DecodeRuneInString(text[i+len(v):])
		if !isOneWord(before, first) && !isOneWord(last, after) {
			return true
		}
		text = text[i+n:]
	}
	return true
}

// isOneWord reports whether two characters beside each other are of one word.
func isOneWord(a, b rune) bool {
	return (unicode.IsLetter(a) || unicode.IsDigit(a)) && (unicode.IsLetter(b) || unicode.IsDigit(b)) && !seen.IsWide(a) && !seen.IsWide(b)
}

// spokenWords notes the texts in the code that runs when the mouse is over an element:
// tooltips of old scripts, Tip('…') or overlib('…').
func (r *revealer) spokenWords(a *html.Attribute) {
	code := a.Val
	for {
		i := strings.IndexAny(code, `'"`)
		if i < 0 {
			return
		}
		end := i + 1
		for end < len(code) && code[end] != code[i] {
			if code[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(code) {
			return
		}
		if picture := code[i+1 : end]; fileKind(picture) == "image" && (isWebAddress(picture) || isAddress(picture)) {
			if !r.has(picture) {
				r.b.notes.add(note.Media, false, "a picture that showed when the mouse was over another dropped: "+Quote(picture))
			}
			code = code[end+1:]
			continue
		}
		v := wordsOfHTML(strings.ReplaceAll(code[i+1:end], `\`, ""))
		if saysWords(v) && r.lacks(v) {
			r.b.notes.add(note.HTML, false, "words in an attribute that the page does not show: "+a.Key+"="+Quote(v))
		}
		code = code[end+1:]
	}
}

// isCaptionOfLink reports whether an attribute of a link without a title is what was
// shown with the picture to which it leads.
func isCaptionOfLink(n *html.Node, key string) bool {
	return n.DataAtom == atom.A && !tree.HasAttr(n, "title") && fileKind(tree.Attr(n, "href")) == "image" &&
		(strings.HasSuffix(key, "title") || strings.HasSuffix(key, "caption") || strings.HasSuffix(key, "description"))
}

// namesWords reports whether the values of an attribute are words that a visitor may
// have seen, by the last word of its name: data-original-title, data-cmtooltip.
func namesWords(n *html.Node, key string, shows bool) bool {
	switch key {
	case "class", "id", "style", "href", "src", "name", "type", "width", "height", "rel", "target", "srcset", "sizes", "value", "content", "placeholder", "label", "data-image-title":
		// A field of a form stays as it is. Jetpack's title of a picture is the name
		// of its file.
		return false
	case "title":
		switch n.DataAtom {
		case atom.A:
			return !shows || isWithoutAddress(n)
		case atom.Img, atom.Abbr, atom.Acronym, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Input, atom.Button, atom.Textarea, atom.Select, atom.Pre:
			return !shows // where the page keeps it, or that of code above it
		}
		return true
	case "summary":
		return n.DataAtom == atom.Table
	case "abbr":
		return n.DataAtom == atom.Th || n.DataAtom == atom.Td
	case "aria-label":
		return !shows || !tree.NamedByLabel(n)
	case "alt":
		return !shows // else it calls what the page shows
	}
	if !strings.HasPrefix(key, "data-") || strings.Contains(key, "layout") || strings.Contains(key, "class") || strings.Contains(key, "animation") {
		return false
	}
	last := lastPart(key)
	switch last {
	case "title", "text", "label", "caption", "description", "desc", "content", "tip", "tips", "hint", "words", "strings", "quote", "author", "header", "heading", "headline", "subtitle", "message",
		"expired", "summary", "question", "answer", "alt", "note", "info", "excerpt", "address", "hover", "before", "after", "sentence", "comment", "definition":
		return true
	}
	return strings.HasSuffix(last, "tooltip") || strings.HasSuffix(last, "text") || strings.HasSuffix(last, "title")
}

// isPhraseOfScript reports whether an attribute for scripts, whatever its name, has a
// phrase or a name as people write them: what a script showed where the element shows nothing.
func isPhraseOfScript(a *html.Attribute) bool {
	key, ok := strings.CutPrefix(a.Key, "data-")
	if !ok || isAbout(key, "layout", "class", "font", "family", "animation", "transition", "ease", "style", "selector", "icon") {
		return false
	}
	v := strings.TrimSpace(a.Val)
	return isSaidOf("", v) && saysWords(v) || isCapitalized(v) && !isOfChoices(v)
}

// isOfMouse reports whether an attribute has nothing but texts, which come with the mouse.
func isOfMouse(key string) bool {
	if key == "title" {
		return true
	}
	last := lastPart(key)
	return strings.HasPrefix(key, "data-") && (strings.HasSuffix(last, "tooltip") || last == "tip" || last == "tips" || last == "hint" || last == "caption")
}

// saysWords reports whether a value is words, be there a sign among them: "50 % off today".
func saysWords(v string) bool {
	if isWords(v) {
		return true
	}
	if strings.ContainsAny(v, "{}<>") {
		return false
	}
	words := 0
	for f := range strings.FieldsSeq(v) {
		if f = strings.Trim(f, `.,:;!?()"'`); f != "" && strings.IndexFunc(f, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 {
			words++
		}
	}
	return words >= 2
}

// statedWords returns the texts of an attribute: those of a list in JSON, or of HTML.
func statedWords(v string) []string {
	v = strings.TrimSpace(v)
	switch {
	case v == "":
		return nil
	case (v[0] == '{' || v[0] == '[') && json.Valid([]byte(v)):
		var list []string
		if json.Unmarshal([]byte(v), &list) != nil {
			return nil
		}
		for i := range list {
			list[i] = wordsOfHTML(list[i])
		}
		return list
	}
	return []string{wordsOfHTML(v)}
}

// wordsOfHTML returns the text of v, which may be HTML, on one line.
func wordsOfHTML(v string) string {
	if strings.IndexByte(v, '<') >= 0 && strings.IndexByte(v, '>') >= 0 {
		v = tree.TextContent((&builder{}).parseHTML(v))
	}
	return tree.CollapseSpace(strings.TrimSpace(v))
}
