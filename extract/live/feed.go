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

// feeds reads the feed from the newest post to the oldest.
func (p *pages) feeds(ctx context.Context) error {
	for _, form := range []string{"feed/?paged=%d", "?feed=rss2&paged=%d", "index.php/feed/?paged=%d"} {
		n, err := p.feed(ctx, form)
		if n > 0 || err != nil {
			return err
		}
	}
	return nil
}

func (p *pages) feed(ctx context.Context, form string) (int, error) {
	total := 0
	seen := map[string]bool{}
	for page := 1; page <= p.c.opt.MaxPages; page++ {
		address := p.c.root.String() + fmt.Sprintf(form, page)
		if page == 1 {
			address = strings.TrimSuffix(strings.TrimSuffix(address, "?paged=1"), "&paged=1")
		}
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
				return total, err
			}
			if page > 1 {
				p.note(note.Unread, true, fmt.Sprintf("feed, page %d: %v", page, err))
				continue
			}
			return 0, nil
		}
		if a.status != 200 {
			return total, nil
		}
		if f == nil { // out of the journal
			f, broken = parseFeed(a.body)
		}
		if broken != nil {
			p.note(note.Repair, true, fmt.Sprintf("%s: broken off after %d posts: %v", address, len(f.Items), broken))
		}
		fresh := false
		for i := range f.Items {
			v := f.Items[i].version()
			if u, err := p.c.root.Parse(v.link); v.link == "" || err != nil || !p.c.ours(u) || seen[v.link] {
				continue
			}
			seen[v.link], fresh = true, true
			total++
			key := a.key
			n := i
			p.add(v, func() (*version, error) {
				e := p.c.journal.answer(key, true)
				a, err := p.c.recall(e)
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
		if !fresh {
			return total, nil
		}
		if p.c.opt.Since.After(oldest(f)) {
			return total, nil
		}
	}
	return total, nil
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
