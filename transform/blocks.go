package transform

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// blocks returns the HTML of a content made of blocks. Most blocks are the HTML
// that was saved with them, which is theirs by its classes; those that are
// more than that are built, or noted where only the running site could fill
// them.
func (b *builder) blocks(s string) string {
	root := parseBlocks(s, b.memory.blockRoom())
	b.countBlocks(root)
	b.holdBack(root)
	defer func(was bool) { b.halves = was }(b.halves)
	b.inlineHalves(root, 0)
	b.halves = !b.opt.Restricted && root.hasHalf()
	if b.halves {
		br := brackets{s: strings.ToLower(s)}
		br.findClosers()
		root.markHalves(br.closers)
	}
	var out strings.Builder
	out.Grow(len(s))
	for _, c := range root.children {
		b.writeOuter(&out, c)
	}
	return out.String()
}

// writeOuter writes a block, or the HTML between two, that is in no other block.
func (b *builder) writeOuter(out *strings.Builder, c *block) {
	switch {
	case c.name != "":
		b.writeBlock(out, c)
	case b.halves && !c.half:
		out.WriteString(b.placeLater(c))
	default:
		b.freeform(out, c.html)
	}
}

// inlineHalves puts the blocks of a reusable block in its place if one of its tags for some people
// has its other tag outside of it.
func (b *builder) inlineHalves(blk *block, depth int) {
	if b.opt.Restricted || b.lib == nil || len(b.lib.blocks) == 0 {
		return
	}
	for _, c := range blk.children {
		if c.name != "core/block" {
			b.inlineHalves(c, depth)
			continue
		}
		var a struct{ Ref json.Number }
		c.decode(&a)
		ref, _ := a.Ref.Int64()
		content, ok := b.lib.block(ref)
		if !ok || len(content) > min(b.room, 10_000) || depth > 3 {
			continue
		}
		if _, closed := openTags(content); !closed || isForSome(content) && !strings.Contains(content, "[/") {
			b.room -= len(content)
			c.name, c.attrs, c.void = "core/group", "", false
			c.children = parseBlocks(guard(content), nil).children
			b.inlineHalves(c, depth+1)
		}
	}
}

// hasHalf reports whether a block has a tag of a shortcode for members, or for those who are
// none, whose other tag may stand in another block.
func (b *block) hasHalf() bool {
	return isForSome(b.html) || slices.ContainsFunc(b.children, (*block).hasHalf)
}

// markHalves marks the blocks with a tag of any shortcode whose other tag stands, or may stand,
// in another block. closers has the closing tags of the content by name.
func (b *block) markHalves(closers map[string][]int) bool {
	open, closed := openTags(b.html)
	b.half = !closed || isForSome(b.html)
	for name := range open {
		b.half = b.half || len(closers[name]) > 0
	}
	for _, c := range b.children {
		b.half = c.markHalves(closers) || b.half
	}
	return b.half
}

// later returns the HTML of a block that placeLater has kept.
func (b *builder) later(c *block) string {
	defer func(halves, classic bool) { b.halves, b.classic = halves, classic }(b.halves, b.classic)
	b.halves, b.classic = false, false
	var out strings.Builder
	b.writeOuter(&out, c)
	return b.textual(out.String())
}

// builtBlocks are the blocks that are more than their saved HTML. A function
// that is not ok leaves the block to the general rule.
var builtBlocks map[string]func(b *builder, blk *block) (nodes []*html.Node, ok bool)

func init() { // not a literal: the functions lead back to the table
	builtBlocks = map[string]func(b *builder, blk *block) ([]*html.Node, bool){
		"core/block":               (*builder).reusableBlock,
		"core/footnotes":           (*builder).footnotesBlock,
		"core/social-link":         (*builder).socialLink,
		"core/embed":               (*builder).embedBlock,
		"core/missing":             (*builder).missingBlock,
		"core/navigation":          (*builder).navigationLink,
		"core/navigation-link":     (*builder).navigationLink,
		"core/navigation-submenu":  (*builder).navigationLink,
		"core/post-featured-image": (*builder).featuredImage,
		"jetpack/markdown":         (*builder).markdownBlock,
		"jetpack/business-hours":   (*builder).businessHours,
		"jetpack/map":              (*builder).jetpackMap,
		"videopress/video":         (*builder).videoPress,
		"jetpack/videopress":       (*builder).videoPress,

		"core/code":                    (*builder).codeBlock,
		"syntaxhighlighter/code":       (*builder).codeBlock,
		"loos-hcb/code-block":          (*builder).codeBlock,
		"enlighter/codeblock":          (*builder).codeBlock,
		"mkaz/code-syntax":             (*builder).codeBlock,
		"prismatic/blocks":             (*builder).codeBlock,
		"codemirror-blocks/code-block": (*builder).codeBlock,
		"kevinbatdorf/code-block-pro":  (*builder).codeBlockPro,
	}
}

func (b *builder) writeBlock(out *strings.Builder, blk *block) {
	if blk.name == "" {
		out.WriteString(blk.html)
		return
	}
	if href := blk.linkOfModule(); href != "" {
		begin, end := tree.NewElement(atom.Div), tree.NewElement(atom.P)
		end.AppendChild(tree.NewTag(tree.Autolink, "href", href))
		b.linked = append(b.linked, linkedPart{begin, end})
		out.WriteString(b.place("", begin))
		defer func() { out.WriteString(b.place("", end)) }()
	}
	if b.halves && !blk.half {
		out.WriteString(b.placeLater(blk))
		return
	}
	if blk.isNowhere() {
		n := b.parse(b.textual(b.inner(blk)))
		if blk.isEmpty() {
			s := &shown{quoted: true}
			b.readProps(s, blk.name, b.withoutRowsForFew(blk.name, blk.props(), 0), 0)
			for _, c := range s.nodes() {
				n.AppendChild(c)
			}
		}
		b.noteNowhere(n)
		return
	}
	name := blk.name
	if strings.HasPrefix(name, "core-embed/") { // before WordPress 5.6
		name = "core/embed"
	}
	if f := builtBlocks[name]; f != nil {
		if nodes, ok := f(b, blk); ok {
			out.WriteString(b.place(blk.text(), nodes...))
			return
		}
	}
	switch {
	case isDynamic(blk.name):
		if nodes, ok := b.static(blk); ok {
			out.WriteString(b.place(blk.text(), nodes...))
			return
		}
		b.noteDynamic(blk)
		return
	case b.shownBlock(out, blk), b.pluginBlock(out, blk):
		return
	case blk.isEmpty():
		if _, what, _ := strings.Cut(blk.name, "/"); !isCore(blk.name) && (isAbout(what, listsOfTheSite...) || isAbout(what, partsOfTheSite...) || isOfPosts(what) || what == "social") || isOfShop(blk.name) {
			b.noteDynamic(blk)
		} else if !isCore(blk.name) && networkOfFeed(what) != "" {
			b.notes.add(note.Block, absentFeed.review, absentFeed.reason+": "+Quote(strings.TrimSpace(blk.name+" "+blk.attrs)))
		} else if !isCore(blk.name) {
			b.notes.add(note.Block, !isDressed(blk), absentBlock+Quote(strings.TrimSpace(blk.name+" "+blk.attrs)))
		} else if blk.void {
			b.noteDynamic(blk)
		}
		return
	case !isCore(blk.name) && isHollow(blk):
		b.noteDynamic(blk)
	case blk.name == "core/shortcode" && (b.halves || isHalfForSome(b.inner(blk))):
		out.WriteString(autop.Paragraphs(b.inner(blk), true)) // the scan of the whole page finds its other tag
		return
	case blk.name == "core/shortcode":
		b.forTags = strings.TrimSpace(b.inner(blk))
		b.writeAutop(out, b.inner(blk))
		b.forTags = ""
		return
	case blk.name == "core/freeform", blk.name == "core/classic":
		b.freeform(out, b.inner(blk))
		return
	case blk.name == "core/cover":
		b.featuredCover(out, blk)
	case blk.name == "core/tab":
		b.tabTitle(out, blk)
	}
	b.noteBackground(blk)
	if nodes, ok := b.overridden(blk); ok {
		out.WriteString(b.place(blk.text(), nodes...))
		return
	}
	if entries := b.entriesOf(blk); entries != nil {
		out.WriteString(b.place(blk.text(), b.listOf(entries)))
		return
	}
	out.WriteString(b.inner(blk))
}

// isHalfForSome reports whether a text has a tag of a shortcode for members, or for those who
// are none, whose other tag may stand in another block: what it encloses are other blocks.
func isHalfForSome(s string) bool {
	return strings.IndexByte(s, '[') >= 0 && (isForSome(s) || !closesWhatItOpens(s))
}

// isForSome reports whether a text has a tag of a shortcode for members, or for those who are
// none, or a mark between the two parts of one.
func isForSome(s string) bool {
	if strings.IndexByte(s, '[') < 0 {
		return false
	}
	at, _, _ := elseMark(s, 0)
	return at >= 0 || restrictedIn(s) != "" || opensForOutsiders(s)
}

// opensForOutsiders reports whether a text has a tag for those who are no members.
func opensForOutsiders(s string) bool {
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '[')
		if k < 0 {
			return false
		}
		at += k + 1
		end := nameEnd(s, at)
		if end == at || end-at >= 60 {
			continue
		}
		attrs := ""
		if isBlankAt(s, end) {
			attrs, _, _ = strings.Cut(s[end:min(len(s), end+1000)], "]")
		}
		if isForOutsiders(s[at:end], attrs) {
			return true
		}
	}
}

// entriesOf returns the blocks in a block of a theme or plugin that is by its name a list
// if each of them is one line of it, which it keeps in its attributes.
func (b *builder) entriesOf(blk *block) (entries []*block) {
	_, name, _ := strings.Cut(blk.name, "/")
	if len(blk.children) < 2 || isCore(blk.name) || !isAbout(name, "list", "bullets", "checks", "points") || isAbout(name, "price", "pricing", "accordion", "faq", "timeline", "team", "card") {
		return nil
	}
	of := ""
	for _, c := range blk.children {
		if c.name == "" && tree.IsBlankText(c.html) {
			continue
		}
		if of == "" {
			of = c.name
		}
		if c.name == "" || c.name != of || isCore(c.name) || !c.isEmpty() || c.attrs == "" || !b.isOneLine(c) {
			return nil
		}
		entries = append(entries, c)
	}
	if len(entries) < 2 {
		return nil
	}
	return entries
}

// listOf returns blocks as the items of a list.
func (b *builder) listOf(entries []*block) *html.Node {
	list := tree.NewElement(atom.Ul)
	for _, c := range entries {
		var out strings.Builder
		b.writeBlock(&out, c)
		root := b.parse(out.String())
		if p := root.FirstChild; p != nil && p.DataAtom == atom.P && p.NextSibling == nil {
			root = p
		}
		li := tree.NewElement(atom.Li)
		for _, n := range tree.TakeChildren(root) {
			li.AppendChild(n)
		}
		list.AppendChild(li)
	}
	return list
}

// isOneLine reports whether the attributes of a block hold one text without line ends, and
// nothing else to show.
func (b *builder) isOneLine(blk *block) bool {
	_, name, _ := strings.Cut(blk.name, "/")
	texts := 0
	props := blk.props()
	isOfDivi := isDivi5(props)
	if isOfDivi {
		props = plainDivi(name, props)
	}
	for _, p := range props {
		switch r := roleOf(name, p.key); {
		case p.tree && isOfDivi && (p.key == "module" || p.key == "icon"):
		case p.tree:
			return false
		case r == roleSkip || r == roleNone || strings.TrimSpace(p.val) == "":
		case r != roleText || len(p.val) > 500 || strings.Contains(p.val, "\n") || strings.Contains(p.val, "<p") || strings.Contains(p.val, "<br"):
			return false
		default:
			texts++
		}
	}
	return texts == 1
}

// inner returns the HTML of what is in a block.
func (b *builder) inner(blk *block) string {
	if len(blk.children) == 1 && blk.children[0].name == "" {
		return blk.children[0].html
	}
	var out strings.Builder
	for _, c := range blk.children {
		b.writeBlock(&out, c)
	}
	return out.String()
}

// freeform writes HTML that stands between blocks. WordPress does not run
// wpautop over it, its editor does when it loads the post: text with bare line
// ends is meant to be paragraphs (docs/formats.md §B.1).
func (b *builder) freeform(out *strings.Builder, s string) {
	if tree.IsBlankText(s) || strings.Contains(s, "<p>") || strings.Contains(s, "<p ") || !hasLooseText(s) {
		out.WriteString(s)
		return
	}
	if b.halves || isHalfForSome(s) {
		out.WriteString(autop.Paragraphs(s, true))
		return
	}
	b.writeAutop(out, s)
}

// writeAutop writes HTML with wpautop's paragraphs.
func (b *builder) writeAutop(out *strings.Builder, s string) {
	defer func(was bool) { b.classic = was }(b.classic)
	b.classic = true
	out.WriteString(b.placeHTML(s, autop.Paragraphs(b.textual(s), true)))
}

// hasLooseText reports whether HTML has text that is in no block element.
func hasLooseText(s string) bool {
	root := (&builder{}).parseHTML(s)
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.CommentNode && !tree.IsBlock(c) && !tree.IsBlank(c) {
			return true
		}
	}
	return false
}

// markdownBlock builds a jetpack/markdown block. The HTML that is saved with it
// goes before its source, because addresses in HTML can be changed.
func (b *builder) markdownBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ Source string }
	blk.decode(&a)
	if !blk.isEmpty() || tree.IsBlankText(a.Source) {
		return nil, false
	}
	b.notes.add(note.Block, true, "Markdown without its HTML: kept as written, with the links and images it has")
	n := tree.NewTag(tree.Markdown)
	n.AppendChild(tree.NewText(strings.TrimSpace(strings.ReplaceAll(a.Source, "\r\n", "\n"))))
	return []*html.Node{n}, true
}

// featuredImage builds a core/post-featured-image that stands in the content.
func (b *builder) featuredImage(*block) ([]*html.Node, bool) {
	id, _ := strconv.ParseInt(strings.TrimSpace(b.item.Field("_thumbnail_id")), 10, 64)
	att := b.lib.Attachment(id)
	if att == nil {
		return nil, false
	}
	figure := tree.NewElement(atom.Figure)
	figure.AppendChild(tree.NewElement(atom.Img, "src", att.URL, "alt", att.Alt))
	return []*html.Node{figure}, true
}

// featuredCover writes the picture of a cover that shows the featured image of
// the post: it is not in the saved HTML.
func (b *builder) featuredCover(out *strings.Builder, blk *block) {
	var a struct{ UseFeaturedImage bool }
	blk.decode(&a)
	if !a.UseFeaturedImage {
		return
	}
	if img, ok := b.featuredImage(blk); ok {
		out.WriteString(b.place("featured image", img...))
	} else {
		b.notes.add(note.Media, true, "a cover shows the featured image, which the export does not hold")
	}
}

// noteBackground notes the picture behind a block that WordPress adds when it
// shows the block.
func (b *builder) noteBackground(blk *block) {
	if !strings.Contains(blk.attrs, `"backgroundImage"`) {
		return
	}
	var a struct {
		Style struct {
			Background struct {
				BackgroundImage struct{ URL string }
			}
		}
	}
	blk.decode(&a)
	if url := a.Style.Background.BackgroundImage.URL; url != "" {
		b.notes.add(note.Media, false, "picture behind a block dropped: "+Quote(url))
	}
}
