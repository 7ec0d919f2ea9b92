// Package dialect says, as data, which Markdown a target reads. A page is printed in
// a dialect (transform/markdown), and verified, checked and shown in the same one
// (internal/reading has its parser).
//
// Nothing here knows how to print or read: what prints a page and what verifies it
// share no code, but they share this.
package dialect

// A Dialect is CommonMark with the tables of GitHub's, and what is said here. Take
// [Plain] and change what differs.
type Dialect struct {
	// Reads are the constructs that the target reads. What the printer has no use for,
	// it escapes; what it would use and is not there, it prints in another way.
	Reads Construct

	// References are the characters (of ASCII) before which a backslash is shown as
	// such: a character reference stands for them instead.
	References string

	// Formulas are the formulas in TeX that pass as they are written. Others are text
	// to the target, and printed as such: every renderer shows them as they were, and a
	// script can find them.
	Formulas Formulas

	// Templates are what the target runs before or in the Markdown. Text that looks
	// like it is written so that it does not.
	Templates []Template

	// Noted are beginnings of template code that some targets run, where it is not known
	// which one reads the page.
	Noted []Noted

	// Wrap is put around a page that holds something.
	Wrap Wrap

	// AsTag reports whether a link or an image has an address or a title that the
	// target cannot take from Markdown, so that it has to be a tag; nil if it can take
	// all.
	AsTag func(address, title string) bool

	// Indent is the least number of columns by which what is in an item of a list is
	// indented; 0 stands for the width of its marker.
	Indent int

	// More is the line that divides the summary of a page from the rest. A target that
	// names none has that of Plain.
	More string

	// MoreAnywhere says that this line divides wherever it stands, also in code and
	// between words: there it is written as template code is that no pair shows.
	MoreAnywhere bool
}

// Construct is a set of constructs of Markdown.
type Construct uint32

// What a target can read. The printer uses the first ones.
const (
	Footnotes      Construct = 1 << iota // [^1]
	Strikethrough                        // ~~x~~
	ParenMarkers                         // 1) beside 1.
	ListNumbers                          // an ordered list can start at any number
	ListMarkers                          // a list with another marker is another list
	InDetails                            // Markdown within <details>, between blank lines
	ItemFences                           // fenced code in items of lists and in quotes
	Tabs                                 // a tab in code is a tab
	AddressParens                        // (balanced) parentheses in the address of a link
	AddressEscapes                       // a backslash before one that is not
	HTMLFences                           // a fence within HTML is text
	LongRuns                             // a run of * or _ between spaces is text, however long
	LeadingMore                          // the divider may stand at the start of a page

	DefinitionLists   // a line that begins with ": "
	HeadingAttributes // # heading {#id}
	AttributeLists    // {: .class}, {:toc}
	InlineAttributes  // {.class} and {#id} behind anything
	Pipes             // a | b is a table without more
	DollarFormulas    // $$x$$, whatever is in it
	Containers        // ::: name
	Contents          // [[toc]]
	Imports           // <<< file
	Abbreviations     // *[word]: what it stands for
	Emoji             // :smile:
	TightHeadings     // #heading
	LineDefinitions   // [x]: /y on any line of a paragraph
	OpenAttributes    // {class} at the end of a line, or behind a mark
	Directives        // :name[label]{attributes}
	TitleHeading      // the first heading, if it is of level 1, is taken out as the title
)

// Has reports whether all constructs of c are in the set.
func (s Construct) Has(c Construct) bool { return s&c == c }

// Formulas is a set of delimiters of formulas.
type Formulas uint8

// The delimiters.
const (
	Dollars  Formulas = 1 << iota // $x$, $$x$$, $latex x$
	Brackets                      // \(x\), \[x\]
	Tags                          // [latex]x[/latex]
)

// Template is the beginning of code that the target runs.
type Template struct {
	Open string // "{{<"; ASCII, and at least two characters

	// Close, and how a pair of both is written that is shown and not run, also in
	// code: {{</* and */>}}. If there is no such way, code is printed as HTML, in which
	// a reference stands for the first character.
	Close, OpenAs, CloseAs string

	NotInFences bool // it is shown, not run, in fenced code
	NotInSpans  bool // and in inline code
}

// Noted is the beginning of template code, and whom it is code for.
type Noted struct{ Open, By string }

// Wrap is what stands around a page that holds one of If.
type Wrap struct {
	If            []string
	Before, After string // lines
}

// Plain is what the printer writes for no generator in particular: what GitHub and
// most generators read, with the escapes that some of them need.
var Plain = Dialect{
	Reads: Footnotes | Strikethrough | ParenMarkers | ListNumbers | ListMarkers | InDetails | ItemFences | Tabs | HTMLFences | LongRuns | AddressParens | AddressEscapes | LeadingMore |
		DefinitionLists | HeadingAttributes,
	Formulas: Dollars | Tags,
	Noted: []Noted{
		{"{{", "Jekyll, Eleventy, Hexo, VitePress and Zola run it or stop"},
		{"{%", "Jekyll, Eleventy, Hexo and Zola run it or stop"},
		{"{{<", "Hugo runs it or stops"},
		{"{{%", "Hugo runs it or stops"},
	},
	More: "<!--more-->",
}
