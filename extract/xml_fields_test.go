package extract

import (
	"fmt"
	"strings"
	"testing"
)

func TestSpreadXML(t *testing.T) {
	fields := func(meta ...Meta) string {
		it := Item{Meta: meta}
		it.SpreadXML()
		it.SpreadXML()
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
	} {
		if got := fields(Meta{"document", row.in}, Meta{"kept", "here"}); got != row.want {
			t.Errorf("%.80s\ngot  %q\nwant %q", row.in, got, row.want)
		}
	}
}
