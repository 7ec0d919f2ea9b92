package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// The content that Elementor writes beside its data is a page as it was shown, without
// its divisions and blank lines. WordPress never made paragraphs of it: a line end in
// there is white space, and where a line is indented a division stood.

// isElementorCopy reports whether a content is one that Elementor has written.
func (b *builder) isElementorCopy(s string) bool {
	return b.depth == 0 && !b.stranger && (b.item.Field("_elementor_edit_mode") == "builder" || len(b.item.Field("_elementor_data")) > len("[]")) &&
		(strings.Contains(s, "\n\t\t") || strings.Contains(s, "\t\n")) && !hasBlocks(s) && !hasBlankLine(strings.TrimSpace(s)) && !enclosesMore(s)
}

// enclosesMore reports whether a text has shortcodes that enclose something else than a
// picture: to those a line end can mean more.
func enclosesMore(s string) bool {
	for {
		_, rest, ok := strings.Cut(s, "[/")
		if !ok {
			return false
		}
		if s = rest; !strings.HasPrefix(s, "caption]") {
			return true
		}
	}
}

// asDivided returns the copy of a page with a blank line where a division stood, for
// wpautop, and without any other line end; ok is false if its tags do not match.
func asDivided(s string) (divided string, ok bool) {
	var out strings.Builder
	out.Grow(len(s) + len(s)/16)
	var open []string // elements in which a line end is white space
	broken := false   // behind a line break of a heading
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '<':
			name, end := tagAt(s, i)
			if name == "" {
				out.WriteByte(c)
				i++
				continue
			}
			if end <= i {
				return "", false
			}
			if isRawText.Has(name) && !strings.HasSuffix(s[i:end], "/>") {
				to := indexFold(s[end:], "</"+name)
				if to < 0 {
					return "", false
				}
				end += to + len("</"+name)
			}
			isBreak := name == "br" && len(open) > 0 && isHeadingName(open[len(open)-1])
			if isBreak && broken { // two of them are an empty line to wpautop, and a heading has none
				i = end
				continue
			}
			broken = isBreak
			out.WriteString(s[i:end])
			switch {
			case isRawText.Has(name) || isDivision.Has(name) || isDivision.Has(strings.TrimPrefix(name, "/")) || isVoid.Has(strings.TrimPrefix(name, "/")) || name[0] == '!' || strings.HasSuffix(s[i:end], "/>"):
			case name[0] == '/':
				at := len(open) - 1
				for at >= 0 && open[at] != name[1:] && mayStayOpen(open[at]) {
					at--
				}
				switch {
				case at >= 0 && open[at] == name[1:]:
					open = open[:at]
				case !mayStayOpen(name[1:]):
					return "", false
				}
			default:
				if n := len(open); n > 0 && mayStayOpen(open[n-1]) && mayStayOpen(name) {
					open = open[:n-1]
				}
				if len(open) > 100 {
					return "", false
				}
				open = append(open, name)
			}
			i = end
		case c == '\n' || c == '\t' || c == '\r' || c == ' ':
			end, breaks, indent := i, false, 0
			for end < len(s) && (s[end] == '\n' || s[end] == '\t' || s[end] == '\r' || s[end] == ' ') {
				switch s[end] {
				case '\n':
					breaks = true
				case '\t':
					indent += 2
				case ' ':
					indent++
				}
				end++
			}
			switch {
			case !breaks:
				out.WriteString(s[i:end])
			case len(open) == 0 && indent > 1:
				out.WriteString("\n\n")
			default:
				out.WriteByte(' ')
			}
			i = end
		default:
			end := i + 1
			for end < len(s) && s[end] != '<' && s[end] != '\n' && s[end] != '\t' && s[end] != '\r' && s[end] != ' ' {
				end++
			}
			out.WriteString(s[i:end])
			i, broken = end, false
		}
	}
	for _, name := range open {
		if !mayStayOpen(name) {
			return "", false
		}
	}
	return out.String(), true
}

// tagAt returns the name of the tag at i, in small letters and with the / of an end tag,
// and where it ends: not behind i if it does not. Of what is no tag the name is "".
func tagAt(s string, i int) (name string, end int) {
	if strings.HasPrefix(s[i:], "<!--") {
		if to := strings.Index(s[i:], "-->"); to >= 0 {
			return "!--", i + to + len("-->")
		}
		return "!--", i // what follows is kept
	}
	j := i + 1
	if j < len(s) && s[j] == '/' {
		j++
	}
	start := j
	for j < len(s) && (s[j]|0x20 >= 'a' && s[j]|0x20 <= 'z' || '0' <= s[j] && s[j] <= '9' || s[j] == '-' && j > start) {
		j++
	}
	if j == start {
		return "", i
	}
	name = strings.ToLower(s[i+1 : j])
	if end := tree.TagEnd(s, j); end >= 0 {
		return name, end
	}
	return name, i
}

func isHeadingName(name string) bool {
	return len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6'
}

// mayStayOpen reports whether an element needs no end tag.
func mayStayOpen(name string) bool {
	switch name {
	case "p", "li", "dt", "dd", "td", "th", "tr", "option":
		return true
	}
	return false
}

var (
	isRawText  = late.Words("script style pre textarea svg select iframe video audio object noscript")
	isDivision = late.Words("section div article main aside header footer nav ul ol dl table thead tbody tfoot tr blockquote figure details center address")
	isVoid     = late.Words("img br hr input link meta source area base col embed param track wbr")
)
