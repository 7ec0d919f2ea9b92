package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// withheldValue stands where the value of an attribute is not shown.
const withheldValue = "…"

// withoutSecrets returns the tag of a shortcode, or what is quoted of it or of a block,
// without the values of attributes that open a door (password="…", "apiKey":"…"): the
// site read them, and visitors did not see them.
func withoutSecrets(s string) string {
	var out strings.Builder
	done, hasMail := 0, strings.IndexByte(s, '@') >= 0
	for i := 0; i < len(s); {
		if !isKeyByte(s[i]) {
			i++
			continue
		}
		from := i
		for i < len(s) && isKeyByte(s[i]) {
			i++
		}
		key := s[from:i]
		isSecret, ofRandom := isSecretKey(key), isRandomKey(key)
		if !isSecret && !ofRandom && (!hasMail || i < len(s) && s[i] == ':') { // a scheme
			continue
		}
		within := s
		if !isSecret {
			const most = 1000 // of a value without quotation marks, which may have more names
			within = s[:min(len(s), i+most)]
		}
		start, end := valueAt(within, i)
		if start == end || !isSecret && !(ofRandom && isRandom(s[start:end])) && !isRecipient(nameOfQuote(s), key, s[start:end]) {
			continue
		}
		out.WriteString(s[done:start])
		out.WriteString(withheldValue)
		done, i = end, end
	}
	if done > 0 {
		out.WriteString(s[done:])
		s = out.String()
	}
	return withoutCoded(withoutHooks(withoutPairs(s)))
}

// withoutCoded returns a text without what is JSON or PHP in base64 and has such a value.
func withoutCoded(s string) string { return withoutParts(s, nextCoded) }

func nextCoded(s string, i int) (part commentWall, ok bool) {
	for i < len(s) {
		isPercent := s[i] == '%'
		if !isPercent && !isBase64(s[i]) {
			i++
			continue
		}
		from := i
		for i < len(s) && (isBase64(s[i]) || isPercent && strings.IndexByte("%.-_~", s[i]) >= 0) {
			i++
		}
		word, text, ok := s[from:i], "", false
		switch {
		case len(word) < 24:
		case isPercent:
			if ok = strings.HasPrefix(word, "%5B%7B") || strings.HasPrefix(word, "%7B%22"); ok {
				text = withoutEscapes(word)
				ok = len(text) < len(word)
			}
		case strings.Contains(" eyJ W3s W1t YTo", " "+word[:3]): // {" [{ [[ a:
			text, ok = fromBase64(word)
		}
		if ok && (withoutSecrets(text) != text || hasRowForFew(text)) {
			return commentWall{start: from, end: i}, true
		}
	}
	return part, false
}

// withoutEscapes decodes the percent escapes of a word. A quotation may end within one, and not
// each is whole: what is none stays.
func withoutEscapes(word string) string {
	out := make([]byte, 0, len(word))
	for i := 0; i < len(word); i++ {
		if c, err := strconv.ParseUint(word[min(len(word), i+1):min(len(word), i+3)], 16, 8); word[i] == '%' && err == nil && i+2 < len(word) {
			out = append(out, byte(c))
			i += 2
		} else {
			out = append(out, word[i])
		}
	}
	return string(out)
}

// hasRowForFew reports whether a text is data with a row that visitors did not see.
func hasRowForFew(text string) bool {
	props, _ := storedProps(text)
	_, hidden := visibleProps(props)
	return len(hidden) > 0
}

func isBase64(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '='
}

// nameOfQuote returns the name with which the tag of a shortcode or block begins.
func nameOfQuote(s string) string {
	s = strings.TrimLeft(s, "[<!- ")
	if end := strings.IndexAny(s, " ]={>"); end >= 0 {
		s = s[:end]
	}
	return s
}

// withoutHooks returns a text without the addresses to which a site tells what was sent to it.
func withoutHooks(s string) string { return withoutParts(s, nextHook) }

func nextHook(s string, i int) (part commentWall, ok bool) {
	const scheme = "https://"
	for {
		next := strings.Index(s[i:], scheme)
		if next < 0 {
			return part, false
		}
		from := i + next
		i = from + len(scheme)
		for i < len(s) && s[i] > ' ' && strings.IndexByte(`"'<>[]\,;)|`, s[i]) < 0 {
			i++
		}
		if isHook(s[from:i]) {
			return commentWall{start: from, end: i}, true
		}
	}
}

// withoutNumber returns the plain name of a value or an attribute for scripts, without the
// number of several.
func withoutNumber(name string) string {
	return strings.TrimRight(strings.TrimPrefix(plainKey(name), "data"), "0123456789")
}

func isKeyByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-'
}

// isSecretKey reports whether an attribute is named for what opens a door, or for what those
// who run a site tell each other.
func isSecretKey(name string) bool {
	if len(name) < 3 || len(name) > 40 {
		return false
	}
	plain := withoutNumber(name)
	if strings.Contains(plain, "smtp") {
		return true
	}
	switch plain {
	case "pass", "userpass", "dbpass", "ftppass", "smtppass", "bearer", "webhook", "webhooks":
		return true
	}
	for _, end := range []string{"password", "passwords", "passwd", "passphrase", "pwd", "passwort", "kennwort", "wachtwoord", "contrasena", "motdepasse", "senha", "wifipass", "wlanpass", "apikey", "secret", "secretkey", "privatekey", "accesskey", "licensekey", "consumerkey", "clientkey", "mapkey", "mapskey", "authkey", "hostkey", "encryptionkey", "passcode", "accesscode", "authcode", "doorcode", "gatecode", "entrycode", "licensecode", "licencecode", "licencekey", "purchasecode", "envatocode", "alarmcode", "lockboxcode", "unlockcode", "garagecode", "safecode", "keycode", "secretcode", "doorpin", "gatepin", "alarmpin", "lockboxpin", "accesspin", "authsalt", "stripesk", "webhookurl", "token", "credentials", "adminnote", "adminnotes", "privatenote", "privatenotes", "staffnote", "staffnotes", "internalnote", "internalnotes"} {
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
	for _, q := range []string{"&quot;", "&#34;", "u0022"} { // of a name in JSON that is in an attribute
		if strings.HasPrefix(s[i:], q) {
			i += len(q)
		}
	}
	skip(" ")
	if i == len(s) || s[i] != '=' && s[i] != ':' {
		return 0, 0
	}
	i++
	skip(" ")
	for i < len(s) && s[i] == '{' { // of Divi 5: {"desktop":{"value":"…"}}
		inner := i + 1
		for _, name := range [...]string{`"desktop"`, `"value"`} {
			if rest, ok := strings.CutPrefix(strings.TrimLeft(s[i+1:], " "), name); ok {
				if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " "), ":"); ok {
					inner = len(s) - len(strings.TrimLeft(rest, " "))
				}
			}
		}
		if inner == i+1 {
			break
		}
		i = inner
	}
	until := " \t\n]},"
	for _, q := range []string{`\"`, `\'`, `\u0022`, `"`, `'`, "&quot;", "&#34;", "&#039;", "“", "”"} {
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

// isWithheld reports whether a value of a widget, a block or an element is one that the site
// read and no visitor saw: what opens a door, to whom a form writes.
func isWithheld(widget, key, v string) bool {
	if v = strings.TrimSpace(v); v == "" {
		return false
	}
	isWord := !strings.ContainsAny(v, " <\n")
	return isSecretKey(key) && (isWord || strings.Contains(plainKey(key), "note") || isPassphrase(key, v)) || isWord && (isKeyOfService(v) || isHook(v)) || strings.IndexByte(v, '@') > 0 && isRecipient(widget, key, v)
}

// isPassphrase reports whether several words under the name of what opens a door are what does,
// and not what a form says beside the field for it.
func isPassphrase(key, v string) bool {
	const most = 80
	if k := withoutNumber(key); len(v) > most || strings.ContainsAny(v, "<\n") || !hasAnySuffix(k, "code", "pin") && !isAbout(k, "pass", "pwd", "wort", "wachtwoord", "contrasena", "senha") {
		return false
	}
	return !slices.ContainsFunc(WordsOfName(key), besideFields.Has) && !slices.ContainsFunc(WordsOfName(v), ofPassphrases.Has)
}

var (
	// besideFields are words in names of what stands beside a field of a form, or leads to one.
	besideFields = late.Words("label labels text texts title heading lost forgot forgotten reset placeholder message msg error hint help description enter confirm repeat show hide toggle change new old link url page button btn string translate")
	// ofPassphrases are words of what a form says of a password.
	ofPassphrases = late.Words("password passwords passwort kennwort passe contraseña contrasena senha wachtwoord code codes enter your login forgot")
)

// isKeyOfService reports whether a word is one of those by which services know who asks: each
// has keys that begin in its own way.
func isKeyOfService(v string) bool {
	if len(v) < 20 || len(v) > 200 {
		return false
	}
	digits := strings.ContainsAny(v, "0123456789")
	switch v[0] {
	case 'A':
		return strings.HasPrefix(v, "AIza") && len(v) == 39 || strings.HasPrefix(v, "AKIA") && len(v) == 20 && strings.ToUpper(v) == v
	case 's', 'r', 'w':
		for _, p := range [...]string{"sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_"} {
			if strings.HasPrefix(v, p) {
				return digits
			}
		}
	case 'g', 'x':
		return digits && (strings.HasPrefix(v, "ghp_") || strings.HasPrefix(v, "xoxb-") || strings.HasPrefix(v, "xoxp-"))
	}
	if rest, ok := strings.CutPrefix(v, "c"); ok && (strings.HasPrefix(rest, "k_") || strings.HasPrefix(rest, "s_")) && len(rest) == 42 { // of WooCommerce
		return isHex(rest[2:])
	}
	hex, of, ok := strings.Cut(v, "-us") // of Mailchimp
	return ok && len(hex) == 32 && isHex(hex) && len(of) < 4 && strings.Trim(of, "0123456789") == ""
}

// IsWithheld reports whether a custom field or a value in one is what the site read and no
// visitor saw, by its name and what it says.
func IsWithheld(key, v string) bool {
	return isWithheld("", key, v) || isOfRandom(key, strings.TrimSpace(v))
}

func isHex(s string) bool { return s != "" && strings.Trim(s, "0123456789abcdef") == "" }

// isHook reports whether an address is one to which a site tells what was sent to it: whoever
// knows it can tell something, too.
func isHook(address string) bool {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return false
	}
	host, path, _ := strings.Cut(strings.ToLower(rest), "/")
	switch {
	case host == "hooks.slack.com", host == "hooks.zapier.com", host == "hook.integromat.com", strings.HasSuffix(host, ".webhook.office.com"):
		return true
	case strings.HasPrefix(host, "hook.") && strings.HasSuffix(host, ".make.com"):
		return true
	case host == "discord.com" || host == "discordapp.com":
		return strings.HasPrefix(path, "api/webhooks/")
	case host == "api.telegram.org":
		return strings.HasPrefix(path, "bot")
	case host == "outlook.office.com":
		return strings.HasPrefix(path, "webhook/")
	case host == "maker.ifttt.com":
		return strings.HasPrefix(path, "trigger/")
	}
	return false
}

// isRecipient reports whether a value has addresses of mail, of those to whom a form writes.
func isRecipient(widget, key, v string) bool {
	if !areMailAddresses(v) {
		return false
	}
	if isRecipientKey(key) {
		return true
	}
	low := strings.ToLower(widget)
	isForm := isFormName(low) || isFormBlock(widget) || isContactModule(low)
	switch strings.TrimRight(plainKey(key), "0123456789") {
	case "to", "from", "sender", "mailto", "notify", "notification", "notifications", "destination", "copy":
		return isForm || isAbout(low, "contact")
	case "email", "emails":
		return isForm || isAbout(low, "contact") && !isAbout(low, "contacts", "info", "detail", "card", "box", "data", "address")
	}
	return false
}

// isContactModule reports whether a widget is one of those forms whose name does not say so, of
// Divi and Enfold. Others of the word show how somebody is reached.
func isContactModule(widget string) bool {
	return widget == "et_pb_contact" || widget == "av_contact" || strings.HasSuffix(widget, "/contact") && strings.HasPrefix(widget, "divi/")
}

func areMailAddresses(v string) bool {
	for part := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
		if !isMailAddress(part) {
			return false
		}
	}
	return strings.IndexByte(v, '@') > 0
}

// isRecipientKey reports whether an attribute is named for those to whom a form writes.
func isRecipientKey(key string) bool {
	if len(key) < 2 || len(key) > 40 {
		return false
	}
	k := withoutNumber(key)
	return k == "cc" || hasAnySuffix(strings.ToLower(key), "_cc", "-cc") || hasAnySuffix(k, "recipient", "recipients", "emailto", "toemail", "sendto", "formto", "bcc", "replyto", "fromemail", "emailfrom", "adminemail", "notificationemail", "notifyemail", "receiver", "receivers", "emailreceiver", "receiveremail", "senderemail", "destinationemail", "targetemail", "formemail", "leademail", "orderemail", "submitemail", "webmasteremail", "notificationsemail", "notificationto", "notificationsto", "emailcc", "toaddress", "mailtoaddress")
}

// isOfRandom reports whether a value is named as keys often are, and is no word.
func isOfRandom(key, v string) bool { return isRandomKey(key) && isRandom(v) }

func isRandomKey(key string) bool {
	return len(key) > 1 && len(key) <= 40 && hasAnySuffix(strings.TrimRight(plainKey(key), "0123456789"), "key", "api", "auth", "access", "license", "licence", "hash", "signature", "serial", "nonce", "security", "salt", "sid", "sk", "bearer")
}

// isRandom reports whether a word has letters and digits as only a program makes them.
func isRandom(v string) bool {
	const least = 14
	if len(v) < least || len(v) > 200 {
		return false
	}
	digits, letters := false, false
	for i := range len(v) {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits = true
		case tree.IsLetter(rune(c)):
			letters = true
		case c != '-' && c != '_' && c != ':':
			return false
		}
	}
	return digits && letters || letters && strings.ToUpper(v) == v && strings.Count(v, "-") >= 2
}
