package verify

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
)

// builderFields are the custom fields in which page builders keep what a page shows.
var builderFields = []string{"_elementor_data", "panels_data", "_fl_builder_data", "_bricks_page_content_2", "_bricks_page_content", "ct_builder_json", "_ct_builder_json", "ct_builder_shortcodes", "_oxygen_data", "_breakdance_data", "breakdance_data",
	"_themify_builder_settings_json", "_cornerstone_data", "dslc_code", "_zionbuilder_page_elements", "_wppb_content", "_seedprod_page", "mfn-page-items", "gdlr-core-page-builder", "fw:opt:ext:pb:page-builder:json"}

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
	notes = explaining(notes)
	if !isBuilder {
		c := checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: tree, notes: notes}
		c.holds()
		address, _, _ := strings.Cut(strings.TrimSpace(value), "\n")
		if address = strings.TrimSpace(address); strings.Contains(address, "://") && !c.held(address) && !c.held(address[strings.LastIndexByte(address, '/')+1:]) { // an import moves files, not their names
			diffs = append(diffs, Difference{Embed, "lost from the field " + key + ": " + clip(address)})
		}
		return diffs
	}
	t := &v.told
	t.collect(tree, notes)
	tries := mostCompared
	for texts := range storedTexts(value) {
		for _, text := range texts {
			if isOfSending(text.name) || isOfLists(text.name) || strings.HasSuffix(text.name, "admin_label") || isUnitOfCountdown(text.name) || isNumberName(text.name) && t.tellsNumber(text.text, texts) {
				continue
			}
			for part := range partsOf(strings.ReplaceAll(text.text, betweenEntries, "<hr>")) {
				if !isSaid(text.name, part) || t.tellsText(part) {
					continue
				}
				if tries > 0 {
					if tries -= sizeOf(texts); isOff(text.name, texts) || isWithin(part, text, texts) || t.tellsHalf(part, text.name, texts) || (text.name == "alt" || text.name == "title") && t.tellsPicture(text.name, part, texts) {
						continue
					}
				}
				diffs = append(diffs, Difference{Word, "lost from the field " + key + ": " + text.name + " " + t.lacking(part)})
			}
		}
	}
	return diffs
}

// isUnitOfCountdown reports whether a text is by its name what a countdown calls its days or
// hours: there are none where the page has the time at which it ends.
func isUnitOfCountdown(name string) bool {
	return strings.Contains(name, "countdown") && strings.HasSuffix(name, "label")
}

// mostCompared bounds the bytes that are looked through for why a text is not there.
const mostCompared = 1 << 24

func sizeOf(texts []storedText) (n int) {
	for _, t := range texts {
		n += 1 + len(t.name) + len(t.text)
	}
	return n
}

// lacking says what is not told of a text.
func (t *told) lacking(text string) string {
	var lost []string
	for at := 0; ; {
		w, h, next := nextWord(text, at)
		if w == "" {
			break
		}
		if !t.has(anyWord, []toldWord{{hash: h}}) {
			lost = append(lost, w)
		}
		at = next
	}
	whole := "“" + clip(strings.Join(strings.Fields(text), " ")) + "”"
	if len(lost) == 0 {
		return whole + ", whose words stand elsewhere"
	}
	if words := clip(strings.Join(lost, " ")); "“"+words+"”" != whole {
		return "“" + words + "” of " + whole
	}
	return whole
}

// storedText is a text that a builder has stored, and its name.
type storedText struct{ name, text string }

// storedTexts yields the texts in JSON, or in what PHP has serialized, each object with
// those of its own together.
func storedTexts(s string) func(yield func([]storedText) bool) {
	return func(yield func([]storedText) bool) {
		if t := strings.TrimSpace(s); strings.HasPrefix(t, "[") || strings.HasPrefix(t, "{") {
			jsonTexts(json.NewDecoder(strings.NewReader(t)), yield)
			return
		}
		serialTexts(s, yield)
	}
}

// stack has the texts of the objects that are open.
type stack struct {
	texts  []storedText
	starts []int
}

func (s *stack) open() { s.starts = append(s.starts, len(s.texts)) }

func (s *stack) add(name, text string) { s.texts = append(s.texts, storedText{name, text}) }

// close ends an object and returns its texts.
func (s *stack) close() []storedText {
	start := 0
	if n := len(s.starts); n > 0 {
		start, s.starts = s.starts[n-1], s.starts[:n-1]
	}
	texts := s.texts[start:]
	s.texts = s.texts[:start]
	return texts
}

// serialTexts yields the strings in what PHP has serialized, however damaged it is.
func serialTexts(s string, yield func([]storedText) bool) {
	var st stack
	name, isName := "", false // the next value is a name
	for s != "" {
		if end := scalarEnd(s); end > 0 { // a number, or nothing
			if isName = !isName; !isName {
				name = ""
			}
			s = s[end:]
			continue
		}
		switch s[0] {
		case '{':
			st.open()
			isName = true
			s = s[1:]
			continue
		case '}':
			isName = true
			if s = s[1:]; !yield(st.close()) {
				return
			}
			continue
		}
		rest, isText := strings.CutPrefix(s, "s:")
		if !isText {
			s = s[1:]
			continue
		}
		num, quoted, ok := strings.Cut(rest[:min(len(rest), 12)], ":")
		n, err := strconv.Atoi(num)
		if s = rest; !ok || err != nil || !strings.HasPrefix(quoted, `"`) {
			continue
		}
		s = s[len(num)+len(`:"`):]
		end := n
		if end < 0 || end > len(s) || !strings.HasPrefix(s[end:], `";`) { // its length is wrong
			if end = strings.Index(s, `";`); end < 0 {
				break
			}
		}
		text := s[:end]
		s = s[end+len(`";`):]
		if isName {
			name, isName = text, false
			continue
		}
		isName = true
		st.add(name, text)
	}
	for len(st.texts) > 0 && yield(st.close()) {
	}
}

// scalarEnd returns where the number, truth or nothing ends with which a text begins, as
// PHP serializes them, or 0.
func scalarEnd(s string) int {
	if strings.HasPrefix(s, "N;") {
		return 2
	}
	if len(s) < 4 || s[1] != ':' || s[0] != 'i' && s[0] != 'd' && s[0] != 'b' {
		return 0
	}
	i := 2
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '-' || s[i] == '.' || s[i] == 'E' || s[i] == '+') {
		i++
	}
	if i == 2 || i == len(s) || s[i] != ';' {
		return 0
	}
	return i + 1
}

// jsonTexts yields the strings in JSON, but for the alternative text of a picture behind
// an element: such a picture is none of the page, and nobody reads it.
func jsonTexts(dec *json.Decoder, yield func([]storedText) bool) {
	type level struct {
		object, behind bool
		ofEditor       bool // what the editor calls its parts
		key            string
		isKey          bool // the next string is a key
	}
	var at []level
	var st stack
	dec.UseNumber()
	for {
		tok, err := dec.Token()
		if err != nil {
			break
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
				at = append(at, level{object: t == '{', isKey: t == '{', behind: behind, ofEditor: in != nil && (in.ofEditor || in.key == "editor_settings")})
				st.open()
				continue
			}
			at = at[:len(at)-1]
			if in = nil; len(at) > 0 {
				in = &at[len(at)-1]
			}
			if !yield(st.close()) {
				return
			}
		case string:
			if in != nil && in.isKey {
				in.key, in.isKey = t, false
				continue
			}
			name := ""
			if in != nil {
				name = in.key
			}
			if in == nil || !in.ofEditor && (!in.behind || name != "alt") {
				st.add(name, t)
			}
		case json.Number:
			if in != nil && isNumberName(in.key) {
				st.add(in.key, t.String())
			}
		case bool:
			if in != nil && !t {
				st.add(in.key, "")
			}
		}
		if in != nil && in.object {
			in.isKey = true
		}
	}
	for len(st.texts) > 0 && yield(st.close()) {
	}
}

// isOfSending reports whether a value of a form is what it says when it has been sent, or
// what is in the mail that it sends: none of the page.
func isOfSending(key string) bool {
	if strings.HasPrefix(key, "email_") {
		return true
	}
	switch key {
	case "step_next_label", "step_previous_label": // of a form in steps, which the note of it names
		return true
	case "success_message", "error_message", "server_message", "invalid_message", "required_message", "required_field_message", "validation_message", "subscriber_already_exists_message":
		return true
	}
	return false
}

// betweenEntries stands between the entries of a list in the data of Live Composer.
const betweenEntries = "(dslc_sep)"

// partsOf yields the texts of the blocks of HTML. A line that ends is one in them, too.
func partsOf(s string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		var b []byte
		end := func() bool {
			part := strings.TrimSpace(html.UnescapeString(string(b)))
			b = b[:0]
			return part == "" || yield(part)
		}
		for s != "" {
			if s[0] != '<' || len(s) == 1 || !isLetter(s[1]) && s[1] != '/' && s[1] != '!' {
				n := 1 + strings.IndexByte(s[1:], '<')
				if n == 0 {
					n = len(s)
				}
				b = append(b, s[:n]...)
				s = s[n:]
				continue
			}
			name, isEnd := strings.CutPrefix(s[1:], "/")
			a := tagAtom(name)
			_, s, _ = strings.Cut(s, ">")
			switch {
			case !isEnd && (a == atom.Style || a == atom.Script || a == atom.Svg):
				_, s, _ = strings.Cut(s, "</"+a.String())
				_, s, _ = strings.Cut(s, ">")
			case a == atom.Br:
				b = append(b, '\n')
			case withinWord[a], a == atom.A, a == atom.Code, a == atom.Abbr:
			case !end():
				return
			}
		}
		end()
	}
}

// isSaid reports whether a value of a widget is words that visitors read: a sentence, or
// a few words under the name of such.
func isSaid(name, text string) bool {
	const few = 4
	if strings.ContainsAny(text, "{}[]=") || strings.Contains(text, "://") || strings.HasPrefix(text, "a:") || isSampleText(text) {
		return false
	}
	n := 0
	for w := range strings.FieldsSeq(text) {
		if r := rune(w[0]); r >= 0x80 || isLetter(w[0]) && !isCode(w) {
			n++
		}
	}
	if n >= few && !strings.ContainsAny(text, "|;") {
		return true
	}
	return n > 0 && utf8.RuneCountInString(text) > 1 && isTextName(name, isToken(text)) || isNumberName(name) && strings.Trim(text, "0123456789") == ""
}

// tellsNumber reports whether a number of a widget is told with the words before and behind
// it, of which the letter of a multiple stands at the number.
func (t *told) tellsNumber(number string, texts []storedText) bool {
	var prefix, suffix string
	for _, t := range texts {
		switch {
		case strings.HasSuffix(t.name, "prefix"):
			prefix = t.text
		case strings.HasSuffix(t.name, "suffix"):
			suffix = t.text
		}
	}
	return t.tellsText(prefix+" "+number+" "+suffix) || t.tellsText(prefix+" "+number+suffix)
}

// isNumberName reports whether a name of a value is that of a number up to which a widget
// counts.
func isNumberName(name string) bool {
	switch name {
	case "ending_number", "end_number", "counter_number", "count_number", "counter_value", "final_number":
		return true
	}
	return false
}

// isCode reports whether a word is none that people read: letters and figures in turn, of
// base64 or the name of a file.
func isCode(w string) bool {
	const few = 10
	return len(w) >= few && strings.ContainsAny(w, "0123456789")
}

// isTextName reports whether a name of a value is that of a text, or, if the value could
// be a word of the program, of nothing else.
func isTextName(name string, isToken bool) bool {
	name = strings.TrimRight(name, "0123456789_")
	if strings.HasPrefix(name, "_") {
		return false
	}
	ends := textNames
	if isToken {
		ends = textNames[:4]
	}
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(name, end) })
}

// textNames end the names of texts; the first ones are of nothing else.
var textNames = []string{"title", "heading", "label", "caption", "text", "description", "desc", "content", "editor", "testimonial_name", "member_name", "author_name", "client_name", "person_name", "team_name"}

// isToken reports whether a value is one word of small letters: center, flex-end.
func isToken(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-_0123456789") == ""
}

// isSampleText reports whether a text is what a builder has where nobody has written one,
// or a choice.
func isSampleText(text string) bool {
	switch text {
	case "This is the heading", "Add Your Heading Text Here", "Default Title", "Divider", "Text", "Client", "This is Tooltip", "London Eye, London, United Kingdom":
		return true
	case "true", "false", "yes", "no", "none", "default", "custom", "inherit", "auto", "on", "off", "h1", "h2", "h3", "h4", "h5", "h6", "div", "span":
		return true
	}
	rest, ok := strings.CutPrefix(text, "Slide ")
	return ok && strings.Trim(rest, "0123456789") == "" || strings.HasPrefix(text, "Default ")
}

// isOfLists reports whether a value is what a list of entries says at each, in one of its
// skins, or at its end.
func isOfLists(name string) bool {
	skin, label, _ := strings.Cut(name, "_")
	switch skin {
	case "pagination":
		return true
	case "classic", "card", "cards", "event", "feed", "news", "business", "full":
		if label == "cta_text" || label == "writtenby_text" {
			return true
		}
	}
	return strings.Contains(name, "read_more") || strings.Contains(name, "readmore") || strings.Contains(name, "load_more")
}

// isOff reports whether another value of a widget says that a text is not shown:
// show_button, of button_text.
func isOff(name string, texts []storedText) bool {
	if part, ok := strings.CutSuffix(name, "_tooltip_text"); ok && strings.HasPrefix(part, "element_pack") && !slices.Contains(texts, storedText{part + "_tooltip", "yes"}) {
		return true
	}
	if name == "label" && isElementOfBricks(texts) { // what its editor calls it
		return true
	}
	for _, t := range texts {
		if t.text != "" && t.text != "no" && t.text != "off" && t.text != "false" && t.text != "0" {
			continue
		}
		of := strings.TrimPrefix(strings.TrimPrefix(t.name, "show_"), "enable_")
		if rest, ok := strings.CutPrefix(name, of); ok && of != "" && (of != t.name || len(of) < len(name)) {
			switch rest {
			case "", "text", "_text", "_label", "_title":
				return true
			}
		}
	}
	return false
}

// isElementOfBricks reports whether texts are those of an element of Bricks: its id has
// six letters and figures, and its name is that of its kind.
func isElementOfBricks(texts []storedText) bool {
	id, name := false, false
	for _, t := range texts {
		switch t.name {
		case "id":
			id = len(t.text) == 6 && isToken(t.text)
		case "name":
			name = isToken(t.text)
		case "type", "placeholder":
			return false
		}
	}
	return id && name
}

// tellsHalf reports whether a text is told behind the one of which it is, by its name, the next
// part: second_text behind first_text.
func (t *told) tellsHalf(part, name string, texts []storedText) bool {
	for _, ordinal := range [...][2]string{{"second", "first"}, {"last", "first"}, {"third", "second"}} {
		first := strings.Replace(name, ordinal[0], ordinal[1], 1)
		if first == name {
			continue
		}
		if i := slices.IndexFunc(texts, func(t storedText) bool { return t.name == first }); i >= 0 {
			return t.tellsText(texts[i].text + " " + part)
		}
	}
	return false
}

// tellsPicture reports whether the alternative text of a picture, or its title, which its widget
// shows only when pointed at, is what a picture says instead of itself.
func (t *told) tellsPicture(name, title string, texts []storedText) bool {
	if name == "title" && !slices.ContainsFunc(texts, func(t storedText) bool { return t.name == "title_position" && t.text == "hidden" }) {
		return false
	}
	t.asked = appendTold(t.asked[:0], title)
	return t.has(ofPicture, t.asked)
}

// isWithin reports whether another text of a widget has a part of one as an element.
func isWithin(part string, of storedText, texts []storedText) bool {
	return slices.ContainsFunc(texts, func(t storedText) bool { return t != of && strings.Contains(t.text, ">"+part+"<") })
}

// withinWord are the elements that can stand within a word.
var withinWord = map[atom.Atom]bool{atom.Span: true, atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Font: true, atom.Mark: true, atom.U: true, atom.Sup: true, atom.Sub: true, atom.Big: true, atom.Small: true}
