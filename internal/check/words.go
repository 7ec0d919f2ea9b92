package check

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// words looks for shortcodes and e-mail addresses in text.
func (b *bodyChecker) words(s string, line int) {
	for text := range strings.Lines(s) {
		if strings.Contains(text, "[") {
			b.shortcodes(text, line)
		}
		if strings.Contains(text, "@") {
			b.emails(text, line)
		}
		line++
	}
}

// shortcodes reports what looks like a tag of one: [name attribute="value"], or
// [/name]. A lone [word] is no more than text.
func (b *bodyChecker) shortcodes(s string, line int) {
	for {
		i := strings.IndexByte(s, '[')
		if i < 0 {
			return
		}
		s = s[i+1:]
		end := strings.IndexByte(s, ']')
		if end < 0 {
			end = len(s) // its attributes go on below
		}
		tag := s[:end]
		name := tag
		closing := strings.HasPrefix(name, "/")
		name = strings.TrimPrefix(name, "/")
		n := 0
		for n < len(name) && isNameByte(name[n], n) {
			n++
		}
		if n < 2 {
			continue
		}
		rest := name[n:]
		if closing && rest == "" || !closing && strings.HasPrefix(rest, " ") && hasAttribute(rest) {
			b.add(Finding{Path: b.name, Line: line, Kind: Shortcode, Text: "left over: [" + short(tag) + "]", Accepted: b.accepted(b.name, note.Shortcode, tagged(name[:n]))})
		}
	}
}

func isNameByte(c byte, at int) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || at > 0 && ('0' <= c && c <= '9' || c == '-')
}

// hasAttribute reports whether the text after a shortcode's name begins with
// an attribute: name=
func hasAttribute(s string) bool {
	s = strings.TrimLeft(s, " ")
	n := 0
	for n < len(s) && isNameByte(s[n], n) {
		n++
	}
	return n > 0 && strings.HasPrefix(s[n:], "=")
}

// emails tells of e-mail addresses.
func (b *bodyChecker) emails(s string, line int) {
	for i := 0; i < len(s); i++ {
		if s[i] != '@' {
			continue
		}
		from, to := i, i+1
		for from > 0 && isMailByte(s[from-1]) {
			from--
		}
		for to < len(s) && (isMailByte(s[to]) && s[to] != '+' && s[to] != '%') {
			to++
		}
		local, host := strings.Trim(s[from:i], "."), strings.TrimRight(s[i+1:to], ".-_")
		dot := strings.LastIndexByte(host, '.')
		if local == "" || dot <= 0 || len(host)-dot < 3 || strings.ContainsAny(host[dot:], "0123456789_-") {
			continue
		}
		b.found(b.name, line, Email, "%s@%s", local, host)
		i = to - 1
	}
}

func isMailByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("._%+-", c) >= 0
}
