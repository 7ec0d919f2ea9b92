package verify

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
)

// builderFields are the custom fields in which page builders keep what a page shows.
var builderFields = []string{"_elementor_data", "panels_data", "_fl_builder_data", "_bricks_page_content_2", "ct_builder_json", "ct_builder_shortcodes", "_breakdance_data", "_themify_builder_settings_json"}

// fileFields are those that hold the file of an episode.
var fileFields = []string{"enclosure", "audio_file"}

// Stored holds what a custom field of an item stores against its tree and notes, and
// returns what is in neither: texts of page builders, files of episodes. Of all other
// fields it returns nothing.
func (v *Verifier) Stored(key, value string, tree *xhtml.Node, notes []note.Note) (diffs []Difference) {
	isBuilder := slices.Contains(builderFields, key)
	if !isBuilder && !slices.Contains(fileFields, key) {
		return nil
	}
	c := checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: tree, notes: notes}
	c.holds()
	if !isBuilder {
		address, _, _ := strings.Cut(strings.TrimSpace(value), "\n")
		if address = strings.TrimSpace(address); strings.Contains(address, "://") && !c.held(address) && !c.held(address[strings.LastIndexByte(address, '/')+1:]) { // an import moves files, not their names
			diffs = append(diffs, Difference{Embed, "lost from the field " + key + ": " + clip(address)})
		}
		return diffs
	}
	for text := range storedTexts(value) {
		stored := text
		if text = proseOf(text, false); text == "" {
			continue
		}
		if lost := c.lacking(text); lost != "" && c.lacking(proseOf(stored, true)) != "" {
			diffs = append(diffs, Difference{Word, "lost from the field " + key + ": “" + clip(lost) + "” of “" + clip(text) + "”"})
		}
	}
	return diffs
}

// lacking returns the words of a text that are not held.
func (c *checker) lacking(s string) string {
	var lost []string
	for at := 0; ; {
		w, h, next := nextWord(s, at)
		if w == "" {
			return strings.Join(lost, " ")
		}
		if !c.spare.has(h) {
			lost = append(lost, w)
		}
		at = next
	}
}

// storedTexts yields the strings in JSON, or in what PHP has serialized.
func storedTexts(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if t := strings.TrimSpace(s); strings.HasPrefix(t, "[") || strings.HasPrefix(t, "{") {
			jsonTexts(json.NewDecoder(strings.NewReader(t)), yield)
			return
		}
		for {
			i := strings.Index(s, "s:")
			if i < 0 {
				return
			}
			s = s[i+len("s:"):]
			num, rest, ok := strings.Cut(s[:min(len(s), 12)], ":")
			n, err := strconv.Atoi(num)
			if !ok || err != nil || !strings.HasPrefix(rest, `"`) {
				continue
			}
			s = s[len(num)+len(`:"`):]
			end := n
			if end < 0 || end > len(s) || !strings.HasPrefix(s[end:], `";`) { // its length is wrong
				if end = strings.Index(s, `";`); end < 0 {
					return
				}
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// jsonTexts yields the strings in JSON, but for what a form says when it is sent, and the
// alternative text of a picture behind an element: such a picture is none of the page, and
// nobody reads it.
func jsonTexts(dec *json.Decoder, yield func(string) bool) {
	type level struct {
		object, behind bool
		key            string
		isKey          bool // the next string is a key
	}
	var at []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return
		}
		var in *level
		if len(at) > 0 {
			in = &at[len(at)-1]
		}
		switch t := tok.(type) {
		case json.Delim:
			switch t {
			case '{', '[':
				behind := in != nil && (in.behind || strings.Contains(in.key, "background"))
				at = append(at, level{object: t == '{', isKey: t == '{', behind: behind})
				continue
			}
			at = at[:len(at)-1]
			if in = nil; len(at) > 0 {
				in = &at[len(at)-1]
			}
		case string:
			if in != nil && in.isKey {
				in.key, in.isKey = t, false
				if !yield(t) {
					return
				}
				continue
			}
			if !(in != nil && (in.behind && in.key == "alt" || isOfSending(in.key))) && !yield(t) {
				return
			}
		}
		if in != nil && in.object {
			in.isKey = true
		}
	}
}

// isOfSending reports whether a value of a form is what it says when it has been sent, or
// what is in the mail that it sends: none of the page.
func isOfSending(key string) bool {
	if strings.HasPrefix(key, "email_") {
		return true
	}
	switch key {
	case "success_message", "error_message", "server_message", "invalid_message", "required_message", "required_field_message", "validation_message", "subscriber_already_exists_message":
		return true
	}
	return false
}

// proseOf returns the text of a value without its tags, if that is prose: a setting
// is no sentence. A tag ends a word, or, if joined is set, some do not: <span>L</span>orem.
func proseOf(s string, joined bool) string {
	const few = 4
	if strings.Count(s, " ") < few-1 {
		return ""
	}
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(s, "<")
		b.WriteString(text)
		if !found {
			break
		}
		if !joined || !withinWord[tagAtom(strings.TrimPrefix(rest, "/"))] {
			b.WriteByte(' ')
		}
		if strings.HasPrefix(rest, "style") || strings.HasPrefix(rest, "script") || strings.HasPrefix(rest, "svg") {
			return ""
		}
		if _, s, found = strings.Cut(rest, ">"); !found {
			break
		}
	}
	text := html.UnescapeString(b.String())
	if strings.ContainsAny(text, "{}[]|;=") || strings.Contains(text, "://") || strings.HasPrefix(text, "a:") {
		return ""
	}
	n := 0
	for w := range strings.FieldsSeq(text) {
		if r := rune(w[0]); r >= 0x80 || isLetter(w[0]) {
			n++
		}
	}
	if n < few {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}

// withinWord are the elements that can stand within a word.
var withinWord = map[atom.Atom]bool{atom.Span: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Font: true, atom.Mark: true, atom.U: true, atom.Sup: true, atom.Sub: true, atom.Big: true, atom.Small: true}
