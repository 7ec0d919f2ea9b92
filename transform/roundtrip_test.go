package transform

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform/markdown"
)

// randomPage writes random HTML: blocks in blocks, inline elements in inline
// elements, and text that Markdown would take for something else.
type randomPage struct {
	r *rand.Rand
	b strings.Builder
}

var hostileWords = strings.Fields(`a b word naïve 日本語 「強調」。 émoji 🎉 * ** *** _ __ _x_ *x* **x** ~ ~~ ~x~ ` + "` `` `x` ```" + ` # ## > < << <b> </b> <script> <!-- & &amp;amp; &amp;copy; &amp;lt; &amp;#42; [ ] [x] [x](y) ![a](b) ! \ \\ \* 1. 12) - + = == === --- *** ___ | a|b |-| : :-- $x$ {x} {#id} ( ) ()
 http://a_b_c/?x=1&amp;y=2 www.x.org foo_bar_baz C# x^2 " ' don't 5* ~5 (a) [^1] [1]: ^ %20 @x #tag e.g. i.e. 100% 3.14 2020. 2*3*4 a_ _b **a b** ]( ][ !! ![ \[ &nbsp;`)

func (p *randomPage) word() string {
	w := hostileWords[p.r.IntN(len(hostileWords))]
	if strings.Contains(w, "&") {
		return w // written as HTML
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(w)
}

func (p *randomPage) text() {
	for range 1 + p.r.IntN(4) {
		if p.r.IntN(4) > 0 {
			p.b.WriteString(" ")
		}
		p.b.WriteString(p.word())
		if p.r.IntN(4) > 0 {
			p.b.WriteString(" ")
		}
	}
}

func (p *randomPage) inline(depth int) {
	for range 1 + p.r.IntN(4) {
		if depth == 0 || p.r.IntN(2) == 0 {
			p.text()
			continue
		}
		switch tag := []string{"b", "i", "del", "code", "a", "img", "br", "sub", "strong", "em", "u", "br"}[p.r.IntN(12)]; tag {
		case "br":
			p.b.WriteString("<br>")
		case "img":
			fmt.Fprintf(&p.b, `<img src="%s" alt="%s" title="%s">`, p.address(), p.attr(), p.attr())
		case "a":
			if strings.Contains(p.b.String()[max(0, p.b.Len()-4000):], "<a ") && strings.LastIndex(p.b.String(), "<a ") > strings.LastIndex(p.b.String(), "</a>") {
				p.text()
				continue
			}
			fmt.Fprintf(&p.b, `<a href="%s" title="%s">`, p.address(), p.attr())
			p.inline(depth - 1)
			p.b.WriteString("</a>")
		case "code":
			p.b.WriteString("<code>")
			p.text()
			p.b.WriteString("</code>")
		default:
			p.b.WriteString("<" + tag + ">")
			p.inline(depth - 1)
			p.b.WriteString("</" + tag + ">")
		}
	}
}

func (p *randomPage) attr() string {
	if p.r.IntN(2) == 0 {
		return ""
	}
	return strings.ReplaceAll(p.word()+" "+p.word(), `"`, "&quot;")
}

func (p *randomPage) address() string {
	return []string{"/a", "/a_b_c/", "http://x.org/?a=1&amp;b=2", "/with space", "/par(en", "/par(e)n", "/q?x=&amp;copy;", "/ü", `/back\*slash`, "/a|b", "#frag", "/x*y*z", "/&lt;x>", "/quote&quot;s"}[p.r.IntN(14)]
}

func (p *randomPage) block(depth int) {
	kinds := []string{"p", "p", "p", "h2", "h3", "hr", "pre", "bare"}
	if depth > 0 {
		kinds = append(kinds, "ul", "ol", "quote", "ul", "div", "table")
	}
	switch kind := kinds[p.r.IntN(len(kinds))]; kind {
	case "p", "h2", "h3":
		p.b.WriteString("<" + kind + ">")
		p.inline(3)
		p.b.WriteString("</" + kind + ">")
	case "bare":
		p.inline(2)
	case "hr":
		p.b.WriteString("<hr>")
	case "pre":
		p.b.WriteString(`<pre><code class="language-go">`)
		for range 1 + p.r.IntN(4) {
			p.b.WriteString(strings.Repeat(" ", p.r.IntN(6)) + p.word() + "\n")
			if p.r.IntN(3) == 0 {
				p.b.WriteString("\n")
			}
		}
		p.b.WriteString("</code></pre>")
	case "ul", "ol":
		start := ""
		if kind == "ol" && p.r.IntN(3) == 0 {
			start = fmt.Sprintf(` start="%d"`, p.r.IntN(12))
		}
		p.b.WriteString("<" + kind + start + ">")
		for range 1 + p.r.IntN(3) {
			p.b.WriteString("<li>")
			if p.r.IntN(2) == 0 {
				p.inline(2)
			}
			for range p.r.IntN(3) {
				p.block(depth - 1)
			}
			p.b.WriteString("</li>")
		}
		p.b.WriteString("</" + kind + ">")
	case "quote":
		p.b.WriteString("<blockquote>")
		for range 1 + p.r.IntN(3) {
			p.block(depth - 1)
		}
		p.b.WriteString("</blockquote>")
	case "div":
		p.b.WriteString("<div>")
		for range 1 + p.r.IntN(2) {
			p.block(depth - 1)
		}
		p.b.WriteString("</div>")
	case "table":
		p.b.WriteString("<table>")
		cols := 1 + p.r.IntN(3)
		for r := range 1 + p.r.IntN(3) {
			p.b.WriteString("<tr>")
			for range cols {
				tag := "td"
				if r == 0 {
					tag = "th"
				}
				p.b.WriteString("<" + tag + ">")
				p.inline(2)
				p.b.WriteString("</" + tag + ">")
			}
			p.b.WriteString("</tr>")
		}
		p.b.WriteString("</table>")
	}
}

// TestRoundTrip prints random trees and reads the Markdown back: the page must
// be the same to a reader.
func TestRoundTrip(t *testing.T) {
	pages := 5_000
	stream := uint64(1)
	if n, err := strconv.Atoi(os.Getenv("WP2MD_PAGES")); err == nil {
		// a longer hunt, on other pages
		pages, stream = n, 2
	}
	printer, verifier := markdown.New(nil), verify.New(&dialect.Plain)
	failed := 0
	for seed := range uint64(pages) {
		p := &randomPage{r: rand.New(rand.NewPCG(seed, stream))}
		for range 1 + p.r.IntN(4) {
			p.block(3)
		}
		if !roundTrips(t, printer, verifier, p.b.String(), fmt.Sprintf("seed %d", seed)) {
			if failed++; failed > 5 {
				t.FailNow()
			}
		}
	}
}

func roundTrips(t *testing.T, printer *markdown.Printer, verifier *verify.Verifier, source, name string) bool {
	t.Helper()
	root := parseTest(source)
	(&builder{}).tidy(root)
	md := printer.Print(root)
	diffs := verifier.Page(root, md)
	if len(diffs) > 0 {
		t.Errorf("%s: %v\nsource:\n%s\nmarkdown:\n%s", name, diffs, source, md)
	}
	return len(diffs) == 0
}
