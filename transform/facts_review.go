package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for reviews show at the end of a post what its author thinks of a thing: points for
// each of several criteria, a total, a summary, what is good and what is not. All of it is in
// custom fields, the criteria in a list of them with a name and a number each. What visitors
// have voted is not of the author.

// reviewNames are words in the names of fields of such plugins.
var reviewNames = late.Words("review reviews wppr")

// ofVoters are words in the names of what is none of the author's.
var ofVoters = late.Words("member members moderator moderators moderation rejection reject rejected request requests backup edit premium revision revisions feedback reminder reminders user users visitor visitors reader readers vote votes count schema comment comments meta type style position location color colour width align link links")

// isOfNoAuthor reports whether a word of a name says that a field is of voters, or for those
// who run the site.
func isOfNoAuthor(w string) bool {
	switch w {
	case "review", "reviews", "total", "average":
		return false
	}
	return ofVoters.Has(w) || notForVisitors.Has(w)
}

// numberedCriteria are the fields with the name and the points of a criterion that have a
// number, as their plugins begin them; the switch must be on.
var numberedCriteria = []struct{ name, points, on string }{
	{"_bunyad_criteria_label_#", "_bunyad_criteria_rating_#", "_bunyad_reviews"}, // SmartMag
	{"option_#_content", "option_#_grade", "cwp_meta_box_check"},                 // WP Product Review
	{"penci_review_#", "penci_review_#_num", ""},                                 // Soledad
}

// review is what an author thinks of something.
type review struct {
	criteria, totals [][2]string // what, and how good it is
	heading          string
	texts            [][2]string // a heading, HTML
}

// addReview puts the review of an item at the end of its page.
func (b *builder) addReview(root *html.Node) {
	if len(b.held) > 0 || b.item.Rendered() || !slices.ContainsFunc(b.item.Meta, mayReview) {
		return
	}
	f := &facts{b: b}
	r := f.review()
	if len(r.criteria) == 0 {
		return
	}
	page := wordsOf(root)
	list := tree.NewElement(atom.Ul)
	for _, c := range append(r.criteria, r.totals...) {
		li := tree.NewElement(atom.Li)
		li.AppendChild(tree.NewText(c[0] + ": " + c[1]))
		list.AppendChild(li)
	}
	if !slices.ContainsFunc(r.criteria, func(c [2]string) bool { return !page.shows(c[0]) }) { // a shortcode has put it there
		return
	}
	var nodes []*html.Node
	bold := func(text string) {
		p, strong := tree.NewElement(atom.P), tree.NewElement(atom.Strong)
		strong.AppendChild(tree.NewText(text))
		p.AppendChild(strong)
		nodes = append(nodes, p)
	}
	if r.heading != "" {
		bold(r.heading)
	}
	nodes = append(nodes, list)
	for _, t := range r.texts {
		if t[0] != "" {
			bold(t[0])
		}
		nodes = append(nodes, wrapInline(tree.TakeChildren(b.parse(b.innerHTML(t[1]))))...)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	if b.beside == nil {
		b.beside = nodes[0]
	}
	b.notes.add(note.HTML, false, "the review of its author, which the old site showed below the text, is at the end of the page")
}

// mayReview reports whether a field can be one of a review.
func mayReview(m extract.Meta) bool {
	return strings.Contains(m.Key, "review") || strings.HasPrefix(m.Key, "wppr_") || m.Key == "cwp_meta_box_check"
}

// review reads the review of an item; it has no criteria if there is none.
func (f *facts) review() (r review) {
	for _, off := range []string{"taq_review_position", "tie_review_position", "wp_review_type", "cwp_meta_box_check", "_bunyad_reviews"} {
		for m := range f.fieldsOf(off) {
			switch strings.ToLower(strings.TrimSpace(m.Value)) {
			case "", "0", "no", "none", "off", "false":
				return r
			}
		}
	}
	for _, c := range numberedCriteria {
		if c.on != "" && f.field(c.on) == "" {
			continue
		}
		for n := 1; n <= 20; n++ {
			at := strconv.Itoa(n)
			f.criterion(&r, c.points, f.field(strings.Replace(c.name, "#", at, 1)), f.field(strings.Replace(c.points, "#", at, 1)))
		}
	}
	for i := range f.b.item.Meta {
		m := &f.b.item.Meta[i]
		words := WordsOfName(m.Key)
		v := strings.TrimSpace(m.Value)
		if len(words) < 2 || v == "" || !(slices.ContainsFunc(words, reviewNames.Has) || words[0] == "cwp") || slices.ContainsFunc(words, isOfNoAuthor) || f.inFrontMatter(m.Key) {
			continue
		}
		switch last := words[len(words)-1]; last {
		case "total", "score", "overall", "rating":
			if points := cmp.Or(f.points(m.Key, v), wordOf(v)); points != "" && !slices.ContainsFunc(r.totals, func(t [2]string) bool { return t[1] == points }) {
				r.totals = append(r.totals, [2]string{nameOfField("total"), points})
			}
		case "heading", "title":
			if last == "heading" || len(words) <= 3 {
				r.heading = cmp.Or(r.heading, plainFact(v))
			}
		case "summary", "desc", "conclusion", "verdict", "text":
			r.texts = append(r.texts, [2]string{plainFact(f.field(m.Key + "_title")), v})
		case "pros", "cons", "good", "bad", "pro":
			r.texts = append(r.texts, [2]string{nameOfField(last), asPoints(v)})
		default:
			for _, p := range storedProp("", v).kids {
				name, points := "", ""
				for i := range p.kids {
					k := &p.kids[i]
					of := WordsOfName(k.key)
					if k.tree || len(of) == 0 {
						continue
					}
					switch of[len(of)-1] {
					case "title", "name", "label", "desc", "text", "criteria", "feature":
						name = cmp.Or(name, k.val)
					case "star", "stars", "score", "rate", "rating", "value", "grade", "points", "number":
						points = cmp.Or(points, k.val)
					}
				}
				f.criterion(&r, m.Key, name, points)
			}
		}
	}
	return r
}

// criterion adds a criterion that has a name and points.
func (f *facts) criterion(r *review, key, name, points string) {
	if name, points = plainFact(name), f.points(key, points); name != "" && points != "" && len(name) < 200 {
		r.criteria = append(r.criteria, [2]string{name, points})
	}
}

// points returns a number of points with what it is of, as far as that is known; "" if it is none.
func (f *facts) points(key, v string) string {
	n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
	if err != nil || n < 0 || n > 100 {
		return ""
	}
	v = strings.TrimSpace(v)
	switch {
	case strings.HasPrefix(key, "taq_"), strings.HasPrefix(key, "tie_"), strings.HasPrefix(key, "wppr_"), strings.HasPrefix(key, "option_"):
		return v + "%"
	case !strings.HasPrefix(key, "wp_review_"):
		return v
	}
	switch f.b.item.Field("wp_review_type") {
	case "star", "":
		return v + " / 5"
	case "point":
		return v + " / 10"
	case "percentage":
		return v + "%"
	}
	return v
}

// wordOf returns a value that says in a word or two how good something is.
func wordOf(v string) string {
	if v = plainFact(v); len(v) > 40 || !isWords(v) && !isCapitalized(v) {
		return ""
	}
	return v
}

// asPoints returns a text, or a list of texts as plugins store it, as HTML.
func asPoints(v string) string {
	p := storedProp("", v)
	if !p.tree {
		return v
	}
	var out strings.Builder
	for i := range p.kids {
		k := &p.kids[i]
		text := k.val
		for j := range k.kids {
			text = cmp.Or(text, k.kids[j].val)
		}
		if text = plainFact(text); text != "" {
			out.WriteString("<li>" + html.EscapeString(text) + "</li>")
		}
	}
	if out.Len() == 0 {
		return ""
	}
	return "<ul>" + out.String() + "</ul>"
}
