package transform

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

func TestSurvey(t *testing.T) {
	for _, c := range []struct {
		content string
		want    survey
	}{
		{`<p>a <b>b</b> <a href="#x" title="t" style="s">c</a></p>`, survey{}},
		{`<figure class="wp-block-image size-full alignleft"><img class="wp-image-12" src="a" alt="b" width="1"></figure>`, survey{}},
		{`<p><i><img class="wp-image-12 swiper-slide"></i></p>`, survey{classes: true}},
		{`<p class="wp-image-">`, survey{classes: true}},
		{`<p class="wp-image-1a">`, survey{classes: true}},
		{`<h2 id="x">`, survey{ids: true}},
		{`<a name="x">`, survey{ids: true}},
		{`<map name="x">`, survey{}},
		{`<a data-toggle="tab">`, survey{data: true}},
		{`<a role="tab">`, survey{roles: true}},
		{`<a aria-controls="x">`, survey{roles: true}},
		{`<a onclick="x()">`, survey{events: true}},
		{`<td colspan="2">`, survey{}},
	} {
		if got := surveyOf(parseTree(t, c.content)); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.content, got, c.want)
		}
	}
}

// Of classes that are usual no step asks anything.
func TestUsualClasses(t *testing.T) {
	const usual = "alignnone alignleft alignright aligncenter alignwide alignfull size-full size-large size-medium size-thumbnail size-medium_large " +
		"wp-block-image wp-block-gallery wp-block-quote wp-block-heading wp-block-list wp-block-table wp-block-separator wp-block-code wp-block-columns wp-block-column " +
		"wp-block-group wp-block-embed wp-block-embed__wrapper wp-block-buttons wp-block-button wp-block-button__link wp-element-button wp-element-caption " +
		"wp-caption wp-caption-text blocks-gallery-grid blocks-gallery-item blocks-gallery-caption gallery gallery-item wp-image-12"
	if !isUsualClass(usual) {
		t.Error("not usual")
	}
	for class := range strings.FieldsSeq(usual) {
		for _, name := range []string{"div", "a", "button", "ul", "li", "h2", "span"} {
			n := tree.NewElement(atom.Lookup([]byte(name)), "class", class)
			parent := tree.NewTag("div")
			parent.AppendChild(n)
			n.AppendChild(tree.NewText("a"))
			look := panelLook{left: mostLooked}
			switch {
			case opensPanel(n), hasSliderWord(class), isOfSlider(class), isSliderControl(n, class, &look), isFilter(n), len(entriesOfFilter(n)) > 0, isAbout(class, "price", "pricing"):
				t.Errorf("<%s class=%q> is asked for", name, class)
			}
		}
	}
}

func parseTree(t *testing.T, content string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
