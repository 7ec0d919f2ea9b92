package rewrite

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// post is what a permalink is made of.
type post struct {
	id, parent int64
	kind       string // post type
	slug       string
	title      string
	date       time.Time
	author     string
	category   string
}

func postOf(it *extract.Item) post {
	p := post{id: it.ID, parent: it.Parent, kind: strings.Clone(it.Type), slug: slugOf(it), title: strings.Clone(it.PlainTitle()), date: it.Date, author: strings.Clone(extract.MakeSlug(it.Creator))}
	for _, t := range it.Terms {
		if t.Taxonomy == "category" {
			p.category = strings.Clone(t.Slug)
			break
		}
	}
	return p
}

// slugOf returns the slug of an item, or the one WordPress would give it when
// it is published.
func slugOf(it *extract.Item) string {
	if it.Slug != "" {
		return strings.Clone(strings.TrimSuffix(it.Slug, "__trashed"))
	}
	return cmp.Or(extract.MakeSlug(it.PlainTitle()), "post-"+strconv.FormatInt(it.ID, 10))
}

// pattern is a permalink pattern, in segments of literal text and tags.
type pattern struct {
	parts []part
}

type part struct {
	text string // literal
	tag  string // or the name of a tag
}

// The names of tags, WordPress' and Hugo's (facts.md §F.1).
var tagNames = map[string]string{
	"year": "year", "month": "month", "monthnum": "month", "day": "day", "hour": "hour", "minute": "minute", "second": "second",
	"slug": "slug", "postname": "slug", "name": "slug", "filename": "slug", "slugorfilename": "slug", "pagename": "slug", "contentbasename": "slug",
	"title": "title", "id": "id", "post_id": "id", "category": "category", "categories": "category",
	"author": "author", "section": "type", "type": "type",
}

// parsePattern reads a pattern: /:year/:slug/ or /%year%/%postname%/.
func parsePattern(s string) (*pattern, error) {
	p := &pattern{}
	literal := func(s string) {
		if s != "" {
			p.parts = append(p.parts, part{text: s})
		}
	}
	if !strings.HasPrefix(s, "/") {
		s = "/" + s
	}
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] != ':' && s[i] != '%' {
			continue
		}
		end := i + 1
		for end < len(s) && ('a' <= s[end] && s[end] <= 'z' || s[end] == '_') {
			end++
		}
		name := s[i+1 : end]
		if s[i] == '%' {
			if end == len(s) || s[end] != '%' {
				return nil, fmt.Errorf("%q: a %% without its end", s)
			}
			end++
		}
		tag, ok := tagNames[name]
		if !ok {
			return nil, fmt.Errorf("%q: unknown tag %q", s, s[i:end])
		}
		literal(s[start:i])
		p.parts = append(p.parts, part{tag: tag})
		start, i = end, end-1
	}
	literal(s[start:])
	if !slices.ContainsFunc(p.parts, func(p part) bool { return p.tag == "slug" || p.tag == "id" || p.tag == "title" }) {
		return nil, fmt.Errorf("%q: needs :slug, :title or :id, or all posts would have one path", s)
	}
	return p, nil
}

// path returns the path of a post.
func (p *pattern) path(q *post) string {
	var b strings.Builder
	for _, part := range p.parts {
		b.WriteString(part.text)
		switch part.tag {
		case "year":
			fmt.Fprintf(&b, "%04d", q.date.Year())
		case "month":
			fmt.Fprintf(&b, "%02d", int(q.date.Month()))
		case "day":
			fmt.Fprintf(&b, "%02d", q.date.Day())
		case "hour":
			fmt.Fprintf(&b, "%02d", q.date.Hour())
		case "minute":
			fmt.Fprintf(&b, "%02d", q.date.Minute())
		case "second":
			fmt.Fprintf(&b, "%02d", q.date.Second())
		case "slug":
			b.WriteString(segment(q.slug))
		case "title":
			b.WriteString(segment(cmp.Or(extract.MakeSlug(q.title), q.slug)))
		case "id":
			b.WriteString(strconv.FormatInt(q.id, 10))
		case "category":
			b.WriteString(segment(cmp.Or(q.category, "uncategorized")))
		case "author":
			b.WriteString(segment(q.author))
		case "type":
			b.WriteString(segment(q.kind))
		}
	}
	return b.String()
}

// segment returns a slug as one segment of a path.
func segment(slug string) string {
	s := strings.ReplaceAll(decodePercent(slug), "/", "-")
	if s == "." || s == ".." {
		return "-"
	}
	return s
}

// structure finds the permalink structure of the old site by its posts' links
// (facts.md §F.1).
type structure struct {
	count map[string]int
	total int
}

// sample notes the structure that one post's path would come of.
func (s *structure) sample(path string, p *post) {
	if s.count == nil {
		s.count = map[string]int{}
	}
	s.total++
	segs := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, seg := range segs {
		name, ext, _ := strings.Cut(seg, ".html")
		switch {
		case name == canonicalPath(p.slug):
			seg = "%postname%"
		case name == strconv.FormatInt(p.id, 10):
			seg = "%post_id%"
		case i < 3 && name == p.date.Format("2006"):
			seg = "%year%"
		case i > 0 && segs[i-1] == "%year%" && name == p.date.Format("01"):
			seg = "%monthnum%"
		case i > 0 && segs[i-1] == "%monthnum%" && name == p.date.Format("02"):
			seg = "%day%"
		case p.category != "" && name == canonicalPath(p.category):
			seg = "%category%"
		case p.author != "" && name == p.author:
			seg = "%author%"
		}
		if seg[0] == '%' && ext == "" && strings.HasSuffix(segs[i], ".html") {
			seg += ".html"
		}
		segs[i] = seg
	}
	if t := "/" + strings.Join(segs, "/"); s.count[t] > 0 || len(s.count) < 1000 {
		s.count[t]++
	}
}

// pattern returns the structure of most posts, or /slug/ below the blog's path
// if there is none.
func (s *structure) pattern(base string) *pattern {
	best := ""
	for t, n := range s.count {
		if b := s.count[best]; n > b || n == b && t < best {
			best = t
		}
	}
	if s.count[best]*2 > s.total {
		if !strings.HasSuffix(best, ".html") {
			best += "/"
		}
		if p, err := parsePattern(best); err == nil {
			return p
		}
	}
	return &pattern{parts: []part{{text: base + "/"}, {tag: "slug"}, {text: "/"}}}
}
