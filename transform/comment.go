package transform

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// Comment returns the clean tree of the content of a comment. WordPress makes
// paragraphs of it and links of the addresses in it, and runs no shortcode,
// block or embed (docs/formats.md §A.9).
//
// Who wrote it is a stranger: the tree has only elements and attributes that
// can do nothing but show text, pictures and links. What is dropped and showed
// something is in a note.
func Comment(content string) *Page { return CommentIn(nil, content) }

// CommentIn is Comment whose tree is made of a room.
func CommentIn(r *Room, content string) *Page {
	b := newBuilder(r)
	b.item, b.stranger, b.classic, b.room = &extract.Item{}, true, true, maxGrowth
	if !utf8.ValidString(content) {
		content = strings.ToValidUTF8(content, "\ufffd")
	}
	root := b.parse(autop.Paragraphs(b.textual(guard(content)), true))
	b.unresolved(root)
	b.disarm(root)
	b.clean(root)
	linkify(root)
	b.tidy(root)
	return &Page{Tree: root, Notes: b.notes.list, Ledger: b.ledger}
}

// HTML returns the tree of a comment as HTML. Links to other sites get the rel
// that WordPress gives them, so the tree is to be printed before.
func HTML(root *html.Node) string {
	for n := range root.Descendants() {
		if tree.IsTag(n, tree.Autolink) {
			n.DataAtom, n.Data = atom.A, "a"
			n.AppendChild(tree.NewText(tree.Attr(n, "href")))
		}
		if href := tree.Attr(n, "href"); tree.IsElement(n, atom.A) && (hasPrefixFold(href, "http:") || hasPrefixFold(href, "https:")) {
			tree.SetAttr(n, "rel", "nofollow ugc")
		}
	}
	return strings.TrimSpace(string(tree.AppendHTML(nil, root, tree.BlankLines)))
}

// harmless are the elements that a comment may have, and their attributes.
var harmless = map[atom.Atom]string{
	atom.A: "href title", atom.Img: "src alt title width height",
	atom.B: "", atom.Strong: "", atom.I: "", atom.Em: "", atom.U: "", atom.S: "", atom.Strike: "",
	atom.Del: "cite datetime", atom.Ins: "cite datetime", atom.Q: "cite", atom.Cite: "",
	atom.Abbr: "title", atom.Acronym: "title", atom.Dfn: "title", atom.Time: "datetime",
	atom.Code: "", atom.Kbd: "", atom.Samp: "", atom.Var: "", atom.Tt: "", atom.Sub: "", atom.Sup: "",
	atom.Small: "", atom.Big: "", atom.Mark: "", atom.Wbr: "", atom.Bdi: "dir", atom.Bdo: "dir",
	atom.Ruby: "", atom.Rt: "", atom.Rp: "",
	atom.P: "", atom.Br: "", atom.Hr: "", atom.Div: "", atom.Blockquote: "cite", atom.Pre: "", atom.Address: "",
	atom.H1: "", atom.H2: "", atom.H3: "", atom.H4: "", atom.H5: "", atom.H6: "",
	atom.Ul: "", atom.Ol: "start type reversed", atom.Li: "value", atom.Dl: "", atom.Dt: "", atom.Dd: "",
	atom.Table: "", atom.Caption: "", atom.Thead: "", atom.Tbody: "", atom.Tfoot: "", atom.Tr: "",
	atom.Td: "colspan rowspan align", atom.Th: "colspan rowspan align scope",
	atom.Figure: "", atom.Figcaption: "", atom.Details: "open", atom.Summary: "",
}

// disarm takes from the tree of a stranger all but harmless elements. Of others
// what they hold stays, but for what shows none of it; a player or frame becomes
// a link.
func (b *builder) disarm(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.TextNode:
		case c.Type != html.ElementNode:
			tree.Remove(c)
		default:
			next = b.disarmElement(c)
		}
		c = next
	}
}

func (b *builder) disarmElement(n *html.Node) (next *html.Node) {
	next = n.NextSibling
	switch n.DataAtom {
	case atom.Script:
		b.notes.add(note.Comments, false, "script dropped: "+quoteShort(tree.Attr(n, "src")+tree.TextContent(n)))
		tree.Remove(n)
		return next
	case atom.Style, atom.Link, atom.Meta, atom.Base, atom.Template, atom.Head:
		tree.Remove(n)
		return next
	case atom.Iframe, atom.Embed, atom.Object, atom.Video, atom.Audio, atom.Source:
		src := strings.TrimSpace(tree.Attr(n, "src") + tree.Attr(n, "data"))
		if src != "" && isSafeAddress(src, false) {
			for _, c := range []*html.Node{tree.NewText(" "), tree.NewTag(tree.Autolink, "href", src), tree.NewText(" ")} {
				n.Parent.InsertBefore(c, n)
			}
		} else if src != "" {
			b.notes.add(note.Comments, false, "dropped: "+Quote(tree.TagAsWritten(n)))
		}
		if n.DataAtom == atom.Iframe { // its content is for browsers without iframes
			tree.Remove(n)
			return next
		}
	}
	allowed, ok := harmless[n.DataAtom]
	if !ok || n.Namespace != "" {
		return unwrapInto(n, next)
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		switch {
		case a.Namespace != "" || !isWord(allowed, a.Key):
			return true
		case a.Key == "href" || a.Key == "src" || a.Key == "cite":
			if isSafeAddress(a.Val, a.Key == "href") {
				return false
			}
			b.notes.add(note.Comments, false, "address dropped: "+quoteShort(a.Val))
			return true
		}
		return false
	})
	b.disarm(n)
	return next
}

// isWord reports whether s is one of the words of a list.
func isWord(list, s string) bool {
	for w := range strings.SplitSeq(list, " ") {
		if w == s && s != "" {
			return true
		}
	}
	return false
}

// isSafeAddress reports whether an address is relative or one of the web.
// Browsers pass over white space and control characters in a scheme, so one
// with any is none.
func isSafeAddress(s string, mail bool) bool {
	s = strings.TrimSpace(s)
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return true
	case "mailto":
		return mail
	}
	return false
}

// linkify makes links of the addresses in the text of a tree, as make_clickable
// does: not in links and code. A name in front of a domain, such as an e-mail
// address, stays text.
func linkify(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.TextNode:
			linkifyText(c)
		case c.Type == html.ElementNode:
			switch c.DataAtom {
			case atom.A, atom.Code, atom.Pre:
			default:
				if !tree.IsTag(c, tree.Autolink) {
					linkify(c)
				}
			}
		}
		c = next
	}
}

func linkifyText(text *html.Node) {
	s := text.Data
	done := 0
	for i := 0; i < len(s); {
		k := strings.IndexAny(s[i:], "hHwW")
		if k < 0 {
			break
		}
		i += k
		end := addressEnd(s, i)
		if end == i {
			i++
			continue
		}
		if i > done {
			text.Parent.InsertBefore(tree.NewText(s[done:i]), text)
		}
		found := s[i:end]
		if strings.Contains(found, "://") {
			text.Parent.InsertBefore(tree.NewTag(tree.Autolink, "href", found), text)
		} else {
			a := tree.NewElement(atom.A, "href", "http://"+found)
			a.AppendChild(tree.NewText(found))
			text.Parent.InsertBefore(a, text)
		}
		i, done = end, end
	}
	if text.Data = s[done:]; text.Data == "" {
		tree.Remove(text)
	}
}

// addressEnd returns where the address ends that begins at i, or i if none
// does. What punctuates the sentence around it does not belong to it.
func addressEnd(s string, i int) int {
	if i > 0 {
		switch r, _ := utf8.DecodeLastRuneInString(s[:i]); {
		case tree.IsLetter(r), '0' <= r && r <= '9', strings.ContainsRune("/@.-_=:\"'", r):
			return i
		}
	}
	host, www := i, false
	switch {
	case hasPrefixFold(s[i:], "http://"):
		host += len("http://")
	case hasPrefixFold(s[i:], "https://"):
		host += len("https://")
	case hasPrefixFold(s[i:], "www."):
		host, www = i+len("www."), true
	default:
		return i
	}
	end := host
	for end < len(s) && s[end] > ' ' && !strings.ContainsRune("<>\"\\^`{|}", rune(s[end])) && !strings.HasPrefix(s[end:], tree.NBSP) {
		end++
	}
	parens := strings.Count(s[host:end], "(") - strings.Count(s[host:end], ")")
	squares := strings.Count(s[host:end], "[") - strings.Count(s[host:end], "]")
	for ; end > host; end-- {
		switch c := s[end-1]; {
		case strings.IndexByte(".,;:!?'*", c) >= 0:
		case c == ')' && parens < 0:
			parens++
		case c == ']' && squares < 0:
			squares++
		case www && strings.IndexByte(s[host:end], '.') <= 0:
			return i
		default:
			return end
		}
	}
	return i
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
