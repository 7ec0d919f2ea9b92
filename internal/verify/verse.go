package verify

import (
	"strings"
)

// lines reads the text of a poem, whose line ends count.
func (s *stream) lines(t string) {
	for {
		line, rest, more := strings.Cut(t, "\n")
		s.text(line)
		if !more {
			return
		}
		s.lineBreak()
		t = rest
	}
}
