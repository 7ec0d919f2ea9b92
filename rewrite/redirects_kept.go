package rewrite

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

// ByPattern is why a redirect is left: no other program reads its pattern as the plugin did.
const ByPattern = "a redirect by pattern, which only its plugin could follow"

// keepRedirect notes the redirect that an item is: Safe Redirect Manager has a post
// for each. Their addresses begin below the folder of WordPress.
func (x *Index) keepRedirect(it *extract.Item) {
	from, to := it.Field("_redirect_rule_from"), it.Field("_redirect_rule_to")
	if it.Type != "redirect_rule" || it.Status != "publish" || from == "" || to == "" {
		return
	}
	x.rules = append(x.rules, extract.Redirect{
		From: strings.Clone(from), To: strings.Clone(to),
		Regex: cmp.Or(it.Field("_redirect_rule_from_regex"), "0") != "0" || strings.HasSuffix(from, "*"),
	})
}

// plugins are the redirects of plugins: those in tables and options, then those
// that are posts.
func (x *Index) plugins() []extract.Redirect {
	var list []extract.Redirect
	if x.site.Settings != nil {
		list = append(list, x.site.Settings.Redirects...)
	}
	for _, r := range x.rules {
		if !r.Regex && !strings.Contains(r.From, "://") {
			r.From = strings.TrimSuffix(x.base.path, "/") + "/" + strings.TrimLeft(r.From, "/")
		}
		list = append(list, r)
	}
	return list
}

// KeptRedirects returns the redirects that plugins of the old site had, leading to
// where the new one has what they led to, and the addresses that nothing is
// known of. Patterns are not carried over, but left by name; what has a page or
// file, or leads to its item anyway, is not led away.
func (x *Index) KeptRedirects() (list []Redirect, left []Left) {
	next := map[string]string{}
	var from []address
	for _, r := range x.plugins() {
		if r.Regex {
			left = append(left, Left{Address: r.From + " → " + r.To, Why: ByPattern})
			continue
		}
		a, ok := x.ownAddress(r.From)
		if !ok || next[a.path+a.query] != "" {
			continue
		}
		n, isItem := x.at(a.path, a.query)
		if isItem && x.item(n).state == written || a.query == "" && (x.taken.page(a.path) || x.isNewFile(a.path) || a.path == x.baseFolder()) {
			continue
		}
		next[a.path+a.query] = r.To
		from = append(from, a)
	}
	for _, a := range from {
		to := next[a.path+a.query]
		for range 10 { // one redirect led to another
			b, ok := x.ownAddress(to)
			further := next[b.path+b.query]
			if !ok || further == "" {
				break
			}
			to = further
		}
		d := Redirect{From: rawPath(a.path), Query: strings.TrimPrefix(a.query, "?"), Kind: RedirectKept}
		var dead []Left
		if d.To, dead = x.ledTo(to); d.To == "" {
			left = append(left, dead...)
		} else if canonicalPath(d.To) != a.path || d.Query != "" {
			list = append(list, d)
		}
	}
	return list, left
}

// ownAddress reads an address of the site, which may be a path alone. Its path is
// canonical, and on the blog's host.
func (x *Index) ownAddress(s string) (a address, ok bool) {
	a, ok = parseAddress(s)
	if !ok || a.path == "" && a.query == "" || a.host != "" && !x.hosts.has(a.host) {
		return a, false
	}
	a = a.resolve(x.base)
	if a.path = canonicalPath(a.path); a.host != x.base.host {
		a.path = x.homePath(a.host, a.path)
	}
	return a, true
}

// ledTo returns where an address of the old site is on the new one; "" if
// nothing is known of it.
func (x *Index) ledTo(address string) (to string, left []Left) {
	address, _, _ = strings.Cut(address, "#") // formats do not agree on what they do with a place on a page
	a := &html.Node{Type: html.ElementNode, DataAtom: atom.A, Data: "a", Attr: []html.Attribute{{Key: "href", Val: address}}}
	tree := &html.Node{Type: html.DocumentNode}
	tree.AppendChild(a)
	left = x.Apply(tree, "").Left
	switch to = a.Attr[0].Val; {
	case len(left) > 0:
		return "", left
	case strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.Contains(to, "?"):
		return encodeTarget(decodePercent(to)), nil
	case strings.HasPrefix(to, "/"), strings.Contains(to, "://"):
		return encodeAddress(to), nil
	}
	return "", nil
}
