package live

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/note"
)

// sitemap is a list of addresses, or of other lists.
type sitemap struct {
	Sitemaps []mapEntry `xml:"sitemap"`
	URLs     []mapEntry `xml:"url"`
}

type mapEntry struct {
	Loc     string `xml:"loc"`
	Lastmod string `xml:"lastmod"`
}

func parseSitemap(b []byte) (*sitemap, error) {
	if bytes.HasPrefix(b, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		if b, err = io.ReadAll(io.LimitReader(z, mostBytes)); err != nil {
			return nil, err
		}
	}
	var s sitemap
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimSpace(b)))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&s); err != nil {
		return &s, err
	}
	return &s, nil
}

// mostSitemaps bounds how many lists are read.
const mostSitemaps = 2000

// sitemaps reads what robots.txt names and what WordPress and its plugins
// have: the core, Yoast, All in One SEO, Rank Math.
func (p *pages) sitemaps(ctx context.Context) error {
	var queue []string
	queue = append(queue, p.c.robots.sitemaps...)
	for _, name := range []string{"wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "sitemap.xml.gz"} {
		queue = append(queue, p.c.home.String()+name)
	}
	named := len(p.c.robots.sitemaps)
	read := map[string]bool{}
	for i := 0; i < len(queue) && len(read) < mostSitemaps; i++ {
		u, err := p.c.home.Parse(strings.TrimSpace(queue[i]))
		if err != nil || !p.c.ours(u) || read[u.String()] {
			continue
		}
		read[u.String()] = true
		var s *sitemap
		a, err := p.c.get(ctx, request{url: u.String(), accept: "application/xml, text/xml", check: func(a *answer) error {
			_, err := parseSitemap(a.body)
			return err
		}})
		switch {
		case err != nil && stop(ctx, err):
			return err
		case err != nil || a.status != 200:
			if i < named || i >= named+4 {
				p.note(note.Unread, true, "sitemap: "+reasonOf(u.String(), a, err))
			}
			continue
		}
		if s, err = parseSitemap(a.body); err != nil {
			continue
		}
		kind := sitemapKind(u)
		for _, m := range s.Sitemaps {
			queue = append(queue, m.Loc)
		}
		for _, m := range s.URLs {
			p.mapped(strings.TrimSpace(m.Loc), kind, m.Lastmod)
		}
		p.progress(0, "sitemaps")
	}
	return nil
}

func reasonOf(url string, a *answer, err error) string {
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s: %d", url, a.status)
}

// sitemapKind tells what a list holds from its name: wp-sitemap-posts-page-1.xml
// of the core, page-sitemap2.xml of others. A taxonomy has a / before it.
func sitemapKind(u *url.URL) string {
	name := path.Base(u.Path)
	name, _, _ = strings.Cut(name, ".")
	if rest, ok := strings.CutPrefix(name, "wp-sitemap-"); ok {
		rest = strings.TrimRight(rest, "0123456789")
		rest = strings.TrimSuffix(rest, "-")
		if t, ok := strings.CutPrefix(rest, "posts-"); ok {
			return t
		}
		if t, ok := strings.CutPrefix(rest, "taxonomies-"); ok {
			return "/" + t
		}
		return "/" + rest
	}
	kind, _, ok := strings.Cut(name, "-sitemap")
	if !ok {
		return ""
	}
	switch kind {
	case "category", "post_tag", "author", "product_cat", "product_tag", "post_format", "archive", "video", "news", "addl", "post-archive", "date", "local":
		return "/" + kind
	}
	return kind
}

// mapped takes an address out of a sitemap.
func (p *pages) mapped(address, kind, lastmod string) {
	u, err := p.c.home.Parse(address)
	if err != nil || !p.c.ours(u) {
		return
	}
	u = withoutIndex(p.c.named(u))
	address = u.String()
	if taxonomy, ok := strings.CutPrefix(kind, "/"); ok {
		p.archives = append(p.archives, u)
		p.termPage(taxonomy, u)
		return
	}
	if t := readTime(lastmod); !t.IsZero() {
		if t.Before(p.c.opt.Since) {
			return
		}
		p.lastmods[address] = t.UTC()
	}
	p.enqueue(u, visit{kind: kind, mapped: true})
}

// readTime reads a date of the web.
func readTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1970 {
			return t
		}
	}
	return time.Time{}
}

var errNotHTML = errors.New("not a page")
