package live

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// queries that lead to content; others sort, filter, share and reply.
var queries = []string{"p", "page_id", "paged", "page", "cat", "m", "author", "attachment_id", "post_type", "tag"}

// promising reports whether an address can be one of a page with content.
func promising(u *url.URL) bool {
	if len(u.String()) > 1000 {
		return false
	}
	for k := range u.Query() {
		if !slices.Contains(queries, k) {
			return false
		}
	}
	switch ext := strings.ToLower(path.Ext(u.Path)); ext {
	case "", ".html", ".htm", ".php", ".aspx":
	default:
		if len(ext) <= 6 && strings.Trim(ext[1:], "0123456789") != "" {
			return false
		}
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) > 12 {
		return false
	}
	seen := map[string]int{}
	for _, part := range parts {
		switch part {
		case "wp-admin", "wp-login.php", "wp-json", "xmlrpc.php", "feed", "embed", "trackback", "wp-content", "wp-includes", "wp-comments-post.php", "amp", "wp-signup.php", "wp-cron.php":
			return false
		}
		if part != "" && strings.Trim(part, "0123456789") != "" {
			if seen[part]++; seen[part] > 2 {
				return false // the site wraps around itself
			}
		}
	}
	return true
}

// shape is what the addresses of one trap have in common.
func shape(u *url.URL) string {
	var b strings.Builder
	digits := false
	for _, r := range u.Path {
		if r >= '0' && r <= '9' {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	keys := sortedKeys(u.Query())
	return b.String() + "?" + strings.Join(keys, "&")
}

// address reads an address of the site.
func (p *pages) address(link string) *url.URL {
	u, err := p.c.home.Parse(link)
	if err != nil {
		return p.c.home
	}
	return withoutIndex(p.c.named(u))
}

// isArchive reports whether an address has the form of a list of posts.
func isArchive(u *url.URL) bool {
	for part := range strings.SplitSeq(u.Path, "/") {
		switch part {
		case "category", "tag", "author", "page", "type":
			return true
		}
	}
	if day, _ := dayIn(u.String() + "/"); !day.IsZero() && strings.Trim(u.Path, "/0123456789") == "" {
		return true
	}
	q := u.Query()
	return q.Has("cat") || q.Has("m") || q.Has("author") || q.Has("tag") || q.Has("paged")
}

// isPaging reports whether an address is one of a further page of the list of
// all posts.
func isPaging(u *url.URL) bool {
	return strings.HasPrefix(strings.TrimPrefix(u.Path, "/index.php"), "/page/") || u.Query().Has("paged") || strings.Contains(u.Path, "/page/") && len(strings.Split(strings.Trim(u.Path, "/"), "/")) <= 3
}
