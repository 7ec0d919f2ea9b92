package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// showCounted writes the number up to which a script of the old site counted when it
// came into view, where the markup has the one from which it did:
// <span data-to="250">0</span>.
func showCounted(n *html.Node) bool {
	first := n.FirstChild
	if first != nil && (first != n.LastChild || first.Type != html.TextNode) {
		return showCountedWithin(n)
	}
	from := ""
	if first != nil {
		from = strings.TrimSpace(first.Data)
	}
	if from != "" && !isCount(from) {
		return false
	}
	to := ""
	for i := range n.Attr {
		a := &n.Attr[i]
		if !strings.HasPrefix(a.Key, "data-") || !isCount(a.Val) {
			continue
		}
		switch a.Key[len("data-"):] {
		case "to", "to-value", "count", "count-to", "countto", "counter", "counter-value", "counter-end", "count-end", "number", "end", "stop", "target-number", "final", "end-value", "odometer-value", "purecounter-end", "counter-up", "counterup-value":
			to = strings.TrimSpace(a.Val)
		case "value", "target", "max", "num":
			if from == "0" {
				to = strings.TrimSpace(a.Val)
			}
		case "from", "from-value", "start", "counter-start", "purecounter-start":
			if from != "" && strings.TrimSpace(a.Val) != from {
				return false // what stands there is the number itself
			}
		}
	}
	if to == "" || to == from || from != "" && from != "0" && !startsAt(n, from) {
		return false
	}
	tree.TakeChildren(n)
	n.AppendChild(tree.NewText(to))
	return true
}

// showCountedWithin does so where the number has an element of its own, between its prefix and
// its suffix, in the one that says up to which it counts.
func showCountedWithin(n *html.Node) bool {
	to := ""
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "data-counter-val", "data-counter-value", "data-counter-end", "data-counter-number", "data-count-to", "data-countto":
			to = strings.TrimSpace(a.Val)
		}
	}
	if !isCount(to) {
		return false
	}
	const most = 20
	var at *html.Node
	seen := 0
	for c := range n.Descendants() {
		if seen++; seen > most {
			return false
		}
		if text := c.FirstChild; c.Type != html.ElementNode || text != nil && (text != c.LastChild || text.Type != html.TextNode || strings.Trim(text.Data, " 0") != "") || !isAbout(strings.ToLower(tree.Attr(c, "class")), "text", "number", "value", "count", "digit") {
			continue
		}
		if at != nil {
			return false
		}
		at = c
	}
	if at == nil {
		return false
	}
	tree.TakeChildren(at)
	at.AppendChild(tree.NewText(to))
	return true
}

// startsAt reports whether an attribute says that the count begins with a number.
func startsAt(n *html.Node, from string) bool {
	for i := range n.Attr {
		if k := n.Attr[i].Key; (strings.Contains(k, "from") || strings.Contains(k, "start")) && strings.TrimSpace(n.Attr[i].Val) == from {
			return true
		}
	}
	return false
}

// isCount reports whether s is a number as one writes it: 1,250 or 99.5.
func isCount(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && len(s) <= 20 && '0' <= s[0] && s[0] <= '9' && strings.Trim(s, "0123456789.,") == ""
}
