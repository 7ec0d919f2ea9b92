package transform

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// Page is an item made readable: its clean tree and what was noted on the way.
type Page struct {
	Tree  *html.Node
	Notes []note.Note

	// Ledger counts the shortcodes and blocks of the content, and what did not
	// get into the tree; Printer.Ledger counts the rest.
	Ledger note.Ledger

	// Held is what visitors did not see, as it was written: hidden blocks, texts for
	// members, keys. It is in neither the tree nor a note, and must not be published.
	Held []string

	// Read is the content as it was read: HTML also if it is written in Markdown, and with what a
	// builder fills in it while a page is shown.
	Read string

	// Beside is the first node of Tree that is of custom fields and no text of the item,
	// and nil if there is none.
	Beside *html.Node

	// Unread says that the content is too large to become a tree, which then holds
	// HTML that nobody can compare with it.
	Unread bool
}

// Options say how contents are read. The zero value is what WordPress itself
// would do.
type Options struct {
	Shortcodes Rules
	Embeds     Embeds
	Trust      bool   // keep frames, objects and drawings that run code of their own
	Restricted bool   // keep what visitors did not see
	Language   string // of a post that qTranslate keeps in several: en; all if empty
	Content    Content
	Dynamic    Dynamic

	InFrontMatter func(field string) bool // whether a custom field is; nil if none is

	Room *Room // what trees are made of; nil if each makes its own
}

// A Room is memory for one page after the other. The zero value is ready; it serves one
// goroutine at a time.
type Room struct {
	nodes   tree.Room
	blocks  blockRoom
	builder builder
	known   map[string]definition // see builder.definition
	fields  map[string]fieldName  // see builder.fieldName
}

// Reset takes back the memory of all trees that were made of it, which must not be
// touched any more. r can be nil.
func (r *Room) Reset() {
	if r != nil {
		r.nodes.Reset()
		r.blocks.reset()
	}
}

// newBuilder returns an empty builder, which is of the room if there is one.
func newBuilder(r *Room) *builder {
	if r == nil {
		return new(builder)
	}
	r.builder = builder{memory: r}
	return &r.builder
}

// nodeRoom returns the memory of nodes; r can be nil.
func (r *Room) nodeRoom() *tree.Room {
	if r == nil {
		return nil
	}
	return &r.nodes
}

// blockRoom returns the memory of blocks; r can be nil.
func (r *Room) blockRoom() *blockRoom {
	if r == nil {
		return nil
	}
	return &r.blocks
}

// Tree returns the clean tree of an item's content. lib answers what the
// content refers to by number; it is only read, and can be nil.
//
// Every word that the content shows is in the tree or in a note, and so is
// every construct that is not carried over.
func Tree(it *extract.Item, lib *Library, opt Options) *Page {
	b := newBuilder(opt.Room)
	b.item, b.lib, b.opt, b.room = it, lib, opt, maxGrowth
	b.texMarked, b.themed, b.ofWidgets = hasTeXMarker(it.Content), isThemed(it.Content), it.Field("_elementor_data") != ""
	if isOversize(it.Content) {
		return b.oversize(b.inLanguage(it.Content))
	}
	root := &html.Node{Type: html.DocumentNode}
	read := b.withoutSettingsOfThrive(b.holdBackRoles(b.withoutPlacesOfBrizy(it.Content)))
	content := b.holdBackBehind(b.readAs(b.inLanguage(read)))
	for part := range pages(it, content) {
		tree.MoveChildren(root, b.content(part))
	}
	b.unresolved(root)
	b.dropTwins(root)
	root = b.nimbleSections(b.fromBuilder(root))
	b.dropPrompts(root)
	b.addRecipe(root)
	b.addReblog(root)
	b.addFieldWords(root)
	b.addFieldProse(root)
	b.addRole(root)
	b.addShortDescription(root)
	b.addSubtitle(root)
	b.addFormat(root)
	b.addFieldMedia(root)
	b.notePageSettings(root)
	b.placeFootnotes(root)
	b.addReview(root)
	b.addReplies(root)
	b.unresolved(root) // of the footnotes
	b.noteLayouts()
	b.linkParts()
	has := surveyOf(root)
	if has.data {
		b.openNumberedTabs(root)
	}
	if has.classes {
		b.openListedTabs(root)
	}
	if has.data || has.roles || has.classes {
		b.openPanels(root)
	}
	if has.ids {
		placeAnchors(root, b.lib)
	}
	if has.data || has.classes || has.ids {
		b.dropFilters(root)
	}
	if has.classes {
		b.dropSliderControls(root)
	}
	if has.events {
		b.noteHandlers(root)
	}
	b.reveal(root)
	b.clean(root)
	b.noteIdle()
	b.noteIdleAccounts()
	if b.compared && len(b.held) == 0 {
		b.notes.add(note.HTML, false, "words in angle brackets or a comparison, which browsers took for a tag and did not show, are in the page")
	}
	b.tidy(root)
	b.addFacts(root)
	b.lookAtEmpty(root)
	b.noteStoredForm()
	b.noteFormOfTemplate(root)
	b.notes.joinForms(b.lib.knownForms())
	b.notes.joinBlocks()
	b.notes.joinUnknown()
	b.noteUntold(root)
	b.noteHeldRows()
	if opt.Content == ContentMarkdown {
		read = content
	}
	return &Page{Tree: root, Notes: b.notes.list, Ledger: b.ledger, Read: read, Held: append(slices.Clip(b.held), b.secret...), Beside: b.beside}
}

// builder makes the tree of one item. Constructs that are not HTML (shortcodes,
// blocks, bare addresses, raw code) are found in the text, because that is
// where WordPress finds them, and built at once; the text keeps a placeholder
// in their place, see placeholder.go.
type builder struct {
	item   *extract.Item
	lib    *Library
	opt    Options
	memory *Room // nil if there is none
	notes  notes
	ledger note.Ledger
	held   []string
	secret []string                     // tags and values that a note or the page has without what opens a door
	beside *html.Node                   // see Page.Beside
	saw    func(name string, fate Fate) // of each shortcode, for the census

	children       []*Attachment // of the post childrenID, if hasChildren
	unseenChildren []*Attachment // those that visitors did not see
	childrenID     int64
	hasChildren    bool

	stranger bool // the content is a comment: no shortcodes, no embeds

	slots   []slot
	forTags string // all that stands in the place for shortcodes that is read: it is one, whatever it looks like
	halves  bool   // a block has a tag for some people whose other tag may stand in another one
	depth   int    // of content within content
	room    int    // bytes that contents from elsewhere may still add
	classic bool   // the content at hand has no blocks: wpautop makes its paragraphs

	inHead    bool // a row of a shortcode for tables is its head
	themed    bool // the page is one of a builder's shortcodes, to which themes and plugins add widgets
	tabTitles []string
	tabLists  []tabList
	untaken   []string // titles that no tab has
	tabWork   int
	texMarked bool // the post says that its single dollars delimit formulas

	compared  bool // comparisons that a parser takes for tags are in the text
	unfolded  int  // how often the content was searched for a click, or as it was written
	offScreen int  // boxes that a style moves off the screen
	attached  bool // a shortcode shows the pictures that were uploaded to the post
	encoding  int  // whether the content keeps texts in base64: 1 if so, -1 if not, 0 if nothing asked
	own       ownPictures

	more           bool     // the <!--more--> divider has come
	valued         []valued // the shortcodes and widgets that were read by the names of their values
	layouts        []string // shortcodes of layout whose tags are gone
	laidOut        map[string]bool
	ofWidgets      bool               // it is a page of Elementor
	ofFields       bool               // it has blocks of Advanced Custom Fields
	unshown        []*html.Node       // what no screen showed
	unwritten      []string           // texts of widgets that ask their author to write something
	filters        []string           // the texts of controls that chose among entries
	idle           []string           // the texts of links to nowhere that are gone
	panels         [][]panel          // of the widgets of a builder
	linked         []linkedPart       // that shortcodes enclose
	tabs           []string           // the titles of tabs that stand in front of their parts now
	lists          []string           // the notes of widgets that listed what the site has
	idleWords      []string           // of those that are words alone now
	renamed        string             // what is asked of a widget whose own name would mislead
	called         string             // its own name, for notes
	idleAccounts   []string           // the networks of icons of a builder that led nowhere
	idleItems      []*html.Node       // the points of lists in which they were
	toldRecipe     bool               // the page has the recipe of its custom fields
	ofSite         bool               // something showed what the site has, as the new one has it
	recipeCards    map[int64][]string // HTML of those that recipes took the place of
	sliding        bool               // the slides of a slider are being built
	parts          []*html.Node       // of pages, which the data of a builder names
	blockRefs      []int64            // reusable blocks that are being built
	overrides      blockOverrides     // of the innermost of them
	componentGiven map[string]prop    // what a page gives the component of Elementor that is being built

	galleries   []*html.Node          // elements whose class says so, outer ones first
	hasNotes    bool                  // the block of the footnotes has come
	pluginNotes map[string]*html.Node // texts of footnotes that stand in the content, by id
	namedNotes  map[string]string     // ids of those that have a name
}

const (
	// maxContentDepth bounds content within content: a caption in a caption in a
	// reusable block. Real posts have three levels.
	maxContentDepth = 24

	// maxGrowth bounds what reusable blocks may add to a post. Ten blocks that
	// hold each other ten times would add ten thousand million copies.
	maxGrowth = 4 << 20
)

// pages yields the parts of a content that WordPress shows as pages of their
// own, each through wpautop. The content, which is that of an item, is made valid UTF-8.
func pages(it *extract.Item, content string) func(yield func(string) bool) {
	if !it.IsMended(content) && !isValid(content) {
		content = strings.ToValidUTF8(content, "\ufffd")
	}
	if indexComment(content, 0) < 0 {
		return func(yield func(string) bool) { yield(content) }
	}
	return strings.SplitSeq(guard(content), "<!--nextpage-->")
}

// isValid is utf8.ValidString for texts that have a character of another alphabet here
// and there.
func isValid(s string) bool {
	for i := 0; i < len(s); {
		for len(s)-i >= 16 && tree.EightAbove(tree.Eight(s, i)|tree.Eight(s, i+8)) == 0 {
			i += 16
		}
		for end := min(i+8, len(s)); i < end; {
			switch c := s[i]; {
			case c < utf8.RuneSelf:
				i++
				continue
			case 0xc2 <= c && c < 0xe0 && i+1 < len(s) && isContinuation(s[i+1]):
				i += 2
				continue
			case 0xe1 <= c && c < 0xed && i+2 < len(s) && isContinuation(s[i+1]) && isContinuation(s[i+2]):
				i += 3
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				return false
			}
			i += n
		}
	}
	return true
}

// isContinuation reports whether a byte of UTF-8 is one behind the first of a character.
func isContinuation(c byte) bool { return c&0xc0 == 0x80 }

// content builds the tree of a whole content: of the post, or of a reusable
// block.
func (b *builder) content(s string) *html.Node { return b.parse(b.markup(s)) }

// markup returns the HTML of a whole content, with placeholders.
func (b *builder) markup(s string) string {
	if b.item.Rendered() {
		return s
	}
	defer func(was bool) { b.classic = was }(b.classic)
	s = withoutInjected(s)
	if b.isElementorCopy(s) {
		if divided, ok := asDivided(s); ok {
			s = divided
		}
	}
	s = b.mendQuotes(b.withoutDynamic(b.holdBackMarked(b.withoutRecipeCards(b.withoutSettingLines(s)))))
	b.classic = !hasBlocks(s)
	if b.classic {
		return autop.Paragraphs(b.textual(s), true)
	}
	return b.textual(b.blocks(s))
}

// innerHTML returns the HTML of the content of a shortcode. In a post without
// blocks WordPress has run wpautop over all of it, but a single paragraph is
// just text here.
func (b *builder) innerHTML(s string) string {
	if b.depth >= maxContentDepth {
		b.notes.add(note.Nesting, true, "nested too deep, kept as text: "+quoteShort(s))
		return html.EscapeString(s)
	}
	b.depth++
	defer func() { b.depth-- }()
	isOfBlocks := hasBlocks(s)
	s = b.stored(s)
	if !b.classic || isOfBlocks {
		return s
	}
	s = strings.TrimSpace(autop.Paragraphs(s, true))
	if p, ok := strings.CutPrefix(s, "<p>"); ok {
		if p, ok = strings.CutSuffix(p, "</p>"); ok && !strings.Contains(p, "<p") {
			return p
		}
	}
	return s
}

// stored returns the HTML of a text that an editor may have stored apart from the content, with
// its blocks and with marks around what only some people see.
func (b *builder) stored(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		if s = b.holdBackMarked(s); hasBlocks(s) {
			s = b.blocks(s)
		}
	}
	return b.textual(s)
}
