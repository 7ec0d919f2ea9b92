// Package tree is the clean tree of an item: the vocabulary that the stages share,
// and what they need to read and change a tree of x/net/html.
//
// A clean tree is a document node holding flow content in the elements of HTML.
// White space is collapsed, a block never stands inside an inline element or a
// paragraph, and comments are gone. A few elements are ours, because HTML has no
// word for them. Package transform makes such trees, transform/markdown prints
// them.
package tree
