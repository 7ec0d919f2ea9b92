package rewrite_test

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/rewrite"
)

func Example() {
	site := &extract.Site{BaseBlogURL: "http://old.example"}
	items := []*extract.Item{
		{ID: 7, Type: "post", Status: "publish", Slug: "hello", Link: "http://old.example/2013/04/hello/"},
		{ID: 8, Type: "attachment", AttachmentURL: "http://old.example/wp-content/uploads/2013/04/rework.png"},
	}
	index, err := rewrite.New(site, rewrite.Options{Files: "/images/"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, it := range items {
		index.Add(it, it.Type == "post")
	}
	index.Seal(func(name string) string { return name })

	page, _ := html.Parse(strings.NewReader(
		`<a href="https://www.old.example/?p=7">Hello</a> <a href="/gone/">Gone</a> <img src="/wp-content/uploads/2013/04/rework-300x200.png">`))
	result := index.Apply(page, "http://old.example/about/")
	html.Render(os.Stdout, page)
	fmt.Println()
	for _, n := range result.Notes {
		fmt.Printf("%s: %s\n", n.Kind, n.Text)
	}
	for _, i := range result.Files {
		f := index.File(i)
		fmt.Printf("images/%s is %s, in a copy of the uploads %s\n", f.Name, f.URL, f.Path)
	}
	// Output:
	// <html><head></head><body><a href="/2013/04/hello/">Hello</a> <a href="http://old.example/gone/">Gone</a> <img src="/images/rework.png"/></body></html>
	// link: leads to a page of the old site that the export does not hold: http://old.example/gone/
	// images/rework.png is http://old.example/wp-content/uploads/2013/04/rework.png, in a copy of the uploads 2013/04/rework.png
}
