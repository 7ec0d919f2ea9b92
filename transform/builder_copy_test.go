package transform

import "testing"

// Two breaks in a heading of Elementor are one: to wpautop they would be an empty line.
func TestDividedHeading(t *testing.T) {
	const want = "<h1>Welcome to <br>  our store</h1>\n\n<p>One<br><br>two</p>"
	if got, ok := asDivided("<h1>Welcome to <br> <br>\n\t\tour store</h1>\n\t\t<p>One<br><br>two</p>"); got != want || !ok {
		t.Errorf("%q", got)
	}
}
