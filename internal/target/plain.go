package target

import "github.com/wp2md/wp2md/internal/dialect"

const plainName = "plain"

// plain is Markdown with the front matter that the project's owner chose, for
// whatever reads it: posts in posts, pages below those above them in pages, other
// types each in a folder of its own.
var plain = register(Target{
	Name:    plainName,
	Dialect: &dialect.Plain,
	Place: func(it Item) Place {
		return Place{Dir: folders(it, "posts", "pages"), Stem: it.Stem, Ext: ".md"}
	},
	Files:  Files{Folder: "images", Address: "/images/"},
	Beside: &Beside{Unplaced: true},
	Data:   "data",
})

// folders returns the folders of an item where posts and pages have one each,
// and every other type one of its own name.
func folders(it Item, posts, pages string) []string {
	switch it.Type {
	case "post":
		return []string{posts}
	case "page":
		return append([]string{pages}, it.Above...)
	}
	return []string{it.Type}
}

// below places an item in a folder of the target: posts in posts, pages below
// those above them in pages, custom types in theirs.
func below(root string, it Item) Place {
	return Place{Root: root + it.Folder, Dir: it.Above, Stem: it.Stem, Ext: ".md"}
}
