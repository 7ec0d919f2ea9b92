package transform

import (
	"cmp"
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// embedded are the shortcodes of Jetpack, WordPress.com and other plugins that
// show something of another site (docs/formats.md §C.4).
var embedded = map[string]embeddable{
	"youtube":      {page: "https://www.youtube.com/watch?v=", keys: "id url src v video"},
	"vimeo":        {page: "https://vimeo.com/", keys: "id url src clip_id video"},
	"dailymotion":  {page: "https://www.dailymotion.com/video/", keys: "id url video"},
	"gist":         {page: "https://gist.github.com/", keys: "id url"},
	"tweet":        {page: "https://twitter.com/i/status/", keys: "tweet id url"},
	"twitter":      {page: "https://twitter.com/", keys: "url id"},
	"instagram":    {page: "https://www.instagram.com/p/", keys: "url id"},
	"facebook":     {page: "https://www.facebook.com/", keys: "url href"},
	"pinterest":    {page: "https://www.pinterest.com/pin/", keys: "url id"},
	"soundcloud":   {page: "https://soundcloud.com/", keys: "url id"},
	"spotify":      {page: "https://open.spotify.com/", keys: "id uri url play"},
	"mixcloud":     {page: "https://www.mixcloud.com/", keys: "url id"},
	"bandcamp":     {page: "https://bandcamp.com/", keys: "url"},
	"ted":          {page: "https://www.ted.com/talks/", keys: "id url"},
	"slideshare":   {page: "https://www.slideshare.net/slideshow/embed_code/", keys: "id url"},
	"scribd":       {page: "https://www.scribd.com/document/", keys: "id url"},
	"archiveorg":   {page: "https://archive.org/details/", keys: "id url"},
	"codepen":      {page: "https://codepen.io/pen/", keys: "url slug_hash id"},
	"twitchtv":     {page: "https://www.twitch.tv/", keys: "url"},
	"crowdsignal":  {page: "https://poll.fm/", keys: "poll survey id url"},
	"polldaddy":    {page: "https://poll.fm/", keys: "poll survey id url"},
	"videopress":   {page: "https://videopress.com/v/", keys: "id guid url"},
	"wpvideo":      {page: "https://videopress.com/v/", keys: "id guid url"},
	"getty":        {page: "https://www.gettyimages.com/detail/", keys: "src id url"},
	"vine":         {page: "https://vine.co/v/", keys: "url id", dead: true},
	"hulu":         {page: "https://www.hulu.com/watch/", keys: "id url", dead: true},
	"ustream":      {page: "http://www.ustream.tv/channel/", keys: "id url", dead: true},
	"viddler":      {page: "http://www.viddler.com/v/", keys: "id url", dead: true},
	"googlevideo":  {page: "http://video.google.com/videoplay?docid=", keys: "id url", dead: true},
	"veoh":         {page: "http://www.veoh.com/watch/", keys: "id url", dead: true},
	"metacafe":     {page: "http://www.metacafe.com/watch/", keys: "id url", dead: true},
	"stage6":       {page: "http://video.stage6.com/", keys: "id url", dead: true},
	"ifilm":        {page: "http://www.spike.com/video/", keys: "id url", dead: true},
	"spike":        {page: "http://www.spike.com/video/", keys: "id url", dead: true},
	"revver":       {page: "http://revver.com/video/", keys: "id url", dead: true},
	"bliptv":       {page: "http://blip.tv/play/", keys: "id url", dead: true},
	"youku":        {page: "https://v.youku.com/v_show/id_", keys: "id vid url"},
	"tudou":        {page: "http://www.tudou.com/programs/view/", keys: "id code url", dead: true},
	"bilibili":     {page: "https://www.bilibili.com/video/", keys: "bvid id url"},
	"niconico":     {page: "https://www.nicovideo.jp/watch/", keys: "id url"},
	"nicovideo":    {page: "https://www.nicovideo.jp/watch/", keys: "id url"},
	"blackbirdpie": {page: "https://twitter.com/i/status/", keys: "id url"},
	"blogcard":     {keys: "url href"},
	"linkcard":     {keys: "url href"},
	"stocktwits":   {page: "https://stocktwits.com/symbol/", keys: "symbol url"},
	"lyte":         {page: "https://www.youtube.com/watch?v=", keys: "id url"},
	"tiktok":       {page: "https://www.tiktok.com/", keys: "url id"},

	"twitter-timeline": {page: "https://twitter.com/", keys: "username id"},
	"archiveorg-book":  {page: "https://archive.org/details/", keys: "id url"},
	"flickr":           {page: "https://www.flickr.com/photo.gne?id=", keys: "video photo url"},
	"codepen_embed":    {page: "https://codepen.io/pen/", keys: "slug_hash"},
	"blip.tv":          {page: "http://blip.tv/play/", keys: "url", dead: true},
	"youtube_sc":       {page: "https://www.youtube.com/watch?v=", keys: "url v video"},
	"fusion_youtube":   {page: "https://www.youtube.com/watch?v=", keys: "id"},
	"fusion_vimeo":     {page: "https://vimeo.com/", keys: "id"},

	"st-card": {page: "/?p=", keys: "id"}, // of a post of the site itself

	// Those that only know whole addresses.
	"googlemaps": {keys: "url src"}, "kickstarter": {keys: "url"}, "descript": {keys: "url"},
	"cartodb": {keys: "url"}, "houzz": {keys: "url"}, "medium": {keys: "url"}, "nextdoor": {keys: "url"}, "pocketcasts": {keys: "url"},
	"vr": {keys: "url"}, "box": {keys: "url"}, "bandsintown": {keys: "url"}, "brightcove": {keys: "url"}, "embedyt": {keys: "url"},
	"embedpress": {keys: "url"}, "fve": {keys: "url"}, "arve": {keys: "url src"}, "evp_embed_video": {keys: "url"}, "tube": {keys: "url"},
	"su_youtube": {keys: "url"}, "su_youtube_advanced": {keys: "url"}, "su_vimeo": {keys: "url"}, "su_dailymotion": {keys: "url"},
	"vc_video": {keys: "link"}, "wpvr": {keys: "url"}, "powerpress": {keys: "url"}, "ss_player": {keys: "url src"},
	"smart_track_player": {keys: "url"}, "smart_podcast_player": {keys: "url"}, "pdf-embedder": {keys: "url"}, "gview": {keys: "file url"},
	"embeddoc": {keys: "url"}, "pdf": {keys: "url src"}, "flowplayer": {keys: "src url mp4"}, "jwplayer": {keys: "file mediaid url"},
	"fvplayer": {keys: "src"}, "videojs": {keys: "mp4 webm ogg youtube"},
	"googleplus": {keys: "url", dead: true}, "livevideo": {keys: "url id", dead: true},
	"digg": {keys: "url", dead: true}, "myspace": {keys: "url id", dead: true}, "redlasso": {keys: "url id", dead: true},
	"rockyou": {keys: "url id", dead: true}, "sonific": {keys: "url", dead: true}, "splashcast": {keys: "url id", dead: true},
	"odeo":     {keys: "url id", dead: true},
	"typeform": {keys: "url"}, "typeform_embed": {keys: "url"}, "calendly": {keys: "url"}, "googleform": {keys: "url src"}, "jotform": {page: "https://form.jotform.com/", keys: "id url"},
	"tally": {page: "https://tally.so/r/", keys: "id url"}, "airtable": {keys: "url src"}, "loom": {page: "https://www.loom.com/share/", keys: "id url"}, "figma": {keys: "url"}, "miro": {keys: "url"},
}

// embeddable says how a shortcode names what it shows: by an address, or, if
// page is set, by what follows page in one.
type embeddable struct {
	page string
	keys string // the attributes that name it
	dead bool   // the other site is no more
}

// embedded handles a shortcode at i that shows something of another site. What
// it encloses names that, or is text that stays.
func (t *textScanner) embedded(i int, sc shortcode, e embeddable) (end int, ok bool) {
	closed := sc
	if sc.enclosing && !isPathPart(strings.TrimSpace(sc.content)) {
		sc.enclosing, sc.content, sc.end = false, "", sc.tagEnd
	}
	if strings.HasSuffix(t.s[i:sc.tagEnd], "/]") && strings.Contains(sc.attrs, "://") && !strings.ContainsAny(sc.attrs[len(sc.attrs)-1:], " \t\r\n\"'") {
		sc.attrs += "/" // of the address; to WordPress it closes the tag
	}
	nodes, ok := t.b.embedded(&sc, e)
	if !ok {
		return 0, false
	}
	if closed.enclosing && !sc.enclosing {
		t.dropCloser(&closed)
	}
	t.b.census(sc.name, Converted)
	t.b.noteValues(&sc, nodes)
	apart := ""
	if closed.enclosing && !sc.enclosing && !tree.IsBlankText(closed.content) {
		apart = " " // [codepen_embed]See the Pen …
	}
	t.emit(i, sc.end, t.b.place(t.s[i:sc.end], nodes...)+apart)
	return sc.end, true
}

// embedded builds a shortcode that shows something of another site. ok is false
// if it does not say what.
func (b *builder) embedded(sc *shortcode, e embeddable) (nodes []*html.Node, ok bool) {
	a := parseAttrs(sc.attrs)
	what := e.named(sc, &a)
	url := ""
	switch {
	case isWebAddress(what):
		url = absolute(what)
	case strings.HasPrefix(what, "www."):
		url = "https://" + what
	case e.page != "" && what != "" && isPathPart(what):
		id, _, _ := strings.Cut(what, "&") // id=123&doc=…
		url = e.page + strings.TrimLeft(id, "/")
	}
	if build := embeddedAddress[sc.name]; build != nil {
		url = build(&a, what, url)
	}
	if url == "" {
		return nil, false
	}
	if e.dead {
		b.notes.add(note.Embed, true, "of a site that is no more, now a link: "+quoteShort("["+sc.name+sc.attrs+"]"))
	}
	nodes = []*html.Node{b.embed(url)}
	if name := documentName(&a); name != "" && isDocument(url) {
		nodes[0] = tree.NewLink(url, name)
	}
	for _, p := range a.named {
		dressPlayer(nodes, a.address(p.key))
	}
	return nodes, true
}

// documentName returns what the attributes of a shortcode that shows a document call it.
func documentName(a *attrs) string {
	for _, k := range []string{"text", "title", "name", "label", "link_text", "caption"} {
		if v := strings.TrimSpace(tree.UnescapeHTML(a.get(k))); strings.IndexFunc(v, isLetterOrMore) >= 0 && !settings.Has(v) {
			return v
		}
	}
	return ""
}

// dressPlayer gives the video among some nodes the address of a picture as that which
// stands before it plays, and that of another video as one more form of itself.
func dressPlayer(nodes []*html.Node, address string) {
	kind := fileKind(address)
	if kind != "image" && kind != "video" || !isAddress(address) {
		return
	}
	for _, root := range nodes {
		video := root
		if root.DataAtom != atom.Video {
			video = tree.Find(root, func(n *html.Node) bool { return n.DataAtom == atom.Video })
		}
		if video == nil {
			continue
		}
		src := tree.Attr(video, "src")
		switch {
		case kind == "image" && tree.Attr(video, "poster") == "":
			tree.SetAttr(video, "poster", address)
		case kind == "video" && src != "" && src != address:
			tree.DelAttr(video, "src")
			video.AppendChild(tree.NewElement(atom.Source, "src", src))
			fallthrough
		case kind == "video" && src == "" && tree.Find(video, func(n *html.Node) bool { return tree.Attr(n, "src") == address }) == nil:
			video.AppendChild(tree.NewElement(atom.Source, "src", address))
		}
		return
	}
}

// named returns what a shortcode says it shows: [youtube]URL[/youtube],
// [youtube=URL], [youtube URL], [youtube id=ID].
func (e *embeddable) named(sc *shortcode, a *attrs) string {
	if s := strings.TrimSpace(tree.UnescapeHTML(sc.content)); sc.enclosing && s != "" {
		return s
	}
	for _, v := range a.pos {
		v = strings.Trim(strings.TrimLeft(strings.TrimSpace(tree.UnescapeHTML(v)), "=:"), `"'`)
		if v != "" {
			return v
		}
	}
	for k := range strings.FieldsSeq(e.keys) {
		if v := a.address(k); v != "" {
			return v
		}
	}
	return ""
}

// embeddedAddress are the shortcodes whose address is more than what they name:
// what is that, url its address if it is simple.
var embeddedAddress = map[string]func(a *attrs, what, url string) string{
	"youtube": func(a *attrs, what, url string) string {
		if v := parseYouTube(url); v.id != "" || v.list != "" {
			return v.page()
		}
		return url
	},
	"gist": func(a *attrs, what, url string) string {
		if url != "" && a.get("file") != "" {
			return gistPage(url + "?file=" + a.get("file"))
		}
		return url
	},
	"twitter": func(a *attrs, what, url string) string {
		if what != "" && strings.Trim(what, "0123456789") == "" {
			return "https://twitter.com/i/status/" + what
		}
		return url
	},
	"twitter-timeline": func(a *attrs, what, url string) string {
		if what != "" && strings.Trim(what, "0123456789") == "" {
			return "" // of a widget that only Twitter knows
		}
		return strings.Replace(url, "/@", "/", 1)
	},
	"spotify": func(a *attrs, what, url string) string {
		if uri, ok := strings.CutPrefix(what, "spotify:"); ok {
			return "https://open.spotify.com/" + strings.ReplaceAll(uri, ":", "/")
		}
		return url
	},
	"bandcamp": func(a *attrs, what, url string) string {
		if url != "" {
			return url
		}
		for _, k := range []string{"album", "track"} {
			if v := a.get(k); v != "" && isPathPart(v) {
				url += k + "=" + v + "/"
			}
		}
		if url != "" {
			url = "https://bandcamp.com/EmbeddedPlayer/" + url
		}
		return url
	},
	"codepen_embed": func(a *attrs, what, url string) string {
		if u := a.get("user"); u != "" && what != "" {
			return "https://codepen.io/" + u + "/pen/" + what
		}
		return url
	},
	"scribd": func(a *attrs, what, url string) string {
		if key := cmp.Or(a.get("key"), a.get("access_key")); key != "" && what != "" && strings.Trim(what, "0123456789") == "" && isPathPart(key) {
			return "https://www.scribd.com/embeds/" + what + "/content?access_key=" + key
		}
		return url
	},
	"vimeo": func(a *attrs, what, url string) string {
		if hash := cmp.Or(a.get("hash"), a.get("h")); isHashOfVideo(hash) && what != "" && strings.Trim(what, "0123456789") == "" {
			return url + "/" + hash
		}
		return url
	},
	"soundcloud": func(a *attrs, what, url string) string {
		if url == "" || strings.Contains(url, "secret_token=") {
			return url
		}
		for k, token := range keyValues(a.address("params")) {
			if k == "secret_token" && token != "" && isPathPart(token) {
				by := "?"
				if strings.Contains(url, "?") {
					by = "&"
				}
				return url + by + "secret_token=" + token
			}
		}
		return url
	},
	"crowdsignal": crowdsignal,
	"polldaddy":   crowdsignal,
	"blip.tv": func(a *attrs, what, url string) string {
		if query, ok := strings.CutPrefix(what, "?"); ok {
			return "http://blip.tv/?" + query
		}
		return url
	},
}

// isHashOfVideo reports whether a value is what opens an unlisted video, and no height.
func isHashOfVideo(v string) bool {
	return len(v) >= 8 && strings.Trim(v, "0123456789abcdefABCDEF") == ""
}

// keyValues yields the parameters of a query.
func keyValues(query string) iter.Seq2[string, string] {
	return func(yield func(k, v string) bool) {
		for pair := range strings.SplitSeq(query, "&") {
			if k, v, _ := strings.Cut(pair, "="); !yield(k, v) {
				return
			}
		}
	}
}

func crowdsignal(a *attrs, what, url string) string {
	if src := a.address("src"); isWebAddress(src) { // beside survey="true"
		return absolute(src)
	}
	if id, domain := a.get("id"), a.get("domain"); a.get("poll") == "" && id != "" && domain != "" && isPathPart(id+domain) { // survey="true" domain="ann" id="tea"
		return "https://" + strings.TrimSuffix(domain, ".survey.fm") + ".survey.fm/" + id
	}
	if a.get("poll") == "" && a.get("survey") == what && what != "" && !settings.Has(what) && !isAddress(what) {
		return "https://survey.fm/" + what
	}
	return url
}

// googleApps builds [googleapps domain= dir= query=].
func (b *builder) googleApps(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	dir := a.get("dir")
	if dir == "" {
		return nil, false
	}
	domain := a.get("domain")
	if domain == "" {
		domain = "docs"
	}
	address := "https://" + domain + ".google.com/" + strings.TrimLeft(dir, "/")
	if q := a.address("query"); q != "" {
		address += "?" + q
	}
	return []*html.Node{b.embed(address)}, true
}

// wufoo builds [wufoo username= formhash=], a form at its own address.
func (b *builder) wufoo(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	user, form := a.get("username"), a.get("formhash")
	if user == "" || form == "" || !isPathPart(user+form) {
		return nil, false
	}
	return []*html.Node{b.embed("https://" + user + ".wufoo.com/forms/" + form)}, true
}

// iframeShortcode builds [iframe src=…], which shows what the element does.
func (b *builder) iframeShortcode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	e := embeddable{keys: "src url"}
	src := e.named(sc, &a)
	if !isAddress(src) {
		return nil, false
	}
	n := tree.NewElement(atom.Iframe, "src", src)
	for _, k := range []string{"width", "height", "title"} {
		if v := a.get(k); v != "" {
			tree.SetAttr(n, k, v)
		}
	}
	return []*html.Node{n}, true
}

func isWebAddress(s string) bool {
	return (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "//")) && !strings.ContainsAny(s, " \t\r\n<>\"")
}

// isPathPart reports whether a value can stand in an address as it is.
func isPathPart(s string) bool {
	return !strings.ContainsAny(s, " \t\r\n<>\"'[]{}|\\^`")
}
