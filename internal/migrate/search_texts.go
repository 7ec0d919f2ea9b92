package migrate

import (
	"html"
	"maps"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

// Plugins keep what search engines, the window of the browser, the trail of breadcrumbs and
// other sites showed of a page instead of its title and first words (docs/formats.md §A.7).
// A site can have had several of them, and each has texts of its own.

// seoFields are the custom fields with a description for search engines.
var seoFields = []string{"_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description",
	"_seopress_titles_desc", "_genesis_description", "_su_description", "standard_seo_post_meta_description", "_headspace_description", "thesis_description", "_wds_metadesc", "_amt_description"}

// searchFields are those, and the ones with titles and what other sites showed.
var searchFields = late.Words(strings.Join(append([]string{"_yoast_wpseo_title", "_yoast_wpseo_bctitle", "_yoast_wpseo_opengraph-title", "_yoast_wpseo_opengraph-description", "_yoast_wpseo_twitter-title", "_yoast_wpseo_twitter-description",
	"rank_math_title", "rank_math_breadcrumb_title", "rank_math_facebook_title", "rank_math_facebook_description", "rank_math_twitter_title", "rank_math_twitter_description",
	"_aioseo_title", "_aioseop_title", "_aioseo_og_title", "_aioseo_og_description", "_aioseo_twitter_title", "_aioseo_twitter_description",
	"_seopress_titles_title", "_seopress_robots_breadcrumbs", "_seopress_social_fb_title", "_seopress_social_fb_desc", "_seopress_social_twitter_title", "_seopress_social_twitter_desc",
	"_genesis_title", "_open_graph_title", "_open_graph_description", "_twitter_title", "_twitter_description", "_su_title", "_su_og_title", "_su_og_description", "standard_seo_post_meta_title",
	"_headspace_page_title", "thesis_title", "_wds_title", "_amt_title"}, seoFields...), " "))

// seoDescription returns what was written of a post for search engines, and in which
// custom field.
func seoDescription(it *extract.Item, site string) (text, key string) {
	for _, k := range seoFields {
		if v := strings.TrimSpace(it.Field(k)); v != "" {
			if text, ok := filledIn(v, it.PlainTitle(), site); ok && text != "" && transform.WithoutHeld(v) == v {
				return text, k
			}
		}
	}
	return "", ""
}

// noteSearchTexts names the texts of which the page, its title and description lack words,
// but for the field that is named already.
func (c *converter) noteSearchTexts(it *extract.Item, p *frontmatter.Post, page *transform.Page, named string, out *Outcome) {
	var left, said []string
	readPage := false
	looked := 0 // bytes of texts in which parts are looked for: an odd item has thousands
	told := func(part string) bool {
		if looked > mostSearched {
			return false
		}
		if said == nil {
			said = []string{wordsAlone(p.Title), wordsAlone(c.plan.site.Title), wordsAlone(c.plan.site.Description), wordsAlone(p.Description), wordsAlone(p.AuthorName)}
			for _, of := range slices.Sorted(maps.Keys(p.Terms)) {
				for _, t := range p.Terms[of] {
					said = append(said, wordsAlone(t))
				}
			}
		}
		words := wordsAlone(part)
		has := func(text string) bool {
			looked += len(text)
			return strings.Contains(text, words)
		}
		if slices.ContainsFunc(said, has) {
			return true
		}
		if readPage {
			return false
		}
		readPage = true
		said = append(said, wordsAlone(transform.Text(page.Tree)))
		return has(said[len(said)-1])
	}
	for i := range it.Meta {
		key := it.Meta[i].Key
		if !searchFields.Has(key) || c.settings.WantsField(key) {
			continue
		}
		v := strings.TrimSpace(it.Meta[i].Value)
		if v == p.Description {
			continue
		}
		lacks := false
		for _, part := range constantParts(v) {
			if lacks = !told(part); lacks {
				break
			}
		}
		if !lacks {
			continue
		}
		if said = append(said, wordsAlone(v)); key != named {
			left = append(left, key+"="+transform.Quote(oneLine(html.UnescapeString(v))))
		}
	}
	if len(left) > 0 {
		out.note(note.FrontMatter, false, "texts for search engines and other sites that are not in the page: "+strings.Join(left, ", "))
	}
}

// mostSearched bounds the bytes in which the words of texts are looked for of a page; texts
// beyond it are named.
const mostSearched = 64 << 20

// filledIn returns a text of a plugin for search engines with what stands for its
// variables, %%title%%, %title%, #post_title: the title, the name of the site and signs.
// It is false if there is another one.
func filledIn(v, title, site string) (text string, ok bool) {
	var b strings.Builder
	for {
		at, end := variable(v)
		if end == 0 {
			b.WriteString(v)
			return strings.Trim(oneLine(html.UnescapeString(b.String())), " –"), true
		}
		b.WriteString(v[:at])
		switch strings.Trim(v[at:end], "%#") {
		case "title", "post_title", "page_title", "term_title":
			b.WriteString(title)
		case "sitename", "sitetitle", "site_title", "blog_title":
			b.WriteString(site)
		case "sep", "separator_sa":
			b.WriteString("–")
		case "page", "pagenumber", "page_number":
		default:
			return "", false
		}
		v = v[end:]
	}
}

// variable returns where the first variable of a text begins and ends, or 0.
func variable(s string) (at, end int) {
	for i := 0; i < len(s); i++ {
		sign := s[i]
		if sign != '%' && sign != '#' || sign == '#' && i > 0 && s[i-1] != ' ' {
			continue
		}
		j := i + 1
		if sign == '%' && j < len(s) && s[j] == '%' {
			j++
		}
		n := j
		for n < len(s) && ('a' <= s[n] && s[n] <= 'z' || s[n] == '_') {
			n++
		}
		switch {
		case n == j:
		case sign == '#':
			switch s[j:n] {
			case "post_title", "page_title", "site_title", "separator_sa", "post_excerpt", "post_content", "post_excerpt_only", "tagline", "categories", "taxonomy_title", "current_year", "current_month", "current_day", "current_date", "post_date", "post_year", "post_month", "author_name", "author_first_name", "author_last_name", "page_number":
				return i, n
			}
		case n < len(s) && s[n] == '%':
			if n+1 < len(s) && s[n+1] == '%' && j == i+2 {
				n++
			}
			return i, n + 1
		}
		i = max(i, j-1)
	}
	return 0, 0
}

// constantParts returns what stands between the variables of a text and the signs that
// part it.
func constantParts(v string) (parts []string) {
	for {
		at, end := variable(v)
		text := v
		if end > 0 {
			text = v[:at]
		}
		for part := range strings.FieldsFuncSeq(html.UnescapeString(text), func(r rune) bool { return strings.ContainsRune("|–—»«·•›", r) }) {
			for part := range strings.SplitSeq(part, " - ") {
				if wordsAlone(part) != "" {
					parts = append(parts, part)
				}
			}
		}
		if end == 0 {
			return parts
		}
		v = v[end:]
	}
}
