package markdown_test

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// with returns plain's dialect, changed.
func with(change func(*dialect.Dialect)) *dialect.Dialect {
	d := dialect.Plain
	change(&d)
	return &d
}

func reads(c dialect.Construct) *dialect.Dialect {
	return with(func(d *dialect.Dialect) { d.Reads |= c })
}

func lacks(c dialect.Construct) *dialect.Dialect {
	return with(func(d *dialect.Dialect) { d.Reads &^= c })
}

func templates(t ...dialect.Template) *dialect.Dialect {
	return with(func(d *dialect.Dialect) { d.Templates = t })
}

var (
	plain   = &dialect.Plain
	python  = with(func(d *dialect.Dialect) { d.References = "~<:|{" })
	liquid  = templates(dialect.Template{Open: "{{"}, dialect.Template{Open: "{%"})
	inSpans = templates(dialect.Template{Open: "{{", NotInFences: true})
	marked  = templates(dialect.Template{Open: "{{<", Close: ">}}", OpenAs: "{{</*", CloseAs: "*/>}}"},
		dialect.Template{Open: "{{%", Close: "%}}", OpenAs: "{{%/*", CloseAs: "*/%}}"})
	wrapped = with(func(d *dialect.Dialect) {
		d.Reads |= dialect.Containers
		d.Wrap = dialect.Wrap{If: []string{"{{"}, Before: "::: v-pre", After: ":::"}
	})
	compiled = with(func(d *dialect.Dialect) { d.Formulas |= dialect.Brackets })
	counted  = with(func(d *dialect.Dialect) { d.Formulas = 0 })
)

// dialects has a row for each way in which a dialect can differ: content, and its
// Markdown in the dialect.
var dialects = []struct {
	name    string
	d       *dialect.Dialect
	content string
	want    string

	plainIsWrong bool // what is printed for plain says something else in this dialect
}{
	{"a definition", plain, "<p>Term</p><p>: definition</p>", "Term\n\n\\: definition\n", false},
	{"a definition in a list", plain, "<ul><li>: a</li></ul>", "- \\: a\n", false},
	{"a definition by reference", python, "<p>Term</p><p>: definition</p>", "Term\n\n&#58; definition\n", true},
	{"no strikethrough", lacks(dialect.Strikethrough), "<p>a <del>b</del> c</p>", "a <del>b</del> c\n", true},
	{"no footnotes", lacks(dialect.Footnotes), "A[ref]Note <b>b</b>[/ref] and[ref]two[/ref].",
		"A<sup><a href=\"#fn-1\">1</a></sup> and<sup><a href=\"#fn-2\">2</a></sup>.\n\n<a id=\"fn-1\"></a>1\\. Note **b**\n\n<a id=\"fn-2\"></a>2\\. two\n", true},
	{"references for backslashes", python, "<p>a ~b~ and ~~c~~ and &lt;i> d</p>", "a &#126;b&#126; and &#126;&#126;c&#126;&#126; and &lt;i> d\n", true},
	{"a pipe in a table, by reference", python, "<table><tr><th>a | b</th></tr><tr><td><code>c | d</code></td></tr></table>", "| a &#124; b |\n| --- |\n| <code>c &#124; d</code> |\n", true},
	{"braces at the end of a heading, by reference", python, "<h2>One {#id}</h2>", "## One &#123;#id}\n", true},
	{"pipes", reads(dialect.Pipes), "<p>a | b</p><p><code>c | d</code> <a href=\"/x|y\" title=\"t | u\">e | f</a></p>",
		"a \\| b\n\n`c | d` [e \\| f](/x%7Cy \"t \\| u\")\n", true},
	{"attribute lists", reads(dialect.AttributeLists), "<p>{: .note}</p><p>x {:toc} {::nomarkdown} {#a} {b}</p>", "\\{: .note}\n\nx \\{:toc} \\{::nomarkdown} \\{#a} {b}\n", true},
	{"attributes of anything", reads(dialect.InlineAttributes), "<p>x {.y} {#z} {q}</p>", "x \\{.y} \\{#z} {q}\n", true},
	{"double dollars", with(func(d *dialect.Dialect) { d.Reads |= dialect.DollarFormulas; d.Formulas = dialect.Tags }), "<p>$$6$$ or $5</p>", "\\$\\$6\\$\\$ or $5\n", true},
	{"a fence within HTML", lacks(dialect.HTMLFences), "<pre><b>a</b>\n```\n~~~\n</pre>", "<pre><b>a</b>\n&#96;``\n&#126;~~\n</pre>\n", false},
	{"a blank to fill in", lacks(dialect.LongRuns), "<p>Name: ________, <b>a</b></p>", "Name: \\_\\_\\_\\_\\_\\_\\_\\_, **a**\n", false},
	{"a container", reads(dialect.Containers), "<p>::: tip<br>:::tip[x]</p><p>a :::</p>", "\\::: tip  \n\\:::tip[x]\n\na :::\n", true},
	{"a table of contents", reads(dialect.Contents), "<p>&#91;[toc]&#93;</p>", "\\[[toc]]\n", true},
	{"an import", reads(dialect.Imports), "<p>&lt;&lt;&lt; @/file</p>", "\\<<< @/file\n", true},
	{"an abbreviation", reads(dialect.Abbreviations), "<p>*[HTML]: Hyper Text</p>", "\\*[HTML]: Hyper Text\n", true},
	{"emoji", reads(dialect.Emoji), "<p>:smile: 10:30:15 a:b :+1:</p>", "\\:smile: 10\\:30:15 a:b \\:+1:\n", true},
	{"a hashtag", reads(dialect.TightHeadings), "<p>#hashtag #x</p>", "\\#hashtag #x\n", true},
	{"the title", reads(dialect.TitleHeading), "<h1>One</h1><h1>Two</h1>", "<h1>One</h1>\n\n<h1>Two</h1>\n", true},
	{"a heading before the title", reads(dialect.TitleHeading), "<h2>One</h2><h1>Two</h1>", "## One\n\n# Two\n", false},
	{"two ordered lists", lacks(dialect.ParenMarkers), "<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n<!-- -->\n\n1. b\n", true},
	{"three lists", lacks(dialect.ListMarkers), "<ul><li>a</li></ul><ul><li>b</li></ul><ul><li>c</li></ul>", "- a\n\n<!-- -->\n\n- b\n\n<!-- -->\n\n- c\n", true},
	{"a list that starts elsewhere", lacks(dialect.ListNumbers), "<ol start=\"8\"><li>a</li></ol>", "<ol start=\"8\">\n<li>a</li>\n</ol>\n", true},
	{"wide items", with(func(d *dialect.Dialect) { d.Indent = 4 }), "<ul><li>a<ol><li>b<p>c</p></li></ol></li></ul>", "-   a\n    1.  b\n\n        c\n", true},
	{"Markdown in details", lacks(dialect.InDetails), "<details><summary>s</summary><p><b>t</b></p></details>", "<details markdown=\"1\">\n<summary>s</summary>\n\n**t**\n\n</details>\n", false},
	{"code in a list", lacks(dialect.ItemFences), "<ul><li>a<pre><code class=\"language-go\">x &lt; y\n\nz</code></pre></li></ul><pre>b</pre>",
		"- a\n\n  <pre><code class=\"language-go\">x &#60; y&#10;\n  z</code></pre>\n\n```\nb\n```\n", true},
	{"parentheses in addresses", lacks(dialect.AddressParens), "<p><img src=\"/a(1).png\" alt=\"\"> <a href=\"/b(c)\">d</a></p>", "![](/a%281%29.png) [d](/b%28c%29)\n", false},
	{"quotes in the title of a link", with(func(d *dialect.Dialect) { d.AsTag = func(_, title string) bool { return strings.Contains(title, `"`) } }), `<p><a href="/x" title="a &quot;b&quot;"><b>c</b></a> <a href="/x" title="d">e</a></p>`, "<a href=\"/x\" title=\"a &quot;b&quot;\">**c**</a> [e](/x \"d\")\n", true},
	{"addresses that a target cannot take", with(func(d *dialect.Dialect) {
		d.AsTag = func(address, _ string) bool { return strings.Contains(address, "[") }
	}), `<p><a href="http://[x">a</a> <img src="http://[y" alt="b"> http://[z</p>`, "<a href=\"http://[x\">a</a> <img src=\"http://[y\" alt=\"b\"> http://[z\n", true},
	{"the divider in text and code", with(func(d *dialect.Dialect) { d.MoreAnywhere = true }), "<p>a &lt;!--more--> <code>&lt;!--more--></code></p><!--more--><pre>&lt;!--more--></pre>", "a &lt;!--more--> <code>&#60;&#33;&#45;&#45;more&#45;&#45;&#62;</code>\n\n<!--more-->\n\n<pre><code>&lt;!--more--&gt;</code></pre>\n", true},
	{"attributes of anything", with(func(d *dialect.Dialect) {
		d.Reads |= dialect.OpenAttributes | dialect.LineDefinitions
		d.References = "{}"
	}), "<p><b>a</b>{b}<br>{% c %}<br>[d]: /e<br>{% f %} g {h}</p>", "**a**&#123;b}  \n&#123;% c %}  \n\\[d]: /e  \n&#123;% f %} g &#123;h}\n", true},
	{"alerts", plain, "<blockquote><p>[!NOTE] a</p></blockquote>", "> \\[!NOTE] a\n", false},
	{"the divider", with(func(d *dialect.Dialect) { d.More = "<!-- truncate -->" }), "<p>a</p><!--more--><p>b</p>", "a\n\n<!-- truncate -->\n\nb\n", true},
	{"the divider with nothing above", lacks(dialect.LeadingMore), "<!--more--><p>b</p>", "b\n", true},

	{"formulas", plain, `<p>\(x_1*y*z\) and \[ a \\ b \{c\} \]</p>`, "\\\\(x_1\\*y\\*z\\\\) and \\\\[ a \\\\\\ b \\\\{c\\\\} \\\\]\n", false},
	{"formulas that pass", compiled, `<p>\(x_1*y*z\)</p>`, "\\(x_1*y*z\\)\n", false},
	{"formulas in dollars, as text", counted, `<p>$$x_1*y*z$$ and $latex a_b$</p>`, "$$x_1\\*y\\*z$$ and $latex a_b$\n", false},
	{"formulas over lines", plain, "<p>\\[ a = b \\\\\n- c \\]</p>", "\\\\[ a = b \\\\\\\\\n\\- c \\\\]\n", false},

	{"template code in text", liquid, "<p>{{ x }} {{{ y }}} {% z %} { %</p>", "&#123;{ x }} &#123;&#123;{ y }}} &#123;% z %} { %\n", true},
	{"template code in inline code", liquid, "<p><code>{{ x }}</code></p>", "<code>&#123;&#123; x &#125;&#125;</code>\n", true},
	{"template code in a code block", liquid, "<pre><code class=\"language-liquid\">{{ x }}\n\n{% y</code></pre>", "<pre><code class=\"language-liquid\">&#123;{ x }}\n\n&#123;% y</code></pre>\n", true},
	{"template code in HTML", liquid, "<table><tr><td colspan=2>{{ x }}</td></tr></table><p>a<u title=\"{{ x }}\">b</u></p>", "<table>\n<tbody>\n<tr>\n<td colspan=\"2\">&#123;{ x }}</td>\n</tr>\n</tbody>\n</table>\n\na<u title=\"&#123;{ x }}\">b</u>\n", true},
	{"template code in links", liquid, "<p><a href=\"http://x.example/?{{a}}\" title=\"{{ t }}\">{{ a }}</a> <img src=\"/{{b}}.png\" alt=\"{{ c }}\"></p>", "[&#123;{ a }}](http://x.example/?%7B{a}} \"&#123;{ t }}\") ![&#123;{ c }}](/%7B{b}}.png)\n", true},
	{"template code over marks", liquid, "<p>{<b>{ x</b> {<u>% y</u></p>", "{**{ x** {<u>% y</u>\n", false},
	{"template code in a bare address", liquid, "<p>see http://x.example/{{z}}/</p>", "see http://x.example/&#123;{z}}/\n", true},
	{"template code that is not run in code blocks", inSpans, "<pre>{{ x }}</pre><p><code>{{ y }}</code></p>", "```\n{{ x }}\n```\n\n<code>&#123;&#123; y &#125;&#125;</code>\n", true},
	{"template code that has marks", marked, "<p>{{&lt; x >}} {{ y }} <code>{{&lt; x >}}</code> <code>{{&lt; x</code></p><pre>{{&lt; x >}}\n{{% y %}}</pre><pre>{{&lt;/* x */>}}</pre>",
		"&#123;{< x >}} {{ y }} `{{</* x */>}}` <code>&#123;&#123;&#60; x</code>\n\n```\n{{</* x */>}}\n{{%/* y */%}}\n```\n\n<pre><code>{{&lt;/* x */&gt;}}</code></pre>\n", true},
	{"template code, wrapped", wrapped, "<p>{{ x }}</p><p>:::</p>", "::: v-pre\n\n{{ x }}\n\n\\:::\n\n:::\n", true},
	{"nothing to wrap", wrapped, "<p>x</p>", "x\n", false},
}

func TestDialects(t *testing.T) {
	for _, tt := range dialects {
		t.Run(tt.name, func(t *testing.T) {
			page := transform.Tree(&extract.Item{ID: 5, Content: tt.content}, nil, transform.Options{})
			got := string(markdown.New(tt.d).Print(page.Tree))
			if got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
			v := verify.New(tt.d)
			for _, d := range v.Page(page.Tree, []byte(got)) {
				t.Errorf("%s: %s\n%s", d.Kind, d.Text, got)
			}
			other := markdown.New(plain).Print(page.Tree)
			if diffs := v.Page(page.Tree, other); tt.plainIsWrong && len(diffs) == 0 {
				t.Errorf("no word that this would be read in another way:\n%s", other)
			} else if !tt.plainIsWrong && len(diffs) > 0 && string(other) == got {
				t.Errorf("%v", diffs)
			}
		})
	}
}

// TestDialectsOfTables prints the contents in the tables of package transform in a
// dialect that differs from plain in everything, and reads the pages back.
func TestDialectsOfTables(t *testing.T) {
	all := with(func(d *dialect.Dialect) {
		d.Reads = dialect.Footnotes | dialect.DefinitionLists | dialect.HeadingAttributes | dialect.AttributeLists | dialect.InlineAttributes | dialect.Pipes |
			dialect.DollarFormulas | dialect.Containers | dialect.Contents | dialect.Imports | dialect.Abbreviations | dialect.Emoji | dialect.TightHeadings | dialect.TitleHeading
		d.References = "~<:|{"
		d.Formulas = 0
		d.Indent = 4
		d.More = "<!-- more -->"
		d.Templates = liquid.Templates
	})
	v, p := verify.New(all), markdown.New(all)
	contents(t, func(name, content string) {
		if strings.Contains(content, "jetpack/markdown") {
			return // it is Markdown of its author's, and printed as it is
		}
		page := transform.Tree(&extract.Item{ID: 5, Content: content}, nil, transform.Options{})
		before := verify.New(plain).Page(page.Tree, markdown.New(plain).Print(page.Tree))
		md := p.Print(page.Tree)
		if diffs := v.Page(page.Tree, md); len(diffs) > len(before) {
			var b strings.Builder
			for _, d := range diffs {
				b.WriteString(string(d.Kind) + ": " + d.Text + "\n")
			}
			t.Errorf("%s: %s%s\n---\n%s", name, b.String(), content, md)
		}
	})
}

func TestNotes(t *testing.T) {
	for _, tt := range []struct {
		d       *dialect.Dialect
		content string
		want    string
	}{
		{plain, "<p>{{ x }}</p>", "holds {{"},
		{plain, "<pre>{{&lt; x >}}</pre>", "holds {{ holds {{<"},
		{plain, "<p>{ x }</p>", ""},
		{with(func(d *dialect.Dialect) { d.Noted = nil }), "<p>{{ x }}</p>", ""},
	} {
		p := markdown.New(tt.d)
		p.Print(transform.Tree(&extract.Item{ID: 5, Content: tt.content}, nil, transform.Options{}).Tree)
		var got []string
		for _, n := range p.Notes() {
			what, _, _ := strings.Cut(n.Text, ":")
			got = append(got, what)
			if n.Review {
				t.Errorf("%s: asks for a look", n.Text)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: got %q, want %q", tt.content, s, tt.want)
		}
	}
}
