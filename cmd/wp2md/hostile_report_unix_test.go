//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// fill puts an attack into each text of a value, and three elements into each list.
func fill(v reflect.Value, attack func() string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() != reflect.TypeFor[note.Result]() {
			v.SetString(attack())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), attack)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 3 {
			fill(v.Index(i), attack)
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// Whatever field of the report holds an attack, nothing of it runs or is loaded.
func TestHostileFieldsOfReport(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.trap()
	canary, asked := newCanary(t)
	lines := attacks(t, canary)
	lines = append(lines, `</script><script>EVIL110()</script>`, `<!--<script>EVIL111()`, `]]></textarea></title></style><img src="`+canary+`/a" onerror=EVIL112()>`, `javascript:EVIL113()`, `" onmouseover="EVIL114()" x="`, `' autofocus onfocus='EVIL115()`,
		"\u2028</script\u2029><svg/onload=EVIL116()>", `{{EVIL117()}}${EVIL118()}`, `https://x.example/" onclick="EVIL119()`)
	n := 0
	attack := func() string { n++; return lines[n%len(lines)] }
	var s report.Summary
	fill(reflect.ValueOf(&s).Elem(), attack)
	s.Results = map[note.Result]int{note.OK: 1, note.Review: 2}
	var rows []report.Row
	for i := range len(lines) {
		var r report.Row
		fill(reflect.ValueOf(&r).Elem(), attack)
		r.ID, r.Result = int64(i), note.Review
		r.Title, r.Old = lines[i], []string{lines[i], "https://x.example/" + lines[i]}[i%2]
		rows = append(rows, r)
	}
	packer := report.NewPacker(&dialect.Plain)
	var about report.About
	fill(reflect.ValueOf(&about).Elem(), attack)
	name := filepath.Join(t.TempDir(), "report.html")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	var sides bytes.Buffer
	toSides := bufio.NewWriter(&sides)
	for i, l := range lines {
		tree, err := html.Parse(strings.NewReader("<p>" + l))
		if err != nil {
			t.Fatal(err)
		}
		report.WriteSides(toSides, i, packer.Pack(nil, tree, report.LinksOf(tree), packer.HTML([]byte(l)), "", nil))
	}
	if err := toSides.Flush(); err != nil {
		t.Fatal(err)
	}
	err = s.WriteHTML(f, &about, func(yield func(json.RawMessage, error) bool) {
		for _, r := range rows {
			if !yield(r.AppendJSON(nil), nil) {
				return
			}
		}
	}, &sides)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	b.open(name)
	b.eval(`document.querySelectorAll('details').forEach(d => d.open = true); location.hash = '#view=all'; true`)
	for range 5 {
		b.eval(`(m => m.hidden || m.click())(document.querySelector('#more'))`)
	}
	b.want(`document.querySelectorAll('.row').length`, len(lines))
	for i := range lines {
		b.eval(fmt.Sprintf(`document.querySelectorAll('.row')[%d].click()`, i))
		b.wait(`[...document.querySelectorAll('iframe')].filter(f => f.contentDocument && f.contentDocument.readyState === 'complete').length === 2`)
		b.want(`document.querySelectorAll('iframe:not([sandbox="allow-same-origin"])').length`, 0) // no scripts
		b.eval(fmt.Sprintf(`document.querySelectorAll('.row')[%d].click()`, i))
	}
	for _, text := range []string{s.Site.Title, s.Problems[1], s.Gone[0], s.Stale[2], s.Links[1].Address, s.Links[1].Why, s.Repairs[0].File, s.Media.Missing[0], s.Types[0].Name, s.Skipped[1].Name, s.Redirects.Formats[0].File} {
		if text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\u2028", "")), " "); len(text) > 20 {
			text = text[:20]
		}
		b.want(fmt.Sprintf(`document.documentElement.textContent.replace(/[\s\u2028]+/g, ' ').includes(%q)`, text), true)
	}
	b.eval(`for (const e of document.querySelectorAll('body *')) {
	for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(type, {bubbles: true, cancelable: true}));
	for (const a of e.attributes) if (/^on/i.test(a.name) || /^\W*(javascript|vbscript|data):/i.test(a.value) && a.name !== 'content' && e.localName !== 'option') console.error('ran EVIL: ' + e.outerHTML.slice(0, 300));
}; true`)
	time.Sleep(500 * time.Millisecond)
	for _, what := range b.faults {
		t.Error(what)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("a server was asked %d times", n)
	}
	b.eval(`EVIL1()`)
	if len(b.ran(canary)) == 0 {
		t.Error("what runs is not seen")
	}
}
