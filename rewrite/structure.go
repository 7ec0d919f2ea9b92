package rewrite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A structure finds out how the old site made the paths of a post type, from
// the links of published items (docs/formats.md §F.1).
type structure struct {
	depths  [maxSegments + 1]depth // by number of segments
	samples int
}

// A depth is about the paths of one number of segments.
type depth struct {
	samples int
	slashes int                     // paths that end in one
	seen    [maxSegments]templateOf // by segment
}

// templateOf counts the templates that can have made a segment.
type templateOf map[string]*template

type template struct {
	text  string // such as %post_id%-%postname%
	tags  []int  // clues, by their order
	plain int    // bytes that are no tag
	count int
}

const (
	maxSamples  = 1000 // beyond so many, another tells nothing new
	maxSegments = 8
)

// sample notes the path of a link, below that of the blog, and the post that
// it leads to, with all its categories.
func (s *structure) sample(path string, q *post, categories []string) {
	segs := strings.Split(strings.TrimPrefix(canonicalPath(path), "/"), "/")
	if s.samples == maxSamples || len(segs) > maxSegments {
		return
	}
	s.samples++
	d := &s.depths[len(segs)]
	d.samples++
	if strings.HasSuffix(path, "/") {
		d.slashes++
	}
	clues := cluesOf(q, categories)
	for i, seg := range segs {
		if d.seen[i] == nil {
			d.seen[i] = templateOf{}
		}
		d.seen[i].add(seg, clues)
	}
}

// A clue is a tag and what it stands for in one post.
type clue struct{ tag, value string }

// cluesOf returns what a segment of a post's path can be made of, the likelier
// first.
func cluesOf(q *post, categories []string) []clue {
	list := []clue{{"%postname%", segment(q.slug)}, {"%year%", ""}, {"%monthnum%", ""}, {"%day%", ""},
		{"%hour%", ""}, {"%minute%", ""}, {"%second%", ""}, {"%post_id%", strconv.FormatInt(q.id, 10)}, {"%author%", segment(q.author)}}
	if !q.date.IsZero() {
		for i, layout := range []string{"2006", "01", "02", "15", "04", "05"} {
			list[1+i].value = q.date.Format(layout)
		}
	}
	for _, c := range categories {
		list = append(list, clue{"%category%", segment(c)})
	}
	return list
}

// add counts each template of up to two tags that can have made a segment.
func (t templateOf) add(seg string, clues []clue) {
	counted := map[string]bool{}
	count := func(text string, plain int, tags ...int) {
		if counted[text] {
			return
		}
		counted[text] = true
		if t[text] == nil {
			text = strings.Clone(text) // not a part of an item
			t[text] = &template{text: text, tags: tags, plain: plain}
		}
		t[text].count++
	}
	if !strings.Contains(seg, "%") {
		count(seg, len(seg))
	}
	for i, c := range clues {
		before, after, ok := cutWord(seg, c.value)
		if !ok || strings.Contains(before+after, "%") {
			continue
		}
		count(before+c.tag+after, len(before+after), i)
		for j, c2 := range clues {
			if b, a, ok := cutWord(after, c2.value); ok && c2.tag != c.tag {
				count(before+c.tag+b+c2.tag+a, len(before+b+a), i, j)
			}
		}
	}
}

// cutWord cuts s around the first place where it has word, with nothing beside
// that could belong to it.
func cutWord(s, word string) (before, after string, ok bool) {
	i := strings.Index(s, word)
	if i < 0 || word == "" {
		return "", "", false
	}
	before, after = s[:i], s[i+len(word):]
	return before, after, (before == "" || !isWordByte(before[len(before)-1])) && (after == "" || !isWordByte(after[0]))
}

func isWordByte(c byte) bool { return isAlnum(c) || c >= 0x80 }

// pattern returns the structure of most samples, if there is one that made at
// least 19 in 20 of those with as many segments.
func (s *structure) pattern() (pattern, bool) {
	best := &s.depths[0]
	for i := range s.depths {
		if d := &s.depths[i]; d.samples > best.samples {
			best = d
		}
	}
	if best.samples == 0 {
		return nil, false
	}
	var text strings.Builder
	used := map[int]bool{}
	for _, seen := range best.seen {
		if seen == nil {
			break
		}
		t := seen.best(used)
		if t == nil || t.count*20 < best.samples*19 {
			return nil, false
		}
		for _, tag := range t.tags {
			used[tag] = true
		}
		text.WriteString("/" + t.text)
	}
	if best.slashes*2 > best.samples {
		text.WriteByte('/')
	}
	p, err := parsePattern(text.String())
	return p, err == nil
}

// best returns the template that made most samples: of equal ones that with the
// least literal text, then with the likelier tags. No tag occurs twice.
func (t templateOf) best(used map[int]bool) *template {
	var list []*template
	for _, c := range t {
		if !slices.ContainsFunc(c.tags, func(tag int) bool { return used[tag] }) {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return slices.MinFunc(list, func(a, b *template) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.plain, b.plain), slices.Compare(a.tags, b.tags), cmp.Compare(a.text, b.text))
	})
}
