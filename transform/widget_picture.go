package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

func (s *shown) addPicture(nodes []*html.Node) {
	s.images = append(s.images, nodes...)
	s.filled++
}

// withoutFallbacks returns the values without the pictures that a widget has where another
// one is missing. If it is, the fallback is the picture.
func (b *builder) withoutFallbacks(props []prop) []prop {
	isFallback := func(p prop) bool { return !p.tree && strings.HasSuffix(p.key, "_fallback") }
	if !slices.ContainsFunc(props, isFallback) {
		return props
	}
	at := make(map[string]*prop, len(props))
	for i := range props {
		if p := &props[i]; at[p.key] == nil {
			at[p.key] = p
		}
	}
	shown := map[string]*prop{} // the fallbacks of pictures that are missing
	gone := func(p *prop) bool {
		of := strings.TrimSuffix(p.key, "_fallback")
		main := at[of]
		switch {
		case p.val != "" && !isAddress(p.val) && !b.isAttached(p.val), of != "image" && (main == nil || !main.tree && strings.TrimSpace(main.val) == ""):
			return false
		case (main == nil || !b.namesPicture(main)) && isAddress(p.val):
			shown[of] = p
		}
		return true
	}
	list := make([]prop, 0, len(props))
	for i := range props {
		if p := &props[i]; !isFallback(*p) || !gone(p) {
			list = append(list, *p)
		}
	}
	if len(shown) == 0 {
		return list
	}
	list = slices.DeleteFunc(list, func(p prop) bool { return shown[p.key] != nil })
	for i := range props {
		if of := strings.TrimSuffix(props[i].key, "_fallback"); shown[of] == &props[i] {
			list = append(list, prop{key: of, val: props[i].val})
		}
	}
	return list
}

// namesPicture reports whether a value is the address or number of a picture.
func (b *builder) namesPicture(p *prop) bool {
	if p.tree {
		return value(p.kids, "url") != "" || b.isAttached(value(p.kids, "id"))
	}
	v := strings.TrimSpace(p.val)
	return isAddress(v) || b.isAttached(v)
}

// namesPictureElse reports whether another value than the i-th names a picture.
func (b *builder) namesPictureElse(widget string, props []prop, i int) bool {
	for j := range props {
		if j != i && !props[j].tree && roleOf(widget, props[j].key) == roleImage && b.isPictureOf(strings.TrimSpace(props[j].val)) {
			return true
		}
	}
	return false
}

// asLogo returns the values of the logo of somebody: the name is what the picture says,
// and a title that is the name of the shortcode what an editor calls it.
func asLogo(name string, props []prop) []prop {
	if !isAbout(name, "client", "logo", "partner", "brand", "sponsor") || isAbout(name, "testimonial", "review", "quote", "clients") {
		return props
	}
	named, pictured := -1, false
	for i := range props {
		switch k := plainKey(props[i].key); {
		case k == "name" || k == "clientname" || k == "brandname" || k == "partnername":
			named = i
		case roleOf(name, props[i].key) == roleImage && strings.TrimSpace(props[i].val) != "":
			pictured = true
		}
	}
	if named < 0 || !pictured {
		return props
	}
	props[named].key = "alt"
	for i := range props {
		if plainKey(props[i].key) == "title" && strings.EqualFold(strings.TrimSpace(props[i].val), strings.ReplaceAll(name, "_", " ")) {
			return append(props[:i], props[i+1:]...)
		}
	}
	return props
}

// listsPictures reports whether a value of that plain name, of which nothing else is known, numbers pictures of the library.
func (b *builder) listsPictures(k, v string) bool {
	return !isBackground(k) && !isAbout(k, "cat", "tag", "post", "page", "term", "product", "author", "column", "exclude", "number", "data", "value", "digit", "month", "year", "date", "speed", "width", "height", "size", "price", "score", "point", "percent", "count", "step", "level", "range") && b.arePictures(v)
}

// arePictures reports whether a value is two or more numbers, all of pictures of the library.
func (b *builder) arePictures(v string) bool {
	if !strings.Contains(v, ",") || strings.Trim(v, "0123456789, ") != "" {
		return false
	}
	ids := idList(v)
	for _, id := range ids {
		if att := b.lib.Attachment(id); att == nil || !att.IsImage() {
			return false
		}
	}
	return len(ids) > 1
}

// namesImage reports whether the address of a picture is, by its plain name, that of
// what a widget shows rather than of what a link leads to.
func namesImage(widget, key string) bool {
	return strings.Contains(key, "image") || strings.Contains(key, "img") || strings.Contains(key, "photo") || strings.Contains(key, "picture") ||
		key == "url" && isAbout(widget, aboutPeople...)
}

// picturesIn returns the addresses of which a value is a list, if all are of pictures.
func picturesIn(v string) (addresses []string) {
	if !strings.Contains(v, ",http") && !strings.Contains(v, ", http") && !strings.Contains(v, "|http") {
		return nil
	}
	for address := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == '|' || r == ' ' || r == '\n' }) {
		if !isWebAddress(address) || fileKind(address) != "image" {
			return nil
		}
		addresses = append(addresses, address)
	}
	return addresses
}

// readPictures reads an address, a number, or several numbers: 1,2 or
// media: 1,2 or 1|full.
func (b *builder) readPictures(s *shown, widget, v string) {
	v = tree.UnescapeHTML(v)
	if addresses := picturesIn(v); addresses != nil {
		for _, address := range addresses {
			s.images = append(s.images, b.pictureOf(address, "", "", "")...)
		}
		return
	}
	if isAddress(v) {
		if fileKind(v) == "video" || fileKind(v) == "audio" {
			s.media = append(s.media, b.embed(v))
			return
		}
		if fileKind(v) == "" && !isAbout(widget, "image", "img", "photo", "logo", "gallery", "picture", "slide", "team", "person", "avatar") && (isWebAddress(v) && isPlayerPage(v) || isAbout(widget, "video", "audio", "embed", "iframe")) {
			s.media = append(s.media, wrapInline([]*html.Node{b.embed(v)})...)
			return
		}
		s.images = append(s.images, b.pictureOf(v, "", "", "")...)
		return
	}
	if id, address, alt := chosenFile(v); id != "" || address != "" {
		s.images = append(s.images, b.pictureOf(address, id, alt, "")...)
		return
	}
	v = strings.TrimPrefix(v, "media:")
	if before, _, ok := strings.Cut(v, "|"); ok {
		v = before
	}
	if strings.Trim(v, "0123456789, ") != "" {
		b.notes.add(note.Media, true, "picture of "+widget+" that only the old site knows: "+Quote(v))
		return
	}
	for _, id := range idList(v) {
		s.images = append(s.images, b.pictureOf("", strconv.FormatInt(id, 10), "", "")...)
	}
}

// chosenFile reads what the file chooser of Ultimate Addons keeps:
// id^50|url^https://…/a.jpg|caption^null|alt^A dog.
func chosenFile(v string) (id, address, alt string) {
	if !strings.HasPrefix(v, "id^") && !strings.HasPrefix(v, "url^") {
		return "", "", ""
	}
	for part := range strings.SplitSeq(v, "|") {
		k, val, _ := strings.Cut(part, "^")
		switch {
		case val == "null":
		case k == "id" && strings.Trim(val, "0123456789") == "":
			id = val
		case k == "url" && isAddress(val):
			address = val
		case k == "alt":
			alt = val
		}
	}
	return id, address, alt
}

func isChosenFile(v string) bool {
	id, address, _ := chosenFile(v)
	return id != "" || address != ""
}

// isAnimation reports whether an address is the data of an animation, of which a script makes
// what is seen.
func isAnimation(url string) bool {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	return hasAnySuffix(url, ".json", ".lottie")
}

// pictureOf returns a picture by its address or the number of its attachment.
func (b *builder) pictureOf(url, id, alt, caption string) []*html.Node {
	n, _ := strconv.ParseInt(id, 10, 64)
	att := b.lib.Attachment(n)
	switch {
	case isAnimation(url):
		b.notes.add(note.Media, false, "an animation, which a script drew, dropped: "+Quote(url))
		return nil
	case url == "" && att == nil:
		if n > 0 {
			b.notes.add(note.Media, false, "not in the export: attachment "+id)
		}
		return nil
	case url == "":
		figure := b.attachmentFigure(att, false)
		if img := tree.Find(figure, tree.IsImage); img != nil && alt != "" {
			tree.SetAttr(img, "alt", alt)
		}
		if caption != "" && figure.FirstChild == figure.LastChild {
			figure.AppendChild(b.captionOf(caption))
		}
		return []*html.Node{figure}
	}
	if alt == "" && att != nil {
		alt = att.Alt
	}
	if fileKind(url) == "video" || fileKind(url) == "audio" {
		return []*html.Node{b.embed(url)}
	}
	figure := tree.NewElement(atom.Figure)
	figure.AppendChild(tree.NewElement(atom.Img, "src", url, "alt", alt))
	if caption != "" {
		figure.AppendChild(b.captionOf(caption))
	}
	return []*html.Node{figure}
}

func (b *builder) captionOf(text string) *html.Node {
	c := tree.NewElement(atom.Figcaption)
	tree.MoveChildren(c, b.parseHTML(text))
	return c
}

// asPicture returns the values of a shortcode that names one picture by an address of
// which the key says no more than that it is one: url, src, href. What it has as title
// then says what the picture shows. The number beside it is that of a group.
func (b *builder) asPicture(widget string, props []prop) []prop {
	if len(props) == 0 || len(props) > 20 {
		return props
	}
	at, group, title, words := -1, -1, -1, false
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if p.tree || v == "" {
			continue
		}
		switch k, r := plainKey(p.key), roleOf(widget, p.key); {
		case k == "gallery" && strings.Trim(v, "0123456789") == "":
			group = i
		case (r == roleLink || r == roleImage && k == "src") && (k == "url" || k == "href" || k == "link" || k == "src" || strings.HasSuffix(k, "mediaurl")) && (isAddress(v) || hasAnySuffix(widget, "image", "img", "photo", "picture") && isFileNumber(v)):
			if at >= 0 {
				return props
			}
			at = i
		case r == roleImage:
			return props // the other is what it leads to
		case k == "title":
			title = i
		case r == roleHeading || r == roleText || r == roleLabel:
			words = true
		}
	}
	if at < 0 {
		return props
	}
	v := strings.TrimSpace(props[at].val)
	isPicture := isFileNumber(v) || fileKind(v) == "image"
	named := props
	change := func(i int, key string) {
		if &named[0] == &props[0] {
			named = slices.Clone(props)
		}
		named[i].key = key
	}
	if group >= 0 {
		change(group, "group")
	}
	shows := isAbout(widget, "image", "img", "photo", "picture", "lightbox", "gallery", "slide", "thumb", "portfolio", "figure")
	if !isPicture || words || !shows && title >= 0 {
		return named
	}
	change(at, "image")
	if last := lastPart(widget); title >= 0 && b.isPictureOf(v) && isPlainName(widget) && (last == "image" || last == "img" || last == "photo" || last == "picture" || isAbout(widget, "lightbox")) {
		change(title, "alt")
	}
	return named
}

// showsOther reports whether a shortcode shows, by its name, what an address has.
func showsOther(name string) bool {
	return isAbout(name, "iframe", "embed", "player", "video", "audio", "soundcloud", "vimeo", "youtube", "podcast")
}

// withChosenIcon returns the values of a widget with the picture of the library that was chosen
// instead of an icon as its picture: icon_type="custom" icon_img="12".
func (b *builder) withChosenIcon(props []prop) []prop {
	if len(props) > mostSwitches {
		return props
	}
	for i := range props {
		kind := &props[i]
		of, ok := cutAny(kind.key, "icon_type", "icontype")
		if !ok || kind.tree || kind.val != "custom" && kind.val != "image" && kind.val != "img" {
			continue
		}
		for j := range props {
			p := &props[j]
			k := strings.TrimSuffix(plainKey(strings.TrimPrefix(p.key, of)), "id")
			if p.tree || k != "iconimg" && k != "iconimage" && k != "iconpicture" || !strings.HasPrefix(p.key, of) {
				continue
			}
			v := strings.TrimSpace(p.val)
			if id, address, _ := chosenFile(v); !b.isPictureOf(cmp.Or(address, id, v)) {
				continue
			}
			props = slices.Clone(props)
			props[j].key = of + "image"
			return props
		}
	}
	return props
}

// withoutDarkPictures returns the values of a widget without the pictures that stand on a dark
// page for others of it: brand_logo_dark beside brand_logo.
func (b *builder) withoutDarkPictures(props []prop) []prop {
	of := func(p *prop) string {
		address := strings.TrimSpace(cmp.Or(p.val, value(p.kids, "url")))
		if fileKind(address) != "image" {
			return ""
		}
		return address
	}
	const most = 200 // as many as no widget has
	if len(props) > most {
		return props
	}
	var light []prop
	for i := range props {
		p := &props[i]
		stem := strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(p.key, "_dark"), "Dark"), "dark_")
		if stem == p.key || of(p) == "" || !slices.ContainsFunc(props, func(q prop) bool {
			return (q.key == stem || q.key == stem+"_light" || q.key == "light_"+stem) && of(&q) != ""
		}) {
			if light != nil {
				light = append(light, *p)
			}
			continue
		}
		if light == nil {
			light = slices.Clone(props[:i])
		}
		if !slices.ContainsFunc(props, func(q prop) bool { return q.key != p.key && of(&q) == of(p) }) {
			b.notes.add(note.Media, false, "picture that the old site showed in its dark look instead of another dropped: "+Quote(of(p)))
		}
	}
	if light == nil {
		return props
	}
	return light
}

// withBackdrop returns the values of a part of a page that only holds others with the picture that
// lies behind it as that: other values say how it is laid out.
func withBackdrop(widget string, props []prop) []prop {
	switch lastWordOf(widget) {
	case "section", "row", "column", "container", "wrapper":
	default:
		return props
	}
	if !slices.ContainsFunc(props, func(p prop) bool { k := plainKey(p.key); return k == "attach" || k == "repeat" || k == "parallax" }) {
		return props
	}
	var list []prop
	isBehind := false
	for _, p := range props {
		switch k := plainKey(p.key); {
		case p.tree || p.val == "":
		case k == "attachment" && isCount(p.val) && isBehind: // its number
			continue
		case k == "src" || k == "image" || k == "img" || k == "attachment" && isCount(p.val):
			p.key, isBehind = "background_image", true
		}
		list = append(list, p)
	}
	return list
}

// isPageInFrame reports whether a value is the address of a page that a widget shows in a frame,
// under a name that others have for a picture: source={"url":"https://maps.example/embed/1"},
// the src of a map.
func isPageInFrame(widget, key, address string) bool {
	return (plainKey(key) == "source" || isMapName(widget)) && isWebAddress(address) && fileKind(address) == "" && !isServedPicture(address)
}

// withOpened returns the values of a picture with the address of what a click on it opened, as the
// link that it is, without it if that is the picture itself: image="42" lightbox="https://…".
func (b *builder) withOpened(name string, props []prop) []prop {
	picture, opens := "", -1
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(tree.UnescapeHTML(p.val))
		switch {
		case p.tree || v == "":
		case roleOf(name, p.key) == roleLink:
			return props
		case roleOf(name, p.key) == roleImage && (isFileNumber(v) || b.isPictureOf(v)):
			picture = v
		case isWebAddress(v) && hasAnySuffix(plainKey(p.key), "lightbox", "lightboxurl", "lightboxlink", "popup", "popupurl", "modal", "fancybox", "prettyphoto"):
			opens = i
		}
	}
	if picture == "" || opens < 0 {
		return props
	}
	props = slices.Clone(props)
	if to := strings.TrimSpace(tree.UnescapeHTML(props[opens].val)); to == picture || b.attachmentOf(picture) != nil && b.attachmentOf(picture).URL == to {
		return slices.Delete(props, opens, opens+1)
	}
	props[opens].key = "link"
	return props
}
