package data

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/jsontext"
)

// Media is what the site knows of one of its files.
type Media struct {
	ID          int64  `json:"id"`
	File        string `json:"file,omitempty"` // its name in images/
	Original    string `json:"original"`       // its address on the old site, without the host if that is the site's
	Title       string `json:"title"`
	Alt         string `json:"alt,omitempty"`
	Caption     string `json:"caption,omitempty"`     // Markdown
	Description string `json:"description,omitempty"` // Markdown
	Width       int    `json:"width,omitempty"`
	Height      int    `json:"height,omitempty"`
	Length      string `json:"length,omitempty"` // of audio and video
	Sizes       []Size `json:"sizes,omitempty"`  // smaller copies that the old site had
}

// Size is a smaller copy of an image.
type Size struct {
	Name   string `json:"name"`
	File   string `json:"file"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Media returns what is known of an attachment. File is its name in the output,
// empty if it stays where it is; original its address.
func (r *Renderer) Media(it *extract.Item, file, original string, f *Found) *Media {
	m := &Media{
		ID: it.ID, File: file, Original: original, Title: it.PlainTitle(), Alt: plain(it.Field("_wp_attachment_image_alt")),
		Caption: r.markdown(it.Excerpt, f), Description: r.markdown(it.Content, f),
	}
	if file != "" {
		m.Original = withoutHost(original, r.Blog)
	}
	meta, _ := it.AttachmentMeta() // of damaged data, what can be read
	m.Width, m.Height, m.Length = meta.Width, meta.Height, meta.Length
	m.Sizes = make([]Size, 0, len(meta.Sizes))
	for _, s := range meta.Sizes {
		m.Sizes = append(m.Sizes, Size(s))
	}
	return m
}

// withoutHost returns an address without its host if that is the one of the
// blog.
func withoutHost(s, blog string) string {
	if host, path, ok := cutHost(s); ok {
		if h, _, ok := cutHost(blog + "/"); ok && strings.TrimPrefix(h, "www.") == strings.TrimPrefix(host, "www.") {
			return path
		}
	}
	u, err := url.Parse(s)
	b, err2 := url.Parse(blog)
	if err != nil || err2 != nil || u.Host == "" || bareHost(u) != bareHost(b) {
		return s
	}
	return cmp.Or((&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String(), s)
}

// cutHost takes an address apart that has nothing but a host of small letters and a
// path that means nothing else, as most have.
func cutHost(s string) (host, path string, ok bool) {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "http://"); !ok {
			return "", "", false
		}
	}
	for i := range len(rest) {
		switch c := rest[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '.', c == '_' && path != "":
		case c == '/':
			if path != "" && rest[i-1] == '/' {
				return "", "", false
			}
			if path == "" {
				host, path = rest[:i], rest[i:]
			}
		case 'A' <= c && c <= 'Z' && path != "":
		default:
			return "", "", false
		}
	}
	return host, path, host != ""
}

func bareHost(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Host), "www.") }

// AppendJSON appends what [JSON] makes of an entry as an element of a list, without
// the end of its last line; written by hand, for sites have more files than pages.
func (m *Media) AppendJSON(b []byte) []byte {
	if b == nil {
		b = make([]byte, 0, 320+144*len(m.Sizes)+len(m.File)+len(m.Original)+len(m.Title)+len(m.Alt)+len(m.Caption)+len(m.Description))
	}
	const key = ",\n    \""
	b = strconv.AppendInt(append(b, "{\n    \"id\": "...), m.ID, 10)
	some := func(name, s string) {
		if s != "" {
			b = jsontext.Append(append(append(append(b, key...), name...), "\": "...), s)
		}
	}
	number := func(name string, n int) {
		if n != 0 {
			b = strconv.AppendInt(append(append(append(b, key...), name...), "\": "...), int64(n), 10)
		}
	}
	some("file", m.File)
	b = jsontext.Append(append(append(b, key...), "original\": "...), m.Original)
	b = jsontext.Append(append(append(b, key...), "title\": "...), m.Title)
	some("alt", m.Alt)
	some("caption", m.Caption)
	some("description", m.Description)
	number("width", m.Width)
	number("height", m.Height)
	some("length", m.Length)
	for i, s := range m.Sizes {
		if i == 0 {
			b = append(append(b, key...), "sizes\": ["...)
		} else {
			b = append(b, ',')
		}
		b = jsontext.Append(append(b, "\n      {\n        \"name\": "...), s.Name)
		b = jsontext.Append(append(b, ",\n        \"file\": "...), s.File)
		b = strconv.AppendInt(append(b, ",\n        \"width\": "...), int64(s.Width), 10)
		b = strconv.AppendInt(append(b, ",\n        \"height\": "...), int64(s.Height), 10)
		b = append(b, "\n      }"...)
	}
	if len(m.Sizes) > 0 {
		b = append(b, "\n    ]"...)
	}
	return append(b, "\n  }"...)
}
