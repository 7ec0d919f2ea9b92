package autop

import (
	"regexp"
	"strings"
)

// reference is wpautop step by step, each step over the whole text, as
// docs/formats.md §B.3 numbers them. It is what autop must equal on any input; it is
// slow and short. So that no text can be mistaken for a placeholder it works
// on one rune per byte of the input, and the placeholders are made of runes
// beyond a byte.
func reference(s string, br bool) string {
	const (
		hiddenNL = "<\uE000>" // stands for a newline within a tag, with blanks around
		pre      = "<pre \uE001></pre>"
		scriptNL = "<\uE002>"
	)
	// 1: PHP's trim, which knows NUL but not the form feed.
	if strings.Trim(s, " \t\n\r\x00\v") == "" {
		return ""
	}
	t := widen(s) + "\n"

	var pres []string
	if strings.Contains(t, "<pre") { // 3
		pieces := strings.Split(t, "</pre>")
		last := len(pieces) - 1
		for i, p := range pieces[:last] {
			if at := strings.Index(p, "<pre"); at >= 0 {
				pres = append(pres, p[at:]+"</pre>")
				pieces[i] = p[:at] + pre
			}
		}
		t = strings.Join(pieces, "")
	}
	t = refBrPair.ReplaceAllString(t, "\n\n")                    // 4
	t = refOpen.ReplaceAllString(t, "\n\n$1")                    // 5
	t = refClose.ReplaceAllString(t, "$1\n\n")                   // 6
	t = refRule.ReplaceAllString(t, "$1\n\n")                    // 7
	t = strings.ReplaceAll(t, "\r\n", "\n")                      // 8
	t = strings.ReplaceAll(t, "\r", "\n")                        // 8
	t = refTag.ReplaceAllStringFunc(t, func(tag string) string { // 9
		return strings.ReplaceAll(tag, "\n", " "+hiddenNL+" ")
	})
	if strings.Contains(t, "<option") { // 10
		t = refOption.ReplaceAllString(t, "$1")
		t = refOptionEnd.ReplaceAllString(t, "$1")
	}
	if strings.Contains(t, "</object>") { // 11
		t = refObject.ReplaceAllString(t, "$1")
		t = refObjectEnd.ReplaceAllString(t, "$1")
		t = refParam.ReplaceAllString(t, "$1")
	}
	if strings.Contains(t, "<source") || strings.Contains(t, "<track") { // 12
		t = refMedia.ReplaceAllString(t, "$1")
		t = refMediaEnd.ReplaceAllString(t, "$1")
		t = refSource.ReplaceAllString(t, "$1")
	}
	if strings.Contains(t, "<figcaption") { // 13
		t = refFigcaption.ReplaceAllString(t, "$1")
		t = refFigcaptionEnd.ReplaceAllString(t, "$1")
	}
	t = refNewlines.ReplaceAllString(t, "\n\n") // 14
	var b strings.Builder
	for _, p := range refBlank.Split(t, -1) { // 15, 16
		if p != "" {
			b.WriteString("<p>" + strings.Trim(p, "\n") + "</p>\n")
		}
	}
	t = b.String()
	t = refEmpty.ReplaceAllString(t, "")                                // 17
	t = refUnclosed.ReplaceAllString(t, "<p>$1</p>$2")                  // 18
	t = refOnlyBlock.ReplaceAllString(t, "$1")                          // 19
	t = refItem.ReplaceAllString(t, "$1")                               // 20
	t = refQuote.ReplaceAllString(t, "<blockquote$1><p>")               // 21
	t = strings.ReplaceAll(t, "</blockquote></p>", "</p></blockquote>") // 21
	t = refBlockFirst.ReplaceAllString(t, "$1")                         // 22
	t = refBlockLast.ReplaceAllString(t, "$1")                          // 23
	if br {                                                             // 24
		t = refScript.ReplaceAllStringFunc(t, func(script string) string {
			return strings.ReplaceAll(script, "\n", scriptNL)
		})
		t = strings.ReplaceAll(t, "<br>", "<br />")
		t = strings.ReplaceAll(t, "<br/>", "<br />")
		t = refBreaks(t)
		t = strings.ReplaceAll(t, scriptNL, "\n")
	}
	t = refBlockBr.ReplaceAllString(t, "$1") // 25
	t = refBrBlock.ReplaceAllString(t, "$1") // 26
	t = refEnd.ReplaceAllString(t, "</p>$1") // 27

	for _, p := range pres { // 28
		before, after, _ := strings.Cut(t, pre)
		b.Reset()
		b.WriteString(before + p + after)
		t = b.String()
	}
	t = strings.ReplaceAll(t, " "+hiddenNL+" ", "\n")
	t = strings.ReplaceAll(t, hiddenNL, "\n")
	return narrow(t)
}

// refBreaks puts a break before the newlines that have none (step 24). The
// look-behind sees only the start of a match, so one blank is enough to get a
// second break: "<br /> \n" becomes "<br /> <br />\n".
func refBreaks(t string) string {
	var b strings.Builder
	for i := 0; i < len(t); {
		if !strings.HasSuffix(t[:i], "<br />") {
			if m := refLineEnd.FindString(t[i:]); m != "" {
				b.WriteString("<br />\n")
				i += len(m)
				continue
			}
		}
		b.WriteByte(t[i])
		i++
	}
	return b.String()
}

// A space for PCRE in byte mode; Go's \s lacks \v.
const refSpace = `[ \t\n\v\f\r]`

// refBlocks is the list of block elements, docs/formats.md §B.2.
const refBlocks = `table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|` +
	`blockquote|address|math|style|p|h1|h2|h3|h4|h5|h6|hr|fieldset|legend|section|article|aside|hgroup|header|` +
	`footer|nav|figure|figcaption|details|menu|summary`

// A block tag by the loose rule of steps 19 to 26: its name only starts with
// one of the list.
const refBlockTag = `(</?(?:` + refBlocks + `)[^>]*>)`

func re(pattern string) *regexp.Regexp {
	return regexp.MustCompile(strings.ReplaceAll(pattern, `\s`, refSpace))
}

var (
	refBrPair        = re(`<br\s*/?>\s*<br\s*/?>`)
	refOpen          = re(`(<(?:` + refBlocks + `)(?:\s|/|>))`)
	refClose         = re(`(</(?:` + refBlocks + `)>)`)
	refRule          = re(`(<hr\s*/?>)`)
	refTag           = re(`(?s)<!(?:-{2,3}>|--.*?-->|--.*$|\[CDATA\[.*?\]\]>|\[CDATA\[.*$)|<[^>]*>?`)
	refOption        = re(`\s*(<option)`)
	refOptionEnd     = re(`(</option>)\s*`)
	refObject        = re(`(<object[^>]*>)\s*`)
	refObjectEnd     = re(`\s*(</object>)`)
	refParam         = re(`\s*(</?(?:param|embed)[^>]*>)\s*`)
	refMedia         = re(`([<\[](?:audio|video)[^>\]]*[>\]])\s*`)
	refMediaEnd      = re(`\s*([<\[]/(?:audio|video)[>\]])`)
	refSource        = re(`\s*(<(?:source|track)[^>]*>)\s*`)
	refFigcaption    = re(`\s*(<figcaption[^>]*>)`)
	refFigcaptionEnd = re(`(</figcaption>)\s*`)
	refNewlines      = re(`\n\n+`)
	refBlank         = re(`\n\s*\n`)
	refEmpty         = re(`<p>\s*</p>`)
	refUnclosed      = re(`<p>([^<]+)(</(?:div|address|form)>)`)
	refOnlyBlock     = re(`<p>\s*` + refBlockTag + `\s*</p>`)
	refItem          = re(`<p>(<li.+?)</p>`)
	refQuote         = re(`(?i)<p><blockquote([^>]*)>`)
	refBlockFirst    = re(`<p>\s*` + refBlockTag)
	refBlockLast     = re(refBlockTag + `\s*</p>`)
	refScript        = re(`(?s)<script.*?</script>|<style.*?</style>|<svg.*?</svg>`)
	refLineEnd       = re(`^\s*\n`)
	refBlockBr       = re(refBlockTag + `\s*<br />`)
	refBrBlock       = re(`<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)[^>]*>)`)
	refEnd           = re(`\n</p>(\n?)$`)
)

// widen makes a rune of each byte.
func widen(s string) string {
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
	}
	return string(r)
}

// narrow makes a byte of each rune.
func narrow(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}
