package live

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// A site can be served under another name than its own: behind a proxy, from a
// copy on another host, by its number when the domain is gone. All its links
// say the old name then. The addresses of that name are asked of the host that
// the user named, and everything keeps the name the site has.

// asked returns where an address is asked for.
func (c *client) asked(u *url.URL) *url.URL {
	if len(c.names) == 0 || sameHost(u, c.root) {
		return u
	}
	for _, n := range c.names {
		if sameHost(u, n) {
			return rebased(u, n, c.root)
		}
	}
	return u
}

// named returns an address under the name that the site has.
func (c *client) named(u *url.URL) *url.URL {
	if len(c.names) == 0 || sameHost(u, c.home) || !c.ours(u) {
		return u
	}
	return rebased(c.asked(u), c.root, c.home)
}

// rebased moves an address from below one place to below another.
func rebased(u, from, to *url.URL) *url.URL {
	v := *u
	v.Scheme, v.Host, v.RawPath = to.Scheme, to.Host, ""
	if rest, ok := strings.CutPrefix(u.Path, from.Path); ok && from.Path != to.Path {
		v.Path = to.Path + rest
	} else {
		v.Path, v.RawPath = u.Path, u.RawPath
	}
	return &v
}

// allowed reports whether robots.txt lets an address be asked for.
func (c *client) allowed(address string) bool {
	if u, err := url.Parse(address); err == nil && len(c.names) > 0 {
		address = c.asked(u).String()
	}
	return c.robots.allow(address)
}

// learnName finds the name that the site has for itself on its home page.
func (c *client) learnName(home *answer) {
	var own *url.URL
	if home != nil && home.status == 200 {
		own = OwnName(home.final, home.header("Link"), home.body)
	}
	if own != nil && !sameHost(own, c.root) {
		c.name(own)
		c.home = own
	}
	for _, h := range c.opt.Hosts {
		if u, err := siteURL(h); err == nil {
			if !strings.Contains(h, "://") {
				u.Scheme = c.root.Scheme
			}
			if u.Path == "/" {
				u.Path = c.root.Path
			}
			if c.name(u); own == nil && len(c.names) == 1 { // the page does not say
				c.home = u
			}
		}
	}
	if home != nil && home.status == 200 {
		home.final = c.named(home.final)
	}
}

// name takes a further name of the site.
func (c *client) name(u *url.URL) {
	if !sameHost(u, c.root) {
		c.names = append(c.names, u)
	}
}

// Votes of what a page says of the name of its site.
const (
	voteSaid    = 3 // by WordPress: canonical address, API
	voteHinted  = 2 // by a theme or plugin
	votesNeeded = 2
)

// OwnName returns the address of the home page of the site, as its home page,
// found at an address, names it: what it says is its canonical address, where
// it has the API and the feed, and else the host of most of its links, if
// WordPress' files are there as well. It is nil if the page has no other name
// for it than the address where it was found.
func OwnName(at *url.URL, linkHeader string, page []byte) *url.URL {
	root, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil
	}
	doc := goquery.NewDocumentFromNode(root)
	type name struct {
		home    *url.URL
		votes   int
		links   int
		wpFiles int
	}
	names := map[string]*name{}
	get := func(u *url.URL) *name {
		key := bareHost(u) + ":" + u.Port()
		if names[key] == nil {
			names[key] = &name{home: &url.URL{Scheme: u.Scheme, Host: strings.ToLower(u.Host)}}
		}
		return names[key]
	}
	absolute := func(s string) *url.URL {
		u, err := at.Parse(strings.TrimSpace(s))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil
		}
		return u
	}
	vote := func(address, below string, n int) {
		u := absolute(address)
		if u == nil || address == "" || strings.HasPrefix(strings.TrimSpace(address), "/") && !strings.HasPrefix(strings.TrimSpace(address), "//") || !strings.Contains(address, "//") {
			return
		}
		c := get(u)
		c.votes += n
		if i := strings.Index(u.Path, below); i >= 0 && below != "" && c.home.Path == "" {
			c.home.Path = strings.TrimSuffix(u.Path[:i], "/index.php") + "/"
		}
	}
	for _, l := range apiLinks(&answer{header: func(string) string { return linkHeader }, body: page}) {
		vote(l, "/wp-json", voteSaid)
	}
	said := doc.FindMatcher(css(`link[rel="canonical"]`)).First().AttrOr("href", "")
	vote(said, "", voteSaid)
	canonical := absolute(said)
	vote(doc.FindMatcher(css(`meta[property="og:url"]`)).First().AttrOr("content", ""), "", voteHinted)
	vote(doc.FindMatcher(css(`link[rel="EditURI"]`)).First().AttrOr("href", ""), "/xmlrpc.php", voteHinted)
	vote(doc.FindMatcher(css(`link[rel="alternate"][type="application/rss+xml"]`)).First().AttrOr("href", ""), "/feed", voteHinted)
	own := bareHost(at) + ":" + at.Port()
	doc.FindMatcher(css("a[href], link[href], img[src], script[src]")).Each(func(_ int, s *goquery.Selection) {
		u := absolute(s.AttrOr("href", s.AttrOr("src", "")))
		switch {
		case u == nil:
		case strings.Contains(u.Path, "/wp-content/"), strings.Contains(u.Path, "/wp-includes/"):
			get(u).wpFiles++
		case s.IsMatcher(css("a")) && path.Ext(u.Path) == "":
			get(u).links++
		}
	})
	var best *name
	for _, key := range sortedKeys(names) {
		n := names[key]
		if n.links > 2 && n.wpFiles > 2 {
			n.votes += voteHinted
		}
		if n.votes >= votesNeeded && (best == nil || n.votes > best.votes || n.votes == best.votes && key == own) {
			best = n
		}
	}
	if best == nil {
		return nil
	}
	if best.home.Path == "" { // that of the page, which is the home page
		best.home.Path = at.Path
		if canonical != nil && sameHost(canonical, best.home) {
			best.home.Path = canonical.Path
		}
		best.home.Path = strings.TrimRight(best.home.Path, "/") + "/"
	}
	return best.home
}
