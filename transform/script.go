package transform

import (
	"cmp"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// script drops a script, except where it stands for something to see, and
// notes it.
func (b *builder) script(n *html.Node) {
	src := tree.Attr(n, "src")
	page := scriptPage(n, src)
	switch t := tree.Attr(n, "type"); {
	case t == "syntaxhighlighter":
		code := strings.TrimSpace(tree.TextContent(n))
		if inner, ok := strings.CutPrefix(code, "<![CDATA["); ok {
			code = strings.TrimSuffix(inner, "]]>")
		}
		tree.Replace(n, titledCode(codeTitle(n), newCodeBlock(code, statedLanguage(n)))...)
		return
	case strings.HasPrefix(t, "math/tex"):
		b.scriptOfTeX(n, strings.Contains(t, "display"))
		return
	case page != "":
		p := tree.NewElement(atom.P)
		p.AppendChild(tree.NewTag(tree.Autolink, "href", page))
		tree.Replace(n, p)
		b.ledger.Count(note.ScriptConstruct, note.Replaced)
		return
	case t == "application/ld+json":
		b.noteLinkedData(tree.TextContent(n))
	case isTemplate(t):
		code := tree.TextContent(n)
		if !tree.IsBlankText(wordsOfHTML(code)) || strings.Contains(code, "//") {
			b.notes.add(note.HTML, !strings.HasPrefix(t, "text/template"), "template of a script dropped: "+Quote(code))
		}
	case isDresser(src):
		b.notes.add(note.HTML, false, "script of an embed dropped: "+quoteCode(n, src))
	case isOfCallToAction(n, src):
		b.notes.add(note.HTML, false, "script of a link that the page has dropped: "+quoteCode(n, src))
	case isOfOthers(src + tree.TextContent(n)):
		b.notes.add(note.HTML, false, "script of an advertisement, counter or button dropped: "+quoteShort(cmp.Or(src, tree.TextContent(n))))
	default:
		code := tree.TextContent(n)
		b.notes.add(note.HTML, src != "" || !onlyMoves(code) && !onlyDresses(code), "script dropped: "+quoteCode(n, src))
	}
	b.ledger.Count(note.ScriptConstruct, note.Dropped)
	tree.Remove(n)
}

// isTemplate reports whether a script is by its type HTML that another one puts somewhere.
func isTemplate(typ string) bool {
	typ, ok := strings.CutPrefix(strings.ToLower(typ), "text/")
	return ok && (typ == "html" || isAbout(typ, "template", "tmpl", "handlebars", "mustache", "underscore"))
}

// noteLinkedData notes the texts that a page has for search engines alone.
func (b *builder) noteLinkedData(code string) {
	code = strings.Join(strings.Fields(code), " ") // paragraphs of WordPress, in a text
	var texts []string
	var walk func(p *prop)
	walk = func(p *prop) {
		for i := range p.kids {
			walk(&p.kids[i])
		}
		if !p.tree && (!strings.HasPrefix(p.key, "@") || p.key == "@value") {
			if text := wordsOfHTML(p.val); saysWords(text) {
				texts = append(texts, text)
			}
		}
	}
	dec := json.NewDecoder(strings.NewReader(code))
	dec.UseNumber()
	for {
		p, err := readJSON(dec, 0)
		if err == io.EOF {
			break
		}
		if err != nil {
			texts = []string{code}
			break
		}
		walk(&p)
	}
	if len(texts) > 0 {
		b.noteSearched(strings.Join(texts, " · "))
	}
}

// noteMeta notes what an element says of a page to search engines alone.
func (b *builder) noteMeta(n *html.Node) {
	v := strings.TrimSpace(tree.Attr(n, "content"))
	switch strings.ToLower(tree.Attr(n, "name")) {
	case "description", "keywords", "author":
	default:
		if tree.Attr(n, "itemprop")+tree.Attr(n, "property") == "" {
			return
		}
	}
	if saysWords(v) || isCapitalized(v) || isWebAddress(v) || strings.Contains(v, " ") {
		b.noteSearched(v)
	}
}

func (b *builder) noteSearched(text string) {
	b.notes.add(note.HTML, false, "what was written for search engines alone dropped: "+Quote(text))
}

// scriptPages are the scripts that write something to see where they stand: what is
// in their address before and behind its number, and where that can be read.
var scriptPages = [...]struct{ before, after, page string }{
	{"//pastebin.com/embed_js/", "", "https://pastebin.com/"},
	{"//pastebin.com/embed_js.php?i=", "", "https://pastebin.com/"},
	{"//pastie.org/", ".js", "http://pastie.org/"},
	{"//asciinema.org/a/", ".js", "https://asciinema.org/a/"},
	{"//static.polldaddy.com/p/", ".js", "https://poll.fm/"},
	{"//secure.polldaddy.com/p/", ".js", "https://poll.fm/"},
	{"//s3.polldaddy.com/p/", ".js", "https://poll.fm/"},
	{"//jsfiddle.net/", "/embed/", "https://jsfiddle.net/"},
	{"//www.jsfiddle.net/", "/embed/", "https://jsfiddle.net/"},
	{"//www.buzzsprout.com/", ".js", "https://www.buzzsprout.com/"},
	{"//form.jotform.com/jsform/", "", "https://form.jotform.com/"},
	{"//form.jotformeu.com/jsform/", "", "https://form.jotformeu.com/"},
	{"//widgets.opentable.com/widget/reservation/loader?rid=", "&", "https://www.opentable.com/restref/client/?rid="},
	{"//www.opentable.com/widget/reservation/loader?rid=", "&", "https://www.opentable.com/restref/client/?rid="},
}

// quoteCode returns what a script is for a note: its address and what it is told, or the
// beginning of its code with the addresses in the rest of it.
func quoteCode(n *html.Node, src string) string {
	const most = 120
	code := strings.TrimSpace(tree.TextContent(n))
	if src != "" {
		s := quoteMost(src, 2000) + dataOf(n)
		if strings.HasPrefix(code, "{") { // a widget's settings
			s += " " + quoteMost(code, 400)
		}
		return s
	}
	s := quoteMost(code, most) + dataOf(n)
	for rest, found := code, 0; found < 5; {
		i := strings.Index(rest, "http")
		if i < 0 {
			break
		}
		rest = rest[i:]
		end := strings.IndexAny(rest, "\"'`\\ \t\r\n<>);,")
		if end < 0 {
			end = len(rest)
		}
		if address := rest[:end]; isWebAddress(address) && len(address) > len("https://a.b") && !strings.Contains(s, address) {
			s += " " + quoteMost(address, 300)
			found++
		}
		rest = rest[max(end, 1):]
	}
	return s
}

// scriptNumbers are the scripts that an attribute tells what to show where they stand:
// what is in their address, the attribute, and where that can be read.
var scriptNumbers = [...]struct{ script, attr, page string }{
	{"speakerdeck.com/", "data-id", "https://speakerdeck.com/player/"},
	{"dailymotion.com/player", "data-video", "https://www.dailymotion.com/video/"},
	{"telegram.org/js/telegram-widget", "data-telegram-post", "https://t.me/"},
	{"telegram.org/js/telegram-widget", "data-telegram-discussion", "https://t.me/"},
	{"buymeacoffee.com/", "data-slug", "https://www.buymeacoffee.com/"},
	{"buymeacoffee.com/", "data-id", "https://www.buymeacoffee.com/"},
	{"ko-fi.com/", "data-id", "https://ko-fi.com/"},
	{"kickstarter.com/", "data-project", "https://www.kickstarter.com/projects/"},
}

// scriptPage returns the page of what a script shows where it stands, or "".
func scriptPage(n *html.Node, src string) string {
	if strings.Contains(src, "gist.github.com/") {
		return gistPage(absolute(src))
	}
	_, rest, _ := strings.Cut(src, "//")
	for _, s := range scriptPages {
		id, ok := strings.CutPrefix("//"+rest, s.before)
		if !ok {
			continue
		}
		if s.after != "" {
			if id, _, ok = strings.Cut(id, s.after); !ok {
				continue
			}
		}
		if id = strings.Trim(id, "/"); id != "" && !strings.ContainsAny(id, " ?#\"<>") {
			return s.page + id
		}
	}
	for _, s := range scriptNumbers {
		if id := tree.Attr(n, s.attr); id != "" && strings.Contains(src, s.script) && isPathPart(id) {
			return s.page + id
		}
	}
	if id, ok := strings.CutPrefix(tree.Attr(n, "id"), "infogram_0_"); ok && id != "" && isPathPart(id) {
		return "https://infogram.com/" + id
	}
	if t := tree.Attr(n, "type"); strings.HasPrefix(t, "IN/") && isWebAddress(tree.Attr(n, "data-id")) {
		return tree.Attr(n, "data-id")
	}
	return ""
}

// dataOf returns the data attributes of a script, which say what it was to show.
func dataOf(n *html.Node) string {
	var s strings.Builder
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "data-") && a.Val != "" {
			s.WriteString(" " + a.Key + "=" + quoteShort(a.Val))
		}
	}
	return s.String()
}

// gistPage returns the page of the gist that a script shows, and of the one file
// of it: …/57cc.js?file=a.php is …/57cc#file-a-php.
func gistPage(src string) string {
	page, file, found := strings.Cut(src, "?file=")
	page = strings.TrimSuffix(page, ".js")
	if found {
		if name, err := url.QueryUnescape(file); err == nil {
			file = name
		}
		words := strings.FieldsFunc(strings.ToLower(file), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		page += "#file-" + strings.Join(words, "-")
	}
	return page
}

// isDresser reports whether a script only makes something prettier that the
// page has as a quote or link anyway.
func isDresser(src string) bool {
	for _, s := range []string{"platform.twitter.com/widgets", "platform.x.com/widgets", "instagram.com/embed", "platform.instagram.com", "assets.tumblr.com/post", "embed.js", "tiktok.com/embed", "embedr.flickr.com", "flic.kr", "assets.pinterest.com/js",
		"codepen.io/assets", "embed.redditmedia.com", "embed.reddit.com", "cdn.embedly.com", "s.imgur.com", "connect.facebook.net", "platform.linkedin.com", "apis.google.com/js", "embed.typeform.com",
		"assets.calendly.com", "static.airtable.com", "c6.patreon.com", "widget.spreaker.com", "play.vidyard.com/embed", "players.brightcove.net", "static.elfsight.com", "elfsightcdn", "powr.io/powr.js", "js.stripe.com",
		"tally.so/widgets", "gumroad.com/js", "iframe_api", "player_api", "player/api.js", "froogaloop", "iframeResizer", "iframe-resizer", "pym.", "mc-validate.js", "f.convertkit.com/ckjs", "js.hsforms.net", "telegram-widget", "fast.wistia", "cdn.iframe.ly", "e.infogr", "embed.bsky.app", "widgets.getpocket.com", "view.genial.ly", "/mejs", "wp-embed", "mathjax", "MathJax", "katex"} {
		if strings.Contains(src, s) {
			return true
		}
	}
	return false
}

// isOfCallToAction reports whether a script only replaces the link and picture around it, which
// HubSpot prints for browsers without scripts.
func isOfCallToAction(n *html.Node, src string) bool {
	if !strings.Contains(src, "hscta.net/cta/") && !strings.Contains(src, "hubspot.com/cta/") && !(src == "" && strings.HasPrefix(strings.TrimSpace(tree.TextContent(n)), "hbspt.cta.load(")) {
		return false
	}
	for p, up := n.Parent, 0; p != nil && up < 4; p, up = p.Parent, up+1 {
		seen := 0
		for c := range p.Descendants() {
			if seen++; seen > 200 {
				return false
			}
			if href := tree.Attr(c, "href"); c.DataAtom == atom.A && strings.Contains(href, "/cta/redirect/") && isWebAddress(href) && c.FirstChild != nil {
				return true
			}
		}
	}
	return false
}

// isOfOthers reports whether a script is one of those that site owners paste for
// others: advertisements, counters of visits, buttons to share. What it showed was
// not the author's.
func isOfOthers(script string) bool {
	for _, s := range []string{"googlesyndication", "adsbygoogle", "google_ad_", "doubleclick.net", "googletag", "google-analytics", "googletagmanager", "gtag(", "_gaq", "GoogleAnalyticsObject",
		"amazon-adsystem", "assoc-amazon", "amzn_assoc", "amazon_ad_", "ws.amazon.", "rcm.amazon", "fbq(", "facebook-jssdk", "twitter-wjs", "addthis", "sharethis", "shareaholic", "stLight", "addtoany", "tweetmeme", "digg.com", "digg_url", "digg_title", "digg_skin",
		"reddit.com/button", "stumbleupon", "del.icio.us", "feedburner", "feeds.feedburner", "quantserve", "statcounter", "sitemeter", "piwik", "matomo", "_paq", "yandex.ru/metrika", "hm.baidu.com", "cnzz.com",
		"outbrain", "taboola", "disqus", "skimlinks", "skimresources", "viglink", "intellitxt", "chitika", "infolinks", "media.net", "adnxs", "pubads", "criteo", "buysellads", "carbonads", "linksynergy",
		"zemanta", "snap.com/snap_shots", "flattr", "buysafe", "plusone.js", "platform.tumblr.com", "hotjar", "clarity.ms", "bannersnack", "cookiebot", "cookieconsent", "onetrust",
		"fjs.parentNode.insertBefore", "cloudflare.com/cdn-cgi", "email-decode", "rocket-loader"} {
		if strings.Contains(script, s) {
			return true
		}
	}
	return false
}

// onlyMoves reports whether code of jQuery only changes how elements look that stand in
// the page anyway: it neither writes nor gets anything.
func onlyMoves(code string) bool {
	code = strings.TrimSpace(code)
	if strings.Contains(code, "datawrapper-height") { // of a frame
		return true
	}
	if !strings.HasPrefix(code, "jQuery") && !strings.HasPrefix(code, "$(") && !strings.HasPrefix(code, "(function($)") && !strings.HasPrefix(code, "(function ($)") {
		return false
	}
	code = withoutSelectors(readsOnly.Replace(withoutComments(code)))
	for _, s := range []string{"write", "innerHTML", "html(", "text(", "append", "prepend", "insert", "before(", "after(", "replaceWith", "wrap", "load", "http", "//", "ajax", "fetch", ".get", ".post", "src", "iframe", "createElement", "eval", "atob"} {
		if strings.Contains(code, s) {
			return false
		}
	}
	return true
}

// withoutSelectors takes the texts out of code that say which elements are meant:
// $('#slider_wrapper').
func withoutSelectors(code string) string {
	var s strings.Builder
	for {
		i := strings.Index(code, "('#")
		if k := strings.Index(code, "('."); i < 0 || k >= 0 && k < i {
			i = k
		}
		if i < 0 {
			break
		}
		end := strings.IndexByte(code[i+2:], '\'')
		if end < 0 {
			break
		}
		s.WriteString(code[:i+1])
		code = code[i+2+end+1:]
	}
	s.WriteString(code)
	return s.String()
}

// onlyDresses reports whether code does no more than change the measures and classes of
// elements that stand in the page, or get a style sheet: it calls nothing else.
func onlyDresses(code string) bool {
	code = withoutComments(code)
	isStyle := strings.Count(code, "createElement") == 1 && (strings.Contains(code, "createElement('link')") || strings.Contains(code, `createElement("link")`)) && strings.Contains(code, "stylesheet")
	if !isStyle && !strings.Contains(code, "getElement") && !strings.Contains(code, "querySelector") || strings.Contains(code, "new ") || strings.Contains(code, "`") {
		return false
	}
	for _, s := range []string{"HTML", "innerText", "textContent", ".src", "srcdoc", "location", "cookie", "import", "=>"} {
		if strings.Contains(code, s) {
			return false
		}
	}
	for rest := code; ; {
		i := strings.IndexByte(rest, '(')
		if i < 0 {
			return true
		}
		called := strings.TrimRight(rest[:i], " ")
		start := len(called)
		for start > 0 && (tree.IsLetter(rune(called[start-1])) || called[start-1] == '_' || called[start-1] == '$' || '0' <= called[start-1] && called[start-1] <= '9') {
			start--
		}
		name := called[start:]
		if name == "" && !strings.HasSuffix(called, "]") {
			rest = rest[i+1:]
			continue
		}
		if !harmlessCalls.Has(name) && !(isStyle && (name == "createElement" || name == "appendChild" || name == "insertBefore")) && !strings.HasSuffix(strings.TrimRight(called[:start], " "), "function") {
			return false
		}
		rest = rest[i+1:]
	}
}

// harmlessCalls are what code calls that only finds elements and changes their looks.
var harmlessCalls = late.Words("getElementById getElementsByClassName getElementsByTagName querySelector querySelectorAll addEventListener add remove toggle contains parseInt parseFloat round floor ceil max min abs if for while switch function forEach setTimeout requestAnimationFrame getBoundingClientRect getComputedStyle setProperty matchMedia")

// readsOnly takes away what of jQuery only reads what is there.
var readsOnly = strings.NewReplacer(".html()", "", ".text()", "")

// withoutComments returns code without its remarks to the end of a line.
func withoutComments(code string) string {
	if !strings.Contains(code, "//") {
		return code
	}
	var lines []string
	for line := range strings.SplitSeq(code, "\n") {
		if k := strings.Index(line, "//"); k >= 0 && tree.IsBlankText(line[:k]) {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// absolute completes an address without a scheme.
func absolute(url string) string {
	if strings.HasPrefix(url, "//") {
		return "https:" + url
	}
	return url
}

// isScriptAddress reports whether a browser would run an address. White space
// and control characters in it are no hindrance to browsers.
func isScriptAddress(s string) bool {
	var scheme [24]byte
	n := 0
	for i := 0; i < len(s) && n < len(scheme); i++ {
		if c := s[i]; c > ' ' {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			scheme[n] = c
			n++
		}
	}
	for _, p := range []string{"javascript:", "vbscript:", "data:text/html"} {
		if strings.HasPrefix(string(scheme[:n]), p) {
			return true
		}
	}
	return false
}
