package rewrite

import (
	"iter"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// parameters yields the keys and values of a query, which begins with ?.
func parameters(query string) iter.Seq2[string, string] {
	return func(yield func(k, v string) bool) {
		for part := range strings.FieldsFuncSeq(query, isParameterEnd) {
			k, v, _ := strings.Cut(part, "=")
			if !yield(k, v) {
				return
			}
		}
	}
}

func isParameterEnd(r rune) bool { return r == '&' || r == '?' }

// named is what a query names.
type named struct {
	id   uint64
	kind string // of what slug names; empty if it is a path of pages
	slug string // as written
}

// namedBy returns the item that the query of the home page's address names
// (docs/formats.md §F.2). isType reports whether there is a post type of that name.
func namedBy(query string, isType func(string) bool) (n named, ok bool) {
	for k, v := range parameters(query) {
		switch k {
		case "p", "page_id", "attachment_id":
			if id := number(v); id > 0 {
				return named{id: id}, true
			}
		}
	}
	for k, v := range parameters(query) {
		if v == "" {
			continue
		}
		switch {
		case k == "name":
			return named{kind: "post", slug: v}, true
		case k == "pagename":
			return named{slug: v}, true
		case k != "post" && k != "page" && isType(k):
			return named{kind: k, slug: v}, true
		}
	}
	return n, false
}

// number reads the digits that a value begins with, as WordPress does.
func number(s string) uint64 {
	var n uint64
	for i := 0; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		if n > 1<<58 { // no item has it
			return n
		}
		n = n*10 + uint64(s[i]-'0')
	}
	return n
}

// keptQuery returns what is left of the query of a link whose page is known:
// what named the page, chose a form of it or followed readers goes.
func keptQuery(query string, isType func(string) bool) string {
	var kept []string
	for part := range strings.FieldsFuncSeq(query, isParameterEnd) {
		for strings.HasPrefix(part, "amp;") { // behind a ? that stands for an &
			part = part[len("amp;"):]
		}
		k, _, _ := strings.Cut(part, "=")
		if k != "" && !dropped.Has(k) && !isType(k) && !strings.HasPrefix(k, "utm_") {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + escapeQuery(strings.Join(kept, "&"))
}

// dropped are the parameters that mean nothing on the new site (docs/formats.md §F.2).
var dropped = late.Words(`p page_id attachment_id post_type name pagename attachment
	preview preview_id preview_nonce _thumbnail_id
	feed tb embed amp noamp print cpage replytocom unapproved moderation-hash share shared nb like_comment _wpnonce
	fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga _gl`)
