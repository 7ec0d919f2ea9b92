package live

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"github.com/wp2md/wp2md/internal/note"
)

// rss is a feed of WordPress. It has whole posts, unless its owner chose that
// it has their first words only.
type rss struct {
	Title       string    `xml:"channel>title"`
	Description string    `xml:"channel>description"`
	Language    string    `xml:"channel>language"`
	Items       []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title      string   `xml:"title"`
	Link       string   `xml:"link"`
	GUID       string   `xml:"guid"`
	Date       string   `xml:"pubDate"`
	Creator    string   `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Categories []string `xml:"category"`
	Content    string   `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
	Summary    string   `xml:"description"`
}

// parseFeed reads a feed. With an error come the items before it.
func parseFeed(b []byte) (*rss, error) {
	var f rss
	clean := bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' {
			return -1
		}
		return r
	}, b)
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimSpace(clean)))
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	err := d.Decode(&f)
	if err == io.EOF {
		err = errors.New("empty")
	}
	return &f, err
}

// version returns what the feed says of a post.
func (i *rssItem) version() *version {
	v := &version{link: strings.TrimSpace(i.Link), kind: "post", title: i.Title, content: i.Content, feed: true, id: idIn(i.GUID)}
	if t, err := time.Parse(time.RFC1123Z, strings.TrimSpace(i.Date)); err == nil {
		v.gmt = t.UTC()
	}
	v.author = person{name: strings.TrimSpace(i.Creator)}
	for _, c := range i.Categories {
		v.labels = append(v.labels, oneLine(plainText(c)))
	}
	if v.content == "" {
		v.content, v.cut = i.Summary, true
	}
	v.words = len(words(v.content))
	return v
}

// idIn returns the number in an address such as ?p=12.
func idIn(address string) int64 {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return 0
	}
	for _, k := range []string{"p", "page_id", "attachment_id"} {
		if n := number(u.Query().Get(k)); n > 0 {
			return n
		}
	}
	return 0
}

// feeds reads the feed from the newest post to the oldest, and those that were
// kept of other times.
func (p *pages) feeds(ctx context.Context) error {
	for _, address := range p.c.opt.Feeds {
		if _, err := p.feedPage(ctx, address, map[string]bool{}); err != nil {
			return err
		}
	}
	for _, form := range []string{"feed/?paged=%d", "?feed=rss2&paged=%d", "index.php/feed/?paged=%d"} {
		n, err := p.feed(ctx, form)
		if n > 0 || err != nil {
			return err
		}
	}
	return nil
}

// mostFeedPages bounds the pages of a feed, which has ten posts a page and does not
// say how many there are.
const mostFeedPages = 5_000

func (p *pages) feed(ctx context.Context, form string) (int, error) {
	total := 0
	seen := map[string]bool{}
	for page := 1; ; page++ {
		if most := min(mostFeedPages, p.c.opt.MaxPages); page > most {
			p.note(note.Unread, true, fmt.Sprintf("feed: more than %d pages: the rest is not asked for", most))
			return total, nil
		}
		address := p.c.home.String() + fmt.Sprintf(form, page)
		if page == 1 {
			address = strings.TrimSuffix(strings.TrimSuffix(address, "?paged=1"), "&paged=1")
		}
		got, err := p.feedPage(ctx, address, seen)
		if err != nil {
			return total, err
		}
		total += got.fresh
		switch {
		case got.failed != nil && page > 1:
			p.note(note.Unread, true, fmt.Sprintf("feed, page %d: %v", page, got.failed))
			continue
		case got.failed != nil, got.fresh == 0, p.c.opt.Since.After(got.oldest):
			return total, nil
		}
	}
}

// feedRead is what came of one page of a feed.
type feedRead struct {
	fresh  int // posts that no page before had
	oldest time.Time
	failed error
}

// feedPage reads one page of a feed. The error ends the fetch.
func (p *pages) feedPage(ctx context.Context, address string, seen map[string]bool) (got feedRead, err error) {
	var f *rss
	var broken error
	a, err := p.c.get(ctx, request{url: address, accept: "application/rss+xml, application/xml", check: func(a *answer) error {
		var err error
		if f, err = parseFeed(a.body); len(f.Items) > 0 {
			broken = err
			return nil // the rest is as broken the next time
		}
		return err
	}})
	if err != nil {
		if stop(ctx, err) {
			return got, err
		}
		got.failed = err
		return got, nil
	}
	if a.status != 200 {
		return got, nil
	}
	if f == nil { // out of the journal
		f, broken = parseFeed(a.body)
	}
	if broken != nil {
		p.note(note.Repair, true, fmt.Sprintf("%s: broken off after %d posts: %v", address, len(f.Items), broken))
	}
	for i := range f.Items {
		v := f.Items[i].version()
		u, err := p.c.home.Parse(v.link)
		if v.link == "" || err != nil || !p.c.ours(u) || seen[v.link+" "+v.title] {
			continue
		}
		seen[v.link+" "+v.title] = true
		got.fresh++
		u = withoutIndex(p.c.named(u))
		v.link = u.String()
		if _, ok := p.have[linkKey(u)]; ok || p.haveID[v.id] {
			continue
		}
		p.fed(v)
		key := a.key
		n := i
		p.add(v, func() (*version, error) {
			a, err := p.c.reread(key)
			if err != nil {
				return nil, err
			}
			f, _ := parseFeed(a.body)
			if n >= len(f.Items) {
				return nil, errors.New(key + ": the journal has changed")
			}
			return f.Items[n].version(), nil
		})
	}
	p.progress(len(f.Items), "feed")
	if p.title == "" {
		p.title, p.description, p.language = plainText(f.Title), plainText(f.Description), f.Language
	}
	got.oldest = oldest(f)
	return got, nil
}

// oldest returns the date of the last post of a page.
func oldest(f *rss) time.Time {
	if len(f.Items) == 0 {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC1123Z, strings.TrimSpace(f.Items[len(f.Items)-1].Date))
	if err != nil {
		return time.Now()
	}
	return t
}
