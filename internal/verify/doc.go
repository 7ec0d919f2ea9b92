// Package verify proves of a page that nothing was lost on its way.
//
// [Verifier.Source] holds the clean tree of an item against the content it was
// made from, [Verifier.Page] the printed Markdown against the tree. Neither
// shares code with what it checks: the content is read by a scanner of its own,
// the Markdown by another project's parser and renderer, and where it is plain by a
// quicker one that is held against it.
//
// What counts is what a reader sees. Of a page these are its words with their
// marks, links, images, headings, lists, quotes, tables, code, players,
// footnotes and hard line breaks, in order. White space that does not show,
// empty blocks, styles and the way something was written do not count.
package verify
