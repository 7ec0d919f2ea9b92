package transform

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// codeLanguages maps the names by which code plugins know a language, as a
// value or as a shortcode of its own, to the name that highlighters use today
// (docs/formats.md §C.4).
var codeLanguages = map[string]string{
	"as3": "actionscript", "actionscript3": "actionscript", "arduino": "arduino",
	"bash": "bash", "shell": "bash", "sh": "bash", "coldfusion": "cfml", "cf": "cfml",
	"clojure": "clojure", "clj": "clojure", "cpp": "cpp", "c": "c", "c-sharp": "csharp", "c#": "csharp", "c++": "cpp", "vb.net": "vbnet", "csharp": "csharp",
	"css": "css", "delphi": "delphi", "pas": "pascal", "pascal": "pascal", "diff": "diff", "patch": "diff",
	"erl": "erlang", "erlang": "erlang", "fsharp": "fsharp", "go": "go", "golang": "go", "groovy": "groovy",
	"haskell": "haskell", "java": "java", "jfx": "javafx", "javafx": "javafx", "js": "javascript", "jscript": "javascript",
	"javascript": "javascript", "latex": "latex", "tex": "tex", "matlab": "matlab", "matlabkey": "matlab",
	"objc": "objectivec", "obj-c": "objectivec", "perl": "perl", "pl": "perl", "php": "php", "plain": "text", "text": "text",
	"ps": "powershell", "powershell": "powershell", "py": "python", "python": "python", "r": "r", "splus": "r",
	"rails": "ruby", "rb": "ruby", "ror": "ruby", "ruby": "ruby", "ts": "typescript", "typescript": "typescript",
	"scala": "scala", "sql": "sql", "swift": "swift", "vb": "vb", "vbnet": "vbnet",
	"abcjs": "abc", "apache": "apache", "asm": "asm", "asp": "asp", "batch": "batch", "coffeescript": "coffeescript", "css3": "css",
	"ditaa": "ditaa", "dos": "batch", "elixir": "elixir", "fortran": "fortran", "gnuplot": "gnuplot", "graphviz": "dot", "html5": "html",
	"jquery": "javascript", "json": "json", "jsp": "jsp", "kotlin": "kotlin", "lilypond": "lilypond", "lisp": "lisp", "lua": "lua",
	"mermaid": "mermaid", "mysql": "sql", "nginx": "nginx", "ocaml": "ocaml", "pgn": "pgn", "plantuml": "plantuml", "plsql": "sql",
	"scheme": "scheme", "scss": "scss", "tcl": "tcl", "tsql": "sql", "vbscript": "vbscript", "verilog": "verilog", "vhdl": "vhdl", "viml": "vim",
	"rust": "rust", "dart": "dart", "toml": "toml", "jsx": "jsx", "tsx": "tsx",
	"xml": "xml", "xhtml": "html", "xslt": "xml", "html": "html", "yaml": "yaml", "yml": "yaml",
}

// language returns today's name of a code plugin's language, "" for plain text
// or a name that is none.
func language(name string) string {
	name = strings.ToLower(strings.Trim(name, " \t\n"+tree.NBSP+`"'»«`))
	if l, ok := codeLanguages[name]; ok {
		name = l
	}
	switch name {
	case "text", "none", "default", "raw", "generic", "plaintext", "no-highlight", "nohighlight", "undefined", "auto":
		return ""
	}
	if !tree.IsLanguage(name) {
		return ""
	}
	return name
}

// setLanguage states the language of a code block as class="language-…" of the
// pre, from any of the forms in which code plugins state it (docs/formats.md §C.4).
func setLanguage(pre *html.Node) {
	lang := ""
	nodes := []*html.Node{pre}
	if code := tree.Find(pre, func(n *html.Node) bool { return tree.IsElement(n, atom.Code) }); code != nil {
		nodes = append(nodes, code)
	}
	for _, n := range nodes {
		if lang == "" {
			lang = statedLanguage(n)
		}
	}
	if above := pre.Parent; lang == "" && (tree.IsElement(above, atom.Div) || tree.IsElement(above, atom.Figure)) && strings.Contains(tree.Attr(above, "class"), "highlight") {
		lang = statedLanguage(above)
	}
	if lang != "" {
		tree.SetAttr(pre, "class", "language-"+lang)
	}
}

func statedLanguage(n *html.Node) string {
	for _, k := range []string{"data-enlighter-language", "data-language", "data-lang"} {
		if v := tree.Attr(n, k); v != "" {
			return language(v)
		}
	}
	if data := tree.Attr(n, "data-setting"); data != "" { // CodeMirror Blocks
		var a struct{ Mode string }
		_ = json.Unmarshal([]byte(data), &a)
		return language(a.Mode)
	}
	words := strings.Fields(tree.Attr(n, "class"))
	for i, w := range words {
		for _, p := range []string{"language-", "lang-", "lang:", "brush:", "sh_"} {
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
	for i, w := range words { // highlight.js, Hexo, GitHub, Pandoc, Prism
		source, ok := strings.CutPrefix(w, "highlight-source-")
		if !ok {
			source, ok = strings.CutPrefix(w, "prism-")
		}
		if ok && codeLanguages[source] != "" {
			return language(source)
		}
		if (w == "hljs" || w == "highlight" || w == "sourceCode") && len(words) == 2 && codeLanguages[words[1-i]] != "" {
			return language(words[1-i])
		}
	}
	if v := tree.Attr(n, "lang"); codeLanguages[v] != "" {
		return language(v)
	}
	if len(words) == 1 && tree.Attr(n, "name") == "code" { // <pre name="code" class="java:nocontrols">
		name, _, _ := strings.Cut(words[0], ":")
		return language(name)
	}
	if len(words) == 1 && codeLanguages[words[0]] != "" { // highlight.js, and <pre name="code" class="php">
		return language(words[0])
	}
	return ""
}

// codeTitle returns the title that a code plugin shows with a <pre>.
func codeTitle(pre *html.Node) string {
	for _, k := range []string{"title", "data-enlighter-title", "data-file"} {
		if v := strings.TrimSpace(tree.Attr(pre, k)); v != "" {
			return v
		}
	}
	if class := tree.Attr(pre, "class"); strings.HasPrefix(class, "brush:") {
		for option := range strings.SplitSeq(class, ";") {
			if k, v, _ := strings.Cut(option, ":"); strings.TrimSpace(k) == "title" {
				return strings.Trim(v, ` "'`)
			}
		}
	}
	return ""
}
