package extract

import (
	"strings"
	"testing"
)

func TestPlainTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Hello":                           "Hello",
		"":                                "",
		" \n\t ":                          "",
		"&nbsp;":                          "",
		"Q &amp; A":                       "Q & A",
		"AT&T &#8211; it&#8217;s":         "AT&T – it’s",
		"Use of &lt;b&gt;":                "Use of <b>",
		"Use of <b>bold</b>":              "Use of bold",
		"&amp;lt;":                        "&lt;",
		"H<sub>2</sub>O":                  "H2O",
		"one<br />two<BR>three":           "one two three",
		"a\nb\t c  d":                     "a b c d",
		"1 < 2 and 3 > 2":                 "1 < 2 and 3 > 2",
		"I <3 you":                        "I <3 you",
		"a <b":                            "a <b",
		"a <b c <i>d</i>":                 "a <b c d",
		`x <a title="a > b" href=c>y</a>`: "x y",
		`x <a title="a>y</a> z`:           "x y z",
		"x <!-- wp:p > --> y":             "x y",
		"x <!-- y":                        "x <!-- y",
		"<?php x ?>y<!doctype z>":         "y",
		"10\u00a0000":                     "10\u00a0000",
		"a\u2028b":                        "a b",
		"&#1;&#8;a&#133;":                 "a…",
		"<":                               "<",
		"<>":                              "<>",
		"</>":                             "</>",
	} {
		it := Item{Title: in}
		if got := it.PlainTitle(); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Outside CDATA a title has no tags, unless they are closed.
func TestPlainTitleLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"Use of &lt;b&gt; &amp;amp; more": "Use of <b> & more",
		"a &lt;em&gt;b&lt;/em&gt; c":      "a b c",
		"a&lt;br /&gt;b":                  "a b",
		"<![CDATA[Use of &lt;b&gt;]]>":    "Use of <b>",
		"<![CDATA[Use of <b>]]>":          "Use of",
		"1 &lt; 2":                        "1 < 2",
	} {
		items, _, _, err := readAll("a.xml", strings.NewReader(wxr(item(1, "<title>"+in+"</title>"))))
		if err != nil {
			t.Fatal(err)
		}
		if got := items[0].PlainTitle(); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// A title of any length takes time in proportion: else this does not end before
// the time limit of the tests.
func TestPlainTitleLinear(*testing.T) {
	for _, s := range []string{"<", "<a ", `<a "`, "<!--", "<!-- -->", "&", "&lt", "  "} {
		it := Item{Title: strings.Repeat(s, 1<<20/len(s))}
		it.PlainTitle()
	}
}
