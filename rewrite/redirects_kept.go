package rewrite

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// KeptRedirects returns the redirects that plugins of the old site had, leading to
// where the new one has what they led to, and the addresses that nothing is
// known of. Patterns are not carried over, and what has a page or file, or
// leads to its item anyway, is not led away.
func (x *Index) KeptRedirects() (list []Redirect, left []Left) {
	if x.site.Settings == nil {
		return nil, nil
	}
	next := map[string]string{}
	var from []address
	for _, r := range x.site.Settings.Redirects {
		a, ok := x.ownAddress(r.From)
		if !ok || r.Regex || next[a.path+a.query] != "" {
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
