// Package markdown prints clean trees, which package transform makes, as Markdown.
//
// Printing is a function of the tree: no network, no clock, no files. What Markdown
// cannot say is printed as HTML; whatever the tree says, a parser of the dialect
// reads back. The printer decides about escapes, blank lines and markers while it
// writes: nothing ever edits finished Markdown.
package markdown
