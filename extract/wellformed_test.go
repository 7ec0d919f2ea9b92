package extract

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/shared"
)

// TestWellFormed holds the reader against encoding/xml: on files without
// damage they must agree in every field of every item.
func TestWellFormed(t *testing.T) {
	t.Run("synthetic", func(t *testing.T) { compareXML(t, "synthetic", export(20)) })
	for _, name := range exports(t) {
		switch filepath.Base(name) {
		case "crazy-cdata.xml", "malformed.xml": // not well-formed
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			compareXML(t, name, b)
		})
	}
}

// exports returns the paths of all exports among the reference data.
func exports(t testing.TB) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"wxr/*.xml", "wxr/odd/*.xml", "capture/export-*.xml"} {
		dir, base := filepath.Split(filepath.FromSlash(pattern))
		found, err := filepath.Glob(filepath.Join(shared.Path(t, dir), base))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: no files (%v)", pattern, err)
		}
		names = append(names, found...)
	}
	return names
}

func compareXML(t *testing.T, name string, data []byte) {
	t.Helper()
	want := parseXML(t, data)
	items, _, _, err := readAll(name, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != len(want) {
		t.Fatalf("got %d items, want %d", len(items), len(want))
	}
	for i, it := range items {
		w := want[i]
		for field, got := range flatten(it) {
			if got = strings.TrimSpace(got); got != strings.TrimSpace(w[field]) {
				t.Errorf("%s:%d: %s: got %q, want %q", name, it.Line, field, got, w[field])
			}
			delete(w, field)
		}
		for field, value := range w {
			if strings.TrimSpace(value) != "" {
				t.Errorf("%s:%d: %s: got nothing, want %q", name, it.Line, field, value)
			}
		}
	}
}

// flatten names every field of an item after its element.
func flatten(it *Item) map[string]string {
	m := map[string]string{
		"title": it.Title, "link": it.Link, "guid": it.GUID, "dc:creator": it.Creator,
		"description": it.Description, "content:encoded": it.Content, "excerpt:encoded": it.Excerpt,
		"wp:post_id": numeral(it.ID), "wp:status": it.Status, "wp:post_type": it.Type,
		"wp:post_name": it.Slug, "wp:post_password": it.Password, "wp:post_parent": numeral(it.Parent),
		"wp:menu_order": numeral(it.MenuOrder), "wp:comment_status": it.CommentStatus,
		"wp:ping_status": it.PingStatus, "wp:attachment_url": it.AttachmentURL,
		"wp:is_sticky": map[bool]string{true: "1"}[it.Sticky],
		"wp:post_date": dateText(it.Date), "wp:post_date_gmt": dateText(it.DateGMT),
		"wp:post_modified": dateText(it.Modified), "wp:post_modified_gmt": dateText(it.ModifiedGMT),
		"pubDate": dateText(it.PubDate),
	}
	for i, r := range it.Terms {
		m[fmt.Sprintf("category %d", i)] = r.Taxonomy + "|" + r.Slug + "|" + r.Name
	}
	for i, f := range it.Meta {
		m[fmt.Sprintf("wp:postmeta %d", i)] = f.Key + "|" + strings.TrimSpace(f.Value)
	}
	for i, c := range it.Comments {
		p := fmt.Sprintf("wp:comment %d ", i)
		m[p+"comment_id"] = numeral(c.ID)
		m[p+"comment_parent"] = numeral(c.Parent)
		m[p+"comment_author"] = c.Author
		m[p+"comment_author_email"] = c.AuthorEmail
		m[p+"comment_author_url"] = c.AuthorURL
		m[p+"comment_author_IP"] = c.AuthorIP
		m[p+"comment_date"] = dateText(c.Date)
		m[p+"comment_date_gmt"] = dateText(c.DateGMT)
		m[p+"comment_content"] = c.Content
		m[p+"comment_approved"] = c.Approved
		m[p+"comment_type"] = c.Type
		m[p+"comment_user_id"] = numeral(c.UserID)
		for j, f := range c.Meta {
			m[fmt.Sprintf("%scommentmeta %d", p, j)] = f.Key + "|" + strings.TrimSpace(f.Value)
		}
	}
	return m
}

func dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateTime)
}

// parseXML reads the same fields with encoding/xml.
func parseXML(t *testing.T, data []byte) (items []map[string]string) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	var path []string
	var text strings.Builder
	var item map[string]string
	var key, value, pre string
	var domain, nicename string
	terms, metas, comments, cmetas := 0, 0, 0, 0
	add := func(field, v string) {
		if _, ok := item[field]; !ok {
			item[field] = v
		}
	}
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			return items
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			if tok.Name.Space != "" {
				name = tok.Name.Space + ":" + name
			}
			path = append(path, name)
			text.Reset()
			switch name {
			case "item":
				item = make(map[string]string)
				items = append(items, item)
				terms, metas, comments, pre = 0, 0, 0, ""
			case "wp:comment":
				pre, cmetas = fmt.Sprintf("wp:comment %d ", comments), 0
				comments++
			case "category":
				domain, nicename = "category", ""
				for _, a := range tok.Attr {
					switch a.Name.Local {
					case "domain":
						domain = a.Value
					case "nicename":
						nicename = a.Value
					}
				}
			}
		case xml.CharData:
			text.Write(tok)
		case xml.EndElement:
			if len(path) == 0 {
				t.Fatal("closing tag without opening tag")
			}
			name, v := path[len(path)-1], text.String()
			path = path[:len(path)-1]
			if item == nil || len(path) < 2 {
				continue
			}
			switch {
			case name == "category" && path[len(path)-1] == "item":
				if nicename != "" {
					if domain == "tag" {
						domain = "post_tag"
					}
					add(fmt.Sprintf("category %d", terms), domain+"|"+nicename+"|"+unescape(v))
					terms++
				}
			case name == "wp:meta_key":
				key = strings.TrimSpace(v)
			case name == "wp:meta_value":
				value = strings.TrimSpace(v)
			case name == "wp:postmeta":
				add(fmt.Sprintf("wp:postmeta %d", metas), key+"|"+value)
				metas++
			case name == "wp:commentmeta":
				add(fmt.Sprintf("%scommentmeta %d", pre, cmetas), key+"|"+value)
				cmetas++
			case path[len(path)-1] == "wp:comment":
				add(pre+strings.TrimPrefix(name, "wp:"), plainValue(name, v))
			case path[len(path)-1] == "item" && name != "wp:comment":
				add(name, plainValue(name, v))
			}
			text.Reset()
		}
	}
}

func numeral[T int | int64](n T) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// plainValue normalises the spellings of dates and of nothing.
func plainValue(name, v string) string {
	v = strings.TrimSpace(v)
	switch {
	case strings.HasSuffix(name, "date") || strings.HasSuffix(name, "date_gmt") || strings.Contains(name, "modified") || name == "pubDate":
		v = strings.Replace(v, " +000", " +0000", 1) // in themeunittestdata, for "+0000"
		v = strings.Replace(v, " +00000", " +0000", 1)
		for _, layout := range []string{time.DateTime, time.RFC1123Z} {
			if d, err := time.Parse(layout, v); err == nil && !(name == "pubDate" && d.Equal(nullPubDate)) {
				return d.UTC().Format(time.DateTime)
			}
		}
		return ""
	case v == "0" && name != "wp:comment_approved":
		return ""
	}
	return v
}
