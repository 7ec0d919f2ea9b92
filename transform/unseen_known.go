package transform

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// embedNumbers are the attributes by which scripts of other sites know what an
// element is to show, and what stands before that in its address. An element
// without a class has that attribute for nothing else.
var embedNumbers = [...]struct{ class, attr, page string }{
	{"imgur-embed-pub", "data-id", "https://imgur.com/"},
	{"issuuembed", "data-configid", "https://e.issuu.com/embed.html#"},
	{"tenor-gif-embed", "data-postid", "https://tenor.com/view/"},
	{"infogram-embed", "data-id", "https://infogram.com/"},
	{"infogr", "data-id", "https://infogram.com/"},
	{"flourish-embed", "data-src", "https://flo.uri.sh/"},
	{"", "data-tf-widget", "https://form.typeform.com/to/"},
	{"", "data-tf-live", "https://form.typeform.com/to/"},
	{"", "data-tf-popup", "https://form.typeform.com/to/"},
	{"", "data-tf-slider", "https://form.typeform.com/to/"},
	{"", "data-gist-id", "https://gist.github.com/"},
	{"", "data-gist", "https://gist.github.com/"},
	{"", "data-youtube-id", "https://www.youtube.com/watch?v="},
	{"", "data-youtube", "https://www.youtube.com/watch?v="},
	{"", "data-yt-id", "https://www.youtube.com/watch?v="},
	{"", "data-ytid", "https://www.youtube.com/watch?v="},
	{"youtube", "data-id", "https://www.youtube.com/watch?v="},
	{"youtube", "data-video-id", "https://www.youtube.com/watch?v="},
	{"youtube", "data-videoid", "https://www.youtube.com/watch?v="},
	{"youtube", "data-embed", "https://www.youtube.com/watch?v="},
	{"youtube", "videoid", "https://www.youtube.com/watch?v="},
	{"", "data-vimeo-id", "https://vimeo.com/"},
	{"vimeo", "data-id", "https://vimeo.com/"},
	{"vimeo", "data-video-id", "https://vimeo.com/"},
	{"vimeo", "data-videoid", "https://vimeo.com/"},
	{"vimeo", "videoid", "https://vimeo.com/"},
	{"dailymotion", "data-videoid", "https://www.dailymotion.com/video/"},
	{"", "data-dailymotion-id", "https://www.dailymotion.com/video/"},
	{"tweet", "data-tweet-id", "https://twitter.com/i/status/"},
	{"twitter", "data-tweetid", "https://twitter.com/i/status/"},
	{"", "data-tweet-id", "https://twitter.com/i/status/"},
	{"instagram", "data-shortcode", "https://www.instagram.com/p/"},
	{"soundcloud", "data-trackid", "https://api.soundcloud.com/tracks/"},
	{"strava-embed-placeholder", "data-embed-id", "https://www.strava.com/activities/"},
	{"codepen", "data-slug-hash", "https://codepen.io/pen/"},
	{"sketchfab", "data-id", "https://sketchfab.com/models/"},
	{"giphy", "data-id", "https://giphy.com/gifs/"},
	{"", "data-giphy-id", "https://giphy.com/gifs/"},
	{"", "data-spotify-id", "https://open.spotify.com/"},
	{"", "data-twitch-channel", "https://www.twitch.tv/"},
	{"PDS_Poll", "data-id", "https://poll.fm/"},
	{"juxtapose", "data-id", "https://cdn.knightlab.com/libs/juxtapose/latest/embed/index.html?uid="},
	{"", "data-wistia-id", "https://fast.wistia.net/embed/iframe/"},
	{"", "data-loom-id", "https://www.loom.com/share/"},
	{"vidyard", "data-uuid", "https://share.vidyard.com/watch/"},
	{"gfyitem", "data-id", "https://gfycat.com/"},
	{"LI-profile-badge", "data-vanity", "https://www.linkedin.com/in/"},
	{"", "data-tally-open", "https://tally.so/r/"},
	{"", "data-cal-link", "https://cal.com/"},
	{"vine-embed", "data-vine-id", "https://vine.co/v/"},
	{"wistia-player", "media-id", "https://fast.wistia.net/embed/iframe/"},
	{"mux-player", "playback-id", "https://player.mux.com/"},
	{"matterport-viewer", "m", "https://my.matterport.com/show/?m="},
}

// knownEmbed returns the address of what a script of another site shows in an
// element, if that site is known, or "".
func knownEmbed(n *html.Node) string {
	class := tree.Attr(n, "class")
	if !strings.Contains(n.Data, "-") && n.DataAtom != 0 && class == "" && !hasData(n) {
		return ""
	}
	for _, c := range [...][2]string{{"wistia_async_", "https://fast.wistia.net/embed/iframe/"}} {
		if i := strings.Index(class, c[0]); i >= 0 {
			id, _, _ := strings.Cut(class[i+len(c[0]):], " ")
			if id != "" && isPathPart(id) {
				return c[1] + id
			}
		}
	}
	if id, ok := strings.CutPrefix(tree.Attr(n, "id"), "WYL_"); ok && strings.Contains(class, "lyte") && isPathPart(id) {
		return "https://www.youtube.com/watch?v=" + id
	}
	if page := brightcovePage(n); page != "" {
		return page
	}
	if post, ok := strings.CutPrefix(tree.Attr(n, "data-bluesky-uri"), "at://"); ok && isPathPart(post) {
		return "https://bsky.app/profile/" + strings.Replace(post, "/app.bsky.feed.post/", "/post/", 1)
	}
	if page := pageOfVideo(tree.Attr(n, "data-video")); page != "" && n.DataAtom != atom.Img && n.DataAtom != atom.Iframe {
		return page
	}
	for i := range embedNumbers {
		e := &embedNumbers[i]
		id := strings.TrimSpace(tree.Attr(n, e.attr))
		if id == "" || !isPathPart(id) || strings.Contains(id, "//") || settings.Has(id) {
			continue
		}
		if e.class != "" && !containsFold(class, e.class) && !strings.Contains(n.Data, e.class) {
			continue
		}
		if n.DataAtom == atom.Img || n.DataAtom == atom.Iframe {
			return ""
		}
		page := e.page + id
		switch e.class {
		case "flourish-embed":
			page += "/embed"
		case "codepen":
			if u := tree.Attr(n, "data-user"); u != "" && isPathPart(u) {
				page = "https://codepen.io/" + u + "/pen/" + id
			}
		case "strava-embed-placeholder":
			switch tree.Attr(n, "data-embed-type") {
			case "activity":
			case "route":
				page = "https://www.strava.com/routes/" + id
			case "segment":
				page = "https://www.strava.com/segments/" + id
			default:
				return ""
			}
		}
		return page
	}
	return ""
}

// brightcovePage returns the page of the player that Brightcove's script makes of an
// element, or "".
func brightcovePage(n *html.Node) string {
	account, video := strings.TrimSpace(tree.Attr(n, "data-account")), strings.TrimSpace(tree.Attr(n, "data-video-id"))
	player := cmp.Or(strings.TrimSpace(tree.Attr(n, "data-player")), "default")
	if account == "" || video == "" || !isPathPart(account+video+player) {
		return ""
	}
	return "https://players.brightcove.net/" + account + "/" + player + "_default/index.html?videoId=" + video
}

// pageOfVideo returns the page of a video of which a popup has the number alone: of
// YouTube 11 letters and digits, of Vimeo digits.
func pageOfVideo(id string) string {
	id = strings.TrimSpace(id)
	switch {
	case id == "" || !isPathPart(id) || strings.ContainsAny(id, "/."):
	case len(id) >= 6 && len(id) <= 12 && strings.Trim(id, "0123456789") == "":
		return "https://vimeo.com/" + id
	case len(id) == 11 && strings.ToLower(id) != id || len(id) == 11 && strings.ContainsAny(id, "0123456789"):
		return "https://www.youtube.com/watch?v=" + id
	}
	return ""
}

func hasData(n *html.Node) bool {
	for i := range n.Attr {
		if strings.HasPrefix(n.Attr[i].Key, "data-") {
			return true
		}
	}
	return false
}

func containsFold(s, sub string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(sub))
}
