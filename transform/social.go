package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// socialLink builds a core/social-link, which is saved without HTML: a list
// item with a link. One without an address shows nothing.
func (b *builder) socialLink(blk *block) ([]*html.Node, bool) {
	var a struct{ URL, Service, Label string }
	blk.decode(&a)
	if a.URL == "" {
		return nil, true
	}
	if a.Label == "" {
		a.Label = serviceName(a.Service)
		a.Label = cmp.Or(otherNetwork(a.Label, a.URL), a.Label)
	}
	if strings.Contains(a.URL, "@") && !strings.Contains(a.URL, ":") {
		a.URL = "mailto:" + a.URL
	}
	link := tree.NewElement(atom.A, "href", a.URL)
	link.AppendChild(tree.NewText(a.Label))
	li := tree.NewElement(atom.Li)
	li.AppendChild(link)
	return []*html.Node{li}, true
}

// serviceName returns the name WordPress shows for a service of a social link.
func serviceName(s string) string {
	switch s {
	case "", "chain":
		return "Link"
	case "feed":
		return "RSS Feed"
	case "fivehundredpx":
		return "500px"
	}
	if name := networks[strings.ToLower(s)]; name != "" {
		return name
	}
	for _, n := range []string{"DailyMotion", "WordPress"} {
		if strings.EqualFold(n, s) {
			return n
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// networks are the names by which the classes of icons know the sites where people have
// accounts.
var networks = map[string]string{"facebook": "Facebook", "facebookf": "Facebook", "twitter": "Twitter", "xtwitter": "X (Twitter)", "instagram": "Instagram", "linkedin": "LinkedIn", "youtube": "YouTube",
	"pinterest": "Pinterest", "github": "GitHub", "gitlab": "GitLab", "vimeo": "Vimeo", "dribbble": "Dribbble", "dribble": "Dribbble", "behance": "Behance", "flickr": "Flickr", "tumblr": "Tumblr", "xing": "Xing",
	"mastodon": "Mastodon", "bluesky": "Bluesky", "tiktok": "TikTok", "whatsapp": "WhatsApp", "telegram": "Telegram", "reddit": "Reddit", "snapchat": "Snapchat", "skype": "Skype",
	"soundcloud": "SoundCloud", "spotify": "Spotify", "googleplus": "Google+", "gplus": "Google+", "yelp": "Yelp", "tripadvisor": "Tripadvisor", "twitch": "Twitch", "discord": "Discord",
	"rss": "RSS", "vk": "VK", "vkontakte": "VK", "odnoklassniki": "OK", "weibo": "Weibo", "wechat": "WeChat", "quora": "Quora", "slack": "Slack",
	"stackoverflow": "Stack Overflow", "codepen": "CodePen", "deviantart": "DeviantArt", "goodreads": "Goodreads", "etsy": "Etsy", "bandcamp": "Bandcamp",
	"lastfm": "Last.fm", "mixcloud": "Mixcloud", "patreon": "Patreon", "paypal": "PayPal", "strava": "Strava", "houzz": "Houzz", "foursquare": "Foursquare", "500px": "500px", "px500": "500px"}

// networkOf returns the site that a link is to by a class of it or of the icon in it:
// fa-facebook-f, icon-twitter, social-linkedin, or "".
func networkOf(a *html.Node) string {
	if name := networkOfClass(tree.Attr(a, "class")); name != "" {
		return name
	}
	for n := range a.Descendants() {
		if n.Type == html.ElementNode {
			if name := networkOfClass(tree.Attr(n, "class")); name != "" {
				return name
			}
		}
	}
	return ""
}

func networkOfClass(class string) string {
	for token := range strings.FieldsSeq(strings.ToLower(class)) {
		parts := strings.FieldsFunc(token, func(r rune) bool { return r == '-' || r == '_' })
		for i, part := range parts {
			if i+1 < len(parts) {
				if name := networks[part+parts[i+1]]; name != "" {
					return name
				}
			}
			if name := networks[part]; name != "" {
				return name
			}
		}
	}
	return ""
}

// networkOfHost returns the site that an address is of, if people have accounts there, or
// the host.
func networkOfHost(href string) string {
	host := nameOf(href)
	site, _, _ := strings.Cut(host, "/")
	if site == "plus.google.com" {
		return networks["googleplus"]
	}
	for part := range strings.SplitSeq(site, ".") {
		if name := networks[part]; name != "" {
			return name
		}
	}
	return host
}

// profiles are the addresses of people by the names that they have on a network, where each
// name is one of a person or a firm alike.
var profiles = map[string]string{"facebook": "https://www.facebook.com/§", "twitter": "https://twitter.com/§", "instagram": "https://www.instagram.com/§/", "github": "https://github.com/§",
	"pinterest": "https://www.pinterest.com/§/", "vimeo": "https://vimeo.com/§", "dribbble": "https://dribbble.com/§", "behance": "https://www.behance.net/§", "flickr": "https://www.flickr.com/photos/§/",
	"tumblr": "https://§.tumblr.com/", "xing": "https://www.xing.com/profile/§", "bluesky": "https://bsky.app/profile/§",
	"telegram": "https://t.me/§", "tiktok": "https://www.tiktok.com/@§", "snapchat": "https://www.snapchat.com/add/§", "vk": "https://vk.com/§", "twitch": "https://www.twitch.tv/§", "soundcloud": "https://soundcloud.com/§"}

// profileOf returns the address of somebody on a network, of whom a widget has the name there
// under that of the network: twitter="ann".
func profileOf(widget, key, v string) string {
	network := strings.TrimSuffix(strings.TrimSuffix(key, "url"), "link")
	if network == "whatsapp" && isAboutAccounts(widget) {
		if digits := strings.Trim(v, "+"); len(digits) > 6 && strings.Trim(digits, "0123456789 ") == "" {
			return "https://wa.me/" + strings.ReplaceAll(digits, " ", "")
		}
		return ""
	}
	if profiles[network] == "" && network != "mastodon" && network != "youtube" || !isAccountName(v) || isWordOfLooks(v) || !isAboutAccounts(widget) {
		return ""
	}
	name, at := strings.CutPrefix(v, "@")
	if network == "mastodon" {
		if user, host, ok := strings.Cut(name, "@"); ok && strings.Contains(host, ".") && isNameOfAccount(user) && isNameOfAccount(host) {
			return "https://" + host + "/@" + user
		}
		return ""
	}
	if !isNameOfAccount(name) || networkOfClass(name) != "" {
		return ""
	}
	if network == "youtube" && at {
		return "https://www.youtube.com/@" + name
	}
	return strings.Replace(profiles[network], "§", name, 1)
}

// isWordOfLooks reports whether a value says how something looks, or whether it is shown.
func isWordOfLooks(v string) bool {
	v = strings.ToLower(v)
	return isSwitchedBy(v) || isLookValue(v) || isOfChoices(v) || wordsOfLooks.Has(v)
}

var wordsOfLooks = late.Words("black white grey gray blue red green yellow orange pink purple brown teal cyan navy gold silver flat filled rounded pastel mono brand branded official coloured colored transparent big large small tiny bold")

// isAboutAccounts reports whether a widget is of people or of the accounts that they have.
func isAboutAccounts(widget string) bool {
	return isAbout(widget, aboutPeople...) || isAbout(widget, "social", "follow", "network", "profile", "contact", "bio")
}

// isNameOfAccount reports whether a text can be what somebody is called on a network.
func isNameOfAccount(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-") == "" && strings.IndexFunc(s, tree.IsLetter) >= 0 && s[0] != '.' && !strings.Contains(s, "..")
}

// withNamedLinks returns the values of a widget of accounts with what one is called beside its
// address as the text of that link: custom_link="https://…" custom_title="Our shop".
func (b *builder) withNamedLinks(widget string, props []prop) []prop {
	if !isAbout(widget, "social", "network", "follow") || len(props) > mostSwitches {
		return props
	}
	var named []prop
	for i := range props {
		of, ok := cutAny(props[i].key, "_title", "_label", "_name", "_text")
		if !ok || props[i].tree || tree.IsBlankText(props[i].val) {
			continue
		}
		at := slices.IndexFunc(props, func(p prop) bool { return !p.tree && (p.key == of+"_link" || p.key == of+"_url") })
		if at < 0 || roleOf(widget, props[at].key) != roleLink {
			continue
		}
		if named == nil {
			named = slices.Clone(props)
		}
		if href := strings.TrimSpace(props[at].val); href == "" || isNowhere(href) {
			b.idleAccounts = append(b.idleAccounts, tree.UnescapeHTML(strings.TrimSpace(props[i].val)))
			named[i], named[at] = prop{key: props[i].key}, prop{key: props[at].key}
			continue
		}
		named[i].key, named[at].key = of+"_button_label", of+"_button_link"
	}
	if named == nil {
		return props
	}
	return named
}

// areIdle reports whether all the accounts that a shortcode names lead nowhere, and keeps their
// networks for a note.
func (b *builder) areIdle(sc *shortcode, a *attrs) bool {
	if !isAbout(sc.name, "social", "network", "follow") {
		return false
	}
	var names []string
	for i := range a.named {
		of := plainKey(a.named[i].key)
		name := networks[strings.TrimSuffix(strings.TrimSuffix(of, "url"), "link")]
		switch isLink := name != "" || hasAnySuffix(of, "link", "url", "email"); {
		case !isLink || strings.TrimSpace(a.named[i].val) == "":
		case !isNowhere(a.named[i].val):
			return false
		case name != "":
			names = append(names, name)
		case of == "email":
			names = append(names, "Email")
		}
	}
	b.idleAccounts = append(b.idleAccounts, names...)
	return len(names) > 0
}
