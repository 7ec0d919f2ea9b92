package live

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// sortNatural sorts numbers as numbers.
func sortNatural(list []string) {
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// plainText returns what HTML shows.
func plainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if skip == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			t := z.Token()
			if t.Data == "script" || t.Data == "style" {
				switch t.Type {
				case html.StartTagToken:
					skip++
				case html.EndTagToken:
					skip = max(0, skip-1)
				}
			}
			if blocks[t.Data] {
				b.WriteByte(' ')
			}
		}
	}
}

// eachLink calls f with the addresses that HTML links to.
func eachLink(markup string, f func(href string)) {
	if !strings.Contains(markup, "href") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			if t := z.Token(); t.Data == "a" {
				if href := strings.TrimSpace(tokenAttr(&t, "href")); href != "" {
					f(href)
				}
			}
		}
	}
}

var blocks = map[string]bool{
	"p": true, "br": true, "div": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"td": true, "th": true, "tr": true, "table": true, "blockquote": true, "pre": true, "figure": true, "figcaption": true, "dt": true, "dd": true, "hr": true,
}

func words(markup string) []string { return strings.Fields(html.UnescapeString(plainText(markup))) }

// handwritten returns an excerpt if somebody wrote it: WordPress shows the
// first words of the content where there is none, and then a sign that more
// follows.
func handwritten(excerpt, content string) string {
	e, c := words(excerpt), words(content)
	if len(e) == 0 {
		return ""
	}
	same := 0
	for same < len(e) && same < len(c) && e[same] == c[same] {
		same++
	}
	if last := e[len(e)-1]; last == "[…]" || last == "[...]" {
		return ""
	}
	const sign = 8 // words of "… Continue reading" and the title
	if same == len(e) || same >= 10 && len(e)-same <= sign {
		return ""
	}
	return unwrapped(excerpt)
}

// unwrapped takes off the paragraph around a text.
func unwrapped(s string) string {
	s = strings.TrimSpace(s)
	if in, ok := strings.CutPrefix(s, "<p>"); ok {
		if in, ok = strings.CutSuffix(in, "</p>"); ok && !strings.Contains(in, "<p") {
			return in
		}
	}
	return s
}

// withoutPlayer takes off the link or player of the file that WordPress puts
// before the description of an attachment.
func withoutPlayer(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "<!--[if"); ok {
		if _, rest, ok = strings.Cut(rest, "<![endif]-->"); ok {
			s = strings.TrimSpace(rest)
		}
	}
	for start, end := range map[string]string{`<p class="attachment">`: "</p>", "<p class='attachment'>": "</p>", "<audio ": "</audio>", `<a class="wp-embedded-video" `: "</a>", `<div style="width: `: "</div>"} {
		rest, ok := strings.CutPrefix(s, start)
		if !ok || end == "</div>" && !strings.Contains(s[:strings.IndexByte(s, '>')+1], "wp-video") {
			continue
		}
		if _, rest, ok = strings.Cut(rest, end); ok {
			return strings.TrimSpace(rest)
		}
	}
	return s
}
