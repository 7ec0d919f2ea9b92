package verify

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An element that shows nothing can stand for something by an attribute: the
// address or number of an embed. Each such address and number of the source is on
// the page, in a note, or of those that are of no use to a visitor.

// useless are the attributes that are of no use to a visitor, by the beginnings of
// their names, and why.
var useless = [...]struct{ name, why string }{
	{"class", "looks"}, {"style", "looks, which the page has not; its pictures are noted"}, {"id", "a name within the page"},
	{"srcset", "other sizes of a picture"}, {"data-srcset", "other sizes of a picture"}, {"data-lazy-srcset", "other sizes of a picture"},
	{"data-orig-", "the picture in another size"}, {"data-large-", "the picture in another size"}, {"data-medium-", "the picture in another size"},
	{"data-full-", "the picture in another size"}, {"data-thumb", "the picture in another size"}, {"data-permalink", "the page of a picture"},
	{"data-attachment", "the number of a picture"}, {"data-image-", "what a picture was taken with"}, {"data-comments-", "counted by the old site"},
	{"data-mce-", "left by an editor"}, {"data-sheets-", "left by a paste"}, {"data-offset-key", "left by a paste"}, {"data-reactid", "left by a paste"},
	{"data-cke-", "left by an editor"}, {"data-wf-", "left by an editor"}, {"data-v-", "left by a paste"}, {"data-wpel-", "set by a plugin for links"},
	{"data-saferedirecturl", "left by a paste from a mail"}, {"data-et-", "set by a builder for looks"},
	{"xmlns", "names a language, no place"}, {"itemtype", "names a vocabulary, no place"}, {"itemprop", "names a vocabulary, no place"},
	{"itemid", "names a vocabulary, no place"}, {"vocab", "names a vocabulary, no place"}, {"typeof", "names a vocabulary, no place"},
	{"profile", "names a vocabulary, no place"}, {"prefix", "names a vocabulary, no place"}, {"property", "names a vocabulary, no place"},
	{"resource", "names a vocabulary, no place"}, {"about", "names a vocabulary, no place"}, {"background", "looks; noted"}, {"pluginspage", "where a player was to be had"},
	{"codebase", "where a player was to be had"}, {"type", "a kind"}, {"rel", "a kind"}, {"target", "a window"}, {"title", "words, which are verified as such"}, {"alt", "words, which are verified as such"},
}

func isUseless(key string) bool {
	for i := range useless {
		if strings.HasPrefix(key, useless[i].name) {
			return true
		}
	}
	return false
}

// carried tells of the addresses and numbers in the attributes of a tag that ends
// at end, beside those that HTML has for them.
func (s *scanner) carried(tag string, a atom.Atom, end int) {
	if a != 0 && strings.IndexByte(tag, '=') < 0 {
		return
	}
	if !strings.Contains(tag, "data-") && !strings.Contains(tag, "cite=") && !strings.Contains(tag, "onclick") && !strings.Contains(tag, ":\\/\\/") && a != 0 {
		return
	}
	if a == atom.Script || a == atom.Style || a == atom.Link || a == atom.Meta || a == atom.Svg || a == atom.Param || a == atom.Object {
		return
	}
	for k, v := range attributes(tag) {
		k = strings.ToLower(k)
		switch k {
		case "src", "href", "data", "poster", "action", "formaction", "usemap", "value":
			if a != 0 {
				continue
			}
		}
		if isUseless(k) || a == atom.Img && k != "data-href" && k != "data-video" {
			continue
		}
		if strings.Contains(v, ":\\/\\/") {
			v = strings.ReplaceAll(v, "\\/", "/")
		}
		for rest := v; ; {
			i := strings.Index(rest, "http")
			if i < 0 {
				break
			}
			rest = rest[i:]
			if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") {
				rest = rest[len("http"):]
				continue
			}
			n := strings.IndexAny(rest, " \t\r\n\"'<>[]{},;)")
			if n < 0 {
				n = len(rest)
			}
			if n > len("https://") && strings.IndexByte(rest[:n], '.') > 0 {
				s.t.carried(k, rest[:n])
			}
			rest = rest[n:]
		}
		if isNumberKey(k) && v != "" && len(v) < 200 && s.showsNothing(end, tag) {
			s.t.carried(k, v)
		}
	}
}

// isNumberKey reports whether an attribute has the name of a number by which a
// script knows what to show.
func isNumberKey(key string) bool {
	switch key {
	case "data-id", "data-video-id", "data-videoid", "data-postid", "data-tweet-id", "data-tf-widget", "data-configid", "data-gist-id", "data-youtube-id", "data-vimeo-id",
		"data-widget-id", "data-form-id", "data-poll-id", "data-embed-id", "data-wistia-id", "data-slug-hash", "data-quiz-id", "data-map-id", "data-playlist-id", "data-shortcode", "videoid":
		return true
	}
	return false
}

// showsNothing reports whether the element whose tag ends at end is closed again
// with nothing in between that shows.
func (s *scanner) showsNothing(end int, tag string) bool {
	const most = 1000
	rest := s.s[end:min(len(s.s), end+most)]
	name := tag[1:]
	n := 0
	for n < len(name) && spaceAt(name, n) == 0 && name[n] != '>' && name[n] != '/' {
		n++
	}
	if name[:n] == "section" || strings.Contains(tag, "elementor") {
		return false // of a builder, whose script goes by it
	}
	k := strings.Index(rest, "</"+name[:n])
	if k < 0 {
		return false
	}
	for rest = rest[:k]; ; {
		i := strings.IndexByte(rest, '<')
		text := rest
		if i >= 0 {
			text = rest[:i]
		}
		if w, _, _ := nextWord(text, 0); w != "" {
			return false
		}
		if i < 0 {
			return true
		}
		rest = rest[i:]
		switch tagAtom(rest[1:]) {
		case atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Input, atom.Svg:
			return false
		}
		j := strings.IndexByte(rest, '>')
		if j < 0 {
			return true
		}
		rest = rest[j+1:]
	}
}

// carried claims an address or number in an attribute of the content.
func (c *checker) carried(key, val string) {
	if len(c.unseen) < mostCarried && !isPrivate(key, val) {
		c.unseen = append(c.unseen, lostAddress{n: c.count, use: key, text: val})
	}
}

// tellsBeside reports whether a picture or a title says what an attribute does that has the
// name of such.
func (t *told) tellsBeside(key, text string) bool {
	t.asked = appendTold(t.asked[:0], text)
	isTitle := strings.HasPrefix(key, "title")
	return (isTitle || strings.HasSuffix(key, "alt") || strings.HasSuffix(key, "alt_text")) && t.has(ofPicture, t.asked) || isTitle && t.has(ofTitle, t.asked)
}

// said claims a text in an attribute of the content.
func (c *checker) said(key, text string) {
	if len(c.unsaid) < mostCarried && !isPrivate(key, text) {
		c.unsaid = append(c.unsaid, storedText{key, text})
	}
}

// mostCarried bounds what is looked for on one page.
const mostCarried = 5000

// unseenOnes returns what attributes of the content hold and neither the tree nor a
// note does.
func (c *checker) unseenOnes() (diffs []Difference) {
	if len(c.unsaid) > 0 {
		c.told.collect(c.tree, c.notes)
		for _, u := range c.unsaid {
			if !c.told.tellsText(u.text) && !c.told.tellsBeside(u.name, u.text) {
				diffs = append(diffs, Difference{Word, "lost from the source: " + u.name + "=" + c.told.lacking(u.text)})
			}
		}
	}
	if len(c.unseen) == 0 {
		return diffs
	}
	c.holds()
	for i := range c.unseen {
		if u := &c.unseen[i]; !c.held(u.text) {
			diffs = append(diffs, Difference{Link, "lost from the source: " + u.use + "=" + clip(u.text)})
		}
	}
	return diffs
}

// holds collects the words that the tree and its notes hold in any place.
func (c *checker) holds() {
	c.spare.reset()
	for _, n := range c.notes {
		c.addWords(c.spare, n.Text)
	}
	for e := range c.tree.Descendants() {
		c.addWords(c.spare, dataOf(e))
		for i := range e.Attr {
			c.addWords(c.spare, e.Attr[i].Val)
		}
	}
}

// held reports whether all words of a text are held, or, of an address, all behind
// its host that tell it from others.
func (c *checker) held(s string) bool {
	all, path := true, false
	_, rest, isAddress := strings.Cut(s, "://")
	for at := 0; ; {
		w, h, next := nextWord(s, at)
		if w == "" {
			break
		}
		all = all && c.spare.has(h)
		at = next
	}
	if all || !isAddress {
		return all
	}
	// The same video by another form of its address.
	_, rest, _ = strings.Cut(rest, "/")
	for at := 0; ; {
		w, h, next := nextWord(rest, at)
		if w == "" {
			return path
		}
		if len(w) >= 6 && strings.ContainsAny(w, "0123456789") || next == len(rest) && len(w) >= 5 {
			if !c.spare.has(h) {
				return false
			}
			path = true
		}
		at = next
	}
}

func dataOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	return ""
}
