// Package transform turns the content of an item into a clean HTML tree, and
// a clean tree into Markdown.
//
// [Tree] does what WordPress does between its database and the browser:
// shortcodes, blocks, wpautop, embeds, footnotes. What it cannot carry over
// becomes a note. [Printer] prints a tree. Between the two, a caller may change
// addresses on the tree; nothing ever edits finished Markdown.
//
// Both are functions of their input: no network, no clock, no files. No input
// makes them panic; a part that cannot be read is kept as text.
//
// # The clean tree
//
// The tree is a document node holding flow content in the elements of HTML.
// White space is collapsed, a block never stands inside an inline element or a
// paragraph, and
// comments are gone. A few elements are ours, because HTML has no word for
// them; see the constants in vocabulary.go.
package transform
