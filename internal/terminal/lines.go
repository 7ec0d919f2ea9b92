package terminal

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// Width returns how many columns a stream shows, or 0 if it is no terminal.
func Width(stream any) int {
	f, ok := stream.(*os.File)
	if !ok {
		return 0
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil {
		return w
	}
	return 0
}

// Is reports whether a stream is a terminal.
func Is(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// When is when a person wants colours.
type When string

// The values of When.
const (
	Auto   When = "auto"
	Always When = "always"
	Never  When = "never"
)

// Whens are its values, as people write them.
var Whens = []string{string(Auto), string(Always), string(Never)}

// Colours reports whether a stream is to have colours: auto asks for a terminal that
// can show them, and for an environment that does not say no (https://no-color.org).
func (w When) Colours(stream any, env func(string) string) bool {
	switch w {
	case Always:
		return true
	case Never:
		return false
	}
	return Is(stream) && env("NO_COLOR") == "" && env("TERM") != "dumb"
}

// The colours.
const (
	Bold = "1"
	Red  = "31"
	Cyan = "36"
)

// Paint has text in a colour, if on.
func Paint(s, colour string, on bool) string {
	if !on || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[m"
}

// Lines writes lines that are no wider than a terminal.
type Lines struct {
	W       io.Writer
	Columns int  // 0 leaves lines as they are
	Colour  bool // what to do is in a colour

	rest []byte // of a line that has not ended
}

// Write writes the lines that have ended.
func (l *Lines) Write(p []byte) (int, error) {
	if l.Columns == 0 && !l.Colour {
		return l.W.Write(p)
	}
	l.rest = append(l.rest, p...)
	end := bytes.LastIndexByte(l.rest, '\n') + 1
	var b strings.Builder
	for line := range strings.Lines(string(l.rest[:end])) {
		b.WriteString(l.shown(line[:len(line)-1]) + "\n")
	}
	l.rest = append(l.rest[:0], l.rest[end:]...)
	if _, err := io.WriteString(l.W, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Flush writes what is left of a line that has not ended.
func (l *Lines) Flush() error {
	line := string(l.rest)
	l.rest = nil
	if line == "" {
		return nil
	}
	_, err := io.WriteString(l.W, l.shown(line))
	return err
}

func (l *Lines) shown(line string) string {
	todo := strings.HasPrefix(strings.TrimLeft(line, " "), "→ ")
	line = Wrap(line, l.Columns)
	if todo && l.Colour {
		blank := line[:len(line)-len(strings.TrimLeft(line, " "))]
		return blank + Paint(line[len(blank):], Cyan, true)
	}
	return line
}

// leastColumns is how narrow a terminal may be that lines are broken for.
const leastColumns = 40

// Wrap breaks a line at its spaces, so that it is no wider than so many columns. What
// follows stands below the text of the line: behind its label, its number or its
// flag, which are set off by two spaces. A word is never broken, for addresses and
// commands are copied.
func Wrap(line string, columns int) string {
	if columns < leastColumns || columnsOf(line) <= columns {
		return line
	}
	below := textColumn(line, columns/2)
	indent := strings.Repeat(" ", below)
	var b strings.Builder
	at, empty := 0, true // columns so far; whether nothing but space is in them
	for i, word := range splitWords(line) {
		w := columnsOf(strings.TrimRight(word, " "))
		if i > 0 && !empty && at+w > columns {
			trimmed := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(trimmed + "\n" + indent)
			at = below
		}
		b.WriteString(word)
		at += columnsOf(word)
		empty = strings.TrimSpace(word) == "" && empty
	}
	return strings.TrimRight(b.String(), " ")
}

// splitWords splits a line into words, each with the spaces behind it; the first may
// be spaces alone.
func splitWords(line string) []string {
	var words []string
	start := 0
	for i := 1; i < len(line); i++ {
		if line[i] != ' ' && line[i-1] == ' ' {
			words = append(words, line[start:i])
			start = i
		}
	}
	return append(words, line[start:])
}

// textColumn returns the column where the text of a line begins: behind the last two
// spaces that are not too far to the right.
func textColumn(line string, most int) int {
	found, column, spaces := 2, 0, 2
	for i, r := range line {
		if r != ' ' && spaces >= 2 && i > 0 {
			if column > most {
				break
			}
			found = column
		}
		if r == ' ' {
			spaces++
		} else {
			spaces = 0
		}
		column += columnsOfRune(r)
	}
	return found
}

// columnsOf returns how many columns text takes.
func columnsOf(s string) int {
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		n += columnsOfRune(r)
		i += size
	}
	return n
}

func columnsOfRune(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
