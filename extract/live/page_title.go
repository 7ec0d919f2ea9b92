package live

import (
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
)

// titleElements are what themes make the title of a post, the surest first.
const titleElements = "h1.entry-title, .wp-block-post-title, .entry-title, h1.post-title, .post-title, .p-name, [itemprop=headline], h1.title"

// siteElements hold the name of the site.
const siteElements = ".site-title, .site-description, .site-branding, .wp-block-site-title, .navbar-brand, #logo, .logo"

// separators stand between the title of a page and the name of the site.
const separators = "-–—|«»·•:›‹~/"

// titleOf finds the title of a post, which may be empty. Of the headings of a
// whole page it is one outside the content that leads nowhere else: the one
// that the head of the page repeats, or else the one that looks most like it.
func (p *pageReader) titleOf(s, content *goquery.Selection) (title string, there bool) {
	if p.sel.Title != "" || s.Nodes[0].Type != html.DocumentNode {
		found := find(s, content, orSel(p.sel.Title, titleElements+", article h1, main h1")).First()
		if found.Length() == 0 {
			return "", false
		}
		return headingHTML(found), true
	}
	if p.guessed {
		content = nil // nothing says where it begins
	}
	said := p.saidTitles()
	own := map[string]bool{linkKey(p.base): true}
	if u := p.address(p.canonical()); u != nil {
		own[linkKey(u)] = true
	}
	site := titleKey(p.siteName())
	var best *goquery.Selection
	bestScore := -1
	find(s, content, titleElements+", h1, h2, h3").Each(func(_ int, h *goquery.Selection) {
		if h.ClosestMatcher(css(siteElements)).Length() > 0 {
			return
		}
		elsewhere := false
		h.FindMatcher(css("a[href]")).Each(func(_ int, a *goquery.Selection) {
			u := p.address(a.AttrOr("href", ""))
			elsewhere = elsewhere || u == nil || !own[linkKey(u)]
		})
		if a := h.ClosestMatcher(css("a[href]")); a.Length() > 0 {
			u := p.address(a.AttrOr("href", ""))
			elsewhere = elsewhere || u == nil || !own[linkKey(u)]
		}
		key := titleKey(h.Text())
		if elsewhere || key != "" && key == site {
			return
		}
		score := 0
		switch {
		case h.IsMatcher(css(titleElements)):
			score = 5
		case h.IsMatcher(css("article h1, main h1, .post h1")):
			score = 4
		case h.IsMatcher(css(".post h2, article h2")):
			score = 3
		case h.IsMatcher(css("h1")):
			score = 2
		}
		if key != "" && agrees(key, said) {
			score += 10
		}
		if score > bestScore && (score > 2) {
			best, bestScore = h, score
		}
	})
	if best == nil {
		return "", false
	}
	return p.withoutGlued(best, said), true
}

// headingHTML returns what a heading shows, without the link around it.
func headingHTML(h *goquery.Selection) string {
	if a := h.FindMatcher(css("a")).First(); a.Length() > 0 && oneLine(a.Text()) == oneLine(h.Text()) {
		h = a
	}
	inner, _ := h.Html()
	return oneLine(inner)
}

// withoutGlued returns a heading without what plugins put behind the title in
// it: what the head of the page does not have.
func (p *pageReader) withoutGlued(h *goquery.Selection, said []string) string {
	key := titleKey(h.Text())
	if key == "" || agrees(key, said) {
		return headingHTML(h)
	}
	longest := ""
	for _, title := range said {
		if k := titleKey(title); len(k) > len(longest) && len(k) >= 4 && strings.HasPrefix(key, k) {
			longest = k
		}
	}
	whole := headingHTML(h)
	if longest == "" {
		return whole
	}
	h = h.Clone()
	for n := h.Nodes[0]; n.LastChild != nil; {
		last := n.LastChild
		before := titleKey(h.Text())
		if last.Type == html.ElementNode && titleKey(goquery.NewDocumentFromNode(last).Text()) == before {
			n = last // it stands in there
			continue
		}
		if last.Type != html.ElementNode && strings.TrimSpace(last.Data) != "" {
			break // what is no element of its own, somebody wrote there
		}
		if n.RemoveChild(last); titleKey(h.Text()) == longest {
			return headingHTML(h)
		}
	}
	return whole
}

// titleKey is a title without what themes and plugins write otherwise: signs,
// spaces, case.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// agrees reports whether one of the titles is that of a heading.
func agrees(key string, said []string) bool {
	for _, title := range said {
		if titleKey(title) == key {
			return true
		}
	}
	return false
}

// saidTitles returns what the head of the page says it is called: as it stands
// there, and without what can be the name of the site before or behind it.
func (p *pageReader) saidTitles() (list []string) {
	add := func(s string) {
		if s = oneLine(s); s != "" {
			list = append(list, s)
		}
	}
	add(p.doc.FindMatcher(css(`meta[property="og:title"]`)).AttrOr("content", ""))
	add(p.jsonLD().str("headline"))
	for _, s := range append([]string{p.doc.FindMatcher(css("head title")).First().Text()}, list...) {
		s = oneLine(s)
		add(s)
		f := strings.Fields(s)
		for i, w := range f {
			if len([]rune(w)) == 1 && strings.Contains(separators, w) {
				add(strings.Join(f[:i], " "))
				add(strings.Join(f[i+1:], " "))
			}
		}
	}
	return list
}

// siteName returns what the page says the site is called.
func (p *pageReader) siteName() string {
	return firstOf(p.doc.FindMatcher(css(`meta[property="og:site_name"]`)).AttrOr("content", ""), oneLine(p.doc.FindMatcher(css(".wp-block-site-title, .site-title")).First().Text()))
}

// documentTitle returns the title of a page by its head, without the name of
// the site.
func (p *pageReader) documentTitle() string {
	title := firstOf(p.jsonLD().str("headline"), p.doc.FindMatcher(css(`meta[property="og:title"]`)).AttrOr("content", ""))
	if title == "" {
		title = oneLine(p.doc.FindMatcher(css("head title")).First().Text())
	}
	f := strings.Fields(title)
	site := titleKey(p.siteName())
	for i := len(f) - 1; i > 0; i-- {
		if len([]rune(f[i])) != 1 || !strings.Contains(separators, f[i]) {
			continue
		}
		before, after := strings.Join(f[:i], " "), strings.Join(f[i+1:], " ")
		if site == "" || titleKey(after) == site {
			return before
		}
		if titleKey(before) == site {
			return after
		}
	}
	if site != "" && titleKey(title) == site {
		return ""
	}
	return oneLine(title)
}

// wordDates are elements in which themes tell when a post was published.
const wordDates = "time, .entry-date, .post-date, .postdate, .date, .published, .posted-on, .dateline, .entry-meta, .post-meta, .postmetadata, .post-info, .postinfo, .meta, .byline, .entry-utility, small"

// dateInWords reads the date that a theme writes out.
func (p *pageReader) dateInWords(s, content *goquery.Selection, v *version) {
	lang := p.doc.FindMatcher(css("html")).AttrOr("lang", "")
	find(s, content, orSel(p.sel.Date, wordDates)).EachWithBreak(func(_ int, t *goquery.Selection) bool {
		if text := oneLine(t.Text()); len(text) < 1000 {
			v.date = readWords(text, lang)
		}
		return v.date.IsZero()
	})
}

// archiveOf returns the term of which a page is the archive, by the classes that
// WordPress gives its body.
func (p *pageReader) archiveOf() (ref extract.TermRef) {
	switch {
	case p.body["category"]:
		ref.Taxonomy = "category"
	case p.body["tag"]:
		ref.Taxonomy = "post_tag"
	default:
		for _, c := range sortedKeys(p.body) {
			if t, ok := strings.CutPrefix(c, "tax-"); ok {
				ref.Taxonomy = t
			}
		}
	}
	prefix := map[string]string{"category": "category-", "post_tag": "tag-"}[ref.Taxonomy]
	if prefix == "" {
		prefix = "term-"
	}
	for _, c := range sortedKeys(p.body) {
		if slug, ok := strings.CutPrefix(c, prefix); ok && number(slug) == 0 && ref.Taxonomy != "" {
			ref.Slug = slug
		}
	}
	if ref.Slug == "" {
		return extract.TermRef{}
	}
	heading := p.doc.FindMatcher(css(".page-title, .archive-title, .wp-block-query-title, h1.title")).First()
	if span := heading.FindMatcher(css("span")).First(); span.Length() > 0 {
		heading = span
	}
	name := oneLine(heading.Text())
	if _, rest, ok := strings.Cut(name, ": "); ok && extract.MakeSlug(name) != ref.Slug {
		name = rest // "Genre: Jazz"
	}
	ref.Name = firstOf(name, readable(ref.Slug))
	return ref
}
