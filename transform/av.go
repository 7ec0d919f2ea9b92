package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// The attributes of [audio] and [video] that name a file, in the order
// WordPress prefers them.
var (
	audioKeys = []string{"src", "mp3", "ogg", "flac", "m4a", "wav", "wma"}
	videoKeys = []string{"src", "mp4", "m4v", "webm", "ogv", "flv", "mov", "wmv"}
)

func (b *builder) audio(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	return b.player(sc, &a, atom.Audio, audioKeys, (*Attachment).isAudio)
}

func (b *builder) video(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	return b.player(sc, &a, atom.Video, videoKeys, (*Attachment).isVideo)
}

// player builds an <audio> or <video> of the files an [audio] or [video] names,
// or of the first such file attached to the post.
func (b *builder) player(sc *shortcode, a *attrs, tag atom.Atom, keys []string, ok func(*Attachment) bool) ([]*html.Node, bool) {
	var files []string
	for _, k := range keys {
		if v := strings.TrimSpace(html.UnescapeString(a.get(k))); v != "" {
			files = append(files, v)
		}
	}
	for _, v := range a.pos { // [audio http://…] and [audio:http://a.mp3,b.mp3|titles=…]
		v = strings.TrimPrefix(v, ":")
		if i := strings.IndexByte(v, '|'); i >= 0 {
			v = v[:i]
		}
		for f := range strings.SplitSeq(v, ",") {
			if strings.Contains(f, "/") {
				files = append(files, html.UnescapeString(f))
			}
		}
	}
	if sc.enclosing && len(files) == 0 {
		if u := strings.TrimSpace(sc.content); isAddress(u) {
			files = append(files, html.UnescapeString(u))
		}
	}
	if len(files) == 0 {
		for _, att := range b.lib.childrenOf(b.item.ID) {
			if ok(att) {
				files = append(files, att.URL)
				break
			}
		}
	}
	if len(files) == 0 {
		b.notes.add(report.Media, true, "no file for "+quoteShort("["+sc.name+sc.attrs+"]"))
		return nil, true
	}
	if fileKind(files[0]) == "" { // a page of a video host, or no media at all
		return []*html.Node{b.embed(files[0])}, true
	}
	n := newElement(tag, "controls", "")
	for _, k := range []string{"poster", "width", "height"} {
		if v := a.get(k); v != "" && tag == atom.Video {
			setAttr(n, k, html.UnescapeString(v))
		}
	}
	for _, k := range []string{"loop", "autoplay", "muted"} {
		if v := strings.ToLower(a.get(k)); v != "" && v != "off" && v != "false" && v != "0" {
			setAttr(n, k, "")
		}
	}
	if len(files) == 1 {
		setAttr(n, "src", files[0])
	} else {
		for _, f := range files {
			n.AppendChild(newElement(atom.Source, "src", f))
		}
	}
	if sc.enclosing { // <source> and <track>
		for _, c := range takeChildren(b.parseHTML(sc.content)) {
			if isElement(c, atom.Source) || isElement(c, atom.Track) {
				n.AppendChild(c)
			}
		}
	}
	return []*html.Node{n}, true
}

// playlist builds a [playlist] as a list of links to its files.
func (b *builder) playlist(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	ok := (*Attachment).isAudio
	if a.get("type") == "video" {
		ok = (*Attachment).isVideo
	}
	list := newElement(atom.Ol)
	for _, att := range b.chosen(&a, "playlist", ok) {
		link := newElement(atom.A, "href", att.URL)
		link.AppendChild(newText(att.Title))
		li := newElement(atom.Li)
		li.AppendChild(link)
		if att.Artist != "" {
			li.AppendChild(newText(" – " + att.Artist))
		}
		list.AppendChild(li)
	}
	if list.FirstChild == nil {
		b.notes.add(report.Media, true, "playlist without files: the export does not hold them: "+quoteShort("[playlist"+sc.attrs+"]"))
		return nil, true
	}
	return []*html.Node{list}, true
}

func isAddress(s string) bool {
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "/")) && !strings.ContainsAny(s, " \t\r\n<>\"")
}
