package transform

import "strings"

// withheldValue stands where the value of an attribute is not shown.
const withheldValue = "…"

// withoutSecrets returns the tag of a shortcode, or what is quoted of it or of a block,
// without the values of attributes that open a door (password="…", "apiKey":"…"): the
// site read them, and visitors did not see them.
func withoutSecrets(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; i < len(s); {
		if !isKeyByte(s[i]) {
			i++
			continue
		}
		from := i
		for i < len(s) && isKeyByte(s[i]) {
			i++
		}
		if !isSecretKey(s[from:i]) {
			continue
		}
		start, end := valueAt(s, i)
		if start == end {
			continue
		}
		out.WriteString(s[done:start])
		out.WriteString(withheldValue)
		done, i = end, end
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

func isKeyByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// isSecretKey reports whether an attribute is named for what opens a door.
func isSecretKey(name string) bool {
	if len(name) < 3 || len(name) > 40 {
		return false
	}
	plain := plainKey(name)
	switch plain {
	case "pass", "userpass", "dbpass", "ftppass", "smtppass", "bearer", "webhook", "webhookurl":
		return true
	}
	for _, end := range []string{"password", "passwords", "passwd", "passphrase", "pwd", "apikey", "secret", "secretkey", "privatekey", "accesskey", "licensekey", "consumerkey", "clientkey", "mapkey", "mapskey", "authkey", "hostkey", "encryptionkey", "passcode", "accesscode", "authcode", "token", "credentials"} {
		if strings.HasSuffix(plain, end) {
			return true
		}
	}
	return false
}

// valueAt returns where the value of a name lies that ends at i, without its quotes;
// nothing if the name has no value.
func valueAt(s string, i int) (start, end int) {
	skip := func(chars string) {
		for i < len(s) && strings.IndexByte(chars, s[i]) >= 0 {
			i++
		}
	}
	skip(`\"'`)
	skip(" ")
	if i == len(s) || s[i] != '=' && s[i] != ':' {
		return 0, 0
	}
	i++
	skip(" ")
	until := " \t\n]},"
	for _, q := range []string{`\"`, `\'`, `"`, `'`, "&quot;", "&#34;", "&#039;", "“", "”"} {
		if strings.HasPrefix(s[i:], q) {
			i += len(q)
			if end := strings.Index(s[i:], q); end >= 0 {
				return i, i + end
			}
			return i, len(s)
		}
	}
	if end := strings.IndexAny(s[i:], until); end >= 0 {
		return i, i + end
	}
	return i, len(s)
}
