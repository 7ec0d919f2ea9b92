package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// setLanguage states the language of a code block as class="language-…" of the
// pre, from any of the forms in which code plugins state it (facts.md §C.4).
func setLanguage(pre *html.Node) {
	lang := ""
	nodes := []*html.Node{pre}
	if code := find(pre, func(n *html.Node) bool { return isElement(n, atom.Code) }); code != nil {
		nodes = append(nodes, code)
	}
	for _, n := range nodes {
		if lang == "" {
			lang = statedLanguage(n)
		}
	}
	if lang != "" {
		setAttr(pre, "class", "language-"+lang)
	}
}

func statedLanguage(n *html.Node) string {
	for _, k := range []string{"data-enlighter-language", "data-language", "data-lang"} {
		if v := attr(n, k); v != "" {
			return language(v)
		}
	}
	words := strings.Fields(attr(n, "class"))
	for i, w := range words {
		for _, p := range []string{"language-", "lang-", "lang:", "brush:"} {
			v, ok := strings.CutPrefix(w, p)
			if !ok {
				continue
			}
			if v == "" && i+1 < len(words) { // brush: php;
				v = words[i+1]
			}
			return language(strings.Trim(v, ";,"))
		}
	}
	if v := attr(n, "lang"); codeLanguages[v] != "" {
		return language(v)
	}
	if n.DataAtom == atom.Code && len(words) == 1 && codeLanguages[words[0]] != "" { // highlight.js
		return language(words[0])
	}
	return ""
}
