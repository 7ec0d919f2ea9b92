package rewrite

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
)

// A pattern makes the paths of posts, of literal text and tags.
type pattern []part

type part struct {
	text string // literal, if tag is none
	tag  tag
}

type tag uint8

const (
	literal tag = iota
	tagSlug
	tagID
	tagYear
	tagMonth
	tagDay
	tagHour
	tagMinute
	tagSecond
	tagCategory
	tagAuthor
	tagTitle
	tagType
	tagMonthName
	tagWeekday
	tagWeekdayName
	tagYearDay
)

// tagNames are the names of tags, WordPress' and Hugo's (docs/formats.md §F.1).
var tagNames = map[string]tag{
	"year": tagYear, "month": tagMonth, "monthnum": tagMonth, "monthname": tagMonthName, "day": tagDay,
	"weekday": tagWeekday, "weekdayname": tagWeekdayName, "yearday": tagYearDay, "hour": tagHour, "minute": tagMinute, "second": tagSecond,
	"slug": tagSlug, "postname": tagSlug, "name": tagSlug, "pagename": tagSlug,
	"filename": tagSlug, "slugorfilename": tagSlug, "contentbasename": tagSlug, "slugorcontentbasename": tagSlug,
	"title": tagTitle, "id": tagID, "post_id": tagID,
	"category": tagCategory, "author": tagAuthor, "type": tagType, "section": tagType, "sections": tagType,
}

// parsePattern reads a pattern such as /:year/:slug/ or /%year%/%postname%/.
func parsePattern(s string) (pattern, error) {
	p, err := parseParts(s)
	if err != nil {
		return nil, fmt.Errorf("permalinks: %q: %w", s, err)
	}
	return p, nil
}

func parseParts(s string) (pattern, error) {
	switch {
	case strings.Contains(s, "//"):
		return nil, errors.New("has an empty segment: a pattern is a path below the home page")
	case strings.ContainsAny(s, "?#\\"):
		return nil, fmt.Errorf("has a %q, which a path cannot hold", s[strings.IndexAny(s, "?#\\")])
	case !utf8.ValidString(s):
		return nil, errors.New("is not UTF-8")
	case !strings.HasPrefix(s, "/"):
		s = "/" + s
	}
	var p pattern
	text := func(s string) {
		if s != "" {
			p = append(p, part{text: s})
		}
	}
	unique := false
	for {
		i := strings.IndexAny(s, ":%")
		if i < 0 {
			break
		}
		end := i + 1
		for end < len(s) && ('a' <= s[end] && s[end] <= 'z' || s[end] == '_') {
			end++
		}
		name := s[i+1 : end]
		if s[i] == '%' {
			if end == len(s) || s[end] != '%' {
				return nil, fmt.Errorf("a %% without its end: %q", s[i:end])
			}
			end++
		}
		t, ok := tagNames[name]
		if !ok {
			return nil, fmt.Errorf("unknown tag %q", s[i:end])
		}
		text(s[:i])
		p = append(p, part{tag: t})
		unique = unique || t == tagSlug || t == tagTitle || t == tagID
		s = s[end:]
	}
	text(s)
	if !unique {
		return nil, errors.New("needs :slug, :title or :id, or all posts would have one path")
	}
	return p, nil
}

// post is what a path is made of.
type post struct {
	id       int64
	slug     string
	date     time.Time // on the clock of the site
	category string    // its path: parent/child
	author   string
	title    string
	kind     string // post type
}

// path returns the path of a post.
func (p pattern) path(q *post) string {
	b := make([]byte, 0, 80)
	for _, part := range p {
		switch part.tag {
		case literal:
			b = append(b, part.text...)
		case tagSlug:
			b = append(b, segment(q.slug)...)
		case tagTitle:
			b = append(b, segment(cmp.Or(extract.MakeSlug(q.title), q.slug))...)
		case tagID:
			b = strconv.AppendInt(b, q.id, 10)
		case tagCategory:
			b = append(b, cmp.Or(q.category, "uncategorized")...)
		case tagAuthor:
			b = append(b, segment(q.author)...)
		case tagType:
			b = append(b, segment(q.kind)...)
		default:
			if !q.date.IsZero() { // an empty segment goes
				b = appendDate(b, part.tag, q.date)
			}
		}
	}
	path := string(b)
	if isPlainPath(path) {
		return path
	}
	return newPath(encodePercent(path))
}

func appendDate(b []byte, t tag, d time.Time) []byte {
	switch t {
	case tagYear:
		return d.AppendFormat(b, "2006")
	case tagMonth:
		return d.AppendFormat(b, "01")
	case tagMonthName:
		return append(b, strings.ToLower(d.Month().String())...)
	case tagDay:
		return d.AppendFormat(b, "02")
	case tagWeekday:
		return strconv.AppendInt(b, int64(d.Weekday()), 10)
	case tagWeekdayName:
		return append(b, strings.ToLower(d.Weekday().String())...)
	case tagYearDay:
		return strconv.AppendInt(b, int64(d.YearDay()), 10)
	case tagHour:
		return d.AppendFormat(b, "15")
	case tagMinute:
		return d.AppendFormat(b, "04")
	default:
		return d.AppendFormat(b, "05")
	}
}

// maxSegment is how much of a slug a path has, in bytes. WordPress' own have
// 200 at most, percent-encoded.
const maxSegment = 600

// segment returns a slug as one segment of a path.
func segment(slug string) string {
	s := decodePath(slug[:min(len(slug), 3*maxSegment)])
	if len(s) > maxSegment {
		n := maxSegment
		for !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	s = strings.ReplaceAll(s, "/", "-")
	if s == "." || s == ".." {
		return "-"
	}
	return s
}

// encodePercent protects the percent signs of a decoded path.
func encodePercent(s string) string { return strings.ReplaceAll(s, "%", "%25") }
