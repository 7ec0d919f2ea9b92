package verify

import (
	"encoding/base64"
	"math/bits"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// taker is told what a content holds, in order.
type taker interface {
	text(s string)
	bare(address string) // in the text
	address(use, address, tag string)
	carried(key, val string) // in another attribute
	said(key, text string)   // the text of a shortcode's attribute
}

// read reads the raw content of an item: what of it a visitor of the old site saw.
// It knows little and forgives all: tags, comments and the tags of shortcodes
// show nothing, all else is text.
func read(content string, t taker) {
	s := scanner{s: content, t: t}
	s.scan()
}

const cdata = "<![CDATA["

type scanner struct {
	s       string
	t       taker
	done    int             // what precedes has been told
	code    int             // depth of <pre> and <code>, in which shortcodes are text
	never   map[string]bool // what does not come any more
	closers map[string]int  // the last closing tag of each shortcode
	closer  int             // the last of them all
}

// index returns the index of what in s.s from i on, or -1. What was not found once
// is not looked for again: a text may begin very many comments that it never ends.
func (s *scanner) index(i int, what string) int {
	if s.never[what] {
		return -1
	}
	k := 0
	if strings.HasPrefix(what, "</") {
		k = indexFold(s.s[i:], what)
	} else {
		k = strings.Index(s.s[i:], what)
	}
	if k < 0 {
		if s.never == nil {
			s.never = map[string]bool{}
		}
		s.never[what] = true
		return -1
	}
	return i + k
}

// flush tells the text up to i, and goes on behind it at next.
func (s *scanner) flush(i, next int) {
	if text := s.s[s.done:i]; text != "" {
		if strings.IndexByte(text, '&') >= 0 {
			text = unescape(text)
		}
		if strings.Contains(text, siteFilled) {
			text = withoutSiteFilled(text)
		}
		for {
			k := bareAddress(text)
			if k < 0 {
				break
			}
			s.t.text(withoutItsNumber(text[:k]))
			inMarkdown := strings.HasSuffix(text[:k], "](")
			text = text[k:]
			end := addressEnd(text)
			if inMarkdown { // [words](https://x.test)
				if closed := strings.IndexByte(text[:end], ')'); closed >= 0 {
					end = closed
				}
			}
			s.t.bare(text[:end])
			text = text[end:]
		}
		s.t.text(text)
	}
	s.done = next
}

// siteFilled begins the code of a place that Divi fills when it shows a page: base64 up
// to the next @.
const siteFilled = "@ET-DC@"

func withoutSiteFilled(text string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, siteFilled)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		out.WriteByte(' ')
		_, text, _ = strings.Cut(rest, "@")
	}
}

// bareAddress returns where the next address begins in a text, or -1.
func bareAddress(text string) int {
	for i := 0; ; {
		k := strings.Index(text[i:], "http")
		if k < 0 {
			return -1
		}
		i += k
		rest := text[i+len("http"):]
		if strings.HasPrefix(rest, "s") {
			rest = rest[1:]
		} else if strings.HasPrefix(rest, "v") { // httpv:// and httpvhd:// of a plugin
			rest = strings.TrimLeft(rest[:min(len(rest), 6)], "abcdefghijklmnopqrstuvwxyz") + rest[min(len(rest), 6):]
		}
		if strings.HasPrefix(rest, "://") {
			return i
		}
		i += len("http")
	}
}

// addressEnd returns where an address ends that a text begins with: at white space,
// a bracket, or what no address has but as percent-encoded bytes, such as the
// characters and the punctuation of Chinese.
func addressEnd(text string) int {
	for i, r := range text {
		switch {
		case r <= ' ', strings.ContainsRune("\"<>[]", r),
			r >= 0x2e80 && r != '\ufeff' && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) || unicode.Is(unicode.Hangul, r) || 0x3000 <= r && r <= 0x303f || 0xff00 <= r && r <= 0xffef):
			return i
		}
	}
	return len(text)
}

func (s *scanner) scan() {
	for i := 0; ; {
		if i = nextOpen(s.s, i); i == len(s.s) {
			s.flush(i, i)
			return
		}
		end := 0
		switch s.s[i] {
		case '<':
			end = s.markup(i)
		case '[':
			end = max(s.language(i), s.shortcode(i))
		case '{':
			end = s.language(i)
		}
		if end == 0 {
			i++ // text
			continue
		}
		s.flush(i, end)
		i = end
	}
}

// nextOpen returns where the next <, [ or { is from i on, or the length of s.
func nextOpen(s string, i int) int {
	const ones, highs, low = 0x0101010101010101, 0x8080808080808080, 0x7f7f7f7f7f7f7f7f
	for ; len(s)-i >= 8; i += 8 {
		b := s[i : i+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		x, y := w^ones*'<', (w|ones*0x20)^ones*'{' // which is [ with that bit
		if found := (^((x&low + low) | x) | ^((y&low + low) | y)) & highs; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(s) && s[i] != '<' && s[i] != '[' && s[i] != '{' {
		i++
	}
	return i
}

// markup returns where the markup ends that begins at i, or 0 if it is none.
func (s *scanner) markup(i int) int {
	rest := s.s[i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		if k := s.index(i+2, "-->"); k >= 0 {
			return k + len("-->")
		}
		return 0
	case strings.HasPrefix(rest, cdata):
		return i + len(cdata)
	case strings.HasPrefix(rest, "<!["): // a condition of a word processor
		if k := s.index(i, ">"); k >= 0 {
			return k + 1
		}
		return 0
	case strings.HasPrefix(rest, "</"):
		if len(rest) < 3 || !isLetter(rest[2]) {
			return 0
		}
		k := s.index(i, ">")
		if k < 0 {
			return 0
		}
		if s.code > 0 {
			if a := tagAtom(rest[2:]); a == atom.Pre || a == atom.Code {
				s.code--
			}
		}
		return k + 1
	case len(rest) < 2 || !isLetter(rest[1]) || s.index(i, ">") < 0:
		return 0
	case strings.HasPrefix(rest, "<http://"), strings.HasPrefix(rest, "<https://"):
		return 0 // typed as in a mail
	}
	tag := tagOf(rest)
	a := tagAtom(rest[1:])
	end := i + len(tag)
	if a == 0 && s.code > 0 {
		return 0 // <stdio.h>
	}
	switch a {
	case atom.Script, atom.Style, atom.Iframe, atom.Audio, atom.Video:
		s.flush(i, i)
		s.attributes(tag, a)
		s.carried(tag, a, end)
		name := a.String()
		if a == atom.Iframe || strings.HasSuffix(tag, "/>") {
			if _, another := s.nearest(end, name); another {
				return end // the next closing tag is not this one's
			}
		}
		if k := s.index(end, "</"+name); k >= 0 {
			return k // what is in it does not show
		}
		return end
	case atom.Pre, atom.Code:
		if !strings.HasSuffix(tag, "/>") {
			s.code++
		}
	}
	s.flush(i, i)
	if a == atom.Math {
		if k := s.index(end, "</math"); k >= 0 {
			if tex := texOf(tag, s.s[end:k]); tex != "" {
				s.t.text(tex)
				return k
			}
		}
	}
	if hides(tag) {
		return s.behind(end, tag)
	}
	if a == atom.Time && strings.Contains(tag, "datetime") {
		const most = 400
		inner := s.s[end:min(len(s.s), end+most)]
		if k := strings.Index(inner, "</time"); k >= 0 && strings.Count(inner[:k], "<") == strings.Count(inner[:k], "<span")*2 && saysHowLongAgo(inner[:k]) {
			return end + k // the page has the date
		}
	}
	s.attributes(tag, a)
	s.carried(tag, a, end)
	return s.behindCount(tag, end)
}

// saysHowLongAgo reports whether a few words, with the tags around them, are about how long ago
// something was.
func saysHowLongAgo(s string) bool {
	if len(s) > 400 {
		return false
	}
	var text strings.Builder
	for s != "" {
		before, rest, found := strings.Cut(s, "<")
		text.WriteString(before)
		if !found {
			break
		}
		_, s, _ = strings.Cut(rest, ">")
	}
	words := strings.Fields(strings.ToLower(unescape(text.String())))
	if len(words) < 2 || len(words) > 8 {
		return false
	}
	switch words[0] {
	case "vor", "il", "hace", "há", "ha":
		return true
	}
	switch words[len(words)-1] {
	case "ago", "geleden", "atrás", "fa":
		return true
	}
	return false
}

// behindCount returns where the number ends from which a script counted to one in an
// attribute of its tag, <span data-to="250">0</span>, or end: the number that a visitor
// saw is the other.
func (s *scanner) behindCount(tag string, end int) int {
	k := end
	for k < len(s.s) && ('0' <= s.s[k] && s.s[k] <= '9' || s.s[k] == ' ' || s.s[k] == '\n') {
		k++
	}
	if k == end || k-end > 20 || !strings.HasPrefix(s.s[k:], "</") {
		return end
	}
	from := strings.TrimSpace(s.s[end:k])
	if !strings.Contains(tag, "data-") {
		if from != "0" {
			return end
		}
		tag = s.tagBefore(end - len(tag))
		if !strings.Contains(tag, "data-") || !strings.Contains(tag, "count") {
			return end
		}
	}
	starts, counts := from == "0", false
	for key, val := range attributes(tag) {
		if val = strings.TrimSpace(val); !strings.HasPrefix(key, "data-") || val == "" || strings.Trim(val, "0123456789.,") != "" {
			continue
		}
		if val == from {
			starts = true
		} else {
			counts = true
		}
	}
	if from == "" || !starts || !counts {
		return end
	}
	return k
}

// tagBefore returns the tag that ends right before i, if there is one.
func (s *scanner) tagBefore(i int) string {
	const longest = 1000
	before := strings.TrimRight(s.s[max(0, i-longest):max(0, i)], " \t\r\n")
	if !strings.HasSuffix(before, ">") {
		return ""
	}
	return before[strings.LastIndexByte(before, '<')+1:]
}

// nearest returns where the next tag of that name is, or -1, and whether it begins
// another element.
func (s *scanner) nearest(i int, name string) (at int, begins bool) {
	for {
		k := strings.IndexByte(s.s[i:], '<')
		if k < 0 {
			break
		}
		i += k + 1
		rest := strings.TrimPrefix(s.s[i:], "/")
		if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && !isLetter(rest[len(name)]) {
			return i - 1, s.s[i] != '/'
		}
	}
	return -1, false
}

// hides reports whether a tag is that of what plugins that show code put beside
// it: numbers of lines, tools, the same once more.
func hides(tag string) bool {
	if !strings.Contains(tag, "class=") {
		return false
	}
	for key, val := range attributes(tag) {
		if key == "class" {
			for c := range strings.FieldsSeq(val) {
				switch c {
				case "line_numbers", "line-numbers", "gutter", "theCode", "crayon-nums", "crayon-main", "crayon-toolbar", "code-block-pro-copy-button",
					"MathJax_Preview", "MathJax", "MathJax_Display", "MathJax_SVG", "MathJax_CHTML", "katex-html": // a formula once more
					return true
				}
			}
		}
	}
	return false
}

// behind returns where the element ends whose start tag ends at i.
func (s *scanner) behind(i int, tag string) int {
	name := tagAtom(tag[1:]).String()
	if name == "" { // HTML does not know it
		name = tag[1:]
		if end := strings.IndexAny(name, " \t\r\n/>"); end >= 0 {
			name = name[:end]
		}
	}
	for depth := 1; depth > 0; {
		end := s.index(i, "</"+name)
		if end < 0 {
			return i
		}
		depth += strings.Count(s.s[i:end], "<"+name) - 1
		i = end + len(name) + len("</>")
	}
	return min(i, len(s.s))
}

// tagOf returns the tag that s begins with, which has a >. One in a quoted
// attribute does not end it, unless the quote is never closed; what has many others in it
// ends at the first.
func tagOf(s string) string {
	const mostWithin = 16
	var quote byte
	open, within := 0, 0
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				if end := strayQuote(s[open+1:i], s[i+1:]); end > 0 {
					return s[:open+1+end]
				}
				quote = 0
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote, open = c, i
		case c == '>':
			return s[:i+1]
		case c == '<':
			if within++; within == mostWithin {
				return s[:strings.IndexByte(s, '>')+1]
			}
		}
	}
	return s[:strings.IndexByte(s, '>')+1]
}

// attributes tells where a tag leads and what it shows.
func (s *scanner) attributes(tag string, a atom.Atom) {
	use, key := "", "src"
	switch a {
	case atom.A, atom.Area:
		use, key = "link", "href"
	case atom.Img:
		use = "image"
	case atom.Iframe, atom.Embed, atom.Audio, atom.Video, atom.Source, atom.Track:
		use = a.String()
	default:
		return
	}
	for k, v := range attributes(tag) {
		if strings.EqualFold(k, key) {
			if v = strings.TrimSpace(v); v != "" && v[0] != '#' && !isScript(v) {
				s.t.address(use, v, tag)
			}
			return
		}
	}
}

// isScript reports whether an address runs a script.
func isScript(a string) bool {
	scheme, rest, ok := strings.Cut(a, ":")
	if !ok || strings.Contains(scheme, "/") {
		return false
	}
	scheme = strings.ToLower(scheme)
	const page = "text/html"
	return strings.HasSuffix(scheme, "script") || scheme == "data" && len(rest) >= len(page) && strings.EqualFold(rest[:len(page)], page)
}

// attributes yields the attributes of a tag.
func attributes(tag string) func(yield func(key, val string) bool) {
	return func(yield func(key, val string) bool) {
		i := 1
		for i < len(tag) && spaceAt(tag, i) == 0 { // the name
			i++
		}
		for i < len(tag) {
			for i < len(tag) && (spaceAt(tag, i) > 0 || tag[i] == '/' || tag[i] == '>') {
				i++
			}
			start := i
			for i < len(tag) && spaceAt(tag, i) == 0 && tag[i] != '=' && tag[i] != '>' {
				i++
			}
			key, val := tag[start:i], ""
			for i < len(tag) && spaceAt(tag, i) > 0 {
				i++
			}
			if i < len(tag) && tag[i] == '=' {
				val, i = value(tag, i+1)
			}
			if key != "" && !yield(key, unescape(val)) {
				return
			}
		}
	}
}

// value returns the value of an attribute that begins at tag[i:], and where it
// ends.
func value(tag string, i int) (val string, end int) {
	for i < len(tag) && spaceAt(tag, i) > 0 {
		i++
	}
	if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
		if k := strings.IndexByte(tag[i+1:], tag[i]); k >= 0 {
			return tag[i+1 : i+1+k], i + k + 2
		}
	}
	start := i
	for i < len(tag) && spaceAt(tag, i) == 0 && tag[i] != '>' {
		i++
	}
	return tag[start:i], i
}

// unescape decodes the character references of a text. Those without a semicolon
// are mostly none: ?a=1&section=2.
func unescape(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		s = s[i:]
		n := 1
		for n < len(s) && n < 40 && (s[n] == '#' || alnum[s[n]&0x7f] && s[n] < 0x80) {
			n++
		}
		if n < len(s) && s[n] == ';' {
			b.WriteString(html.UnescapeString(s[:n+1]))
			s = s[n+1:]
		} else {
			b.WriteByte('&')
			s = s[1:]
		}
	}
	b.WriteString(s)
	return b.String()
}

// shortcode returns where the tag of a shortcode ends that begins at i, or 0 if
// what is in the brackets looks like text.
func (s *scanner) shortcode(i int) int {
	rest := s.s[i+1:]
	closing := strings.HasPrefix(rest, "/")
	name := strings.TrimPrefix(rest, "/")
	n := 0
	for n < len(name) && (isLetter(name[n]) || '0' <= name[n] && name[n] <= '9' || name[n] == '_' || name[n] == '-' || name[n] >= 0x80) {
		n++
	}
	name = name[:n]
	if n == 0 {
		return 0
	}
	end := strings.IndexAny(rest, "[]")
	if own[name] && s.index(i, "]") >= 0 {
		end = strings.IndexByte(rest, ']')
	}
	if end >= 0 && rest[end] == '[' {
		end = behindQuotes(rest, end)
	}
	if end < 0 || rest[end] == '[' {
		return 0
	}
	inside := strings.TrimPrefix(rest[:end], "/")[n:]
	switch {
	case closing:
		if inside != "" {
			return 0
		}
	case s.closes(name, i):
	case s.code > 0: // where none are run, but for those of code
		return 0
	case isOfNumber(name, inside):
		s.flush(i, i)
		if !strings.HasSuffix(strings.ToLower(name), "link") {
			read(strings.TrimLeft(inside, ": "), s.t)
		}
		return i + 1 + end + 1
	case strings.Contains(inside, "=") || strings.Contains(inside, "://") || strings.HasSuffix(inside, "/") || own[name],
		inside == "" && (strings.Contains(name, "_") || name == "powerpress"), // [vc_empty_space]
		inside == "" && isElse(name) && s.closesOne(i),
		keepsApart(name) && s.alone(i, i+1+end+1): // [hr top]
	default:
		return 0
	}
	behind := i + 1 + end + 1
	if !closing {
		n := encodedData(s.s[behind:])
		if address := decoded(s.s[behind : behind+n]); strings.HasPrefix(address, "http") {
			s.t.carried(name, address)
		}
		behind += n
	}
	if !closing && strings.Contains(inside, "=") && name != "gravatar" { // its picture is found by an address of mail that nobody sees
		s.saidIn(name + inside)
	}
	if !closing && s.closes(name, behind-1) && (name == "vc_table" || s.index(behind, "&lt;iframe") >= 0) {
		k := s.index(behind, "[/"+name+"]")
		if inner := s.s[behind:k]; strings.Contains(inner, "&lt;iframe") { // the code of a player
			s.flush(i, i)
			read(unescape(inner), s.t)
			return k
		}
		if name == "vc_table" {
			s.flush(i, i)
			read(tableText(s.s[behind:k]), s.t)
			return k
		}
	}
	if !closing && (strings.HasPrefix(name, "recipe-") || name == "md" || name == "markdown") && s.closes(name, behind-1) {
		if k := s.index(behind, "[/"+name+"]"); k >= 0 {
			s.flush(i, i)
			text := withoutNumbers(s.s[behind:k])
			if name == "md" || name == "markdown" {
				text = withoutPaths(text)
			}
			read(text, s.t)
			return k
		}
	}
	if !closing && strings.IndexByte(name, '_') > 0 && escapesTag(s.s[behind:]) && s.closes(name, behind-1) {
		if k := s.index(behind, "[/"+name+"]"); k >= 0 && isEscaped(s.s[behind:k]) {
			s.flush(i, i)
			read(unescape(s.s[behind:k]), s.t)
			return k
		}
	}
	switch name {
	case "vc_raw_html", "vc_raw_js", "fusion_code", "fusion_syntax_highlighter": // it is encoded
		if k := s.index(behind, "[/"+name+"]"); k >= 0 && !closing {
			return k
		}
	}
	return behind
}

// withoutItsNumber returns the text before the address of a picture without the number that the
// library has for it: 12|https://x.test/a.jpg.
func withoutItsNumber(before string) string {
	rest, ok := strings.CutSuffix(before, "|")
	if !ok {
		return before
	}
	if shorter := strings.TrimRight(rest, "0123456789"); shorter != rest {
		return shorter
	}
	return before
}

// withoutNumbers returns a text without the numbers that its lines begin with, as those of
// lists do.
func withoutNumbers(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		n, rest, ok := strings.Cut(line, ". ")
		if n = strings.TrimSpace(n); ok && n != "" && len(n) <= 3 && strings.Trim(n, "0123456789") == "" {
			line = rest
		}
		b.WriteString(line)
	}
	return b.String()
}

// withoutPaths returns a text of Markdown without the addresses of its links that are none of the
// web: the page has them in another form.
func withoutPaths(s string) string {
	var b strings.Builder
	for {
		words, rest, ok := strings.Cut(s, "](")
		b.WriteString(words)
		if !ok {
			return b.String()
		}
		b.WriteString("](")
		const longest = 4000
		if end := strings.IndexAny(rest[:min(len(rest), longest)], ") \n"); end >= 0 && !strings.Contains(rest[:end], "://") {
			rest = rest[end:]
		}
		s = rest
	}
}

// isOfNumber reports whether a tag says a rating, or which post a link leads to, by a number
// alone: [rating:3.5], [usr 4], [permalink 12].
func isOfNumber(name, inside string) bool {
	switch strings.ToLower(name) {
	case "rating", "ratings", "star", "stars", "usr", "rate", "permalink", "intlink", "post_link", "page_link", "su_permalink":
	default:
		return false
	}
	number := strings.TrimLeft(inside, ": ")
	return number != "" && len(number) < len(inside) && len(number) < 8 && strings.Trim(number, "0123456789.,/") == ""
}

// isElse reports whether a tag is what divides a part for members from one for all others.
func isElse(name string) bool {
	const mark = "else"
	return len(name) >= len(mark) && (strings.EqualFold(name[:len(mark)], mark) || strings.EqualFold(name[len(name)-len(mark):], mark))
}

// behindQuotes returns where the tag ends whose first bracket, at end, is within a quoted value:
// subject='[Our site] A message'. If it is not, that is end.
func behindQuotes(rest string, end int) int {
	const longest = 2000
	within := false
	for i := 0; i < min(len(rest), longest); i++ {
		switch c := rest[i]; {
		case c == '=' && i+1 < len(rest) && (rest[i+1] == '"' || rest[i+1] == '\''):
			n := strings.IndexByte(rest[i+2:], rest[i+1])
			if n < 0 || strings.IndexByte(rest[i+2:i+2+n], '\n') >= 0 {
				return end
			}
			within = within || i < end && end < i+2+n
			i += 2 + n
		case c == ']' && within:
			return i
		case c == '[' || c == ']':
			return end
		}
	}
	return end
}

// encodedData returns the length of data in base64 that a text begins with, up to the tag
// behind it: of PHP, JSON or gzip, or an address, by its first characters.
func encodedData(s string) int {
	const least = 24
	switch {
	case len(s) < least:
		return 0
	case strings.HasPrefix(s, "YTo"), strings.HasPrefix(s, "Tzo"), strings.HasPrefix(s, "eyJ"), strings.HasPrefix(s, "H4sI"), strings.HasPrefix(s, "aHR0c"):
	default:
		return 0
	}
	n := 0
	for n < len(s) && (isLetter(s[n]) || '0' <= s[n] && s[n] <= '9' || s[n] == '+' || s[n] == '/' || s[n] == '=') {
		n++
	}
	if n < least || n == len(s) || s[n] != '[' {
		return 0
	}
	return n
}

// escapesTag reports whether a text begins with a tag that is written as text is.
func escapesTag(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), 200)], " \t\r\n")
	return strings.HasPrefix(s, "&lt;") && len(s) > 4 && (isLetter(s[4]) || s[4] == '!')
}

// isEscaped reports whether the content of a module has no tags but those that are
// written as text is: Divi keeps code so.
func isEscaped(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if s[i+1] == '/' || isLetter(s[i+1]) {
			return false
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return strings.Contains(s, "&gt;")
}

// keepsApart reports whether a shortcode of that name only keeps others apart, by a line
// or by room.
func keepsApart(name string) bool {
	if i := strings.IndexAny(name, "_-"); i > 0 {
		name = name[:i]
	}
	switch name {
	case "hr", "line", "divider", "separator", "spacer", "space", "gap", "clear", "clearfix", "clearboth":
		return true
	}
	return false
}

// alone reports whether nothing but white space and tags stands beside s.s[from:to] on
// its line.
func (s *scanner) alone(from, to int) bool {
	const near = 200
	before := strings.TrimRight(s.s[max(0, from-near):from], " \t\r")
	after := strings.TrimLeft(s.s[to:min(len(s.s), to+near)], " \t\r")
	return (before == "" || strings.ContainsRune("\n>]", rune(before[len(before)-1]))) && (after == "" || strings.ContainsRune("\n<[", rune(after[0])))
}

// saidIn tells of the texts in the attributes of a shortcode, and of where they lead:
// widgets of builders show it.
func (s *scanner) saidIn(tag string) {
	last, text := "", ""
	name, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(tag, "[")), " ")
	isForm := name == "av_contact" || name == "et_pb_contact" || strings.HasSuffix(strings.TrimRight(name, "0123456789"), "form") || strings.Contains(name, "form_") || strings.Contains(name, "form-")
	for key, val := range attributes("[" + tag) {
		if strings.ContainsAny(key, "\"'") { // a quote in the text has ended it: 'It's fine'
			text = ""
		}
		if val != "" {
			s.saidAs(last, text)
			if last, text = strings.ToLower(key), val; isForm && last == "email" { // to whom it writes
				text = ""
			}
		}
	}
	s.saidAs(last, text)
}

func (s *scanner) saidAs(key, text string) {
	switch {
	case text == "" || isSetting(key):
	case strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://"):
		if strings.Contains(text, "|") && strings.Contains(text, "\n") { // a list of addresses with an icon behind each
			for line := range strings.FieldsSeq(text) {
				if address, _, _ := strings.Cut(line, "|"); strings.HasPrefix(address, "http") {
					s.t.carried(key, address)
				}
			}
		} else if strings.Contains(text, ".") { // or it is what a form had in it
			s.t.carried(key, text)
		}
	case !strings.HasPrefix(text, siteFilled):
		text = decoded(text)
		for part := range partsOf(signsOfDivi.Replace(text)) {
			if isSaid(key, part) || isReached(key, part) || isProperName(key, part) {
				s.t.said(key, part)
			}
		}
	}
}

// decoded returns the text that a value keeps in base64, or the value.
func decoded(v string) string {
	if number, err := base64.StdEncoding.DecodeString(v); (len(v) == 4 || len(v) == 8) && err == nil && strings.Trim(string(number), "0123456789") == "" {
		return string(number)
	}
	if len(v) < 12 || len(v)%4 != 0 || strings.ContainsAny(v, " \n.:-_<[") {
		return v
	}
	raw, err := base64.StdEncoding.DecodeString(v)
	if err != nil || !utf8.Valid(raw) || strings.IndexFunc(string(raw), func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' }) >= 0 {
		return v
	}
	return string(raw)
}

// isProperName reports whether a text is a few words as names are written, under a name
// that is none of looks.
func isProperName(key, text string) bool {
	const most = 60
	if len(text) > most || strings.ContainsAny(text, "0123456789|,;:_#%{}()<>/=") {
		return false
	}
	for _, part := range []string{"icon", "type", "position", "target", "effect", "transition", "family", "shape", "mode", "image", "img", "slug", "name", "cat", "term", "tax", "format", "source", "post", "skin", "template", "rel", "id"} {
		if strings.Contains(key, part) {
			return false
		}
	}
	for w := range strings.FieldsSeq(text) {
		r := []rune(w)
		if len(r) < 3 || !unicode.IsUpper(r[0]) {
			return false
		}
		for _, c := range r[1:] {
			if !unicode.IsLower(c) {
				return false
			}
		}
	}
	return strings.IndexByte(text, ' ') > 0 && !isSampleText(text) // one word can be a part of a title
}

// isReached reports whether a text says how to reach somebody: an address of mail, or a
// number to call. To whom a form is sent nobody reads.
func isReached(key, text string) bool {
	for _, part := range []string{"recipient", "receiver", "sender", "admin", "reply", "notif", "sendto", "send_to", "mailto", "mail_to", "to_email", "from", "paypal", "merchant", "account", "business"} {
		if strings.Contains(key, part) {
			return false
		}
	}
	if key == "to" || key == "cc" || key == "bcc" {
		return false
	}
	name, host, isMail := strings.Cut(text, "@")
	if isMail {
		return name != "" && strings.IndexByte(host, '.') > 0 && !strings.ContainsAny(text, " /<>{}[]%,;:") && isLetter(host[len(host)-1])
	}
	if text[0] != '+' && !strings.Contains(key, "phone") {
		return false
	}
	digits := 0
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			digits++
		} else if strings.IndexByte("+-() ./,", text[i]) < 0 {
			return false
		}
	}
	return digits >= 7
}

// signsOfDivi are those that Divi writes otherwise in attributes.
var signsOfDivi = strings.NewReplacer("%22", `"`, "%91", "[", "%93", "]")

// isSetting reports whether an attribute of a shortcode has a name of what shows
// nothing: looks, names for the editor.
func isSetting(key string) bool {
	if key[0] == '_' {
		return true
	}
	for _, part := range []string{"class", "css", "style", "font", "admin", "anim", "color", "background", "bg", "size", "grid", "order", "align", "padding", "margin", "layout", "offset", "filter", "schema", "sc_id", "uid", "unique"} {
		if strings.Contains(key, part) {
			return true
		}
	}
	return false
}

// closes reports whether a closing tag of the name stands behind i.
func (s *scanner) closes(name string, i int) bool {
	if s.closers == nil {
		s.closers = map[string]int{}
		for at := 0; ; {
			k := strings.Index(s.s[at:], "[/")
			if k < 0 {
				break
			}
			at += k
			tag := s.s[at+2 : min(len(s.s), at+102)]
			if end := strings.IndexByte(tag, ']'); end >= 0 {
				s.closers[tag[:end]], s.closer = at, at
			}
			at += 2
		}
	}
	return s.closers[name] > i
}

// closesOne reports whether any does.
func (s *scanner) closesOne(i int) bool {
	s.closes("", i)
	return s.closer > i
}

// own are the shortcodes that stand in a text as a tag alone: of WordPress, and of
// Jetpack and others, that name something without a =.
var own = map[string]bool{"caption": true, "wp_caption": true, "gallery": true, "playlist": true, "audio": true, "video": true, "embed": true, "slideshow": true,
	"tweet": true, "archiveorg": true, "archiveorg-book": true, "latexpage": true, "mathjax": true, "wpvideo": true}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// indexFold returns the index of tag, which begins with <, in any case, or -1.
func indexFold(s, tag string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return -1
		}
		i += k
		if len(s)-i >= len(tag) && strings.EqualFold(s[i:i+len(tag)], tag) {
			return i
		}
	}
}

// tagAtom returns the atom of the name that s begins with.
func tagAtom(s string) atom.Atom {
	i := 0
	for i < len(s) && s[i] != '>' && s[i] != '/' && spaceAt(s, i) == 0 {
		i++
	}
	if a := atom.Lookup([]byte(s[:i])); a != 0 {
		return a
	}
	return atom.Lookup([]byte(strings.ToLower(s[:i])))
}

// language returns where a tag of qTranslate ends that begins at i, [:de] or
// {:de}, or 0.
func (s *scanner) language(i int) int {
	t := s.s[i:]
	if len(t) < len("[:de]") || t[1] != ':' || !isLetter(t[2]) || !isLetter(t[3]) || t[4] != t[0]+2 { // ] and } in ASCII
		return 0
	}
	return i + len("[:de]")
}

// strayQuote returns where a tag ended within a value, if what stands behind the
// quote that closes it says that it was the quote of another: <i class="a>…<i class="b">.
func strayQuote(val, behind string) (end int) {
	gt := strings.IndexByte(val, '>')
	lt := strings.IndexByte(val, '<')
	if gt < 0 || lt < gt || behind == "" || behind[0] == '>' || behind[0] == '/' || spaceAt(behind, 0) > 0 {
		return 0
	}
	return gt + 1
}

// tableText returns what a [vc_table] shows: its cells are encoded as in an address,
// and can begin with options in brackets.
func tableText(s string) string {
	var b strings.Builder
	for cell := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '|' || r == ',' }) {
		if strings.HasPrefix(cell, "[") {
			if k := strings.IndexByte(cell, ']'); k >= 0 {
				cell = cell[k+1:]
			}
		}
		if u, err := url.PathUnescape(cell); err == nil {
			cell = u
		}
		b.WriteString(cell + "\n")
	}
	return b.String()
}

// texOf returns the TeX that a formula in MathML says it is, or "".
func texOf(tag, inner string) string {
	if _, rest, ok := strings.Cut(inner, "<annotation"); ok && !strings.HasPrefix(rest, "-") {
		if _, tex, ok := strings.Cut(rest, ">"); ok {
			tex, _, _ = strings.Cut(tex, "<")
			return unescape(tex)
		}
	}
	for key, val := range attributes(tag) {
		if key == "alttext" {
			return val
		}
	}
	return ""
}
