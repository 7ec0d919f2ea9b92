// Package terminal makes words of a source fit to be shown on a terminal.
package terminal

import (
	"fmt"
	"runtime"
	"strings"
)

// Safe returns text of a source as a terminal may show it: control characters and
// those that change the direction of writing are escapes.
func Safe(s string) string {
	safe := func(r rune) bool {
		return r >= ' ' && r != 0x7f && !(0x80 <= r && r < 0xa0) && !(0x202a <= r && r <= 0x202e) && !(0x2066 <= r && r <= 0x2069) && r != 0xfffd
	}
	if strings.IndexFunc(s, func(r rune) bool { return !safe(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case safe(r), r == 0xfffd:
			b.WriteRune(r)
		case r == '\n':
			b.WriteString("\n  ")
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// OneLine returns text without line ends and other space that is not one blank.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Shorten cuts a text to so many characters.
func Shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Word returns a path as a shell takes it for one word.
func Word(s string) string { return word(s, runtime.GOOS == "windows") }

// word quotes for the shells of Windows as cmd and PowerShell both read it: they have
// no escape in common, and no path there has a double quote in it.
func word(s string, windows bool) string {
	plain, quoted := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./~:@", "'"+strings.ReplaceAll(s, "'", `'\''`)+"'"
	if windows {
		plain, quoted = plain+`\`, `"`+s+`"`
	}
	if s != "" && strings.Trim(s, plain) == "" {
		return s
	}
	return quoted
}
