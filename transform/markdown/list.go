package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// listMark is the marker of a list and where its output ended.
type listMark struct {
	marker byte
	prefix int
	end    int
}

// list prints a list. One right after another gets another marker, or the two
// would be one. A list that Markdown cannot number (descending, lettered, items
// with numbers of their own) is printed as HTML.
func (p *Printer) list(n *html.Node) {
	if len(p.prefix) > maxPrefix {
		p.flow(n, false)
		return
	}
	ordered := n.DataAtom == atom.Ol
	if ordered && !p.d.numberable(n) {
		p.htmlBlock(n)
		return
	}
	marker := byte('-')
	if ordered {
		marker = '.'
	}
	follows := p.lastList.end == len(p.out) && p.lastList.prefix == len(p.prefix) && p.lastList.marker != 0 && len(p.openers) == 0
	if follows && (p.lastList.marker == marker || !p.d.reads(dialect.ListMarkers)) {
		if p.d.reads(dialect.ListMarkers) && (!ordered || p.d.reads(dialect.ParenMarkers)) {
			marker = map[byte]byte{'-': '*', '.': ')'}[marker]
		} else {
			p.want(gapBlank)
			p.line("<!-- -->")
			p.want(gapBlank)
		}
	}
	tight := p.d.isTight(n)
	number := listStart(n)
	before := len(p.out)
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if !tree.IsElement(li, atom.Li) {
			continue
		}
		switch {
		case len(p.out) == before:
		case tight:
			p.want(gapLine)
		default:
			p.want(gapBlank)
		}
		m := string(marker) + " "
		if ordered {
			m = strconv.Itoa(number) + m
			number++
		}
		p.item(li, m, tight)
	}
	if len(p.out) > before {
		p.lastList = listMark{marker, len(p.prefix), len(p.out)}
	}
}

// item prints an item of a list behind its marker. The box of a task is part of
// the marker.
func (p *Printer) item(li *html.Node, marker string, tight bool) {
	if n := p.d.Indent - len(marker); n > 0 {
		marker += spaces[:n]
	}
	indent := spaces[:len(marker)]
	box := taskBox(li)
	if box != nil {
		p.inl.box = box
		if tree.HasAttr(box, "checked") {
			marker += "[x] "
		} else {
			marker += "[ ] "
		}
	}
	c := p.open(marker, indent)
	p.items++
	p.inl.item = true
	start := len(p.out)
	p.flow(li, tight)
	p.items--
	p.inl.item = p.items > 0
	if len(p.out) == start && (p.items > 0 || !tight || box != nil) {
		// Some parsers take a bare marker and the blank line behind it for the
		// end of the items around it.
		p.line("&nbsp;")
	}
	p.close(c, true)
}

const spaces = "                "

// taskBox returns the checkbox that an item begins with, or nil.
func taskBox(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && tree.IsBlankText(c.Data):
		case tree.IsElement(c, atom.P), tree.IsElement(c, atom.Label):
			return taskBox(c)
		case tree.IsElement(c, atom.Input) && strings.EqualFold(tree.Attr(c, "type"), "checkbox"):
			return c
		default:
			return nil
		}
	}
	return nil
}

// numberable reports whether Markdown can number an ordered list: from a start
// that is not negative and short enough for a marker, upwards, in figures.
func (r *rules) numberable(n *html.Node) bool {
	if tree.HasAttr(n, "reversed") {
		return false
	}
	if t := tree.Attr(n, "type"); t != "" && t != "1" {
		return false
	}
	next := listStart(n)
	if next < 0 || next > 99_999_999 || next != 1 && !r.reads(dialect.ListNumbers) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !tree.IsElement(c, atom.Li) {
			continue
		}
		if v, ok := number(c, "value"); ok && v != next {
			return false
		}
		next++
	}
	return true
}

// listStart returns the number of the first item of an ordered list.
func listStart(n *html.Node) int {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tree.IsElement(c, atom.Li) {
			if v, ok := number(c, "value"); ok {
				return v
			}
			break
		}
	}
	if v, ok := number(n, "start"); ok {
		return v
	}
	return 1
}

// isTight reports whether no blank line is needed between or within the items
// of a list: each is a line of text, perhaps followed by lists.
func (r *rules) isTight(n *html.Node) bool {
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if !tree.IsElement(li, atom.Li) {
			continue
		}
		text, lists := false, false
		for c := li.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case !tree.IsBlock(c), isPicture(c):
				if !tree.IsBlank(c) {
					if lists {
						return false
					}
					text = true
				}
			case c.DataAtom == atom.Ul, c.DataAtom == atom.Ol && (!text || listStart(c) == 1):
				// A list that does not start at 1 cannot interrupt a paragraph.
				if c.DataAtom == atom.Ol && !r.numberable(c) {
					return false
				}
				lists = true
			default:
				return false
			}
		}
	}
	return true
}

// number returns an attribute that is a number, without the error of strconv for one
// that is not there.
func number(n *html.Node, key string) (v int, ok bool) {
	s := tree.Attr(n, key)
	if s == "" {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}
