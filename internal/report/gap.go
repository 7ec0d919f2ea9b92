package report

import (
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/note"
)

// A gap is a place of the content where something stood that the page does not have,
// told by the words before it, for these are on both sides whatever became of the
// elements around them. Words that the page does not have, because they are held back
// or else, tell nothing.
type gap struct {
	words  int    // of the page before it, as far as markup can be told from text
	inLine bool   // text goes before it in its line
	last   string // the last of the words
	note   string // what is said of it
}

// Bounds of the search for gaps: of a page that has no end of them, the list of its
// notes is enough.
const (
	mostGaps  = 100
	lastWords = 6
	quoted    = 100 // bytes of what a note quotes by which its place is found
)

// gapsOf finds where in a content those things stood of which notes say that they were
// dropped. What is not found is in the notes alone. Shown is HTML of the page.
func gapsOf(content string, notes []note.Note, shown []byte) []gap {
	type place struct {
		at   int
		note string
	}
	var places []place
	for i := range notes {
		about := &notes[i]
		says, what, ok := strings.Cut(about.Text, ": ")
		if !ok || !strings.HasSuffix(says, "dropped") {
			continue
		}
		what = strings.TrimSuffix(what, "…")
		if len(what) > quoted {
			what = what[:quoted]
		}
		if about.Kind == note.Block {
			what = "wp:" + what
		}
		if len(what) < 4 {
			continue
		}
		for from := 0; len(places) < mostGaps; {
			at := strings.Index(content[from:], what)
			if at < 0 {
				break
			}
			at += from
			from = at + len(what)
			if about.Kind == note.Block {
				at = max(0, strings.LastIndex(content[:at], "<!--"))
			}
			places = append(places, place{at, about.Text})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return a.at - b.at })
	if len(places) == 0 {
		return nil
	}
	isShown := map[string]bool{}
	for _, w := range appendWords(nil, string(shown)) {
		isShown[w] = true
	}
	var gaps []gap
	words, from := []string(nil), 0
	for _, p := range places {
		for _, w := range appendWords(nil, content[from:max(from, p.at)]) {
			if isShown[w] {
				words = append(words, w)
			}
		}
		from = max(from, p.at)
		line := content[strings.LastIndexByte(content[:p.at], '\n')+1 : p.at]
		line = strings.TrimSpace(line)
		gaps = append(gaps, gap{
			words:  len(words),
			inLine: line != "" && !strings.HasSuffix(line, ">"),
			last:   strings.Join(words[max(0, len(words)-lastWords):], " "),
			note:   p.note,
		})
	}
	return gaps
}

// appendWords appends the words of a piece of content: what is neither a tag nor a
// comment nor a shortcode.
func appendWords(words []string, s string) []string {
	var text strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "<[")
		if i < 0 {
			text.WriteString(s)
			break
		}
		text.WriteString(s[:i])
		end := ">"
		switch {
		case strings.HasPrefix(s[i:], "<!--"):
			end = "-->"
		case s[i] == '[' && i+1 < len(s) && (s[i+1] == '/' || 'a' <= s[i+1] && s[i+1] <= 'z'):
			end = "]"
		case s[i] == '[':
			end = "["
		}
		j := strings.Index(s[i:], end)
		if j < 0 {
			break
		}
		if end != "[" && (end != ">" || !isMark(s[i:])) {
			text.WriteByte(' ')
		}
		s = s[i+j+len(end):]
	}
	return append(words, strings.FieldsFunc(html.UnescapeString(text.String()), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	})...)
}

// isMark reports whether a tag is of an element that can stand within a word.
func isMark(tag string) bool {
	name := strings.TrimLeft(tag, "</")
	if i := strings.IndexAny(name, " >/"); i >= 0 {
		name = name[:i]
	}
	switch strings.ToLower(name) {
	case "b", "i", "em", "strong", "u", "a", "span", "sub", "sup", "s", "del", "ins", "code":
		return true
	}
	return false
}

var lines = strings.NewReplacer("\n", " ", "\t", " ", "\x00", "", "\x01", "", "\x02", "", "\x03", "", "\x04", "")

// appendGaps appends gaps as the script reads them, a line each: the number of words
// before it, whether it is in a line, the last words, the note.
func appendGaps(b []byte, gaps []gap) []byte {
	for _, g := range gaps {
		place := "block"
		if g.inLine {
			place = "line"
		}
		b = append(b, strings.Join([]string{strconv.Itoa(g.words), place, g.last, lines.Replace(g.note)}, "\t")...)
		b = append(b, '\n')
	}
	return b
}
