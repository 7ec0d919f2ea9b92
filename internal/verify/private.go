package verify

import "strings"

// isPrivate reports whether an attribute has what the old site read and no page shows: an
// address to which it tells what was sent to it, a key, whom a form writes to.
func isPrivate(key, val string) bool {
	for _, word := range [...]string{"webhook", "password", "secret", "token", "api_key", "api-key", "apikey", "licence_", "license_", "admin_note", "private_note", "staff_note", "internal_note", "recipient", "bcc", "reply_to", "email_to", "to_email"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	if _, query, ok := strings.Cut(strings.ToLower(val), "?"); ok { // of a feed that a key opens
		for field := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == ';' }) {
			name, _, _ := strings.Cut(field, "=")
			for _, word := range [...]string{"token", "secret", "apikey", "api_key", "access_key", "password"} {
				if strings.HasSuffix(name, word) {
					return true
				}
			}
		}
	}
	rest, ok := strings.CutPrefix(val, "https://")
	if !ok {
		return false
	}
	for _, place := range [...]string{"hooks.slack.com/", "hooks.zapier.com/", "hook.integromat.com/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "api.telegram.org/bot", "outlook.office.com/webhook/", "maker.ifttt.com/trigger/"} {
		if strings.HasPrefix(rest, place) {
			return true
		}
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.HasPrefix(host, "hook.") && strings.HasSuffix(host, ".make.com") || strings.HasSuffix(host, ".webhook.office.com")
}
