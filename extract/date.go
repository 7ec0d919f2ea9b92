package extract

import (
	"strings"
	"time"
)

// parseDate reads a date as WordPress keeps it, "2006-01-02 15:04:05", with
// the liberties that other exporters take: a T between, no seconds, no time,
// a Z at the end. It returns the zero time for every spelling of "none", and
// false for what is no date.
func parseDate(b []byte) (time.Time, bool) {
	if len(b) == 0 {
		return time.Time{}, true
	}
	if b[0] == '-' { // -0001-11-30: PHP's reading of 0000-00-00
		return time.Time{}, true
	}
	s := scanner{b: b, ok: true}
	year := s.digits(4)
	s.byte('-')
	month := s.digits(2)
	s.byte('-')
	day := s.digits(2)
	var hour, minute, second int
	if s.ok && s.i < len(b) {
		if b[s.i] == 'T' {
			s.i++
		} else {
			s.byte(' ')
		}
		hour, minute, second = s.clock()
		s.skip('Z')
	}
	if !s.ok || s.i != len(b) {
		return time.Time{}, false
	}
	if year == 0 && month == 0 && day == 0 {
		return time.Time{}, true
	}
	return date(year, month, day, hour, minute, second)
}

// parsePubDate reads the date of RSS, "Mon, 02 Jan 2006 15:04:05 +0000". Other
// exporters leave out the day of the week or name the zone, or write the form
// of parseDate.
func parsePubDate(b []byte) (time.Time, bool) {
	if t, ok := parseDate(b); ok {
		return t, true
	}
	s := scanner{b: b, ok: true}
	for s.i < len(b) && alphanumeric(b[s.i]) && b[s.i] > '9' { // the day of the week
		s.i++
	}
	s.skip(',')
	s.spaces()
	day := s.number()
	s.spaces()
	month := s.month()
	s.spaces()
	if s.i < len(b) && b[s.i] == '-' { // Wed, 30 Nov -0001
		return time.Time{}, s.ok
	}
	year := s.digits(4)
	s.spaces()
	hour, minute, second := s.clock()
	s.spaces()
	offset := s.zone()
	if !s.ok || s.i != len(b) {
		return time.Time{}, false
	}
	t, ok := date(year, month, day, hour, minute, second)
	if !ok {
		return t, false
	}
	return t.Add(-offset), true
}

// date makes a time of its parts if there is such a day and such a time.
func date(year, month, day, hour, minute, second int) (time.Time, bool) {
	if year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}, false
	}
	return t, true
}

// A scanner takes a date apart. Once it is not ok it stays so.
type scanner struct {
	b  []byte
	i  int
	ok bool
}

// digits reads exactly n of them.
func (s *scanner) digits(n int) (v int) {
	for end := s.i + n; s.i < end; s.i++ {
		if s.i >= len(s.b) || s.b[s.i] < '0' || s.b[s.i] > '9' {
			s.ok = false
			return 0
		}
		v = v*10 + int(s.b[s.i]-'0')
	}
	return v
}

// number reads one or two digits.
func (s *scanner) number() int {
	if s.i+1 < len(s.b) && '0' <= s.b[s.i+1] && s.b[s.i+1] <= '9' {
		return s.digits(2)
	}
	return s.digits(1)
}

func (s *scanner) byte(c byte) {
	if s.i < len(s.b) && s.b[s.i] == c {
		s.i++
	} else {
		s.ok = false
	}
}

// skip reads c if it is there.
func (s *scanner) skip(c byte) {
	if s.i < len(s.b) && s.b[s.i] == c {
		s.i++
	}
}

func (s *scanner) spaces() {
	for s.i < len(s.b) && s.b[s.i] == ' ' {
		s.i++
	}
}

func (s *scanner) clock() (hour, minute, second int) {
	hour = s.digits(2)
	s.byte(':')
	minute = s.digits(2)
	if s.i < len(s.b) && s.b[s.i] == ':' {
		s.i++
		second = s.digits(2)
	}
	return hour, minute, second
}

func (s *scanner) month() int {
	const months = "jan feb mar apr may jun jul aug sep oct nov dec"
	start := s.i
	for s.i < len(s.b) && alphanumeric(s.b[s.i]) && s.b[s.i] > '9' {
		s.i++
	}
	if s.i-start >= 3 {
		a, b, c := s.b[start]|0x20, s.b[start+1]|0x20, s.b[start+2]|0x20
		for k := 0; k < len(months); k += 4 {
			if months[k] == a && months[k+1] == b && months[k+2] == c {
				return k/4 + 1
			}
		}
	}
	s.ok = false
	return 0
}

// zone reads an offset from Greenwich, or a name that means none.
func (s *scanner) zone() time.Duration {
	if s.i == len(s.b) {
		return 0
	}
	sign := time.Duration(1)
	switch s.b[s.i] {
	case '-':
		sign = -1
		fallthrough
	case '+':
		s.i++
		if strings.Trim(string(s.b[s.i:]), "0") == "" {
			s.i = len(s.b)
			return 0
		}
		hours := s.digits(2)
		s.skip(':')
		return sign * (time.Duration(hours)*time.Hour + time.Duration(s.digits(2))*time.Minute)
	}
	switch string(s.b[s.i:]) {
	case "GMT", "UTC", "UT", "Z":
		s.i = len(s.b)
	default:
		s.ok = false
	}
	return 0
}

// date reads the date in the element t, whose start tag has just been read.
func (p *parser) date(t tag, parse func([]byte) (time.Time, bool)) time.Time {
	b := p.word(t)
	if len(b) > 0 && string(b) == string(p.day) { // the other dates of an item are often the same
		return p.dayIs
	}
	d, ok := parse(b)
	if !ok && !p.stopped() {
		p.repair(RepairDate, t.from, b)
	} else if ok && len(b) > 4 && b[4] == '-' { // which both kinds of dates may be
		p.day, p.dayIs = append(p.day[:0], b...), d
	}
	return d
}
