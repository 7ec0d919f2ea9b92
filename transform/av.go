package transform

import (
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The attributes of [audio] and [video] that name a file, in the order
// WordPress prefers them.
var (
	audioKeys = []string{"src", "mp3", "ogg", "flac", "m4a", "wav", "wma"}
	videoKeys = []string{"src", "mp4", "m4v", "webm", "ogv", "flv", "mov", "wmv"}
)

func (b *builder) audio(sc *shortcode) ([]*html.Node, bool) {
	return b.player(sc, atom.Audio, audioKeys, (*Attachment).isAudio), true
}

func (b *builder) video(sc *shortcode) ([]*html.Node, bool) {
	return b.player(sc, atom.Video, videoKeys, (*Attachment).isVideo), true
}

// player builds an <audio> or <video> of the files an [audio] or [video] names,
// or of the first such file attached to the post. An address of something else
// is embedded.
func (b *builder) player(sc *shortcode, tag atom.Atom, keys []string, ok func(*Attachment) bool) []*html.Node {
	a := parseAttrs(sc.attrs)
	if list, ok := listOfOldPlayer(sc.attrs, &a); ok {
		return b.oldPlayers(tag, list)
	}
	var files []string
	for _, k := range keys {
		if v := a.address(k); v != "" {
			files = append(files, v)
		}
	}
	for _, v := range a.pos { // [audio http://…]
		if strings.Contains(v, "/") {
			files = append(files, tree.UnescapeHTML(v))
		}
	}
	if u := strings.TrimSpace(tree.UnescapeHTML(sc.content)); len(files) == 0 && isAddress(u) {
		files = append(files, u)
	}
	for i := 0; i < len(a.named) && len(files) == 0; i++ { // of a theme: [video source="vimeo" url="…"]
		switch v := a.address(a.named[i].key); strings.ToLower(a.named[i].key) {
		case "url", "link", "file", "video", "audio", "video_url", "video_link":
			if isAddress(v) && (isPlayerPage(v) || fileKind(v) == tag.String()) {
				files = append(files, v)
			}
		}
	}
	if len(files) == 0 {
		for _, att := range b.childrenOf(b.item.ID) {
			if ok(att) {
				files = append(files, att.URL)
				break
			}
		}
	}
	if len(files) == 0 {
		b.notes.add(note.Media, true, "no file for "+Quote("["+sc.name+sc.attrs+"]"+sc.content))
		return nil
	}
	var nodes []*html.Node
	var sources []string
	for _, f := range files {
		if fileKind(f) == "" { // a page of a video host, or no media at all
			nodes = append(nodes, b.embed(f))
		} else {
			sources = append(sources, f)
		}
	}
	if len(sources) > 0 {
		nodes = append(nodes, b.playerOf(tag, sources, &a, sc))
	}
	return nodes
}

// playerOf returns the element that plays one of several files of the same.
func (b *builder) playerOf(tag atom.Atom, sources []string, a *attrs, sc *shortcode) *html.Node {
	n := tree.NewElement(tag, "controls", "")
	if tag == atom.Video {
		for _, k := range []string{"poster", "width", "height"} {
			if v := a.address(k); v != "" {
				tree.SetAttr(n, k, v)
			}
		}
	}
	for _, k := range []string{"loop", "autoplay", "muted"} {
		if v := strings.ToLower(a.get(k)); v != "" && v != "off" && v != "false" && v != "0" {
			tree.SetAttr(n, k, "")
		}
	}
	if len(sources) == 1 {
		tree.SetAttr(n, "src", sources[0])
	} else {
		for _, f := range sources {
			n.AppendChild(tree.NewElement(atom.Source, "src", f))
		}
	}
	rest := b.parseHTML(sc.content)
	for c := rest.FirstChild; c != nil; {
		next := c.NextSibling
		if tree.IsElement(c, atom.Source) || tree.IsElement(c, atom.Track) {
			rest.RemoveChild(c)
			n.AppendChild(c)
		}
		c = next
	}
	if text := tree.TextContent(rest); !tree.IsBlankText(text) && !isAddress(strings.TrimSpace(text)) {
		b.notes.add(note.Media, true, "text within a player dropped: "+Quote(text))
	}
	return n
}

// listOfOldPlayer returns what the Audio Player plugin and WordPress.com play, if the
// attributes of a player are of their form: [audio:a.mp3,b.mp3|titles=…],
// [audio http://…/a.mp3|titles=…].
func listOfOldPlayer(attrs string, a *attrs) (string, bool) {
	attrs = strings.TrimSpace(attrs)
	if list, ok := strings.CutPrefix(attrs, ":"); ok {
		return list, true
	}
	if src := a.address("src"); src != "" {
		attrs = src
	}
	file, _, ok := strings.Cut(attrs, "|")
	return attrs, ok && isAddress(strings.TrimSpace(tree.UnescapeHTML(file)))
}

// oldPlayers builds the players of several files that are played one after the other.
func (b *builder) oldPlayers(tag atom.Atom, list string) []*html.Node {
	list, options, found := strings.Cut(list, "|")
	if found {
		b.notes.add(note.Media, false, "options of an old player dropped: "+Quote(options))
	}
	var nodes []*html.Node
	for f := range strings.SplitSeq(tree.UnescapeHTML(list), ",") {
		if f = strings.TrimSpace(f); f != "" {
			nodes = append(nodes, tree.NewElement(tag, "controls", "", "src", f))
		}
	}
	return nodes
}

// playlist builds a [playlist] as a list of links to its files.
func (b *builder) playlist(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	ok := (*Attachment).isAudio
	if a.get("type") == "video" {
		ok = (*Attachment).isVideo
	}
	if b.showsNothing(&a, "playlist") {
		return nil, true
	}
	list := tree.NewElement(atom.Ol)
	chosen, unseen := b.chosen(&a, "playlist", ok)
	for _, att := range chosen {
		title := att.Title
		if title == "" {
			title = path.Base(att.URL)
		}
		link := tree.NewElement(atom.A, "href", att.URL)
		link.AppendChild(tree.NewText(title))
		li := tree.NewElement(atom.Li)
		li.AppendChild(link)
		if att.Artist != "" {
			li.AppendChild(tree.NewText(" – " + att.Artist))
		}
		list.AppendChild(li)
	}
	if list.FirstChild == nil {
		if !unseen {
			b.notes.add(note.Media, true, "playlist without files: the export does not hold them: "+Quote("[playlist"+sc.attrs+"]"))
		}
		return nil, true
	}
	return []*html.Node{list}, true
}
