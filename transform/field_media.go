package transform

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
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
	held := ""
	isNew := func(address, what string) bool {
		if address == "" || slices.Contains(seen, what) {
			return false
		}
		seen = append(seen, what)
		return !strings.Contains(b.holds(root, &held), what)
	}
	for _, f := range b.item.Meta {
		tag := atom.Atom(0)
		switch {
		case slices.Contains(audioFields, f.Key):
			tag = atom.Audio
		case slices.Contains(videoFields, f.Key), strings.HasSuffix(f.Key, ":enclosure"):
			tag = atom.Video
		case isPlayerCode(f.Key, f.Value):
		default:
			for _, address := range playedBy(f.Key, f.Value) {
				if isNew(address, whatPlays(address)) {
					nodes = append(nodes, b.playerFor(address, "", atom.Video))
				}
			}
			continue
		}
		value := strings.TrimSpace(f.Value)
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
			nodes = append(nodes, b.playerFor(address, mime, tag))
		}
	}
	return nodes
}

// isPlayerCode reports whether a field that visitors can have seen holds the code of a
// frame and nothing else.
func isPlayerCode(key, value string) bool {
	value = strings.TrimSpace(value)
	return !strings.HasPrefix(key, "_oembed_") && !IsBuilderField(key) && (!strings.HasPrefix(key, "_") || isPlayedKey(plainKey(key))) &&
		strings.HasPrefix(value, "<iframe ") && strings.HasSuffix(value, "</iframe>") && strings.Count(value, "<iframe") == 1
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
	if !strings.Contains(value, "//") || strings.HasPrefix(key, "_oembed_") || IsBuilderField(key) || key == extract.StoredContent {
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
			}
		}
	}
	p := prop{key: key, val: value}
	if kids, ok := storedProps(strings.TrimSpace(value)); ok {
		p = prop{key: key, kids: kids, tree: true}
	}
	read([]prop{p}, 0)
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
	for _, word := range []string{"video", "youtube", "vimeo", "audio", "podcast", "mp3", "mp4", "soundcloud", "trailer"} {
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
	switch {
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
	if b.item.Type == "product" {
		b.addProductPictures(root)
	}
}

// addProductPictures puts the pictures of a product at its end, where the old site
// showed them beside its text.
func (b *builder) addProductPictures(root *html.Node) {
	held := b.holds(root, new(string))
	var pictures []*html.Node
	for _, id := range idList(b.item.Field("_product_image_gallery")) {
		if att := b.lib.Attachment(id); att == nil || !b.lib.unseenFiles[id] && !strings.Contains(held, path.Base(att.URL)) {
			pictures = append(pictures, b.pictureOf("", strconv.FormatInt(id, 10), "", "")...)
		}
	}
	if len(pictures) > 0 {
		b.notes.add(note.Media, false, "the pictures of the product, which the old site showed with it, are at its end")
		for _, n := range galleryOf(pictures) {
			root.AppendChild(n)
		}
	}
}

// episodePlayer builds the shortcodes that show the player of the post's episode.
func (b *builder) episodePlayer(sc *shortcode) ([]*html.Node, bool) {
	if parsed := parseAttrs(sc.attrs); parsed.get("episode") != "" && parsed.get("episode") != "current" {
		return nil, false
	}
	nodes := b.fieldMedia(&html.Node{Type: html.DocumentNode})
	return nodes, len(nodes) > 0
}
