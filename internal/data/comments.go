package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
)

// Post is the item that comments belong to.
type Post struct {
	ID    int64  `json:"id"`
	Type  string `json:"type"`
	Title string `json:"title"`
	Path  string `json:"path"` // of its file, below the output folder
	URL   string `json:"url"`  // on the new site
}

// Comments is the file of the comments of one post.
type Comments struct {
	Post
	Count     int        `json:"count"` // of all, replies and pingbacks included
	Comments  []*Comment `json:"comments"`
	Pingbacks []*Comment `json:"pingbacks"`
}

// Comment is one comment. Comments and replies are in the order of their dates.
type Comment struct {
	ID       int64      `json:"id"`
	Parent   int64      `json:"parent,omitempty"` // what it replies to
	Type     string     `json:"type,omitempty"`   // if it is not an ordinary one: pingback, review, …
	Author   string     `json:"author"`
	URL      string     `json:"url,omitempty"`   // of the author
	Login    string     `json:"login,omitempty"` // of one of data/authors.json
	Date     string     `json:"date"`            // 2013-04-02T17:30:00, on the clock of the site
	Rating   string     `json:"rating,omitempty"`
	HTML     string     `json:"html"`
	Markdown string     `json:"markdown"`
	Note     string     `json:"note,omitempty"` // why it is not where it was
	Replies  []*Comment `json:"replies,omitempty"`
}

// Approved reports whether visitors of the old site saw a comment.
func Approved(c *extract.Comment) bool {
	return (c.Approved == "1" || c.Approved == "approve") && !internal(c.Type) && !privacy.IsPrivate(c.Meta)
}

// internal reports whether comments of a type are not what visitors saw: plugins
// and, since WordPress 6.9, editors keep notes of their own as comments (docs/formats.md
// §A.9). No list of those is complete, so that the list is one of what is seen.
func internal(typ string) bool {
	switch strings.ToLower(strings.TrimSpace(typ)) {
	case "", "comment", "reply", "review", "rating", "testimonial", "question", "answer", "user_review", "product_review", "course_review", "tutor_course_rating", "tutor_q_and_a", "wpdiscuz_sticky", "comments", "wp_comment",
		"pingback", "trackback", "webmention", "mention", "like", "repost", "bookmark", "favorite", "favourite", "quote", "rsvp", "listen", "read", "watch", "jam", "tag", "reacji", "reaction", "activitypub":
		return false
	}
	return true
}

// CountApproved returns the number of an item's comments that visitors saw.
func CountApproved(it *extract.Item) int {
	n := 0
	for i := range it.Comments {
		if Approved(&it.Comments[i]) {
			n++
		}
	}
	return n
}

// Held says in words how many comments of an item visitors did not see, and
// why. It returns 0 if there are none.
func Held(it *extract.Item) (n int, why string) {
	var t note.Tally
	for i := range it.Comments {
		c := &it.Comments[i]
		switch {
		case Approved(c):
			continue
		case internal(c.Type):
			t.Add("a note of an editor or plugin")
		case c.Approved == "0" || c.Approved == "hold":
			t.Add("pending")
		case privacy.IsPrivate(c.Meta):
			t.Add("private")
		case strings.Contains(c.Approved, "trash"):
			t.Add("in the trash")
		case c.Approved == "spam":
			t.Add("spam")
		default:
			t.Add("not approved")
		}
		n++
	}
	var parts []string
	for _, c := range t.Counts() {
		parts = append(parts, strconv.Itoa(c.Count)+" "+c.Name)
	}
	return n, strings.Join(parts, ", ")
}

// Comments returns the approved comments of an item, which has some.
func (r *Renderer) Comments(it *extract.Item, p Post, people *People, f *Found) *Comments {
	file := &Comments{Post: p, Comments: []*Comment{}, Pingbacks: []*Comment{}}
	all := byDate(it)
	nodes := make([]*Comment, len(all))
	for i, c := range all {
		nodes[i] = r.one(c, it.Link, people, f)
	}
	roots := thread(it, nodes)
	for _, c := range roots {
		if c.Note != "" {
			f.Notes = append(f.Notes, note.Note{Kind: note.Comments, Text: fmt.Sprintf("comment %d stands by itself: %s", c.ID, c.Note)})
		}
		if isPing(c.Type) {
			file.Pingbacks = append(file.Pingbacks, c)
		} else {
			file.Comments = append(file.Comments, c)
		}
	}
	file.Count = len(nodes)
	return file
}

// byDate returns the approved comments in the order of their dates.
func byDate(it *extract.Item) []*extract.Comment {
	var all []*extract.Comment
	for i := range it.Comments {
		if c := &it.Comments[i]; Approved(c) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b *extract.Comment) int {
		return cmp.Or(localDate(a).Compare(localDate(b)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func localDate(c *extract.Comment) time.Time {
	if c.Date.IsZero() {
		return c.DateGMT
	}
	return c.Date
}

func (r *Renderer) one(c *extract.Comment, link string, people *People, f *Found) *Comment {
	prefix := "comment " + strconv.FormatInt(c.ID, 10) + ": "
	out := &Comment{ID: c.ID, Parent: c.Parent, Author: public(plain(c.Author))}
	if c.Type != "comment" {
		out.Type = c.Type
	}
	if url := webAddress(c.AuthorURL); url != "" {
		out.URL = r.address(url, link, prefix, f)
	}
	if a := people.byID[c.UserID]; a != nil && c.UserID != 0 {
		out.Login, out.Author = a.Login, cmp.Or(out.Author, a.Name)
	}
	if t := localDate(c); !t.IsZero() {
		out.Date = t.Format("2006-01-02T15:04:05")
	}
	for _, m := range c.Meta {
		if m.Key == "rating" {
			out.Rating = m.Value
		}
	}
	out.HTML, out.Markdown = r.comment(c.Content, link, prefix, f)
	return out
}

// isPing reports whether a type of comment is that of a mention on another
// site, which nobody wrote here.
func isPing(typ string) bool {
	switch typ {
	case "pingback", "trackback", "webmention", "like", "repost":
		return true
	}
	return false
}
