package transform

// The elements of the clean tree that HTML does not have. Their names have a
// hyphen, so that no element of a post can be taken for one.
const (
	// tagMore is WordPress' <!--more--> divider, void.
	tagMore = "wp-more"

	// tagMarkdown holds one text node of Markdown, printed as it is.
	tagMarkdown = "wp-markdown"

	// tagNoteRef is the mark of a footnote, void; tagNote its text, a block.
	// Both carry the footnote's number in the attribute n.
	tagNoteRef = "wp-footnote-ref"
	tagNote    = "wp-footnote"

	// tagAutolink is an address that stands for what is behind it (an embed):
	// void, with the attribute href.
	tagAutolink = "wp-autolink"

	// tagShortcode holds the text of a shortcode that stays as it was written.
	tagShortcode = "wp-shortcode"

	// tagMath is a formula in TeX: one text node, with its delimiters, printed as
	// it is. It is inline.
	tagMath = "wp-math"

	// tagVerse is a poem: text whose line ends and runs of blanks count.
	tagVerse = "wp-verse"
)
