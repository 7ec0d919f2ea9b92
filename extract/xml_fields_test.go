package extract

import (
	"fmt"
	"strings"
	"testing"
)

func TestSpreadXML(t *testing.T) {
	fields := func(meta ...Meta) string {
		it := Item{Meta: meta}
		isPrivate := func(name string) bool { return strings.Contains(name, "customer") }
		it.SpreadXML(isPrivate)
		it.SpreadXML(isPrivate)
		var b strings.Builder
		for _, m := range it.Meta[len(meta):] {
			fmt.Fprintf(&b, "%s=%s\n", m.Key, m.Value)
		}
		for _, m := range meta {
			if it.IsSpread(m.Key) {
				b.WriteString(m.Key + " spread")
			}
		}
		return b.String()
	}
	const head = `<?xml version="1.0" encoding="ISO-8859-1"?>` + "\n"
	for _, row := range []struct{ in, want string }{
		{head + `<event><sub_title>Tea &amp; cake</sub_title><empty/><place><town> Ulm </town><kept>there</kept></place><img>1</img><img>2</img></event>`,
			"sub_title=Tea & cake\ntown=Ulm\ndocument_kept=there\nimg=1\nimg=2\ndocument spread"},
		{head + `<event><text>a <![CDATA[<b>bold</b>]]> word</text>`, ""},
		{head + `<event>plain</event>`, "event=plain\ndocument spread"},
		{head + strings.Repeat("<a>", 1000) + "x" + strings.Repeat("</a>", 1000), ""},
		{head + `<event><text>a <![CDATA[<b>bold</b>]]> word</text></event>`, "text=a <b>bold</b> word\ndocument spread"},
		{head, "document spread"},
		{"<event>no document</event>", ""},
		{head + `<event title="Tea"><place name="Ulm"/><text>a word</text></event>`, ""},
		{head + `<event xmlns="http://a.example/" xmlns:b="http://b.example/"><b:text>a word</b:text></event>`, "text=a word\ndocument spread"},
		{head + `<event><text>Hello <b>bold</b> world</text></event>`, ""},
		{head + `<event><text>Hello <b>bold</b></text></event>`, ""},
		{head + `<event><text><b>bold</b> world</text></event>`, ""},
		{head + `<event><place>Ulm</place><customer><name><first>Bob</first></name><city>Ulm</city></customer></event>`,
			"place=Ulm\ncustomer_name_first=Bob\ncustomer_city=Ulm\ndocument spread"},
	} {
		if got := fields(Meta{"document", row.in}, Meta{"kept", "here"}); got != row.want {
			t.Errorf("%.80s\ngot  %q\nwant %q", row.in, got, row.want)
		}
	}
	for _, row := range []struct{ key, want string }{
		{"_theme_data", "_theme_data,_place"},
		{"_customer_data", "_customer_data,_customer_data_doc_place"},
	} {
		it := Item{Meta: []Meta{{row.key, head + "<doc><place>Ulm</place></doc>"}}}
		it.SpreadXML(func(name string) bool { return strings.Contains(name, "customer") })
		var keys []string
		for _, m := range it.Meta {
			keys = append(keys, m.Key)
		}
		if got := strings.Join(keys, ","); got != row.want {
			t.Errorf("%s: got %s, want %s", row.key, got, row.want)
		}
	}
}
