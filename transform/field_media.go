package transform

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for podcasts and videos keep a file or an address in a custom field, and
// show a player for it with the post. WordPress itself keeps one in enclosure, of
// what the content links anyway.

// audioFields hold the file of an episode; videoFields a video, or the code of its
// player.
var (
	audioFields = []string{"enclosure", "podcast:enclosure", "_podcast:enclosure", "audio_file", "episode_audio", "_audio_file", "podcast_audio", "_format_audio_embed", "_nectar_audio_mp3",
		"_zilla_audio_mp3", "audio_url", "mp3_url", "castos_file_data", "_simple_podcast_file", "podcast_file", "podcast_url"}
	videoFields = []string{"_format_video_embed", "featured_video", "_featured_video", "featured_video_url", "_featured_video_url", "video_url", "_video_url", "fifu_video_url", "fifu_input_video_url",
		"_nectar_video_embed", "_nectar_video_m4v", "_zilla_video_embed", "td_post_video", "video_embed", "_video_embed", "video_embed_code", "tie_video_url", "tie_embed_code", "dp_video_url", "dp_video_code",
		"_wpvs_video_url", "_fvp_video", "_tp_featured_video", "youtube_url", "vimeo_url", "video_link", "_bunyad_featured_video", "penci_video_url", "cb_video_url", "_oembed_video", "_ayvpp_video_url"}
)

// fieldMedia returns players for what the fields of a post hold and its tree does
// not show or link.
func (b *builder) fieldMedia(root *html.Node) (nodes []*html.Node) {
	if len(b.item.Meta) == 0 {
		return nil
	}
	var seen []string
	held, poster := "", ""
	add := func(player *html.Node) {
		if !joinsPlayer(nodes, player) {
			nodes = append(nodes, player)
		}
	}
	isNew := func(address, what string) bool {
		if address == "" || slices.Contains(seen, what) {
			return false
		}
		seen = append(seen, what)
		return !strings.Contains(b.holds(root, &held), what)
	}
	unshown := b.otherFormats()
	for _, f := range b.item.Meta {
		name := b.fieldName(f.Key)
		if format := name.format; unshown && (format == "video" || format == "audio") && format != b.format() && isWebAddress(strings.TrimSpace(f.Value)) {
			b.notes.add(note.Media, false, "a player of a custom field, which the old theme showed with posts of the format "+format+" alone, is not in the page: "+Quote(f.Key+"="+strings.TrimSpace(f.Value)))
			continue
		}
		tag := name.player
		switch {
		case tag != 0, isPlayerCode(f.Key, f.Value):
		default:
			for _, address := range playedBy(f.Key, f.Value) {
				if isNew(address, whatPlays(address)) {
					tag := atom.Audio
					if name.film {
						tag = atom.Video
					}
					add(b.playerFor(address, "", tag))
				}
			}
			if name.poster {
				poster = strings.TrimSpace(f.Value)
			}
			continue
		}
		value := playerCode(f.Value)
		if strings.HasPrefix(value, "<") && strings.Contains(value, "src=") { // the code of a player
			frame := b.parseHTML(value)
			src := ""
			if e := tree.Find(frame, func(n *html.Node) bool { return tree.Attr(n, "src") != "" && n.DataAtom != atom.Script }); e != nil {
				src = tree.Attr(e, "src")
			}
			if isNew(src, src) {
				nodes = append(nodes, tree.TakeChildren(frame)...)
			}
			continue
		}
		if address, mime := fieldAddress(value); isNew(address, whatPlays(address)) {
			add(b.playerFor(address, mime, tag))
		}
	}
	dressPlayer(nodes, poster)
	return nodes
}

// A fieldName is what the name of a custom field says of its value.
type fieldName struct {
	format   string    // of the posts that it is for
	player   atom.Atom // that shows what it holds
	film     bool      // it is of a film: .ogg can be one, too
	poster   bool      // the picture that stands for a film
	pictures bool      // it lists some
	subtitle bool      // it is the line below a title
}

func readFieldName(key string) fieldName {
	lower := strings.ToLower(key)
	n := fieldName{format: formatOf(key), pictures: IsPicturesField(key), subtitle: isSubtitle(plainKey(key))}
	switch {
	case slices.Contains(audioFields, key):
		n.player = atom.Audio
	case slices.Contains(videoFields, key), strings.HasSuffix(key, ":enclosure"):
		n.player = atom.Video
	}
	n.film = strings.Contains(lower, "video") || strings.Contains(lower, "film") || strings.Contains(lower, "movie")
	n.poster = n.film && strings.Contains(lower, "poster") || strings.HasSuffix(lower, "video_image")
	return n
}

// fieldName returns what the name of a field says, which most posts have.
func (b *builder) fieldName(key string) fieldName {
	if b.memory == nil {
		return readFieldName(key)
	}
	n, ok := b.memory.fields[key]
	if !ok {
		n = readFieldName(key)
		const most, longest = 1000, 100
		if len(b.memory.fields) < most && len(key) <= longest {
			if b.memory.fields == nil {
				b.memory.fields = map[string]fieldName{}
			}
			b.memory.fields[strings.Clone(key)] = n
		}
	}
	return n
}

// joinsPlayer adds a file to the player of the same film or sound in another format, and
// reports whether there is one.
func joinsPlayer(nodes []*html.Node, player *html.Node) bool {
	src := tree.Attr(player, "src")
	if player.DataAtom != atom.Video && player.DataAtom != atom.Audio || src == "" {
		return false
	}
	stem := func(address string) string {
		address, _, _ = strings.Cut(address, "?")
		return strings.TrimSuffix(address, path.Ext(address))
	}
	for _, n := range nodes {
		first := tree.Attr(n, "src")
		if first == "" {
			if c := n.FirstChild; tree.IsElement(c, atom.Source) {
				first = tree.Attr(c, "src")
			}
		}
		if n.DataAtom != player.DataAtom || path.Base(stem(first)) != path.Base(stem(src)) {
			continue
		}
		if tree.Attr(n, "src") != "" {
			tree.DelAttr(n, "src")
			n.AppendChild(tree.NewElement(atom.Source, "src", first))
		}
		n.AppendChild(tree.NewElement(atom.Source, "src", src))
		return true
	}
	return false
}

// format returns the format of a post: video, audio, quote, or "" for the standard.
func (b *builder) format() string {
	for _, t := range b.item.Terms {
		if t.Taxonomy == "post_format" {
			return strings.TrimPrefix(t.Slug, "post-format-")
		}
	}
	return ""
}

// otherFormats reports whether a post has a field for each of several formats: the theme
// showed that of its own, and what is in the others is a sample or of a change of mind.
func (b *builder) otherFormats() bool {
	if b.item.Type != "post" {
		return false
	}
	var has [len(formats)]bool
	n := 0
	for i := range b.item.Meta {
		if f := slices.Index(formats[:], b.fieldName(b.item.Meta[i].Key).format); f >= 0 && !has[f] {
			has[f] = true
			n++
		}
	}
	return n >= 4
}

// formats are those of posts that have a file or a text of their own.
var formats = [...]string{"video", "audio", "quote", "gallery", "link"}

// formatOf returns the format of posts that a field is for by its name: video_url,
// _format_quote_source_name, acme_post_audio.
func formatOf(key string) string {
	if slices.Contains(titleLinks, key) {
		return "link"
	}
	key = strings.ToLower(strings.TrimLeft(key, "_"))
	for _, format := range formats {
		i := strings.LastIndex(key, format)
		if i < 0 || i > 0 && key[i-1] != '_' {
			continue
		}
		switch key[i+len(format):] {
		case "", "_url", "_embed", "_text", "_title", "_content", "_images", "_author", "_author_name", "_source", "_source_name", "_source_url", "_mp3", "_m4v", "_link", "_ids":
			return format
		}
	}
	return ""
}

// isPlayerCode reports whether a field that visitors can have seen holds the code of a
// frame and nothing else.
func isPlayerCode(key, value string) bool {
	value = playerCode(value)
	return strings.HasPrefix(value, "<iframe ") && strings.HasSuffix(value, "</iframe>") && strings.Count(value, "<iframe") == 1 &&
		!strings.HasPrefix(key, "_oembed_") && !IsBuilderField(key) && (!strings.HasPrefix(key, "_") || isPlayedKey(plainKey(key)) || isPlayerPage(frameSource(value)) && !isBackground(plainKey(key)))
}

// playerCode returns a value, as code if a form of the administration has escaped that.
func playerCode(value string) string {
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "&lt;") {
		return strings.TrimSpace(tree.UnescapeHTML(value))
	}
	return value
}

// frameSource returns what the code of a frame shows.
func frameSource(code string) string {
	_, rest, ok := strings.Cut(code, " src=")
	if !ok || len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	src, _, _ := strings.Cut(rest[1:], rest[:1])
	return tree.UnescapeHTML(src)
}

// whatPlays returns what of an address is in all others of the same video or file.
func whatPlays(address string) string {
	if v := parseYouTube(address); v.id != "" {
		return v.id
	}
	if kind := fileKind(address); kind != "" { // the same file with another host or a query
		return path.Base(strings.SplitN(address, "?", 2)[0])
	}
	return address
}

// playedBy returns the addresses of what a field plays whose name, or that of a value in
// it, says that it is a video or a sound: those of themes have a hundred names.
func playedBy(key, value string) (addresses []string) {
	if !strings.Contains(value, "//") && !isAbout(strings.ToLower(key), "vimeo", "youtube") || strings.HasPrefix(key, "_oembed_") || IsBuilderField(key) || key == extract.StoredContent {
		return nil
	}
	var read func(props []prop, depth int)
	read = func(props []prop, depth int) {
		for i := range props {
			p := &props[i]
			v := strings.TrimSpace(p.val)
			switch {
			case p.tree && depth < maxPropDepth:
				for j := range p.kids {
					if p.kids[j].key == "" {
						p.kids[j].key = p.key
					}
				}
				read(p.kids, depth+1)
			case !p.tree && isPlayedKey(plainKey(p.key)) && isWebAddress(v) && (isPlayerPage(v) || fileKind(v) == "video" || fileKind(v) == "audio"):
				addresses = append(addresses, v)
			case !p.tree && isPlayedKey(plainKey(p.key)) && v != "":
				if page := pageOfNumber(plainKey(p.key), v); page != "" {
					addresses = append(addresses, page)
				}
			}
		}
	}
	read([]prop{storedProp(key, value)}, 0)
	return addresses
}

// isPlayedKey reports whether a value is by its plain name a video or sound for
// visitors, and neither for search engines nor behind something else.
func isPlayedKey(key string) bool {
	for _, not := range []string{"seo", "yoast", "schema", "opengraph", "background", "bgvideo", "videobg", "cache", "duration"} {
		if strings.Contains(key, not) {
			return false
		}
	}
	for _, word := range []string{"video", "youtube", "vimeo", "audio", "podcast", "mp3", "mp4", "soundcloud", "trailer", "embed"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// holds returns all addresses of a tree.
func (b *builder) holds(root *html.Node, known *string) string {
	if *known != "" {
		return *known
	}
	var all strings.Builder
	all.WriteByte(' ')
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for i := range n.Attr {
			if k := n.Attr[i].Key; k == "src" || k == "href" || k == "data" || k == "value" {
				all.WriteString(n.Attr[i].Val + " ")
			}
		}
	}
	*known = all.String()
	return *known
}

// fieldAddress returns the address in a field, and the type of the file if that
// says it: on lines of their own, or among values that PHP has serialized.
func fieldAddress(value string) (address, mime string) {
	lines := strings.Split(value, "\n")
	address = strings.TrimSpace(lines[0])
	if len(lines) > 2 {
		mime = strings.TrimSpace(lines[2])
	}
	if strings.HasPrefix(value, "a:") {
		if v, _ := extract.Unserialize(value); v != nil {
			address = ""
			if a, ok := v.(extract.PHPArray); ok {
				for _, e := range a {
					if s, ok := e.Value.(string); ok && isWebAddress(strings.TrimSpace(s)) && address == "" {
						address = strings.TrimSpace(s)
					}
				}
			}
		}
	}
	if !isWebAddress(address) && !(strings.HasPrefix(address, "/") && fileKind(address) != "") || len(address) < len("//a.b") {
		return "", ""
	}
	return address, mime
}

func (b *builder) playerFor(address, mime string, tag atom.Atom) *html.Node {
	address = tree.UnescapeHTML(address) // as forms of the administration keep it
	if strings.HasPrefix(address, "//") && isPlayerPage(address) {
		address = "https:" + address
	}
	switch {
	case tag == atom.Video && strings.EqualFold(path.Ext(address), ".ogg"):
		return tree.NewElement(atom.Video, "controls", "", "src", address)
	case fileKind(address) == "audio" || strings.HasPrefix(mime, "audio/"):
		return tree.NewElement(atom.Audio, "controls", "", "src", address)
	case strings.HasPrefix(mime, "video/") && tag == atom.Audio:
		return tree.NewElement(atom.Video, "controls", "", "src", address)
	}
	p := tree.NewElement(atom.P)
	e := b.embed(address)
	if tree.IsBlock(e) {
		return e
	}
	p.AppendChild(e)
	return p
}

// addFieldMedia puts the players of fields at the end of the tree, or where a
// shortcode of their plugin asked for them.
func (b *builder) addFieldMedia(root *html.Node) {
	if nodes := b.fieldMedia(root); len(nodes) > 0 {
		b.notes.add(note.Media, false, "a player of a custom field, which the old site showed with the post, is at its end")
		for _, n := range nodes {
			root.AppendChild(n)
		}
	}
	b.addFieldPictures(root)
	b.addFieldSlides(root)
}

// addFieldPictures puts the pictures that a field lists, of a product, an ad, a house, at
// the end of the tree, where the old site showed them beside its text.
func (b *builder) addFieldPictures(root *html.Node) {
	var held map[string]bool
	pictures := b.fieldPictures(func() map[string]bool {
		if held == nil {
			held = filesIn(b.holds(root, new(string)))
		}
		return held
	})
	if len(pictures) == 0 {
		return
	}
	why := "the pictures of a custom field, which the old site showed with the post, are at its end"
	if b.item.Type == "product" {
		why = "the pictures of the product, which the old site showed with it, are at its end"
	}
	b.notes.add(note.Media, false, why)
	for _, n := range galleryOf(pictures) {
		root.AppendChild(n)
	}
}

// fieldPictures returns the pictures that fields of the item list but for those that held has
// by the names of their files, to which it adds them.
func (b *builder) fieldPictures(held func() map[string]bool) (pictures []*html.Node) {
	var lists map[string]int // how many fields of a name there are
	for i := range b.item.Meta {
		if key := b.item.Meta[i].Key; strings.HasPrefix(key, "_wp_") || strings.HasPrefix(key, "_edit_") || key == "_thumbnail_id" {
			continue // of WordPress itself
		} else if b.fieldName(key).pictures && (!strings.HasSuffix(key, ofFormat) || b.format() == "gallery") || isWebAddress(strings.TrimSpace(b.item.Meta[i].Value)) && isPictureOfThing(key, b.item.Type) || b.isChosenPicture(&b.item.Meta[i]) || b.isPictureBesideNone(&b.item.Meta[i]) {
			if lists == nil {
				lists = map[string]int{}
			}
			lists[key]++
		}
	}
	if len(lists) == 0 {
		return nil
	}
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		if lists[m.Key] == 0 {
			continue
		}
		listed := listedPictures(m.Key, strings.TrimSpace(m.Value))
		if b.isPictureBesideNone(m) {
			listed = []string{strings.TrimSpace(m.Value)}
		}
		isList := len(listed)+lists[m.Key] > 2 || strings.HasSuffix(m.Key, productPictures) || b.isChosenPicture(m)
		for _, v := range listed {
			id, _ := strconv.ParseInt(v, 10, 64)
			att := b.lib.Attachment(id)
			switch {
			case id > 0 && att == nil && m.Key != productPictures, att != nil && !isList && att.Parent != b.item.ID,
				att != nil && (b.lib.unseenFiles[id] || m.Key != productPictures && !att.IsImage()):
				continue
			}
			held := held()
			address := v
			if id > 0 {
				if address = ""; att != nil {
					address = att.URL
				}
			}
			if address != "" {
				name := wholeName(address)
				if held[name] {
					continue
				}
				held[name] = true
			}
			if id > 0 {
				pictures = append(pictures, b.pictureOf("", v, "", "")...)
			} else {
				pictures = append(pictures, b.pictureOf(v, "", "", "")...)
			}
		}
	}
	return pictures
}

// isChosenPicture reports whether a field holds the one picture that the form of items of the type
// asks for by its name, tournament_image=34 beside _tournament_image=field_9, or a list of nothing
// but pictures.
func (b *builder) isChosenPicture(m *extract.Meta) bool {
	if strings.HasPrefix(m.Key, "_") || !hasFacts(b.item.Type) {
		return false
	}
	k, v := plainKey(m.Key), strings.TrimSpace(m.Value)
	isList := strings.HasPrefix(v, "a:")
	if !isList && !hasAnySuffix(k, "image", "picture", "photo") || isBackground(k) || isForSearch(m.Key) || strings.Contains(k, "icon") || strings.Contains(k, "logo") || !strings.HasPrefix(b.item.Field("_"+m.Key), "field_") || b.isForFew(m.Key, m.Value) {
		return false
	}
	isPicture := func(v string) bool {
		att := b.attachmentOf(v)
		return att != nil && att.IsImage()
	}
	if !isList {
		return isPicture(v)
	}
	listed := listedPictures(m.Key, v)
	return len(listed) > 1 && !slices.ContainsFunc(listed, func(v string) bool { return !isPicture(v) })
}

// isPictureBesideNone reports whether a field of an item of a type of its own, which has no picture
// as other items have it, holds the address of one: image_url=https://images.example/photo-15?w=600.
func (b *builder) isPictureBesideNone(m *extract.Meta) bool {
	if strings.HasPrefix(m.Key, "_") || !hasFacts(b.item.Type) {
		return false
	}
	if words := WordsOfName(m.Key); len(words) != 2 || words[1] != "url" || !pictureWords.Has(words[0]) || b.item.Field("_thumbnail_id") != "" || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(m.Key) {
		return false
	}
	v := strings.TrimSpace(m.Value)
	return isWebAddress(v) && !strings.ContainsAny(v, " \n|<") && (fileKind(v) == "image" || fileKind(v) == "" && isServedPicture(v))
}

var pictureWords = late.Words("image picture photo imagen imagem foto bild immagine")

// isServedPicture reports whether an address without the name of a file is by its host and query of
// a picture.
func isServedPicture(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host, _, _ := strings.Cut(u.Hostname(), ".")
	q := u.Query()
	return (strings.HasPrefix(host, "image") || strings.HasPrefix(host, "img") || strings.HasPrefix(host, "photo")) && len(u.Path) > 1 || (q.Has("w") || q.Has("width")) && (q.Has("h") || q.Has("height") || q.Has("fit") || q.Has("crop") || q.Has("q") || q.Has("auto"))
}

// isPictureOfThing reports whether a field of an item of a type is by its name the picture of
// that: acme_portfolio_image.
func isPictureOfThing(key, typ string) bool {
	if strings.HasPrefix(key, "_") {
		return false
	}
	words := WordsOfName(key)
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "image", "picture", "photo":
		return slices.Contains(WordsOfName(typ), words[len(words)-2])
	}
	return false
}

// ShowsPictures reports whether a field of an item of a type has by its name pictures of it for
// visitors.
func ShowsPictures(key, typ string) bool { return IsPicturesField(key) || isPictureOfThing(key, typ) }

// productPictures is the field of WooCommerce that lists pictures.
const productPictures = "_product_image_gallery"

// ofFormat ends the names of fields that themes show with posts of one format alone.
const ofFormat = "_post_format"

// IsPicturesField reports whether a field lists by its name pictures for visitors:
// _product_image_gallery, REAL_HOMES_property_images, _rtcl_attachments_order.
func IsPicturesField(key string) bool {
	if IsBuilderField(key) || strings.HasPrefix(key, "_oembed_") {
		return false
	}
	key = strings.ToLower(strings.Trim(key, "_-0123456789"))
	for _, end := range []string{"_ids", "_id", "_order", "_list", "_items", "-ids", ofFormat} {
		key = strings.TrimSuffix(key, end)
	}
	for _, not := range []string{"background", "bg_", "logo", "icon", "hide", "show_", "enable", "seo"} {
		if strings.Contains(key, not) {
			return false
		}
	}
	for _, end := range []string{"gallery", "galerie", "galeria", "galleries", "_gal", "images", "photos", "pictures", "attachments", "gallery_data", "fotos", "bilder"} {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return false
}

// listedPictures returns the numbers of attachments and the addresses of pictures in a
// value: divided by commas, or as JSON or PHP have them.
func listedPictures(key, value string) (list []string) {
	if value == "" {
		return nil
	}
	add := func(v string) {
		v = strings.TrimSpace(v)
		if v != "" && v != "0" && len(v) < 12 && strings.Trim(v, "0123456789") == "" || isWebAddress(v) && fileKind(v) == "image" {
			list = append(list, v)
		}
	}
	var read func(props []prop, depth int)
	read = func(props []prop, depth int) {
		for i := range props {
			switch p := &props[i]; {
			case p.tree && depth < 4:
				read(p.kids, depth+1)
			case p.tree:
			case p.key == "" || strings.Trim(p.key, "0123456789") == "":
				add(p.val)
			default:
				switch plainKey(p.key) {
				case "id", "ids", "url", "image", "imageid", "attachmentid", "src", "full", "gallery", "images":
					held := len(list)
					if add(p.val); len(list) > held && plainKey(p.key) == "url" && held > 0 && strings.Trim(list[held-1], "0123456789") == "" {
						list = list[:held] // of the same picture
					}
				}
			}
		}
	}
	if props, ok := storedProps(value); ok {
		read(props, 0)
		return list
	}
	if strings.Trim(value, "0123456789,;| ") == "" {
		for v := range strings.FieldsFuncSeq(value, func(r rune) bool { return r < '0' || r > '9' }) {
			add(v)
		}
		return list
	}
	for v := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == '\n' || r == '|' }) {
		add(v)
	}
	return list
}

// filesIn returns the names of the files that addresses with a space between them lead to.
func filesIn(addresses string) map[string]bool {
	m := map[string]bool{}
	for address := range strings.FieldsSeq(addresses) {
		m[wholeName(address)] = true
	}
	return m
}

// wholeName returns the name of the file of an address, of a picture in another size that
// of the whole one.
func wholeName(address string) string {
	address, _, _ = strings.Cut(address, "?")
	name := path.Base(address)
	ext := path.Ext(name)
	stem := strings.TrimSuffix(strings.TrimSuffix(name, ext), "-scaled")
	if i := strings.LastIndexByte(stem, '-'); i > 0 && isSize(stem[i+1:]) {
		stem = stem[:i]
	}
	return stem + ext
}

// episodePlayer builds the shortcodes that show the player of the post's episode.
func (b *builder) episodePlayer(sc *shortcode) ([]*html.Node, bool) {
	if parsed := parseAttrs(sc.attrs); parsed.get("episode") != "" && parsed.get("episode") != "current" {
		return nil, false
	}
	nodes := b.fieldMedia(&html.Node{Type: html.DocumentNode})
	return nodes, len(nodes) > 0
}
