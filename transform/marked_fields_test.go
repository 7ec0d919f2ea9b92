package transform

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// unusedKeys are the names of values that no visitor of the old site could use, by kinds.
// All others are in the page or in a note.
var unusedKeys = []*regexp.Regexp{
	regexp.MustCompile(`(?i)(class|classes|css|font|family|animation|effect|position|style|icon|color|size|align|layout|easing)s?(_.*)?$`), // how something looks
	regexp.MustCompile(`^(_title|presetTitle|carousel_name|.*admin_label|form_name|filename|mime|authorName)$`),                            // for its editor
	regexp.MustCompile(`^(pagination_.*_label|success_message|.*load_more_text|event_publisher_name|element_pack_widget_tooltip_text)$`),   // when something happens; the last is off in all rows
	regexp.MustCompile(`^(object|module_id)$`), // what an element is
}

// unusedTexts are those of single rows.
var unusedTexts = map[string]string{
	"condition=user:loggedin":                                   "a condition",
	"webhook_url=https://hooks.example/x":                       "where a form sends to, for machines",
	"video=Wq4Y7ztznKc":                                         "the number of a film",
	"dailymotion_url=https://www.dailymotion.com/video/x6tqhqb": "another kind of video was chosen",
	"vimeo_url=https://vimeo.com/235215203":                     "another kind of video was chosen",
	"url=http://old.example/wp-content/uploads/logo.png":        "for search engines",
	"url=https://x.test/wp-content/uploads/placeholder.png":     "another thing was chosen",
	"image_fallback=http://x.test/fallback.png":                 "there is a picture",
	"ribbon_title=Popular":                                      "a ribbon that is off",
	"btntext=VIEW ALL":                                          "a button that is off",
	"separator_text_inline=Sep foxtrot2":                        "a separator without a text",
	"show_all_galleries_label=All":                              "the gallery is one",
	"card_cta_text=Read More →":                                 "of another skin",
	"business_writtenby_text=Written by":                        "of another skin",
	"value=Contact":                                             "the title of the entry that a link leads to",
	"content=a link":                                            "an element that is in the content of its text, too",
	"title=Accordion Item 1":                                    "what the editor calls an element",
	"value=acme-icon- acme-icon-shield-security":                "an icon",
	"name=Color #11":                                            "of a palette",
	"name=Brand Two":                                            "of a palette",
	"label=Menu container":                                      "what the editor calls an element",
	"image_fallback=/fallback.jpg":                              "there is a picture",
	"field_label=Name":                                          "the content has the form",
	"name=User Role":                                            "a condition of what is held back",
	"name=User Logged In":                                       "a condition of what is held back",
	"value=Administrator":                                       "a condition of what is held back",
	"sale_js_code=google.charts.load('current'); function draw() { go(); }": "code",
}

// TestMarkedFields holds that of what page builders keep in fields nothing is lost in
// silence: in the rows of the tables each text has a mark of its own in turn.
func TestMarkedFields(t *testing.T) {
	lib, marked := testLibrary(), 0
	for _, file := range tableFiles(t) {
		for _, r := range readRows(t, file) {
			it, opt := r.input(t)
			for i := range it.Meta {
				m := &it.Meta[i]
				if !IsBuilderField(m.Key) {
					continue
				}
				whole := m.Value
				for _, l := range leavesOf(whole) {
					value, mark, ok := withMark(whole, l)
					if !ok || unusedTexts[l.key+"="+whole[l.start:l.end]] != "" || slices.ContainsFunc(unusedKeys, func(u *regexp.Regexp) bool { return u.MatchString(l.key) }) {
						continue
					}
					marked++
					m.Value = value
					for _, content := range []string{r.in, ""} {
						it.Content = content
						page, all := printed(Tree(it, lib, opt))
						if !strings.Contains(all, mark) {
							t.Errorf("%s: %s: lost: %s=%s", file, r.name, l.key, whole[l.start:l.end])
						}
						if page = mapQuery.ReplaceAllString(page, ""); strings.Count(page, mark) > 1 && !strings.HasPrefix(l.key, "label_") { // of each of two prices
							t.Errorf("%s: %s: twice: %s=%s\n%s", file, r.name, l.key, whole[l.start:l.end], page)
						}
					}
				}
				m.Value = whole
			}
		}
	}
	if marked < 500 {
		t.Errorf("only %d texts", marked)
	}
}

// printed returns a page as Markdown, and with its notes.
func printed(p *Page) (page, withNotes string) {
	page = string(markdown.New(nil).Print(p.Tree))
	withNotes = page
	for _, n := range p.Notes {
		if !strings.HasPrefix(n.Text, note.UnshownSettings) { // what a visitor saw has a note of its own
			withNotes += "\n" + n.Text
		}
	}
	return page, withNotes + strings.Join(p.Held, "\n")
}

// fieldMark is a word that nobody writes.
const fieldMark = "zqbvkwx"

// leaf is a text in the data of a builder: where it stands, and its name.
type leaf struct {
	key        string
	start, end int
	length     int // where PHP has its length; -1 in JSON
}

// leavesOf returns the texts in JSON, or in what PHP has serialized.
func leavesOf(data string) (leaves []leaf) {
	if strings.HasPrefix(data, "a:") || strings.HasPrefix(data, "O:") {
		phpLeaves(data, 0, "", &leaves)
		return leaves
	}
	if !strings.HasPrefix(data, "[") && !strings.HasPrefix(data, "{") {
		return nil
	}
	key := ""
	for i := 0; i < len(data); i++ {
		if data[i] != '"' {
			continue
		}
		start := i + 1
		for i = start; i < len(data) && data[i] != '"'; i++ {
			if data[i] == '\\' {
				i++
			}
		}
		if i >= len(data) {
			return leaves
		}
		if strings.HasPrefix(strings.TrimLeft(data[i+1:], " "), ":") {
			key = data[start:i]
		} else {
			leaves = append(leaves, leaf{key, start, i, -1})
		}
	}
	return leaves
}

// phpLeaves reads a value at i, whose name is key, and returns where it ends.
func phpLeaves(s string, i int, key string, leaves *[]leaf) int {
	if i >= len(s) {
		return len(s)
	}
	switch s[i] {
	case 's':
		colon := strings.IndexByte(s[i+2:], ':')
		if colon < 0 {
			return len(s)
		}
		n, err := strconv.Atoi(s[i+2 : i+2+colon])
		start := i + 2 + colon + 2
		if err != nil || start+n+2 > len(s) {
			return len(s)
		}
		*leaves = append(*leaves, leaf{key, start, start + n, i + 2})
		return start + n + 2
	case 'a', 'O':
		open := strings.IndexByte(s[i:], '{')
		if open < 0 {
			return len(s)
		}
		for i += open + 1; i < len(s) && s[i] != '}'; {
			var name []leaf
			end := phpLeaves(s, i, "", &name)
			of := key
			if len(name) == 1 {
				of = s[name[0].start:name[0].end]
			}
			i = phpLeaves(s, end, of, leaves)
		}
		return i + 1
	}
	end := strings.IndexByte(s[i:], ';')
	if end < 0 {
		return len(s)
	}
	return i + end + 1
}

// notInText are the parts of a text that are no words: elements, shortcodes, entities,
// addresses, escapes.
var notInText = regexp.MustCompile(`<[^>]*>|\[[^\]]*\]|&#?\w+;|(https?:)?\\?/\\?/\S+|\\u[0-9a-f]{4}|\\.|[\w.]+@[\w.]+|%\w*`)

// address is one whose last part can have the mark.
var address = regexp.MustCompile(`^((https?:)?\\?/\\?/|/)[\w./\\-]*[\w-]$`)

// mapQuery is the place in the address of a map, which its link says, too.
var mapQuery = regexp.MustCompile(`[?&]query=[^)]*`)

// withMark returns the data with the mark in place of the longest word of a text, in
// letters as it has them. It is false if the text is none of words.
func withMark(data string, l leaf) (marked, mark string, ok bool) {
	text := data[l.start:l.end]
	if address.MatchString(text) {
		at := strings.LastIndexByte(text, '/') + 1
		return rewritten(data, l, text[:at]+fieldMark+text[at:]), fieldMark, true
	}
	if settings.Has(text) || isLookValue(text) || isSnake(text) || strings.HasPrefix(text, "{") || strings.Contains(text, "\\\"") && strings.HasPrefix(text, "[") || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == "" || isCamel(text) {
		return "", "", false
	}
	masked := notInText.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(" ", len(s)) })
	at, end := 0, 0
	for i := 0; i < len(masked); {
		r, _ := utf8.DecodeRuneInString(masked[i:])
		if !unicode.IsLetter(r) {
			i += utf8.RuneLen(r)
			continue
		}
		n := strings.IndexFunc(masked[i:], func(r rune) bool { return !unicode.IsLetter(r) })
		if n < 0 {
			n = len(masked) - i
		}
		if n > end-at {
			at, end = i, i+n
		}
		i += n
	}
	if end-at < 2 {
		return "", "", false
	}
	mark = fieldMark
	word := text[at:end]
	switch first, _ := utf8.DecodeRuneInString(word); {
	case strings.ToUpper(word) == word && word != strings.ToLower(word):
		mark = strings.ToUpper(mark[:min(len(mark), max(2, len(word)))])
	case unicode.IsUpper(first):
		mark = strings.ToUpper(mark[:1]) + mark[1:]
	}
	text = text[:at] + mark + text[end:]
	return rewritten(data, l, text), mark, true
}

// rewritten returns the data with another text.
func rewritten(data string, l leaf, text string) string {
	if l.length < 0 {
		return data[:l.start] + text + data[l.end:]
	}
	return data[:l.length] + fmt.Sprintf("%d:\"", len(text)) + text + data[l.end:]
}

// isCamel reports whether a text is one word of a program: fadeInUp.
func isCamel(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0 && s != "" && unicode.IsLower(rune(s[0])) && strings.IndexFunc(s, unicode.IsUpper) > 0
}
