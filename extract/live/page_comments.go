package live

import (
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/wp2md/wp2md/extract"
)

// comments reads the comments below a post. Themes write them with
// wp_list_comments() or the comments block, which agree on the main things.
func (p *pageReader) comments() (list []extract.Comment) {
	own := orSel(p.sel.Comments, "li.comment, li.pingback, li.trackback, div.comment[id^=comment-], article.comment")
	p.doc.FindMatcher(css(own)).Each(func(_ int, s *goquery.Selection) {
		id := commentID(s)
		if id == 0 {
			return
		}
		for _, c := range list {
			if c.ID == id {
				return
			}
		}
		c := extract.Comment{ID: id, Approved: "1", Type: "comment"}
		if s.HasClass("pingback") {
			c.Type = "pingback"
		} else if s.HasClass("trackback") {
			c.Type = "trackback"
		}
		c.Parent = commentID(s.ParentsMatcher(css(own)).First())
		mine := func(sel string) *goquery.Selection { // not of a reply
			return s.FindMatcher(css(sel)).FilterFunction(func(_ int, t *goquery.Selection) bool {
				return t.ClosestMatcher(css(own)).Get(0) == s.Get(0)
			}).First()
		}
		author := mine(".comment-author .fn, .wp-block-comment-author-name, cite.fn, .fn")
		if author.Length() == 0 {
			author = mine(".comment-author-name, .comment-author, cite")
		}
		c.Author = oneLine(author.Text())
		link := author
		if !author.IsMatcher(css("a")) {
			if link = author.FindMatcher(css("a")).First(); link.Length() == 0 {
				link = author.ClosestMatcher(css("a"))
			}
		}
		if u := p.address(link.AttrOr("href", "")); u != nil {
			c.AuthorURL = u.String()
		}
		v := version{}
		v.setTime(mine("time[datetime]").AttrOr("datetime", ""))
		c.Date, c.DateGMT = v.date, v.gmt
		content := mine(".comment-content, .wp-block-comment-content, .comment-body .comment-text, .comment-text, .comment_content")
		if content.Length() == 0 {
			// Older themes put the text beside the rest.
			content = mine(".comment-body")
			if content.Length() == 0 {
				content = s
			}
			content = content.Clone()
			content.FindMatcher(css(".comment-author, .comment-meta, .commentmetadata, .reply, .children, .comment-awaiting-moderation, cite, .avatar, .comment-edit-link, .says, " + own)).Remove()
		}
		markup, _ := content.Html()
		c.Content = strings.TrimSpace(markup)
		if c.Content != "" {
			c.Meta = []extract.Meta{{Key: extract.FieldRendered, Value: "1"}}
		}
		list = append(list, c)
	})
	return list
}

// commentID reads the number of a comment from the id of its element.
func commentID(s *goquery.Selection) int64 {
	id := s.AttrOr("id", "")
	for _, prefix := range []string{"comment-", "li-comment-", "div-comment-"} {
		if n, ok := strings.CutPrefix(id, prefix); ok && number(n) > 0 {
			return number(n)
		}
	}
	return 0
}

// wall returns the time that the clock of the site showed.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}
