package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	to, prefix, suffix := "", "", ""
	other, others := "", 0 // numbers that may be it
	class := strings.ToLower(tree.Attr(n, "class"))
	counts := isAbout(class, "count", "odometer", "funfact") && !strings.Contains(class, "countdown")
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "data-counter-val", "data-counter-value", "data-counter-end", "data-counter-number", "data-count-to", "data-countto":
			to = strings.TrimSpace(a.Val)
		case "data-end", "data-to", "data-stop", "data-count", "data-end-value", "data-to-value":
			if counts {
				to = strings.TrimSpace(a.Val)
			}
		case "data-prefix":
			prefix = strings.TrimSpace(a.Val)
		case "data-suffix":
			suffix = strings.TrimSpace(a.Val)
		default:
			if key, ok := strings.CutPrefix(a.Key, "data-"); ok && counts && isCount(a.Val) && key != "key" && key != "nonce" && !isNumberOfSetting(plainKey(key)) {
				others, other = others+1, strings.TrimSpace(a.Val)
			}
		}
	}
	if to == "" && others == 1 && isCounterName(class) {
		to = other // whatever a theme calls it
	}
	if !isCount(to) {
		return false
	}
	if len(prefix) <= 12 && len(suffix) <= 30 && !strings.Contains(tree.TextContent(n), prefix+suffix) {
		to = joinUnit(joinUnit(prefix, to), suffix)
	}
	const most = 20
	var at *html.Node
	seen := 0
	for c := range n.Descendants() {
		if seen++; seen > most {
			return false
		}
		if text := c.FirstChild; c.Type != html.ElementNode || text != nil && (text != c.LastChild || text.Type != html.TextNode || strings.Trim(text.Data, " 0") != "") || (text == nil || strings.Trim(text.Data, " ") == "") && !isAbout(strings.ToLower(tree.Attr(c, "class")), "text", "number", "value", "count", "digit") {
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

// joinCounted makes one line of a number and what stands before and behind it, where a counter
// has each in a block of its own.
func joinCounted(n *html.Node) {
	if class := strings.ToLower(tree.Attr(n, "class")); class == "" || !isAbout(class, "count", "number", "stat", "fact", "odometer", "milestone", "figure") {
		return
	}
	const most = 12
	var parts []*html.Node
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && tree.IsBlankText(c.Data), c.DataAtom == atom.P && c.FirstChild == nil, c.DataAtom == atom.Br:
		case c.Type != html.ElementNode && c.Type != html.TextNode || len(parts) == most:
			return
		default:
			parts = append(parts, c)
		}
	}
	for i, part := range parts {
		text := loneText(part)
		if text == nil || !isCount(text.Data) {
			continue
		}
		number, joined := strings.TrimSpace(text.Data), false
		if i > 0 {
			if before := loneText(parts[i-1]); before != nil && (isSign(strings.TrimSpace(before.Data)) && (before != parts[i-1] || isCoin(strings.TrimSpace(before.Data))) || isPartCalled(parts[i-1], before, "prefix", "before")) {
				number = joinUnit(strings.TrimSpace(before.Data), number)
				tree.Remove(parts[i-1])
				joined = true
			}
		}
		if i+1 < len(parts) {
			if behind := loneText(parts[i+1]); behind != nil && (isMultiple(strings.TrimSpace(behind.Data)) || isPartCalled(parts[i+1], behind, "suffix", "after")) {
				unit := strings.TrimSpace(behind.Data)
				if first, _ := utf8.DecodeRuneInString(unit); unicode.IsLetter(first) {
					unit = " " + unit // a word that stood by itself is one
				}
				number += unit
				tree.Remove(parts[i+1])
				joined = true
			}
		}
		if joined {
			text.Data = number
		}
		return
	}
}

// loneText returns the text of a block that holds nothing else.
func loneText(n *html.Node) *html.Node {
	for n != nil && n.Type == html.ElementNode && n.FirstChild != nil && n.FirstChild == n.LastChild {
		if n.DataAtom == atom.A {
			return nil
		}
		n = n.FirstChild
	}
	if n == nil || n.Type != html.TextNode || tree.IsBlankText(n.Data) {
		return nil
	}
	return n
}

// isPartCalled reports whether a few signs are by the class of their element a part of a number.
func isPartCalled(n, text *html.Node, names ...string) bool {
	return len(strings.TrimSpace(text.Data)) <= 12 && isAbout(strings.ToLower(tree.Attr(n, "class")), names...)
}

// isSign reports whether a text is a sign before a number.
func isSign(s string) bool {
	switch s {
	case "+", "-", "–", "~", "≈", "<", ">", "#", "±":
		return true
	}
	return isCoin(s) || isCurrencyCode(s)
}

// isMultiple reports whether a text is a sign behind a number, or says by how much it is multiplied.
func isMultiple(s string) bool {
	switch s {
	case "+", "%", "‰", "×", "x", "X", "k", "K", "m", "M", "b", "B", "bn", "Mio", "Mrd", "K+", "k+", "M+", "B+", "%+", "+%", "°":
		return true
	}
	return isCoin(s)
}

// percentOfBar returns how full a bar is, as its attributes have it; "" if an element is none.
func percentOfBar(n *html.Node) string {
	percent := ""
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "data-percent", "data-percentage", "data-fill", "data-progress", "aria-valuenow":
			percent = strings.TrimSuffix(strings.TrimSpace(a.Val), "%")
		}
	}
	if !isCount(percent) || strings.Contains(percent, ",") || !isAbout(strings.ToLower(tree.Attr(n, "class"))+tree.Attr(n, "role"), "progress", "skill", "bar") {
		return ""
	}
	return percent
}

// isAroundOtherBar reports whether an element holds another bar than n, or so much that it can.
func isAroundOtherBar(p, n *html.Node) bool {
	const most = 100
	seen := 0
	for c := range p.Descendants() {
		if seen++; seen > most {
			return true
		}
		if c.Type == html.ElementNode && c != n && percentOfBar(c) != "" && !isWithin(c, n) && !isWithin(n, c) {
			return true
		}
	}
	return false
}

// showBar writes how full a bar is behind its name, where only its looks say so:
// <div class="progress" data-percent="80">Skill</div>.
func showBar(n *html.Node) bool {
	percent := percentOfBar(n)
	if percent == "" {
		return false
	}
	if highest := tree.Attr(n, "aria-valuemax"); highest != "" && highest != "100" {
		return false
	}
	const longest = 80 // bytes of a name
	for p, up := n, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		if p != n && isAroundOtherBar(p, n) {
			return false
		}
		text := lineOf(p)
		if text == "" && up < 2 {
			continue
		}
		if text == "" || len(text) > longest || strings.ContainsAny(text, "0123456789%") {
			return false
		}
		var name *html.Node // the last text before the bar, or the one behind it
		for c := range p.Descendants() {
			if c == n && name != nil {
				break
			}
			if c.Type == html.TextNode && !tree.IsBlankText(c.Data) {
				name = c
			}
		}
		if name == nil {
			return false
		}
		name.Data = strings.TrimRight(name.Data, " \t\n") + ": " + percent + "%"
		return true
	}
	return false
}
