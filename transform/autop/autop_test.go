package autop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

// The vectors of docs/formats.md §B.5, and what else is worth knowing about wpautop.
// Outputs are compared without the white space around them.
var tests = []struct{ name, in, want string }{
	// Paragraphs.
	{"blank line", "a\n\nb", "<p>a</p>\n<p>b</p>"},
	{"newline", "a\nb", "<p>a<br />\nb</p>"},
	{"CRLF", "a\r\nb\r\n\r\nc", "<p>a<br />\nb</p>\n<p>c</p>"},
	{"CR", "a\rb\r\rc", "<p>a<br />\nb</p>\n<p>c</p>"},
	{"blanks at the ends of paragraphs stay", "  a  \n\n\n\n b ", "<p>  a  </p>\n<p> b </p>"},
	{"blanks at the ends of lines go", "a  \n b", "<p>a<br />\n b</p>"},
	{"blank line with a blank", "a\n \nb", "<p>a</p>\n<p>b</p>"},
	{"blank line with a vertical tab", "a\n\v\nb", "<p>a</p>\n<p>b</p>"},
	{"no-break spaces are text", "a\n\u00a0\nb", "<p>a<br />\n\u00a0<br />\nb</p>"},
	{"entities are text", "a&nbsp;\n\n&nbsp;\n\nb", "<p>a&nbsp;</p>\n<p>&nbsp;</p>\n<p>b</p>"},
	{"nothing but white space", " \t\n\r\v\x00", ""},
	{"nothing but breaks", "<br><br>", ""},
	{"a form feed is not nothing", "\f", "<br />"},
	{"invalid UTF-8", "\xff\n\xc3\n\n\xa0", "<p>\xff<br />\n\xc3</p>\n<p>\xa0</p>"},
	{"inline tags", "<em>a</em>\n<em>b</em>", "<p><em>a</em><br />\n<em>b</em></p>"},
	{"inline tag over a blank line", "<code>a\n\nb</code>", "<p><code>a</p>\n<p>b</code></p>"},
	{"shortcodes are text", `[caption id="c"]<img src="u" /> Cap[/caption]`, `<p>[caption id="c"]<img src="u" /> Cap[/caption]</p>`},
	{"comments are text", "a\n<!--more-->\nb", "<p>a<br />\n<!--more--><br />\nb</p>"},
	{"a placeholder is a comment", "a\n\n<!--wp2md:3-->\n\nb", "<p>a</p>\n<p><!--wp2md:3--></p>\n<p>b</p>"},
	{"first post of WordPress' tests",
		"Mr. WordPress?  So long.  Yes.\n\nFirst things first:\n<ul>\n<li>One</li>\n</ul>\nAs a sub.\nWhen\nUp!",
		"<p>Mr. WordPress?  So long.  Yes.</p>\n<p>First things first:</p>\n<ul>\n<li>One</li>\n</ul>\n<p>As a sub.<br />\nWhen<br />\nUp!</p>"},

	// Paragraphs that are already there.
	{"p", "<p>a</p>\n\nb", "<p>a</p>\n<p>b</p>"},
	{"p over a blank line", "<p>a\n\nb</p>", "<p>a</p>\n<p>b</p>"},
	{"p over a newline", "<p>a\nb</p>", "<p>a<br />\nb</p>"},
	{"empty p", "a\n\n<p></p>\n\nb", "<p>a</p>\n<p>b</p>"},
	{"empty p at the start", "<p></p>\n\nb", "</p>\n<p>b</p>"},
	{"newline before the last end tag", "<p>a\n</p>", "<p>a</p>"},

	// Blocks.
	{"div", "<div>foo</div>", "<div>foo</div>"},
	{"div with a newline", "<div>foo\nbar</div>", "<div>foo<br />\nbar</div>"},
	{"div with a blank line", "<div>a\n\nb</div>", "<div>a</p>\n<p>b</p></div>"},
	{"div in text", "a<div>b</div>", "<p>a</p>\n<div>b</div>"},
	{"div in a link", `<a href="x"><div>y</div></a>`, "<p><a href=\"x\"></p>\n<div>y</div>\n<p></a></p>"},
	{"upper case is inline", "<P>A</P>\n\n<DIV>b</DIV>", "<p><P>A</P></p>\n<p><DIV>b</DIV></p>"},
	{"heading before text", "<h2>t</h2>\ntext\nmore", "<h2>t</h2>\n<p>text<br />\nmore</p>"},
	{"list", "<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b\n<p>c</li>\n</ul>"},
	{"list in a list", "<li>a\n\n<ul><li>b</li></ul>\n</li>", "<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>"},
	{"list in text", "text<ul><li>a</li></ul>text2", "<p>text</p>\n<ul>\n<li>a</li>\n</ul>\n<p>text2</p>"},
	{"list item that goes on in the next line", "<li>a\nb", "<li>a<br />\nb</p>"},
	{"table", "<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>", "<table>\n<tr>\n<td>a<br />\nb</td>\n</tr>\n</table>"},
	{"cell with a blank line", "<td>a\n\nb</td>", "<td>a</p>\n<p>b</td>"},
	{"section keeps a break", "<section>\nfoo\n</section>", "<section>\nfoo<br />\n</section>"},
	{"details", "<details>\n<summary>s</summary>\nbody\n\nbody2\n</details>", "<details>\n<summary>s</summary>\n<p>body</p>\n<p>body2<br />\n</details>"},
	{"hr", "paragraph1<hr>paragraph2", "<p>paragraph1</p>\n<hr>\n<p>paragraph2</p>"},
	{"hr with an attribute", "a<hr class=\"c\">b", "<p>a</p>\n<hr class=\"c\">b</p>"},
	{"figure", `<figure><img src="example.jpg" /><figcaption>Caption</figcaption></figure>`, `<figure><img src="example.jpg" /><figcaption>Caption</figcaption></figure>`},
	{"figure over lines", "<figure>\n<img src=\"example.jpg\" />\n<figcaption>Caption</figcaption>\n</figure>", "<figure>\n<img src=\"example.jpg\" /><figcaption>Caption</figcaption></figure>"},
	{"picture is a block by its first letter", "a\n\n<picture>\n<img>", "<p>a</p>\n<picture>\n<img></p>"},

	// Quotes.
	{"blockquote", "<blockquote>foo</blockquote>", "<blockquote><p>foo</p></blockquote>"},
	{"blockquote with a blank line", "<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p></blockquote>"},
	{"upper-case blockquote", "<BLOCKQUOTE cite=u>a", "<blockquote cite=u><p>a</p>"},
	{"upper-case paragraph around an upper-case blockquote", "a <P><BLOCKQUOTE>b", "<p>a <blockquote><p>b</p>"},

	// Preformatted text.
	{"pre", "<pre>CODE</pre>", "<pre>CODE</pre>"},
	{"pre between paragraphs", "Look at this code\n\n<pre>CODE</pre>\n\nIsn't that cool?", "<p>Look at this code</p>\n<pre>CODE</pre>\n<p>Isn't that cool?</p>"},
	{"pre in text", "x <pre>a\n\nb</pre> y", "<p>x </p>\n<pre>a\n\nb</pre>\n<p> y</p>"},
	{"pre keeps everything", "a\n\n<pre>Line1<br />Line2<br>Line3<br/>Line4\nActual Line 2</pre>\n\nb", "<p>a</p>\n<pre>Line1<br />Line2<br>Line3<br/>Line4\nActual Line 2</pre>\n<p>b</p>"},
	{"pre in pre", "<pre>a<pre>b\n\nc</pre>d\n\ne</pre>", "<pre>a<pre>b\n\nc</pre>\n<p>d</p>\n<p>e</p>"},
	{"closed pre after an unclosed one", "<pre>a\n\n<pre>b</pre>\n\n<pre>c\n\nd", "<pre>a\n\n<pre>b</pre>\n<pre>c</p>\n<p>d</p>"},
	{"end of pre without a start", "</pre>a\n\n<pre>b</pre>", "<p>a</p>\n<pre>b</pre>"},
	{"end of pre without any start", "a</pre>b", "<p>a</pre>\n<p>b</p>"},

	// Breaks.
	{"breaks before newlines", "\nline 1<br>\nline 2<br/>\nline 3<br />\nline 4\nline 5\n", "<p>line 1<br />\nline 2<br />\nline 3<br />\nline 4<br />\nline 5</p>"},
	{"pairs of breaks", "\nline 1<br>\n<br/>\nline 2<br/>\n<br />\n", "<p>line 1</p>\n<p>line 2</p>"},
	{"three breaks", "a<br><br><br>b", "<p>a</p>\n<p>b</p>"},
	{"break and blank before a newline", "a<br /> \nb", "<p>a<br /> <br />\nb</p>"},
	{"break with an attribute", "a<br clear=\"all\" />\nb", "<p>a<br clear=\"all\" /><br />\nb</p>"},
	{"breaks in form fields", `Username: <input type="text" /><br />Password: <input type="password" />`, `<p>Username: <input type="text" /><br />Password: <input type="password" /></p>`},
	{"break dropped after a break dropped", "a</div<br> \n</td>", "<p>a</div\n</td>"},

	// Elements that stay in one line.
	{"video", "Paragraph one.\n\n<video controls>\n\t<source src=\"a.mp4\" />\n\t<!-- c -->\n\t<track src=\"a.vtt\" />\n\t<a href=\"u\">u</a>\n</video>\n\nParagraph two.",
		"<p>Paragraph one.</p>\n<p><video controls><source src=\"a.mp4\" /><!-- c --><track src=\"a.vtt\" /><a href=\"u\">u</a></video></p>\n<p>Paragraph two.</p>"},
	{"video with blank lines", "Paragraph one.\n\n<video controls>\n\n<source src=\"a.mp4\" />\n\n<track src=\"a.vtt\" />\n\n</video>\n\nParagraph two.",
		"<p>Paragraph one.</p>\n<p><video controls><source src=\"a.mp4\" /><track src=\"a.vtt\" /></video></p>\n<p>Paragraph two.</p>"},
	{"video shortcode", "Paragraph one.\n\n[video width=\"9\"]\n\t<source src=\"a.mp4\" />\n\t<!-- c -->\n\t<track src=\"a.vtt\" />\n[/video]\n\nParagraph two.",
		"<p>Paragraph one.</p>\n<p>[video width=\"9\"]<source src=\"a.mp4\" /><!-- c --><track src=\"a.vtt\" />[/video]</p>\n<p>Paragraph two.</p>"},
	{"a bracket ends a video tag", "<video data=\"[]\" controls>\n<source>", "<p><video data=\"[]\" controls><source></p>"},
	{"a bracket ends a video tag too soon", "<video data=\"[]\" controls>\na\n<source>", "<p><video data=\"[]\" controls><br />\na<source></p>"},
	{"object", "Paragraph one.\n\n<object width=\"9\">\n<param name=\"a\" />\n\n<embed src=\"u\" />\n</object>\n\nParagraph two.",
		"<p>Paragraph one.</p>\n<p><object width=\"9\"><param name=\"a\" /><embed src=\"u\" /></object></p>\n<p>Paragraph two.</p>"},
	{"objects in a div", "<div class=\"v\">\n<object id=\"a\">\n<param name=\"m\" />\n<!--[if !IE]-->\n<object data=\"u\">\n<p>x</p>\n</object>\n<!--<![endif]-->\n</object></div>",
		"<div class=\"v\">\n<object id=\"a\"><param name=\"m\" /><!--[if !IE]--><br />\n<object data=\"u\"><p>x</p></object><br />\n<!--<![endif]--></object></div>"},
	{"select", "Country: <select id=\"c\">\n<option value=\"1\">Alabama</option>\n<option value=\"2\">Utah</option>\n</select>", "<p>Country: <select id=\"c\"><option value=\"1\">Alabama</option><option value=\"2\">Utah</option></select></p>"},
	{"iframe", "<iframe src=\"x\"></iframe>\ntext", "<p><iframe src=\"x\"></iframe><br />\ntext</p>"},
	{"svg", "<svg>\n<g>\n<circle />\n</g>\n</svg>", "<p><svg>\n<g>\n<circle />\n</g>\n</svg></p>"},
	{"script", "<script>\nvar a;\nvar b;\n</script>", "<p><script>\nvar a;\nvar b;\n</script></p>"},
	{"script with a blank line", "<script>\nvar a;\n\nvar b;\n</script>", "<p><script>\nvar a;</p>\n<p>var b;\n</script></p>"},
	{"style with a blank line", "<style>\na{}\n\nb{}\n</style>", "<style>\na{}</p>\n<p>b{}\n</style>"},
	{"unclosed script", "<script>\na\nb", "<p><script><br />\na<br />\nb</p>"},

	// Newlines within tags.
	{"tag over lines", "Hello <a\nhref='world'>", "<p>Hello <a\nhref='world'></p>"},
	{"comment over lines", "Hello <!-- a\nhref='world' -->", "<p>Hello <!-- a\nhref='world' --></p>"},
	{"comment with tags", "Hello <!-- <object>\n<param>\n<param>\n<embed>\n</embed>\n</object>\n -->", "<p>Hello <!-- <object>\n<param>\n<param>\n<embed>\n</embed>\n</object>\n --></p>"},
	{"CDATA", "Hello <![CDATA[ a\nhttps://youtu.be/x\n ]]>", "<p>Hello <![CDATA[ a\nhttps://youtu.be/x\n ]]></p>"},
	{"CDATA with a comment", "Hello <![CDATA[ <!-- a\n\nb -->\na\n\nb\n]]>", "<p>Hello <![CDATA[ <!-- a\n\nb -->\na\n\nb\n]]></p>"},
	{"the shortest comments are closed", "<!-->\n<!--->\na", "<p><!--><br />\n<!---><br />\na</p>"},
	{"unclosed comment", "a <!-- b\n\nc", "<p>a <!-- b\n\nc\n</p>"},
	{"unclosed tag", "I <3 you\n\nso", "<p>I <3 you\n\nso\n</p>"},
	{"less than", "1 < 2\n\nand 3 > 2\n\nnext", "<p>1 < 2\n\nand 3 > 2</p>\n<p>next</p>"},
	{"block tag over lines", "<div\nclass=\"c\">a</div>", "<div\nclass=\"c\">a</div>"},
	{"block tag over lines alone", "<div\nclass=\"c\">\n\na", "<div\nclass=\"c\"></p>\n<p>a</p>"},
	{"text that looks like our placeholder", "<\x00> <\x00\x00>\na <b\n> <\x00>", "<p><\x00> <\x00\x00><br />\na <b\n> <\x00></p>"},
}

func TestParagraphs(t *testing.T) {
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Paragraphs(tt.in, true); strings.TrimSpace(got) != tt.want {
				t.Errorf("autop(%q)\ngot  %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

// Without line breaks a newline stays a newline, and a break as it is written.
func TestWithoutBreaks(t *testing.T) {
	for in, want := range map[string]string{
		"a\nb\n\nc":               "<p>a\nb</p>\n<p>c</p>\n",
		"a<br>b<br/>\nc":          "<p>a<br>b<br/>\nc</p>\n",
		"a<br />\n<p>b</p>":       "<p>a</p>\n<p>b</p>\n",
		"<div><br />\na</div>":    "<div>\na</div>\n",
		"<script>\na\n</script>b": "<p><script>\na\n</script>b</p>\n",
	} {
		if got := Paragraphs(in, false); got != want {
			t.Errorf("autop(%q)\ngot  %q\nwant %q", in, got, want)
		}
	}
}

var blockNames = strings.Split(refBlocks, "|")

// A block stands alone, be it joined to the next one by a blank line or by
// nothing; some names have rules of their own.
func TestBlocks(t *testing.T) {
	var elements, empty, attrs []string
	for _, name := range blockNames {
		switch name {
		case "blockquote", "hr", "figcaption":
			continue
		}
		elements = append(elements, fmt.Sprintf("<%s>foo</%[1]s>", name))
		empty = append(empty, fmt.Sprintf("<%s/>", name))
		attrs = append(attrs, fmt.Sprintf("<%s attr='value'>foo</%[1]s>", name))
	}
	for _, tt := range []struct {
		blocks []string
		glue   string
	}{
		{elements, "\n\n"},
		{elements, ""},
		{empty, ""},
		{attrs, ""},
	} {
		in, want := strings.Join(tt.blocks, tt.glue), strings.Join(tt.blocks, "\n")+"\n"
		if got := Paragraphs(in, true); got != want {
			t.Errorf("autop(%q)\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func TestInline(t *testing.T) {
	var in, want []string
	for _, name := range strings.Fields("em strong small s cite q dfn abbr data time code var samp kbd sub sup i b u " +
		"mark span del ins noscript select main center object video label font custom-element") {
		element := fmt.Sprintf("<%s>foo</%[1]s>", name)
		in = append(in, element)
		want = append(want, "<p>"+element+"</p>\n")
	}
	if got := Paragraphs(strings.Join(in, "\n\n"), true); got != strings.Join(want, "") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The two readings of a name: the whole of it, and what it starts with.
func TestBlockNames(t *testing.T) {
	for _, name := range blockNames {
		if got := text(name + ">").blockName(0); got != len(name) {
			t.Errorf("%s is no block", name)
		}
		for _, tag := range []string{"<" + name, "</" + name, "<" + name + "x"} {
			if !text(tag).blockTag(0) {
				t.Errorf("%s is no block tag", tag)
			}
		}
	}
	for _, name := range strings.Fields("a b em i img span strong main iframe object video svg select form1 blockquotes h0 h7 divx") {
		if text(name).blockName(0) >= 0 {
			t.Errorf("%s is a block", name)
		}
	}
	for _, tag := range strings.Fields("< </ <a <b <em <d <h <h7 <t <tt <strong <span <ta <fig <summar <P <DIV <b>div div>") {
		if text(tag).blockTag(0) {
			t.Errorf("%s is a block tag", tag)
		}
	}
}

type oracleRow struct {
	Name, Input, Output string
	OutputNoBr          string `json:"output_nobr"`
}

func oracle(t testing.TB) []oracleRow {
	var rows []oracleRow
	dec := json.NewDecoder(bytes.NewReader(shared.Read(t, "oracle/wpautop.jsonl")))
	for dec.More() {
		var row oracleRow
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// What the function itself makes of 111 texts in a running WordPress.
func TestOracle(t *testing.T) {
	for _, row := range oracle(t) {
		t.Run(row.Name, func(t *testing.T) {
			for _, f := range []struct {
				name string
				do   func(string, bool) string
			}{{"autop", Paragraphs}, {"reference", reference}} {
				if got := f.do(row.Input, true); got != row.Output {
					t.Errorf("%s(%q, true)\ngot  %q\nwant %q", f.name, row.Input, got, row.Output)
				}
				if got := f.do(row.Input, false); got != row.OutputNoBr {
					t.Errorf("%s(%q, false)\ngot  %q\nwant %q", f.name, row.Input, got, row.OutputNoBr)
				}
			}
		})
	}
}

// sameAsReference holds autop against the slow and simple version of it.
func sameAsReference(t *testing.T, s string) {
	t.Helper()
	for _, br := range []bool{true, false} {
		if got, want := Paragraphs(s, br), reference(s, br); got != want {
			t.Fatalf("autop(%q, %t)\ngot  %q\nwant %q", s, br, got, want)
		}
	}
}

// tokens are the words of a language in which random texts hit the rules
// of wpautop, and the ways to break them.
var tokens = strings.Split("a|b| |\n|\n\n|\r|\r\n|\t|<|>|/|<p>|</p>|<p |<P>|<div>|</div>|<div|</div|<div\n c=\"d\">|"+
	"<br>|<br/>|<br />|<br\n/>|<br|<hr>|<hr />|<hr x>|<hr|<li>|</li>|<li|<ul>|</ul>|<ol>|<pre>|</pre>|<pre|<pre></pre>|pre>|"+
	"<blockquote>|</blockquote>|<BlockQuote x>|<BLOCKQUOTE>|<DIV>|<script>|</script>|<style>|</style>|<svg|</svg>|<STYLE>|"+
	"<option>|</option>|<option|<object>|</object>|<object|<param>|</param>|<embed|</embed>|<audio>|</audio>|"+
	"[video]|[/video]|[video|</video]|<source>|<track|<source|<figcaption>|</figcaption>|<figcaption|<figure>|</figure>|"+
	"</form>|</address>|<!--|-->|<!-->|<!--->|--|-|<![CDATA[|]]>|]|!|\x00|<\x00>|<\x00\x00>|\x00>| <\x00> |\f|\v|\xff|\u00a0|"+
	"<a href=\"x\">|</a>|<em>|</em>|<!--wp2md:3-->|<picture>|<link>|<table>|<td>|</td>|<tr>|</tr>|<th>|<section>|</section>|"+
	"<h2>|</h2>|<details>|<summary>|<dl>|<dd>|<dt>|x", "|")

func TestEqualsReference(t *testing.T) {
	for _, tt := range tests {
		sameAsReference(t, tt.in)
	}
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for range 1000 {
		// Few words in many places meet more often than many words.
		words := make([]string, 3+r.IntN(12))
		for i := range words {
			words[i] = tokens[r.IntN(len(tokens))]
		}
		b.Reset()
		for range 1 + r.IntN(40) {
			b.WriteString(words[r.IntN(len(words))])
		}
		sameAsReference(t, b.String())
	}
}

// FuzzParagraphs reads its input twice: as a text, and as a row of tokens.
func FuzzParagraphs(f *testing.F) {
	for _, tt := range tests {
		f.Add(tt.in)
	}
	for i := range tokens {
		f.Add(string([]byte{byte(i), 3, byte(i / 2), 4, byte(i)}))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<9 {
			Paragraphs(s, true)
			return // the reference is slow
		}
		sameAsReference(t, s)
		var b strings.Builder
		for i := range len(s) {
			b.WriteString(tokens[int(s[i])%len(tokens)])
		}
		sameAsReference(t, b.String())
	})
}

// typicalPost is a post as people wrote them in the classic editor, of n bytes
// or a little more.
func typicalPost(n int) string {
	const sentence = "It was the third day of the walk, and the path along the river had turned to mud under three hours of rain; nobody said much. "
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString("Morning came late. " + sentence +
			`We met <a href="http://example.test/2009/05/people/">some people</a> at the bridge, and one of them said <em>it never stops</em> here. ` +
			sentence + "\n\n" + sentence +
			"<strong>Do not</strong> take the upper road in spring.\nThe lower road is longer,\nand drier. " + sentence + "\n\n")
		switch i % 5 {
		case 0:
			b.WriteString(`<a href="http://example.test/wp-content/uploads/2009/05/bridge.jpg"><img class="aligncenter size-medium wp-image-123" ` +
				`title="bridge" src="http://example.test/wp-content/uploads/2009/05/bridge-300x225.jpg" alt="The bridge" width="300" height="225" /></a>` + "\n\n")
		case 1:
			b.WriteString("<ul>\n\t<li>Two ropes of thirty metres</li>\n\t<li>A <em>good</em> knife</li>\n\t<li>Bread, cheese, and what the shop has</li>\n</ul>\n")
		case 2:
			b.WriteString("<blockquote>" + sentence + "</blockquote>\n")
		case 3:
			fmt.Fprintf(&b, "<h2>Day %d</h2>\n", i)
		}
		b.WriteString(sentence + sentence + sentence + "\n\n")
	}
	return b.String()
}

// hostile are texts of n bytes, about, each the worst case of some step.
func hostile(n int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	return map[string]string{
		"less than":             fill("<"),
		"newlines":              fill("\n") + "x",
		"blanks":                "x" + fill(" ") + "x",
		"blank lines":           "x" + fill("\n ") + "x",
		"carriage returns":      "x" + fill("\r") + "<" + fill("\r"),
		"paragraphs":            fill("<p>"),
		"spaced paragraphs":     fill("<p> "),
		"items":                 fill("<p><li"),
		"items over lines":      fill("<p><li\n") + "</p>",
		"comments":              fill("<!--"),
		"CDATA":                 fill("<![CDATA["),
		"newlines in a comment": "<!--" + fill("\n"),
		"tags in a comment":     "<!--" + fill("<p></p>"),
		"breaks":                fill("<br>"),
		"breaks over lines":     fill("<br>\n"),
		"unclosed breaks":       fill("<br "),
		"unclosed blocks":       fill("<div "),
		"unclosed blocks, end":  fill("<div ") + ">",
		"unclosed pre":          fill("<pre>"),
		"ends of pre":           "<pre>" + fill("</pre>"),
		"pre":                   fill("<pre></pre>"),
		"scripts":               fill("<script><style><svg>\n"),
		"objects":               fill("<object ") + "</object>",
		"objects after":         "</object>" + fill("<object "),
		"options":               fill("<option> "),
		"videos":                "<source>" + fill("[video "),
		"rules":                 fill("<hr "),
		"placeholders":          fill("<\x00>"),
		"NULs":                  "<" + fill("\x00"),
		"hyphens":               "<!" + fill("-"),
		"quotes":                fill("<p><blockquote"),
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A hostile text costs memory in proportion to its length. That time is linear
// too is for BenchmarkParagraphs to show: its MB/s are the same for each size.
func TestHostileMemory(t *testing.T) {
	for name, s := range hostile(1 << 14) {
		if got := allocated(func() { Paragraphs(s, true) }); got > 32*uint64(len(s)) {
			t.Errorf("%s: %d bytes allocated for %d", name, got, len(s))
		}
	}
}

// Once it has what it writes to, a text costs one allocation: its result. The
// fewest of some runs count, for a sync.Pool may be emptied at any time and
// drops things at random under the race detector.
func TestAllocs(t *testing.T) {
	for name, tt := range map[string]struct {
		in   string
		want float64
	}{
		"typical":     {typicalPost(6 << 10), 1},
		"with a pre":  {typicalPost(3<<10) + "<pre>a\n\nb</pre>" + typicalPost(3<<10), 1},
		"white space": {" \n", 0},
	} {
		got := math.Inf(1)
		for range 20 {
			got = min(got, testing.AllocsPerRun(1, func() { Paragraphs(tt.in, true) }))
		}
		if got > tt.want {
			t.Errorf("%s: %v allocations, want %v", name, got, tt.want)
		}
	}
}

func BenchmarkParagraphs(b *testing.B) {
	bench := func(name, s string) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				Paragraphs(s, true)
			}
		})
	}
	post := typicalPost(6 << 10)
	bench("typical", post)
	bench("CRLF", strings.ReplaceAll(post, "\n", "\r\n"))
	bench("text", strings.Repeat(strings.Repeat("Words and nothing but words, one after the other. ", 10)+"\n\n", 12))
	bench("markup", strings.Repeat("<table>\n<tr>\n<td><b>a</b></td>\n<td>x\ny</td>\n</tr>\n</table>\n"+
		"<div class=\"a\"><p>One</p>\n<ul><li><a href=\"#\">b</a></li></ul></div>\n", 100))
	bench("5MB", typicalPost(5<<20))
	short, long := hostile(1<<16), hostile(1<<20)
	for _, name := range slices.Sorted(maps.Keys(long)) {
		bench("hostile/"+name+"/n=64K", short[name])
		bench("hostile/"+name+"/n=1M", long[name])
	}
}
