package extract

import (
	"bytes"
	"time"

	"golang.org/x/text/encoding"
)

// A parser reads constructs of an export out of the bytes at hand. It is a
// series of attempts: begin gives it the bytes from the start of a construct,
// and if they end before the construct does (short), the attempt is thrown
// away, more is read, and another one begins. So nothing below this level
// knows of the window, and indexes into b stay valid throughout an attempt.
type parser struct {
	file    string
	charset charsetRule
	dec     *encoding.Decoder // of the charset, if it is not UTF-8
	bound   []bound
	export  bool                  // the namespace of exports has been declared
	outside bool                  // nothing of an export has been seen
	words   map[string]string     // see intern
	latest  [1 << 7]string        // by element, see repeated
	filed   map[string]*filedTerm // terms by the attributes of their tags, see termOf
	unsum   bool                  // see Source.SkipSums
	segs    []segment             // of the field last read
	scratch []byte
	day     []byte    // the date last read
	dayIs   time.Time // what it is
	found   [needles]found

	followers followers
	last      uint8 // index of the tag that next has returned last

	// The attempt.
	b          []byte
	i          int
	all        bool  // nothing follows b
	line       int   // of b[0]
	base       int64 // of b[0] in the stream
	short      bool  // more bytes are needed
	cut        bool  // the bytes ended inside the construct
	broken     bool  // a field of the construct was broken off by the next one
	inItem     bool
	plain      bool // the texts of the item are plain, as is known
	mended     bool // one of them is not: it was mended, or has not one of the two usual forms
	repairs    []Repair
	first      int       // index of the first repair that belongs to the item
	opened     int       // where the outermost element that nobody knows begins
	extra      []Meta    // of the item, of elements that nobody knows
	filedUnder []TermRef // of the item, of such

	// What surrounds the construct: the elements nobody knows that are open,
	// and whether what came last is no part of the export. kept is their
	// state at the end of the last attempt that succeeded.
	surroundings
	kept surroundings
}

type surroundings struct {
	unknown []string
	junk    bool
}

const maxUnknown = 64

func (s *surroundings) copy(from *surroundings) {
	s.unknown = append(s.unknown[:0], from.unknown...)
	s.junk = from.junk
}

// begin starts an attempt at b.
func (p *parser) begin(b []byte, all bool, line int, base int64) {
	p.b, p.i, p.all, p.line, p.base = b, 0, all, line, base
	p.short, p.cut, p.broken, p.inItem = false, false, false, false
	p.repairs, p.first = p.repairs[:0], 0
	p.copy(&p.kept)
}

// keep makes the attempt count.
func (p *parser) keep() { p.kept.copy(&p.surroundings) }

// stopped reports that the bytes have ended.
func (p *parser) stopped() bool { return p.short || p.cut }

// end is called where the bytes end inside something.
func (p *parser) end() {
	if p.all {
		p.cut = true
	} else {
		p.short = true
	}
	p.i = len(p.b)
}

// tooShort reports that fewer than n bytes are at hand from j on though more may
// follow; the attempt is over then.
func (p *parser) tooShort(j, n int) bool {
	if p.all || len(p.b)-j >= n {
		return false
	}
	p.end()
	return true
}

// repair counts one repair at b[at]; text says what was there, if that helps.
func (p *parser) repair(kind string, at int, text []byte) {
	mine := p.repairs[p.first:]
	for i := range mine {
		if mine[i].Kind == kind {
			mine[i].Count++
			return
		}
	}
	p.repairs = append(p.repairs, Repair{
		Kind: kind, File: p.file, Line: p.lineAt(at), Count: 1, Text: sample(text),
	})
}

// lineAt returns the line of b[at].
func (p *parser) lineAt(at int) int {
	return p.line + bytes.Count(p.b[:min(at, len(p.b))], newline)
}

const longestInterned = 64

// repeated is intern for the value of an element that most often has the one it had
// the last time.
func (p *parser) repeated(e elem, b []byte) string {
	if s := p.latest[e]; s == string(b) {
		return s
	}
	s := p.intern(b)
	if len(s) <= longestInterned {
		p.latest[e] = s
	}
	return s
}

// intern returns b as a string, and the same string for the same bytes: for
// values of which an export holds few but repeats them in every item.
func (p *parser) intern(b []byte) string {
	const most = 4096
	if len(b) > longestInterned {
		return string(b)
	}
	if s, ok := p.words[string(b)]; ok {
		return s
	}
	s := string(b)
	if len(p.words) < most {
		if p.words == nil {
			p.words = make(map[string]string)
		}
		p.words[s] = s
	}
	return s
}

// isSpace knows the white space of XML.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// skipSpace returns the index of the first byte of b from i on that is no
// space.
func skipSpace(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

func trimSpace(b []byte) []byte {
	b = b[skipSpace(b, 0):]
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// indexFrom is bytes.Index from i on, with an index into b.
func indexFrom(b []byte, i int, s string) int {
	if i > len(b) {
		return -1
	}
	if k := bytes.Index(b[i:], []byte(s)); k >= 0 {
		return i + k
	}
	return -1
}

func hasPrefixAt(b []byte, i int, s string) bool {
	return len(b)-i >= len(s) && string(b[i:i+len(s)]) == s
}
