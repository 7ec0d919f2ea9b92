package transform

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isLookValue reports whether a value is no words whatever its name: a colour, a
// size, an icon.
func isLookValue(v string) bool {
	if len(v) > 60 {
		return false
	}
	if hex, ok := strings.CutPrefix(v, "#"); ok && (len(hex) == 3 || len(hex) == 4 || len(hex) == 6 || len(hex) == 8) && strings.Trim(strings.ToLower(hex), "0123456789abcdef") == "" {
		return true
	}
	low := strings.ToLower(v)
	if isPlaceOfCSS(v) {
		return true
	}
	for _, p := range []string{"rgb(", "rgba(", "hsl(", "hsla(", "var(--", "fa fa-", "fas fa-", "far fa-", "fab fa-", "fal fa-", "fa-", "icon-", "dashicons-", "dashicons dashicons-",
		"eicon-", "glyphicon", "linecons", "entypo-", "vc_li ", "ti-", "et-", "typcn "} {
		if strings.HasPrefix(low, p) && (strings.HasSuffix(low, ")") || !strings.HasSuffix(p, "(")) && (strings.Count(low, " ") <= 2 || strings.HasSuffix(p, "(")) {
			return true
		}
	}
	for _, unit := range []string{"px", "em", "rem", "vh", "vw"} {
		if n, ok := strings.CutSuffix(low, unit); ok && n != "" && strings.Trim(n, "0123456789.-") == "" {
			return true
		}
	}
	return false
}

// isPlaceOfCSS reports whether a value says where a picture lies behind a part of a page, or
// how often: center left, 50% 0, no-repeat.
func isPlaceOfCSS(v string) bool {
	switch v {
	case "no-repeat", "repeat-x", "repeat-y", "space-between", "space-around", "space-evenly", "flex-start", "flex-end":
		return true
	}
	first, second, ok := strings.Cut(v, " ")
	return ok && isSideOfCSS(first) && isSideOfCSS(second)
}

func isSideOfCSS(v string) bool {
	switch v {
	case "center", "left", "right", "top", "bottom", "initial", "0":
		return true
	}
	n, ok := strings.CutSuffix(v, "%")
	return ok && n != "" && strings.Trim(n, "0123456789.") == ""
}

// isSnake reports whether a value is the name of something in a program: social_icons.
func isSnake(v string) bool {
	return len(v) < 40 && strings.Contains(strings.Trim(v, "_"), "_") && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// isLinkOfWPBakery reports whether a value is a link in the form of WPBakery:
// url:http%3A%2F%2Fx%2F|title:Read%20more||
func isLinkOfWPBakery(v string) bool {
	return strings.HasPrefix(v, "url:") && strings.Contains(v, "|") && !strings.HasPrefix(v, "url:|")
}

// linkOfEnfold returns the address of a link that Enfold keeps as the type and number
// of an item: page,12.
func linkOfEnfold(v string) string {
	kind, id, ok := strings.Cut(v, ",")
	if !ok || id == "" || strings.Trim(id, "0123456789") != "" {
		return v
	}
	switch kind {
	case "post", "page", "portfolio", "product", "attachment":
		return "/?p=" + id
	}
	return v
}

// linkOfNumber returns the address of the page that a value of a link to one numbers:
// page_link="12".
func linkOfNumber(key, v string) string {
	if k := plainKey(key); (strings.Contains(k, "page") || strings.Contains(k, "post")) && v != "" && v != "0" && strings.Trim(v, "0123456789") == "" {
		return "/?p=" + v
	}
	return v
}

// fromBase64 returns the text that a value keeps in base64, which may be
// percent-encoded in there; ok is false if it is no text, or the value words itself.
func fromBase64(v string) (text string, ok bool) {
	if len(v) < 12 || len(v)%4 != 0 || strings.ContainsAny(v, " \n:.-_") {
		return "", false
	}
	raw, err := base64.StdEncoding.DecodeString(v)
	if err != nil || !utf8.Valid(raw) || bytes.IndexFunc(raw, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' && r != '\r' }) >= 0 {
		return "", false
	}
	text = string(raw)
	if !strings.ContainsAny(text, " <%{") {
		return "", false
	}
	return strings.ReplaceAll(percentDecoded(text), "\r\n", "\n"), true
}

// addressOfBase64 returns the address that a text keeps in base64: of a film, mostly.
func addressOfBase64(v string) string {
	const longest = 2000
	if len(v) > longest || !strings.HasPrefix(v, "aHR0c") {
		return ""
	}
	raw, err := base64.StdEncoding.DecodeString(v)
	if address := string(raw); err == nil && isWebAddress(address) && strings.IndexFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }) < 0 {
		return address
	}
	return ""
}

// wordOfBase64 returns the word that a value keeps in base64: it is written as no word is,
// with capitals within, and hides nothing but letters.
func wordOfBase64(v string) (word string, ok bool) {
	if len(v) < 8 || len(v) > 80 || len(v)%4 != 0 || strings.Contains(v, " ") || strings.IndexFunc(v, unicode.IsLower) < 0 || strings.IndexFunc(v[1:], unicode.IsUpper) < 0 {
		return "", false
	}
	raw, err := base64.StdEncoding.DecodeString(v)
	if err != nil || !utf8.Valid(raw) {
		return "", false
	}
	word = string(raw)
	first, _ := utf8.DecodeRuneInString(word)
	letters := strings.TrimRight(word, ".!?:")
	if !unicode.IsLetter(first) || utf8.RuneCountInString(letters) < 3 || strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
		return "", false
	}
	return word, true
}

// fewOfBase64 returns the word or the number that a value keeps in base64.
func (b *builder) fewOfBase64(v string) (text string, ok bool) {
	if text, ok = wordOfBase64(v); ok {
		return text, true
	}
	text, isSure := numberOfBase64(v)
	return text, text != "" && (isSure || b.writesBase64())
}

// numberOfBase64 returns the number that a value keeps in base64, and whether it can be nothing
// else: MTIz is written as no word is, NDA0 as the number of a model could be.
func numberOfBase64(v string) (number string, isSure bool) {
	if len(v) != 4 && len(v) != 8 && len(v) != 12 {
		return "", false
	}
	raw, err := base64.StdEncoding.DecodeString(v)
	if err != nil || !isCount(string(raw)) {
		return "", false
	}
	return string(raw), strings.IndexFunc(v, unicode.IsLower) > 0
}

// writesBase64 reports whether the content keeps a text of a shortcode in base64.
func (b *builder) writesBase64() bool {
	if b.encoding == 0 {
		b.encoding = -1
		rest := b.item.Content
		for ok := true; ok; {
			var v string
			if _, rest, ok = strings.Cut(rest, `="`); ok {
				v, _, ok = strings.Cut(rest, `"`)
			}
			if text, isText := fromBase64(v); isText && isWords(text) {
				b.encoding = 1
				break
			}
		}
	}
	return b.encoding > 0
}

// pageOfNumber returns the page of a video that a value numbers: youtube_id="x", also as
// themes for films keep it: [x].
func pageOfNumber(key, v string) string {
	if strings.HasPrefix(v, "[") && strings.HasSuffix(v, "]") {
		v = v[1 : len(v)-1]
	}
	if !isPathPart(v) || strings.Contains(v, "/") {
		return ""
	}
	switch key {
	case "youtubeid", "ytid", "youtubevideoid":
		return "https://www.youtube.com/watch?v=" + v
	case "vimeoid", "vimeovideoid":
		return "https://vimeo.com/" + v
	}
	if !isAbout(key, "video", "id", "clip", "embed", "film", "movie", "url", "link") || isAbout(key, "channel", "playlist", "user", "count", "width", "height", "ratio", "api", "color", "size", "time", "start", "profile", "social") {
		return ""
	}
	switch {
	case key == "video" && len(v) == 11 && strings.ContainsAny(v, "0123456789") && strings.IndexFunc(v, unicode.IsUpper) >= 0 && strings.IndexFunc(v, unicode.IsLower) >= 0:
		return "https://www.youtube.com/watch?v=" + v
	case strings.Contains(key, "vimeo") && len(v) > 5 && len(v) < 13 && strings.Trim(v, "0123456789") == "":
		return "https://vimeo.com/" + v
	case isAbout(key, "youtube") && !hasAnySuffix(key, "url", "link") && len(v) == 11 && strings.ContainsAny(v, "0123456789") && strings.IndexFunc(v, unicode.IsUpper) >= 0:
		return "https://www.youtube.com/watch?v=" + v
	}
	return ""
}

// isDressed reports whether all that the attributes of a block say is how it looks: it
// was an ornament.
func isDressed(blk *block) bool {
	props, ok := parseProps(blk.attrs)
	return ok && len(props) > 0 && areLooks(props, false, 0)
}

func areLooks(props []prop, look bool, depth int) bool {
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		if roleOf("", p.key) == roleSkip {
			continue // its own number, its classes
		}
		is := look || isLook(k) || k == "style" || k == "background" || isBackground(k) && !isAddress(p.val) || strings.HasSuffix(k, "height") || strings.HasSuffix(k, "width")
		switch {
		case p.tree:
			if depth > maxPropDepth || !areLooks(p.kids, is, depth+1) {
				return false
			}
		case isAddress(p.val) || isWords(p.val) && !isLookValue(p.val) && !is:
			return false
		case !is && !settings.Has(p.val) && !isLookValue(p.val):
			return false
		}
	}
	return true
}

// isLoopQuery reports whether a value is the question for entries of the site that
// WPBakery keeps of a list: size:3|order_by:date|post_type:portfolio.
func isLoopQuery(v string) bool {
	if len(v) > 2000 || !strings.Contains(v, ":") || strings.Contains(v, " ") {
		return false
	}
	known := 0
	for part := range strings.SplitSeq(v, "|") {
		name, _, ok := strings.Cut(part, ":")
		switch name {
		case "size", "order_by", "order", "post_type", "categories", "tags", "tax_query", "by_id", "authors", "ignore_sticky_posts":
			known++
		}
		if !ok || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return false
		}
	}
	others := strings.Count(v, "|") + 1 - known
	return known > 0 && (others == 0 || others == 1 && known > 1) // but for one that a theme adds
}

// isSwitch reports whether the name of a value is that of something to show or not.
func isSwitch(key string) bool {
	for _, p := range []string{"show_", "hide_", "enable_", "disable_", "display_", "use_", "is_", "has_"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

// isSpaceAround reports whether a value is by its plain name the room around something.
func isSpaceAround(key string) bool {
	return strings.Contains(key, "padding") || strings.HasPrefix(key, "margin") || hasAnySuffix(key, "margintop", "marginbottom", "marginleft", "marginright")
}

// isSizeOfCSS reports whether a value is a number with a unit of style sheets, or several.
func isSizeOfCSS(v string) bool {
	for f := range strings.FieldsSeq(v) {
		unit := strings.TrimLeft(strings.TrimPrefix(f, "-"), "0123456789.")
		if unit == f || unit != "" && unit != "%" && !isLengthUnit(unit) {
			return false
		}
	}
	return v != ""
}

// pagesOfNumbers returns the pages of the videos that a list of a widget numbers: playlist_yt="x,y".
func pagesOfNumbers(widget, key, v string) (pages []string) {
	if !strings.HasPrefix(key, "playlist") && !hasAnySuffix(key, "videoids", "youtubeids", "vimeoids") || len(v) > 4000 {
		return nil
	}
	for id := range strings.SplitSeq(v, ",") {
		switch id = strings.TrimSpace(id); {
		case id == "":
		case isAbout(widget+" "+key, "youtube", "playlistyt") && len(id) == 11 && strings.Trim(id[1:], "abcdefghijklmnopqrstuvwxyz") != "" && !strings.ContainsFunc(id, func(r rune) bool { return r != '-' && r != '_' && !isLetterOrDigit(r) || r > unicode.MaxASCII }):
			pages = append(pages, "https://www.youtube.com/watch?v="+id)
		case isAbout(widget+" "+key, "vimeo") && len(id) > 5 && len(id) < 13 && strings.Trim(id, "0123456789") == "":
			pages = append(pages, "https://vimeo.com/"+id)
		default:
			return nil
		}
	}
	return pages
}
