package rewrite

import (
	"iter"
	"path"
	"strings"
)

// originals yields the paths of the files that the file at a canonical path can
// be a copy of, by the suffixes that WordPress and plugins give to copies
// (docs/formats.md §E.1), the likelier first. That one of them is the path of an
// attachment is evidence that it is its copy.
func originals(p string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var forms [4]string
		n := 0
		cut := p
		for _, step := range []func(string) (string, bool){withoutOptimizer, withoutRetina, withoutSize} {
			s, ok := step(cut)
			if !ok {
				continue
			}
			if cut = s; !yield(cut) {
				return
			}
			forms[n] = cut
			n++
		}
		if !isImagePath(p) {
			return
		}
		// Of a large upload, WordPress shows a copy: name-scaled.jpg.
		for _, s := range append(forms[:n:n], p) {
			for _, made := range []string{"-scaled", "-rotated"} {
				ext := path.Ext(s)
				stem := strings.TrimSuffix(s, ext)
				if orig, ok := strings.CutSuffix(stem, made); ok {
					if !yield(orig + ext) {
						return
					}
				} else if !yield(stem + made + ext) {
					return
				}
			}
		}
	}
}

// firstOriginal returns the first of the originals, or "".
func firstOriginal(p string) string {
	for orig := range originals(p) {
		return orig
	}
	return ""
}

// withoutSize cuts the -300x200 that WordPress puts before the extension of a
// smaller copy.
func withoutSize(p string) (string, bool) {
	ext := path.Ext(p)
	stem, ok := cutDigits(p[:len(p)-len(ext)], 'x')
	if ok {
		stem, ok = cutDigits(stem, '-')
	}
	if !ok || stem == "" || strings.HasSuffix(stem, "/") {
		return "", false
	}
	return stem + ext, true
}

// isSized reports whether a name is that of a copy of a file by withoutSize, which is its
// first original; of most copies that is seen without making one.
func isSized(name, of string) bool {
	ext := path.Ext(of)
	stem := of[:len(of)-len(ext)]
	if stem == "" || len(name) <= len(of) || ext == ".webp" || ext == ".avif" || name[:len(stem)] != stem || name[len(name)-len(ext):] != ext {
		return false
	}
	rest, ok := cutDigits(name[len(stem):len(name)-len(ext)], 'x')
	if ok {
		rest, ok = cutDigits(rest, '-')
	}
	return ok && rest == ""
}

// cutDigits cuts one to five digits and the byte before them off the end.
func cutDigits(s string, before byte) (string, bool) {
	i := len(s)
	for i > 0 && len(s)-i < 5 && '0' <= s[i-1] && s[i-1] <= '9' {
		i--
	}
	if i == len(s) || i == 0 || s[i-1] != before {
		return "", false
	}
	return s[:i-1], true
}

// withoutRetina cuts the @2x of plugins that make copies for fine screens.
func withoutRetina(p string) (string, bool) {
	ext := path.Ext(p)
	stem, ok := strings.CutSuffix(p[:len(p)-len(ext)], "@2x")
	if !ok {
		return "", false
	}
	return stem + ext, true
}

// withoutOptimizer cuts the .webp or .avif of plugins that convert images:
// name.jpg.webp and name-jpg.webp are made of name.jpg.
func withoutOptimizer(p string) (string, bool) {
	ext := path.Ext(p)
	if ext != ".webp" && ext != ".avif" {
		return "", false
	}
	stem := p[:len(p)-len(ext)]
	if i := strings.LastIndexAny(stem, ".-/"); i > 0 && stem[i] != '/' && isImageExtension(stem[i+1:]) {
		return stem[:i] + "." + stem[i+1:], true
	}
	return "", false
}

// repairs returns what the path of a file was perhaps meant to be (docs/formats.md
// §E.2): encoded twice, with plus signs for blanks, with a quote or bracket of
// the text behind it.
func repairs(p string) []string {
	var list []string
	if strings.IndexByte(p, '%') >= 0 {
		list = append(list, canonicalPath(p))
	}
	if strings.IndexByte(p, '+') >= 0 {
		list = append(list, strings.ReplaceAll(p, "+", " "))
	}
	if s := strings.TrimRight(p, "\"'),;"); s != p {
		list = append(list, s)
	}
	return list
}
