package transform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A feed shows the newest things of an account on another site: [acme_instagram
// username="x" count="6"], the Flickr badge of a theme. The source does not have them; the page
// has a link to the account that the feed names.

// networkOfFeed returns the network by whose name a widget is called, if it can be a feed of
// it; "" if it cannot.
func networkOfFeed(widget string) string {
	name := plainKey(widget[strings.LastIndexByte(widget, '/')+1:])
	if isAbout(name, "share", "sharing", "login", "signin", "connect", "comment", "pixel", "button", "btn", "icon", "count", "popup", "form", "map", "chat", "messenger", "embed") {
		return ""
	}
	for _, network := range [...]string{"instagram", "facebook", "flickr", "pinterest", "dribbble", "behance", "tiktok", "tumblr", "twitter", "youtube", "vimeo"} {
		if strings.Contains(name, network) {
			return network
		}
	}
	if slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(widget), isDash), isWordOfRSS) {
		return "rss"
	}
	if isAbout(name, "tweets", "latesttweet", "recenttweet", "tweetslider", "tweetfeed") {
		return "twitter"
	}
	return ""
}

// isWordOfRSS reports whether a word of the name of a widget says that it shows news from the
// address of a feed.
func isWordOfRSS(word string) bool {
	switch word {
	case "rss", "feed", "feeds", "rssfeed", "feedzy", "newsfeed", "feedreader":
		return true
	}
	return false
}

// accountKeys are the plain names of values that name an account, without the name of the
// network.
var accountKeys = late.Words("user username users userid userhandle screenname account accountname accountid handle profile profilename page pagename pageid channel channelname channelid player board name id")

// accountAddress returns the address of the account that a value of a feed names; "" if it
// names none.
func accountAddress(network, key, v string) string {
	k := plainKey(key)
	if network == "rss" {
		switch v = strings.TrimSpace(v); k {
		case "feed", "feeds", "feedurl", "rss", "rssurl", "rssfeed", "url", "source", "link", "src", "uri":
			if isOpenAddress(v) && !strings.Contains(v, ",") {
				return v
			}
		}
		return ""
	}
	k = strings.TrimSuffix(strings.TrimPrefix(k, network), network)
	if k != "" && !accountKeys.Has(k) {
		return ""
	}
	v = strings.TrimSpace(v)
	if isWebAddress(v) {
		if !isOpenAddress(v) {
			return ""
		}
		return v
	}
	if (k == "name" || k == "id") && plainKey(key) == k && !isNumberOfAccount(network, v) { // those of the feed itself
		return ""
	}
	if len(v) < 2 || len(v) > 60 || isWordOfLooks(v) || strings.Trim(v, accountLetters) != "" {
		return ""
	}
	switch number := isFileNumber(v); {
	case network == "flickr":
		if strings.Contains(v, "@N") || !number && k != "id" && k != "name" {
			return strings.Replace(profiles[network], "§", v, 1)
		}
		return ""
	case network == "youtube" && strings.HasPrefix(v, "UC") && len(v) == 24:
		return "https://www.youtube.com/channel/" + v
	case network == "youtube":
		switch {
		case v[0] == '@' && isNameOfAccount(v[1:]):
			return "https://www.youtube.com/" + v
		case (k == "user" || k == "username") && isNameOfAccount(v):
			return "https://www.youtube.com/user/" + v
		}
		return ""
	case network == "vimeo" && (k == "id" || k == "name" || k == "player"), number && (network != "facebook" || len(v) < 6):
		return "" // of a film, or of a setting of the plugin
	case network == "pinterest", network == "facebook":
		v = strings.Trim(v, "/@")
	case strings.Contains(v, "/"):
		return ""
	}
	v = strings.TrimPrefix(v, "@")
	if v == "" || strings.Contains(v, "@") {
		return ""
	}
	return strings.Replace(profiles[network], "§", v, 1)
}

// isOpenAddress reports whether a value is the address of something on the web, and has no key
// that opens it.
func isOpenAddress(v string) bool {
	_, host, _ := strings.Cut(v, "//")
	return isWebAddress(v) && host != "" && withoutSecrets(v) == v
}

// isNumberOfAccount reports whether a value is what a network itself calls an account, which
// no feed is called.
func isNumberOfAccount(network, v string) bool {
	const fewest = 9 // digits of a page
	switch network {
	case "flickr":
		number, rest, ok := strings.Cut(v, "@N")
		return ok && number != "" && rest != "" && strings.Trim(number+rest, "0123456789") == ""
	case "facebook":
		return len(v) >= fewest && strings.Trim(v, "0123456789") == ""
	}
	return false
}

const accountLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-@/"

// linkedFeed is said of a feed of which the page has the account.
const linkedFeed = "it showed what stands on another site, now a link there: "

// withAccount returns the values of a feed with the address of its account in the place of
// the name.
func (b *builder) withAccount(widget string, props []prop) []prop {
	network := networkOfFeed(widget)
	if network == "" {
		return props
	}
	props = withoutKeys(props)
	i, address := accountIn(widget, network, props)
	if address == "" {
		return props
	}
	b.noteFeed(widget, &props[i])
	props = slices.Clone(props)
	props[i] = prop{key: "link", val: address}
	return props
}

// withoutKeys returns the values of a feed without the addresses that have a key, which the old
// site alone knew.
func withoutKeys(props []prop) []prop {
	return slices.DeleteFunc(slices.Clone(props), hasKeyOfDoor)
}

func hasKeyOfDoor(p prop) bool {
	v := tree.UnescapeHTML(strings.TrimSpace(p.val))
	return !p.tree && isWebAddress(v) && !isOpenAddress(v)
}

// accountIn returns which value of a feed names its account, and the address of that; "" if
// there is none, or another role of the value has it.
func accountIn(widget, network string, props []prop) (at int, address string) {
	for i := range props {
		p := &props[i]
		if p.tree || network != "rss" && isWebAddress(strings.TrimSpace(p.val)) && roleOf(widget, p.key) != roleNone {
			continue
		}
		if address := accountAddress(network, p.key, tree.UnescapeHTML(p.val)); address != "" {
			return i, address
		}
	}
	return 0, ""
}

func (b *builder) noteFeed(widget string, p *prop) {
	b.notes.add(note.Shortcode, false, linkedFeed+Quote(widget+" "+p.key+`="`+p.val+`"`))
}

// feed puts a link to the account that a feed at i names in its place, and reports whether it
// names one.
func (t *textScanner) feed(i int, sc *shortcode) bool {
	network := networkOfFeed(sc.name)
	if network == "" || sc.enclosing && !tree.IsBlankText(sc.content) {
		return false
	}
	a := widgetAttrs(sc.attrs)
	props := builderProps(sc.name, &a)
	src := t.s[i:sc.end]
	at, address := accountIn(sc.name, network, props)
	switch {
	case address == "" && slices.ContainsFunc(props, hasKeyOfDoor):
		t.b.notes.add(note.Shortcode, absentFeed.review, absentFeed.reason+": "+Quote(src))
		if s := t.b.shows(sc.name, withoutKeys(props)); s.filled > 0 && t.apart(i, sc.end) { // its title
			t.b.census(sc.name, Converted)
			t.emit(i, sc.end, division+t.b.placed(src, s.nodes())+division)
			return true
		}
		t.b.census(sc.name, Dropped)
		t.emit(i, sc.end, "")
		return true
	case address == "":
		return false
	}
	if !t.apart(i, sc.end) {
		t.b.noteFeed(sc.name, &props[at])
		t.b.census(sc.name, Converted)
		t.emit(i, sc.end, t.b.place(src, tree.NewLink(address, cmp.Or(networks[network], address))))
		return true
	}
	s := t.b.shows(sc.name, props)
	if s.filled == 0 {
		return false
	}
	t.b.census(sc.name, Converted)
	t.emit(i, sc.end, division+t.b.placed(src, s.nodes())+division)
	return true
}

// isFeed reports whether an unknown shortcode is by its name, or by how many things it asks for, a
// feed of another site.
func isFeed(sc *shortcode) bool {
	if networkOfFeed(sc.name) == "" || !strings.Contains(sc.attrs, "=") && !strings.ContainsAny(sc.name, "_-") {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(sc.name), isDash)
	return anyWord(words, "feed", "feeds", "timeline", "stream", "wall", "tweets", "latest", "recent", "photos", "gallery", "badge", "widget", "slider", "carousel", "grid") ||
		hasKey(sc, strings.Fields("count number limit num photos items posts tweets")...)
}
