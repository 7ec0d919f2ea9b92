package transform_test

import (
	"fmt"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

func Example() {
	it := &extract.Item{ID: 7, Type: "post", Content: "Cold, at <b>last</b>.\n\n[weather city=\"Bern\"]"}
	library := transform.NewLibrary() // of a whole site, Add each item
	library.Seal()
	page := transform.Tree(it, library, transform.Options{})
	fmt.Printf("%s", markdown.New(nil).Print(page.Tree))
	for _, n := range page.Notes {
		fmt.Printf("%s: %s\n", n.Kind, n.Text)
	}
	// Output:
	// Cold, at **last**.
	//
	// [weather city="Bern"]
	// shortcode: unknown, kept as text: [weather city="Bern"]
}
