package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

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
	"pinterest": "Pinterest", "github": "GitHub", "gitlab": "GitLab", "vimeo": "Vimeo", "dribbble": "Dribbble", "behance": "Behance", "flickr": "Flickr", "tumblr": "Tumblr", "xing": "Xing",
	"mastodon": "Mastodon", "bluesky": "Bluesky", "tiktok": "TikTok", "whatsapp": "WhatsApp", "telegram": "Telegram", "reddit": "Reddit", "snapchat": "Snapchat", "skype": "Skype",
	"soundcloud": "SoundCloud", "spotify": "Spotify", "googleplus": "Google+", "yelp": "Yelp", "tripadvisor": "Tripadvisor", "twitch": "Twitch", "discord": "Discord",
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
	for part := range strings.SplitSeq(site, ".") {
		if name := networks[part]; name != "" {
			return name
		}
	}
	return host
}
