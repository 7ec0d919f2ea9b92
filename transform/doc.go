// Package transform turns the content of an item into a clean HTML tree, which
// package transform/markdown prints.
//
// [Tree] does what WordPress does between its database and the browser:
// shortcodes, blocks, wpautop, embeds, footnotes. What it cannot carry over
// becomes a note. Between the two, a caller may change addresses on the tree;
// nothing ever edits finished Markdown.
//
// It is a function of its input: no network, no clock, no files. No input makes it
// panic; a part that cannot be read is kept as text.
//
// # The clean tree
//
// The tree is a document node holding flow content in the elements of HTML.
// White space is collapsed, a block never stands inside an inline element or a
// paragraph, and comments are gone. A few elements are ours, because HTML has no
// word for them: wp-more, wp-markdown, wp-footnote-ref and wp-footnote,
// wp-autolink, wp-shortcode, wp-math and wp-verse (package internal/tree says what
// each is).
package transform
