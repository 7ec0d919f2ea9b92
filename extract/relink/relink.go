// Package relink changes the addresses in a page and leaves the rest of it byte
// for byte as it is. It knows of HTML only where addresses stand.
package relink

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// holdsAddress reports whether an attribute holds one address.
func holdsAddress(attribute string) bool {
	switch attribute {
	case "href", "src", "poster", "action", "cite", "data", "longdesc", "background", "content",
		"data-src", "data-lazy-src", "data-original", "data-orig-file", "data-medium-file", "data-large-file", "data-permalink", "xlink:href":
		return true
	}
	return false
}

// holdsList reports whether it holds several, each with what it is good for.
func holdsList(attribute string) bool {
	switch attribute {
	case "srcset", "data-srcset", "data-lazy-srcset", "imagesrcset":
		return true
	}
	return false
}

// HTML returns a page in which each address is what f makes of it. Of a meta
// element only what can be an address is shown to f.
func HTML(page []byte, f func(address string) string) []byte {
	var out bytes.Buffer
	out.Grow(len(page))
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			out.Write(z.Raw())
			return out.Bytes()
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || !bytes.ContainsAny(raw, "=") {
			out.Write(raw)
			continue
		}
		raw = bytes.Clone(raw)
		t := z.Token()
		changed := false
		for i := range t.Attr {
			a := &t.Attr[i]
			val := a.Val
			switch {
			case a.Key == "content" && !strings.Contains(val, "//"), t.Data == "meta" && a.Key != "content":
			case holdsAddress(a.Key), a.Key == "value" && t.Data == "option" && strings.Contains(val, "/"),
				!holdsList(a.Key) && (strings.HasPrefix(val, "http://") || strings.HasPrefix(val, "https://")): // of a form, or of a script's
				val = f(strings.TrimSpace(val))
			case holdsList(a.Key):
				val = srcset(val, f)
			case a.Key == "style" && strings.Contains(val, "url("):
				val = CSS(val, f)
			}
			if val != a.Val && val != strings.TrimSpace(a.Val) {
				a.Val, changed = val, true
			}
		}
		if changed {
			out.WriteString(t.String())
		} else {
			out.Write(raw)
		}
	}
}

// srcset reads the list of the forms of an image: addresses, each with its width
// or density. An address can hold commas, but not end with one.
func srcset(s string, f func(string) string) string {
	var out []string
	for rest := strings.TrimSpace(s); rest != ""; {
		end := strings.IndexAny(rest, " \t\n\r")
		if end < 0 {
			end = len(rest)
		}
		address := rest[:end]
		rest = rest[end:]
		if trimmed := strings.TrimRight(address, ","); trimmed != address {
			out = append(out, f(trimmed))
			rest = strings.TrimLeft(rest, ", \t\n\r")
			continue
		}
		what, more, _ := strings.Cut(rest, ",")
		if what = strings.TrimSpace(what); what != "" {
			what = " " + what
		}
		out = append(out, f(address)+what)
		rest = strings.TrimLeft(more, ", \t\n\r")
	}
	return strings.Join(out, ", ")
}

// CSS does the same to a style sheet.
func CSS(s string, f func(string) string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "url(")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		address, after, ok := strings.Cut(rest, ")")
		if !ok {
			b.WriteString("url(" + rest)
			return b.String()
		}
		bare := strings.Trim(strings.TrimSpace(address), `"'`)
		if to := f(bare); to != bare {
			address = `"` + strings.NewReplacer(`"`, "%22", "\n", "").Replace(to) + `"`
		}
		b.WriteString("url(" + address + ")")
		s = after
	}
}
