package live

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
)

// marks are what nearly every page of a WordPress holds: where its files are, how
// it names itself, the classes by which themes know what they show.
var marks = [][]byte{
	[]byte("/wp-content/"), []byte("/wp-includes/"), []byte("/wp-admin/"), []byte("/wp-json"), []byte("wordpress.org/?v="), []byte("wordpress.com/?v="),
	[]byte(`content="WordPress`), []byte("xmlrpc.php"), []byte("wp-block-"), []byte("wp-sitemap"), []byte("postid-"), []byte("page-id-"), []byte("wp-post-image"),
	[]byte(`id="post-`), []byte("hentry"), []byte("type-post"), []byte("?p="), []byte("?page_id="),
}

// notice takes note of whether the site is a WordPress.
func (c *client) notice(a *answer) {
	if a.status != 200 || c.wordpress.Load() {
		return
	}
	if strings.Contains(a.header("Link"), "api.w.org") {
		c.wordpress.Store(true)
		return
	}
	for _, m := range marks {
		if bytes.Contains(a.body, m) && !strings.Contains(a.key, string(m)) { // many a site says what it was asked for
			c.wordpress.Store(true)
			return
		}
	}
}

// strange reports whether nothing of a live site has shown that it is a WordPress.
// Who says where in its pages the text is knows what it is.
func (c *client) strange() bool {
	return !c.wordpress.Load() && !c.opt.Local && !c.opt.Fixed && c.opt.Selectors == Selectors{}
}

// A challenge is what stands before a site to keep programs out.
var errChallenge = errors.New("instead of the page comes a test whether a browser asks")

// challenges are what such tests hold. They are short, and hold nothing else.
var challenges = []string{
	"_cf_chl_opt", "cf-browser-verification", "challenges.cloudflare.com/turnstile", "/cdn-cgi/challenge-platform/h/", // Cloudflare
	"sucuri_cloudproxy_js", "/.well-known/sgcaptcha/", "imunify360-webshield", "wsidchk", "ddos-guard/js-challenge", "__ddg", "_Incapsula_Resource",
	"captcha-delivery.com", "awsWafCookieDomainList", "bot-verification", "/_vercel/challenge",
}

const mostChallengeBytes = 64 << 10

// challenged reports whether an answer is such a test.
func challenged(status int, header http.Header, body []byte) bool {
	if strings.EqualFold(header.Get("Cf-Mitigated"), "challenge") || header.Get("X-Amzn-Waf-Action") != "" || strings.EqualFold(header.Get("X-Vercel-Mitigated"), "challenge") {
		return true
	}
	if len(body) == 0 || len(body) > mostChallengeBytes || !bytes.Contains(body[:min(len(body), 1<<10)], []byte("<")) {
		return false
	}
	if status == 200 { // a page of the site may name what protects it, or have a form with a test of its own
		for _, m := range marks {
			if bytes.Contains(body, m) {
				return false
			}
		}
	}
	for _, c := range challenges {
		if bytes.Contains(body, []byte(c)) {
			return true
		}
	}
	return false
}
