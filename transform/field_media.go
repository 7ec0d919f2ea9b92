package transform

import (
	"path"
	"slices"
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
	for _, f := range b.item.Meta {
		tag := atom.Atom(0)
		switch {
		case slices.Contains(audioFields, f.Key):
			tag = atom.Audio
		case slices.Contains(videoFields, f.Key), strings.HasSuffix(f.Key, ":enclosure"):
			tag = atom.Video
		default:
			continue
		}
		value := strings.TrimSpace(f.Value)
		if strings.HasPrefix(value, "<") && strings.Contains(value, "src=") { // the code of a player
			frame := b.parseHTML(value)
			src := ""
			if e := tree.Find(frame, func(n *html.Node) bool { return tree.Attr(n, "src") != "" && n.DataAtom != atom.Script }); e != nil {
				src = tree.Attr(e, "src")
			}
			if src != "" && !slices.Contains(seen, src) && !strings.Contains(b.holds(root, &held), src) {
				seen = append(seen, src)
				nodes = append(nodes, tree.TakeChildren(frame)...)
			}
			continue
		}
		address, mime := fieldAddress(value)
		if address == "" || slices.Contains(seen, address) {
			continue
		}
		seen = append(seen, address)
		what := address
		if kind := fileKind(address); kind != "" { // the same file with another host or a query
			what = path.Base(strings.SplitN(address, "?", 2)[0])
		}
		if v := parseYouTube(address); v.id != "" {
			what = v.id
		}
		if strings.Contains(b.holds(root, &held), what) {
			continue
		}
		nodes = append(nodes, b.playerFor(address, mime, tag))
	}
	return nodes
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
	nodes := b.fieldMedia(root)
	if len(nodes) == 0 {
		return
	}
	b.notes.add(note.Media, false, "a player of a custom field, which the old site showed with the post, is at its end")
	for _, n := range nodes {
		root.AppendChild(n)
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
