package transform

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A content is a tree of nodes, which take some hundred times the memory of what
// they are made of, and one content must not end the run of all others. One that
// would have too many of them is read in one pass, by its tags, and stays HTML.
const (
	mostMarks = 300_000  // tags, line ends and shortcodes
	mostBytes = 48 << 20 // of a content
	mostOpen  = 500      // elements that are open at a time
)

// isOversize reports whether a content is too large to become a tree.
func isOversize(s string) bool {
	if len(s) < mostMarks {
		return false
	}
	marks := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<', '\n', '\r', '[':
			marks++
		}
	}
	return len(s) > mostBytes || marks > mostMarks
}

// oversize returns the page of a content that is too large to become a tree: one
// element, which holds HTML. Nothing in that runs code, and what visitors did not see
// is not in it.
func (b *builder) oversize(content string) *Page {
	root := &html.Node{Type: html.DocumentNode}
	page := &Page{Tree: root, Unread: true}
	why := fmt.Sprintf("not read again: too large to be converted (%d bytes): it is HTML, with the embeds that it had%s", len(content), rawShortcodes(content))
	name := restrictedIn(content)
	if w, ok := new(elementWalls).next(content, 0); ok && name == "" {
		name = w.name
	}
	if !b.opt.Restricted && name == "" && mayHideStored(b.item) {
		b.notes.add(note.Private, true, forMembers+", held back: all of the page, which is too large to be read and has elements of a page builder that visitors did not see")
	} else if name != "" && !b.opt.Restricted {
		b.notes.add(note.Private, true, forMembers+", held back: all of the page, which is too large to be read and has "+asMark(name))
	} else {
		w := pageWriter{b: b, classic: !hasBlocks(content) && !b.item.Rendered()}
		w.read(content)
		n := tree.NewTag(tree.Unread)
		n.AppendChild(&html.Node{Type: html.RawNode, Data: strings.TrimRight(w.out.String(), "\n ")})
		root.AppendChild(n)
		if w.dropped > 0 {
			why += fmt.Sprintf("; %d tags dropped", w.dropped)
		}
		b.notes.add(note.Verify, true, why)
	}
	page.Notes, page.Ledger, page.Held = b.notes.list, b.ledger, append(slices.Clip(b.held), b.secret...)
	return page
}

// rawShortcodes says which shortcodes stay in a content as they are.
func rawShortcodes(s string) string {
	counts := map[string]int{}
	var names []string
	for i := strings.IndexByte(s, '['); i >= 0 && i+1 < len(s); {
		end := nameEnd(s, i+1)
		if name := s[i+1 : end]; len(name) < 60 && end < len(s) && (s[end] == ']' || s[end] == '/' || isBlankByte(s[end])) && (counts[name] > 0 || isShortcode(name)) {
			if counts[name]++; counts[name] == 1 {
				names = append(names, name)
			}
		}
		next := strings.IndexByte(s[i+1:], '[')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(" and these shortcodes: ")
	for i, name := range names {
		if i == 10 {
			fmt.Fprintf(&b, " and %d others", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "[%s]", name)
		if n := counts[name]; n > 1 {
			fmt.Fprintf(&b, " %d times", n)
		}
	}
	return b.String()
}

// isShortcode reports whether something is known of a name in brackets.
func isShortcode(name string) bool {
	d := definitionOf(name)
	return d.embeds != nil || d.caption || d.build != nil || d.code || d.absent != nil || d.layout != nil || isCandidate(name) && strings.ContainsAny(name, "_-")
}

// pageWriter writes HTML without a blank line, which would end it in Markdown.
type pageWriter struct {
	b       *builder
	classic bool // line ends are line breaks
	out     strings.Builder
	open    []atom.Atom
	inLine  bool // something stands in the line
	breaks  int  // line ends since the last word
	dropped int

	blocks int // that are open
	hidden int // the first of them that visitors did not see, counted from 1
}

// keptInPage are the elements of a page that is too large. Of others the text stays,
// but for those of which browsers show none.
var keptInPage = map[atom.Atom]bool{}

func init() {
	for name := range strings.FieldsSeq(`a abbr b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q
		rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr`) {
		keptInPage[atom.Lookup([]byte(name))] = true
	}
}

func (w *pageWriter) read(content string) {
	z := html.NewTokenizer(strings.NewReader(content))
	skip := atom.Atom(0) // of which no text is shown
	for {
		switch z.Next() {
		case html.ErrorToken:
			for len(w.open) > 0 {
				w.end(w.open[len(w.open)-1])
			}
			return
		case html.CommentToken:
			w.comment(string(z.Text()))
		case html.TextToken:
			if skip == 0 && w.hidden == 0 {
				w.text(html.EscapeString(string(z.Text())))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Script, atom.Style, atom.Iframe, atom.Noscript, atom.Template, atom.Title, atom.Noembed, atom.Noframes, atom.Textarea:
				if w.dropped++; t.Type == html.StartTagToken {
					skip = t.DataAtom
				}
				continue
			}
			if w.hidden == 0 && skip == 0 {
				w.start(&t)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch a := atom.Lookup(name); {
			case skip != 0:
				if a == skip {
					skip = 0
				}
			case w.hidden == 0:
				w.end(a)
			}
		}
	}
}

// comment reads the comments that delimit blocks.
func (w *pageWriter) comment(s string) {
	s = strings.TrimSpace(s)
	switch {
	case strings.HasPrefix(s, "/wp:"):
		if w.blocks == w.hidden {
			w.hidden = 0
		}
		w.blocks = max(0, w.blocks-1)
	case strings.HasPrefix(s, "wp:") && !strings.HasSuffix(s, "/"):
		w.blocks++
		name, attrs, _ := strings.Cut(s[len("wp:"):], " ")
		if !strings.Contains(name, "/") {
			name = "core/" + name
		}
		blk := block{name: name, attrs: strings.TrimSpace(attrs)}
		if why := blk.hiddenFor(); w.hidden == 0 && why != "" && !w.b.opt.Restricted {
			w.hidden = w.blocks
			w.b.notes.add(note.Private, true, why+", held back: "+name)
		}
	}
}

func (w *pageWriter) isOpen(a atom.Atom) bool {
	for _, o := range w.open {
		if o == a {
			return true
		}
	}
	return false
}

func (w *pageWriter) start(t *html.Token) {
	if !keptInPage[t.DataAtom] || len(w.open) >= mostOpen {
		w.dropped++
		return
	}
	n := &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data}
	for _, a := range t.Attr {
		switch a.Key {
		case "href", "src":
			if isScriptAddress(a.Val) || isActiveData(a.Val) {
				w.dropped++
				continue
			}
		case "alt", "title", "width", "height", "colspan", "rowspan", "id", "start", "lang", "dir", "cite", "datetime":
		default:
			continue
		}
		a.Val = strings.ReplaceAll(a.Val, "\n", " ")
		n.Attr = append(n.Attr, a)
	}
	w.write(tree.StartTag(n))
	if !tree.IsVoid(n) {
		w.open = append(w.open, t.DataAtom)
	}
}

// end closes an element, and what is open in it.
func (w *pageWriter) end(a atom.Atom) {
	if !w.isOpen(a) {
		return
	}
	for {
		last := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		w.write("</" + last.String() + ">")
		if last == a {
			return
		}
	}
}

func (w *pageWriter) write(s string) {
	w.out.WriteString(s)
	w.inLine, w.breaks = true, 0
}

func (w *pageWriter) text(s string) {
	if w.isOpen(atom.Pre) {
		w.write(strings.ReplaceAll(strings.ReplaceAll(s, "\r", ""), "\n", "&#10;"))
		return
	}
	for len(s) > 0 {
		i := strings.IndexAny(s, "\r\n")
		if i < 0 {
			i = len(s)
		}
		if line := s[:i]; strings.TrimSpace(line) != "" {
			w.write(line)
		}
		if i == len(s) {
			return
		}
		if w.classic && w.breaks < 2 {
			w.out.WriteString("<br />")
			w.inLine = true
		}
		w.breaks++
		if w.inLine {
			w.out.WriteByte('\n')
			w.inLine = false
		}
		if strings.HasPrefix(s[i:], "\r\n") {
			i++
		}
		s = s[i+1:]
	}
}

// asMark returns what visitors did not see by its name as it stands in a text.
func asMark(name string) string {
	if name[0] == '<' {
		return name
	}
	return "[" + name + "]"
}
