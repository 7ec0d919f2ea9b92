package transform

import (
	"slices"
	"testing"

	"golang.org/x/net/html"
)

// Two breaks in a heading of Elementor are one: to wpautop they would be an empty line.
func TestDividedHeading(t *testing.T) {
	const want = "<h1>Welcome to <br>  our store</h1>\n\n<p>One<br><br>two</p>"
	if got, ok := asDivided("<h1>Welcome to <br> <br>\n\t\tour store</h1>\n\t\t<p>One<br><br>two</p>"); got != want || !ok {
		t.Errorf("%q", got)
	}
}

// What stands on lines of its own is told apart: each may be a value.
func TestTextOfLines(t *testing.T) {
	root := (&builder{}).parseHTML("<p>Ann Lee<br>Codetic<br> <b>Business</b> Owner</p><p>One line</p>")
	var got []string
	eachText(root, func(text string, _ []*html.Node) { got = append(got, textOfLines(text)) })
	if want := []string{"Ann Lee · Codetic · Business Owner", "One line"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
