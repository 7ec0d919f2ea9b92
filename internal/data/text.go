package data

import (
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// A Renderer makes text and addresses of the old site into those of the new
// one. It serves one goroutine at a time, and can be used when the index is
// sealed.
type Renderer struct {
	Index   *rewrite.Index
	Library *transform.Library
	Printer *markdown.Printer
	Room    *transform.Room // of the tree of the text at hand; can be nil
	Blog    string          // address of the old site
}

// Found is what came up on the way.
type Found struct {
	Notes []note.Note
	Files []int // numbers of files of the index that are shown or linked
	Left  []rewrite.Left
}

// add adds what came up in a part of an item, which prefix names.
func (f *Found) add(prefix string, notes []note.Note) {
	for _, n := range notes {
		n.Text = prefix + n.Text
		f.Notes = append(f.Notes, n)
	}
}

func (r *Renderer) apply(tree *html.Node, link, prefix string, f *Found) {
	found := r.Index.Apply(tree, link)
	f.add(prefix, found.Notes)
	f.Files = append(f.Files, found.Files...)
	f.Left = append(f.Left, found.Left...)
}

// comment returns the content of a comment as HTML and as Markdown.
func (r *Renderer) comment(content, link, prefix string, f *Found) (safe, markdown string) {
	if isWords(content) {
		return "<p>" + content + "</p>", content
	}
	r.Room.Reset()
	page := transform.CommentIn(r.Room, content)
	f.add(prefix, page.Notes)
	r.apply(page.Tree, link, prefix, f)
	markdown = strings.TrimSuffix(string(r.Printer.Print(page.Tree)), "\n")
	return transform.HTML(page.Tree), markdown
}

// markdown returns a text of the site's own people, such as a description, as
// Markdown.
func (r *Renderer) markdown(content string, f *Found) string {
	if content == "" || isWords(content) {
		return content
	}
	r.Room.Reset()
	page := transform.Tree(&extract.Item{Content: content}, r.Library, transform.Options{Room: r.Room})
	f.add("", page.Notes)
	r.apply(page.Tree, "", "", f)
	return strings.TrimSuffix(string(r.Printer.Print(page.Tree)), "\n")
}

// isWords reports whether a text is a line of nothing but words, which is one paragraph
// to WordPress and itself in Markdown. Most captions are that, and many comments.
func isWords(s string) bool {
	before := rune(0)
	for i, c := range s {
		next := i + 1
		if c >= utf8.RuneSelf {
			next = i + utf8.RuneLen(c)
		}
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf && unicode.IsLetter(c):
		case i == 0: // where a number could begin a list
			return false
		case '0' <= c && c <= '9', c == ',', c == '?', c == '\'', c == '’', c == '–':
		case c == ' ' && before != ' ' && next < len(s):
		case c == '.' && (next == len(s) || s[next] == ' '): // else it may be in an address
		default:
			return false
		}
		before = c
	}
	return s != ""
}

// address returns the new address for that of a link.
func (r *Renderer) address(s, link, prefix string, f *Found) string {
	a := &html.Node{Type: html.ElementNode, DataAtom: atom.A, Data: "a", Attr: []html.Attribute{{Key: "href", Val: s}}}
	tree := &html.Node{Type: html.DocumentNode}
	tree.AppendChild(a)
	r.apply(tree, link, prefix, f)
	return a.Attr[0].Val
}

// plain returns HTML of one line, such as a name, as text.
func plain(s string) string { return (&extract.Item{Title: s}).PlainTitle() }

// webAddress returns the address of a web site that a person has given, or ""
// if it is none, or says more about the person.
func webAddress(s string) string {
	s = strings.TrimSpace(html.UnescapeString(s))
	scheme, rest, ok := strings.Cut(s, "://")
	switch {
	case !ok && strings.Contains(s, ".") && !strings.ContainsAny(s, ":/?#@ "):
		scheme, rest, s = "http", s, "http://"+s
	case !ok || !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https"):
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	if host == "" || strings.ContainsAny(host, "@ ") || strings.ContainsAny(s, "\"<>\n\t") {
		return ""
	}
	return s
}

// public returns a name without what would make it an address of e-mail or of a
// machine.
func public(name string) string {
	if before, after, ok := strings.Cut(name, "@"); ok && before != "" && strings.Contains(after, ".") && !strings.ContainsAny(name, " \t\n<>(),;") {
		return before
	}
	if isPhone(name) {
		return ""
	}
	if !strings.ContainsAny(name, "@.:0123456789") {
		return name
	}
	var kept []string
	for f := range strings.FieldsSeq(name) {
		if bare := strings.Trim(f, "<>()[],;\"'"); !isEmail(bare) && !isIP(bare) && !isPhone(bare) {
			kept = append(kept, f)
		}
	}
	if len(kept) == len(strings.Fields(name)) {
		return name
	}
	return strings.Join(kept, " ")
}

// isPhone reports whether a name is the number of a telephone.
func isPhone(s string) bool {
	digits := 0
	for _, c := range s {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case !strings.ContainsRune("+-./() \u00a0", c):
			return false
		}
	}
	return 7 <= digits && digits <= 15
}

func isEmail(s string) bool {
	s = strings.TrimPrefix(s, "mailto:")
	before, after, ok := strings.Cut(s, "@")
	return ok && before != "" && strings.Contains(after, ".")
}

func isIP(s string) bool {
	_, err := netip.ParseAddr(s)
	if err != nil {
		_, err = netip.ParseAddrPort(s)
	}
	return err == nil
}
