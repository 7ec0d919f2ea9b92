package transform

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// saysWhich reports whether an attribute of a picture says which one it was.
func saysWhich(a html.Attribute) bool {
	switch a.Key {
	case "class", "style", "width", "height", "border", "align", "loading", "decoding", "sizes", "hspace", "vspace":
		return false
	}
	return !tree.IsBlankText(a.Val)
}

// image cleans an image: it finds the address of the picture among those that
// lazy loading and carousels leave, makes emoji and smilies text again, and drops tracking pixels.
func (b *builder) image(n *html.Node) {
	n.DataAtom, n.Data = atom.Img, "img"
	src := imageSource(n)
	switch {
	case isEmoji(n, src):
		b.ledger.Count(note.ImageConstruct, note.AsText)
		tree.Replace(n, tree.NewText(tree.Attr(n, "alt")))
		return
	case strings.Contains(src, "latex"):
		if tex := b.pictureOfTeX(n, src); tex != nil {
			tree.Replace(n, tex)
			return
		}
	case src == "":
		b.notes.add(note.Media, slices.ContainsFunc(n.Attr, saysWhich), "image without an address dropped: "+Quote(tree.TagAsWritten(n)))
		b.ledger.Count(note.ImageConstruct, note.Dropped)
		tree.Remove(n)
		return
	case isOnDisk(src):
		if att := b.pictureOfClass(n); att != nil {
			src = att.URL
			break
		}
		b.notes.add(note.Media, false, "a picture on the disk of its author, which no visitor saw, dropped: "+Quote(src)+altOf(n))
		b.ledger.Count(note.ImageConstruct, note.Dropped)
		tree.Remove(n)
		return
	case strings.HasSuffix(src, "/plugins/elementor/assets/images/placeholder.png"):
		b.notes.add(note.Media, false, "a grey picture where none was chosen dropped: "+quoteShort(src)+altOf(n))
		b.ledger.Count(note.ImageConstruct, note.Dropped)
		tree.Remove(n)
		return
	case isTracker(n, src):
		b.notes.add(note.HTML, false, "tracking pixel dropped: "+quoteShort(src))
		b.ledger.Count(note.ImageConstruct, note.Dropped)
		tree.Remove(n)
		return
	}
	tree.SetAttr(n, "src", src)
	if alt := tree.Attr(n, "alt"); isSampleAlt(alt, b.ofWidgets) {
		b.notes.add(note.Media, false, "alternative text of a sample dropped: "+Quote(alt))
		tree.SetAttr(n, "alt", "")
	} else if strings.Contains(alt, "<br") || strings.Contains(alt, "</") && hasFormatting(alt) { // of a heading that a theme repeats
		tree.SetAttr(n, "alt", wordsOfHTML(strings.NewReplacer("<br>", " ", "<br/>", " ", "<br />", " ").Replace(alt)))
	}
	if title := tree.Attr(n, "title"); title != "" && strings.TrimSpace(title) == strings.TrimSpace(tree.Attr(n, "alt")) {
		tree.DelAttr(n, "title") // the editor repeated it by itself
	}
}

// pictureOfClass returns the picture of the library that the class of an image names, or nil.
func (b *builder) pictureOfClass(n *html.Node) *Attachment {
	for c := range strings.FieldsSeq(tree.Attr(n, "class")) {
		number, ok := strings.CutPrefix(c, "wp-image-")
		if !ok {
			continue
		}
		if id, err := strconv.ParseInt(number, 10, 64); err == nil {
			if att := b.lib.Attachment(id); att != nil && att.IsImage() && !b.lib.IsHidden(id) {
				return att
			}
		}
	}
	return nil
}

// hasFormatting reports whether a text has the tags of words that stand out.
func hasFormatting(s string) bool {
	for _, tag := range []string{"strong", "b", "em", "i", "span", "u", "small", "sup", "sub", "p"} {
		if strings.Contains(s, "</"+tag+">") && strings.Contains(s, "<"+tag) {
			return true
		}
	}
	return false
}

// altOf returns the alternative text of a picture for a note, or nothing.
func altOf(n *html.Node) string {
	if alt := strings.TrimSpace(tree.Attr(n, "alt")); alt != "" {
		return ", " + Quote(alt)
	}
	return ""
}

// isSampleAlt reports whether an alternative text is what themes write of any picture,
// some only in a page that is built of widgets.
func isSampleAlt(alt string, isBuilt bool) bool {
	const longest = len("insert image here")
	if alt = strings.TrimSpace(alt); len(alt) > longest {
		return false
	}
	switch strings.ToLower(alt) {
	case "insert image here", "image alt text":
		return true
	case "image":
		return isBuilt
	}
	return false
}

// The attributes that hold the address of a picture that has not been loaded
// yet, or of the file it was made from, the better first (docs/formats.md §E.4).
var (
	originalAttrs = []string{"data-orig-file", "data-full-url", "data-large-file"}
	lazyAttrs     = []string{"data-src", "data-lazy-src", "data-original", "data-orig-src", "data-lazyload", "data-lazy", "data-url", "data-image",
		"data-src-fg", "data-cfsrc", "data-ezsrc", "data-opt-src", "data-breeze", "nitro-lazy-src", "data-echo", "data-lazy-original", "data-gif"}
	lazySets = []string{"srcset", "data-srcset", "data-lazy-srcset"}
)

// addPicture gives a <picture> of which only the sources are there the picture that a script
// would have made of them.
func addPicture(n *html.Node) {
	if tree.Find(n, tree.IsImage) != nil {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !tree.IsElement(c, atom.Source) {
			continue
		}
		for _, key := range lazySets {
			if src := largest(tree.Attr(c, key)); src != "" {
				n.AppendChild(tree.NewElement(atom.Img, "src", src, "alt", tree.Attr(n, "data-alt")))
				return
			}
		}
	}
}

func imageSource(n *html.Node) string {
	for _, k := range originalAttrs {
		if v := strings.TrimSpace(tree.Attr(n, k)); looksLikeFile(v) {
			return v
		}
	}
	for _, k := range lazyAttrs {
		if v := strings.TrimSpace(tree.Attr(n, k)); looksLikeFile(v) && !isPlaceholder(v) {
			return v
		}
	}
	src := strings.TrimSpace(tree.Attr(n, "src"))
	if src != "" && !isPlaceholder(src) {
		return src
	}
	for _, k := range lazySets {
		if v := largest(tree.Attr(n, k)); v != "" {
			return v
		}
	}
	if tree.IsElement(n.Parent, atom.Picture) {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if v := largest(tree.Attr(c, "srcset")); tree.IsElement(c, atom.Source) && v != "" {
				return v
			}
		}
	}
	if _, v := waitingAddress(n); v != "" {
		return v
	}
	return src
}

// waitingAddress returns the address that one of the many plugins which wait for a
// visitor to scroll, click or consent has put aside in an attribute of a name of its
// own, or "".
func waitingAddress(n *html.Node) (key, address string) {
	for i := range n.Attr {
		k := n.Attr[i].Key
		if k == "src" || strings.Contains(k, "srcset") || strings.Contains(k, "srcdoc") || !strings.Contains(k, "src") && !strings.Contains(k, "lazyload") {
			continue
		}
		if v := strings.TrimSpace(n.Attr[i].Val); isWebAddress(v) || isAddress(v) {
			return k, v
		}
	}
	return "", ""
}

// looksLikeFile reports whether the value of a data attribute can be an address:
// plugins also keep numbers and JSON there.
func looksLikeFile(s string) bool {
	return strings.Contains(s, "/") && !strings.ContainsAny(s, " \n{}<>")
}

// isPlaceholder reports whether an address is that of a picture shown until
// the real one is loaded.
func isPlaceholder(src string) bool {
	if strings.HasPrefix(src, "data:image/gif;base64,R0lGOD") || strings.HasPrefix(src, "data:image/svg+xml") || src == "about:blank" || src == "#" {
		return true
	}
	name := src[strings.LastIndexByte(src, '/')+1:]
	return slices.Contains([]string{"blank.gif", "1x1.trans.gif", "lazy_placeholder.gif", "transparent.png", "loading.gif", "placeholder.gif", "grey.gif", "spacer.gif", "pixel.gif"}, name)
}

// largest returns the address of the largest candidate of a srcset.
func largest(set string) string {
	best, width := "", -1.0
	for part := range strings.SplitSeq(set, ", ") {
		f := strings.Fields(strings.Trim(part, ", \n\t"))
		if len(f) == 0 {
			continue
		}
		w := 1.0
		if len(f) > 1 {
			w, _ = strconv.ParseFloat(strings.TrimRight(f[1], "wx"), 64)
		}
		if w > width {
			best, width = f[0], w
		}
	}
	return best
}

// lazySource gives a player or frame the address that lazy loading has put
// aside.
func lazySource(n *html.Node) {
	if n.DataAtom == atom.Video && tree.Attr(n, "poster") == "" {
		for _, k := range []string{"data-poster", "data-lazy-poster"} {
			if v := strings.TrimSpace(tree.Attr(n, k)); v != "" {
				tree.SetAttr(n, "poster", v)
			}
		}
	}
	if src := strings.TrimSpace(tree.Attr(n, "src")); src != "" && src != "about:blank" && src != "#" {
		return
	}
	for _, k := range lazyAttrs {
		if v := strings.TrimSpace(tree.Attr(n, k)); v != "" {
			tree.SetAttr(n, "src", v)
			return
		}
	}
	if k, v := waitingAddress(n); v != "" {
		tree.DelAttr(n, k)
		tree.SetAttr(n, "src", v)
	}
}

// repeatsImage reports whether a <noscript> holds the picture, or the frame, that a
// lazy one beside it shows.
func repeatsImage(noscript *html.Node) bool {
	img := tree.Find(noscript, func(n *html.Node) bool { return tree.IsElement(n, atom.Img) || tree.IsElement(n, atom.Iframe) })
	if img == nil || !tree.IsBlankText(tree.TextContent(noscript)) {
		return false
	}
	for _, step := range []func(*html.Node) *html.Node{prevSibling, nextSibling} {
		twin := step(noscript)
		for twin != nil && twin.Type == html.TextNode && tree.IsBlankText(twin.Data) {
			twin = step(twin)
		}
		switch {
		case twin == nil || twin.DataAtom != img.DataAtom:
		case img.DataAtom == atom.Iframe && tree.Attr(twin, "src") == tree.Attr(img, "src"),
			img.DataAtom == atom.Img && imageSource(twin) == imageSource(img):
			return true
		}
	}
	return false
}

// repeatedLink returns the words of a link that is all that a noscript has, where what stands
// before it leads to the same: the link of a script that is one itself now.
func repeatedLink(noscript *html.Node) string {
	link := tree.Find(noscript, func(n *html.Node) bool { return tree.IsElement(n, atom.A) })
	if link == nil || lineOf(link) != lineOf(noscript) {
		return ""
	}
	before := noscript.PrevSibling
	for before != nil && before.Type == html.TextNode && tree.IsBlankText(before.Data) {
		before = before.PrevSibling
	}
	if before == nil {
		return ""
	}
	to := strings.TrimSuffix(tree.Attr(link, "href"), "/")
	if to != "" && (leadsThere(before, to) || tree.Find(before, func(n *html.Node) bool { return leadsThere(n, to) }) != nil) {
		return lineOf(link)
	}
	return ""
}

func leadsThere(n *html.Node, to string) bool {
	return n.Type == html.ElementNode && (strings.TrimSuffix(tree.Attr(n, "href"), "/") == to || strings.TrimSuffix(tree.Attr(n, "src"), "/") == to)
}

// isEmoji reports whether an image is a character: WordPress and plugins show
// emoji and smilies as images whose alt is the text.
func isEmoji(n *html.Node, src string) bool {
	if tree.Attr(n, "alt") == "" {
		return false
	}
	return tree.HasClass(n, "emoji") || tree.HasClass(n, "wp-smiley") || strings.Contains(src, "images/core/emoji/") || strings.Contains(src, "images/smilies/")
}

// isTracker reports whether an image is there to count readers, not to be seen.
func isTracker(n *html.Node, src string) bool {
	for _, h := range []string{"stats.wordpress.com/b.gif", "pixel.wp.com/", "feeds.wordpress.com/1.0/", "feeds.feedburner.com/~r/", "ad.doubleclick.net/", "assoc-amazon.", "amazon-adsystem.com/", "pixel.quantserve.com", "statcounter.com/c.gif", "/piwik.php", "vg.wort.de", "vgwort.de/na/", "zemanta.com/pixy"} {
		if strings.Contains(src, h) {
			return true
		}
	}
	w, h := tree.Attr(n, "width"), tree.Attr(n, "height")
	return (w == "1" || w == "0") && (h == "1" || h == "0") && tree.Attr(n, "alt") == ""
}
