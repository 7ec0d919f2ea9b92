package transform

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// Embeds is the form of what a post shows of another site.
type Embeds string

const (
	EmbedLink   Embeds = ""       // its address, as a link
	EmbedIframe Embeds = "iframe" // its player, where the address of that can be known
)

// playerFrame returns the frame that plays what is at an address, or nil if the
// address does not tell.
func playerFrame(address string) *html.Node {
	src, height := playerAddress(address)
	if src == "" {
		return nil
	}
	return tree.NewElement(atom.Iframe, "src", src, "width", "560", "height", height, "allowfullscreen", "")
}

// playerAddress returns the address of the player of what is at an address, and
// the height its makers recommend, or "".
func playerAddress(address string) (src, height string) {
	if v := parseYouTube(address); v.id != "" || v.list != "" {
		return v.player(), "315"
	}
	u, err := url.Parse(absolute(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", ""
	}
	path := strings.Split(strings.Trim(u.Path, "/"), "/")
	last := path[len(path)-1]
	switch host := strings.TrimPrefix(u.Host, "www."); host {
	case "vimeo.com", "player.vimeo.com":
		id, hash := vimeoID(u, path)
		if id == "" {
			return "", ""
		}
		if hash != "" {
			hash = "?h=" + hash
		}
		return "https://player.vimeo.com/video/" + id + hash, "315"
	case "dailymotion.com", "dai.ly":
		if host == "dai.ly" && len(path) == 1 && last != "" || len(path) >= 2 && path[len(path)-2] == "video" {
			id, _, _ := strings.Cut(last, "_")
			return "https://www.dailymotion.com/embed/video/" + id, "315"
		}
	case "soundcloud.com", "api.soundcloud.com", "on.soundcloud.com":
		if last != "" {
			return "https://w.soundcloud.com/player/?url=" + url.QueryEscape(address), "166"
		}
	case "open.spotify.com":
		if len(path) > 1 && strings.HasPrefix(path[0], "intl-") {
			path = path[1:]
		}
		if path[0] == "embed" {
			return address, "352"
		}
		if len(path) >= 2 {
			return "https://open.spotify.com/embed/" + strings.Join(path, "/"), "352"
		}
	case "ted.com":
		if len(path) == 2 && path[0] == "talks" {
			return "https://embed.ted.com/talks/" + last, "315"
		}
	case "codepen.io":
		if len(path) == 3 && (path[1] == "pen" || path[1] == "embed" || path[1] == "full" || path[1] == "details") {
			return "https://codepen.io/" + path[0] + "/embed/" + last, "400"
		}
	case "mixcloud.com":
		if len(path) == 2 {
			return "https://www.mixcloud.com/widget/iframe/?feed=" + url.QueryEscape("/"+strings.Join(path, "/")+"/"), "120"
		}
	case "videopress.com":
		if len(path) == 2 && (path[0] == "v" || path[0] == "embed") {
			return "https://videopress.com/embed/" + last, "315"
		}
	case "archive.org":
		if len(path) >= 2 && (path[0] == "details" || path[0] == "embed") {
			return "https://archive.org/embed/" + path[1], "315"
		}
	case "loom.com":
		if len(path) == 2 && (path[0] == "share" || path[0] == "embed") {
			return "https://www.loom.com/embed/" + last, "315"
		}
	case "slideshare.net":
		if strings.Contains(u.Path, "/embed_code/") {
			return address, "400"
		}
	case "bandcamp.com":
		if path[0] == "EmbeddedPlayer" {
			return address, "120"
		}
	case "google.com", "maps.google.com":
		if strings.HasPrefix(u.Path, "/maps/embed") || u.Query().Get("output") == "embed" {
			return address, "400"
		}
	}
	return "", ""
}

// vimeoID returns the number of a video of Vimeo, and the hash that opens an
// unlisted one.
func vimeoID(u *url.URL, path []string) (id, hash string) {
	if clip := u.Query().Get("clip_id"); clip != "" { // moogaloop.swf
		return clip, ""
	}
	for i, p := range path {
		if p != "" && strings.Trim(p, "0123456789") == "" && (i == 0 || path[i-1] != "showcase" && path[i-1] != "album") {
			if i+1 < len(path) {
				return p, path[i+1]
			}
			return p, u.Query().Get("h")
		}
	}
	return "", ""
}

// youTube is what an address of YouTube leads to.
type youTube struct{ id, list, start string }

// parseYouTube reads the addresses of videos and playlists of YouTube, in all
// the forms that posts have (docs/formats.md §C.4). The result is zero for others.
func parseYouTube(address string) (v youTube) {
	_, rest, ok := strings.Cut(absolute(address), "://")
	if !ok {
		return v
	}
	host, rest, _ := strings.Cut(rest, "/")
	rest = strings.Replace(rest, "#!", "?", 1)
	rest, fragment, _ := strings.Cut(rest, "#")
	path, query, _ := strings.Cut(rest, "?")
	if p, q, ok := strings.Cut(path, "&"); ok { // /v/ID&hl=en
		path, query = p, q+"&"+query
	}
	q, _ := url.ParseQuery(strings.ReplaceAll(query, "?", "&")) // of a damaged query, what can be read
	if strings.HasPrefix(fragment, "t=") {
		q.Set("t", fragment[len("t="):])
	}
	path = strings.Trim(path, "/")
	switch strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(host), "www."), "m.") {
	case "youtu.be":
		v.id = path
	case "youtube.com", "youtube-nocookie.com", "music.youtube.com":
		kind, id, _ := strings.Cut(path, "/")
		switch kind {
		case "watch", "watch_popup":
			v.id = q.Get("v")
		case "v", "embed", "shorts", "live", "e", "vi":
			if v.id = id; id == "videoseries" {
				v.id = ""
			}
		case "view_play_list":
			q.Set("list", cmp.Or(q.Get("list"), q.Get("p")))
		case "playlist", "p":
		default:
			return youTube{}
		}
	default:
		return v
	}
	v.list = q.Get("list")
	v.start = seconds(q.Get("start"))
	if v.start == "" {
		v.start = seconds(q.Get("t"))
	}
	if !isPathPart(v.id) || strings.ContainsAny(v.id, "/&?=") {
		return youTube{}
	}
	return v
}

func (v *youTube) page() string {
	if v.id == "" {
		return "https://www.youtube.com/playlist?list=" + url.QueryEscape(v.list)
	}
	s := "https://www.youtube.com/watch?v=" + v.id
	if v.list != "" {
		s += "&list=" + url.QueryEscape(v.list)
	}
	if v.start != "" {
		s += "&t=" + v.start
	}
	return s
}

func (v *youTube) player() string {
	s := "https://www.youtube.com/embed/"
	var q []string
	if v.id == "" {
		s += "videoseries"
	} else {
		s += v.id
	}
	if v.list != "" {
		q = append(q, "list="+url.QueryEscape(v.list))
	}
	if v.start != "" {
		q = append(q, "start="+v.start)
	}
	if len(q) > 0 {
		s += "?" + strings.Join(q, "&")
	}
	return s
}

// seconds reads a time of YouTube, 90, 90s or 1m30s, or returns "".
func seconds(s string) string {
	total, n := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			n = n*10 + int(c-'0')
			if n > 1_000_000 {
				return ""
			}
		case c == 'h':
			total, n = total+n*3600, 0
		case c == 'm':
			total, n = total+n*60, 0
		case c == 's':
			total, n = total+n, 0
		default:
			return ""
		}
	}
	if total += n; total == 0 {
		return ""
	}
	return strconv.Itoa(total)
}

// flashAddress returns the page of a video that an <object> or <embed> shows
// with a Flash player, which no browser has any more, or "".
func flashAddress(n *html.Node) string {
	src := ""
	for _, v := range []string{tree.Attr(n, "src"), tree.Attr(n, "data")} {
		if src == "" {
			src = v
		}
	}
	if n.DataAtom == atom.Object {
		for c := range n.Descendants() {
			switch {
			case c.Type == html.TextNode && tree.IsBlankText(c.Data), c.Type == html.CommentNode:
			case tree.IsElement(c, atom.Param):
				if k := strings.ToLower(tree.Attr(c, "name")); k == "movie" || k == "src" {
					src = tree.Attr(c, "value")
				}
			case tree.IsElement(c, atom.Embed), tree.IsElement(c, atom.Object):
				if src == "" {
					src = tree.Attr(c, "src")
				}
			default:
				return "" // it holds more, for those without Flash
			}
		}
	}
	src = strings.TrimSpace(src)
	if v := parseYouTube(src); v.id != "" || v.list != "" {
		return v.page()
	}
	u, err := url.Parse(absolute(src))
	if err != nil {
		return ""
	}
	switch strings.TrimPrefix(u.Host, "www.") {
	case "vimeo.com":
		if id, _ := vimeoID(u, strings.Split(strings.Trim(u.Path, "/"), "/")); id != "" {
			return "https://vimeo.com/" + id
		}
	case "video.google.com":
		for k, v := range u.Query() {
			if strings.EqualFold(k, "docid") && len(v) > 0 && strings.Trim(v[0], "-0123456789") == "" {
				return "http://video.google.com/videoplay?docid=" + v[0]
			}
		}
	case "player.youku.com":
		if _, id, ok := strings.Cut(u.Path, "/sid/"); ok {
			id, _, _ = strings.Cut(id, "/")
			return "https://v.youku.com/v_show/id_" + id + ".html"
		}
	case "dailymotion.com":
		if id, ok := strings.CutPrefix(strings.TrimPrefix(u.Path, "/swf/"), "video/"); ok || strings.HasPrefix(u.Path, "/swf/") {
			return "https://www.dailymotion.com/video/" + strings.Trim(id, "/")
		}
	}
	return ""
}

// isPlayerPage reports whether an address is that of something to play.
func isPlayerPage(address string) bool {
	src, _ := playerAddress(address)
	return src != ""
}
