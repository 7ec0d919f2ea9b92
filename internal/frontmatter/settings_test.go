package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/shared"
)

// settings compiles the text of a settings file.
func settings(text string) (*Settings, error) {
	var file struct{ Frontmatter, Overrides yaml.Node }
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		return nil, err
	}
	return Compile(&file.Frontmatter, &file.Overrides, Options{
		File: "wp2md.yaml",
		Slug: func(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") },
	})
}

// full is a post that has everything.
func full() *Post {
	return &Post{
		ID: 770, Title: "REX BOF", Slug: "rex-bof", Type: "post", Status: "publish",
		Description: "About", Excerpt: " Short ", Author: "anne", AuthorName: "Anne B",
		Image: "rework.png", Link: "http://old.example/rex-bof/", URL: "/rex-bof/", Path: "posts/rex-bof.md",
		Aliases: []string{"/?p=770"}, Body: []byte("**Été** in Paris"), Text: func() string { return "Été in Paris" },
		Date: time.Date(2013, 4, 2, 0, 30, 0, 0, time.UTC), Modified: time.Date(2014, 5, 6, 7, 8, 9, 0, time.FixedZone("", 7200)),
		Categories: []string{"waza"}, Tags: []string{"nossii", "sociocratie"},
		Terms:  map[string][]string{"series": {"bof"}, "empty": nil},
		Format: "aside", Sticky: true,
		Meta: func() map[string]string { return map[string]string{"places": "Paris, Lyon ,", "views": "12"} },
	}
}

// yamlOf returns the lines of the block of a post.
func yamlOf(t *testing.T, s *Settings, p *Post) string {
	t.Helper()
	fields, err := s.Fields(p)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(b), "---\n"), "---\n")
}

func TestPlainPreset(t *testing.T) {
	draft := full()
	draft.Draft = true
	for _, c := range []struct {
		why  string
		post *Post
		want string
	}{
		{"everything", full(), `id: "770"
title: "REX BOF"
description: "About"
date: "2013-04-02"
categories:
  - "waza"
tags:
  - "nossii"
  - "sociocratie"
img: "rework.png"
`},
		{"only the title stays without a value; a converter has given no number", &Post{}, `title: ""
`},
		{"a draft says so at the end", &Post{ID: 5, Title: "a", Draft: true, Image: "b.jpg"}, `id: "5"
title: "a"
img: "b.jpg"
draft: true
`},
	} {
		if got := yamlOf(t, Plain(), c.post); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ why, settings, want string }{
		{"a name alone takes the default value", "[title, id]", `title: "REX BOF"` + "\n" + `id: "770"`},
		{"every default", "[slug, type, status, author, url, link, path, modified, excerpt, format, sticky, draft]",
			`slug: "rex-bof"
type: "post"
status: "publish"
author: "anne"
url: "/rex-bof/"
link: "http://old.example/rex-bof/"
path: "posts/rex-bof.md"
modified: "2014-05-06"
excerpt: " Short "
format: "aside"
sticky: true`},
		{"aliases", "[aliases]", "aliases:\n  - \"/?p=770\""},
		{"no field at all", "[]", ""},
		{"template", `[description: '{{ truncate 5 .Text }}...']`, `description: "Été i..."`},
		{"constant", `[layout: post]`, `layout: "post"`},
		{"constant that looks like something else", `[a: "3", b: "true", c: 2013-04-02]`, `a: "3"` + "\n" + `b: "true"` + "\n" + `c: "2013-04-02"`},
		{"number and bools", `[weight: 3, rating: 4.5, toc: true, comments: false]`, "weight: 3\nrating: 4.5\ntoc: true\ncomments: false"},
		{"list", `[x: [a, '{{ .Slug }}', 3, '{{ .Meta.none }}']]`, "x:\n  - \"a\"\n  - \"rex-bof\"\n  - 3"},
		{"mapping", `[cover: {image: '{{ .Image }}', alt: '{{ .Meta.alt }}'}]`, "cover:\n  image: \"rework.png\""},
		{"mapping without values", `[cover: {alt: '{{ .Meta.alt }}'}]`, ""},
		{"several in one entry", `[{layout: post, weight: 3}, id]`, "layout: \"post\"\nweight: 3\nid: \"770\""},
		{"alias", "[a: &x [b], c: *x]", "a:\n  - \"b\"\nc:\n  - \"b\""},

		{"one action: list", `[sections: '{{ .Categories }}']`, "sections:\n  - \"waza\""},
		{"one action: bool", `[pinned: '{{.Sticky}}']`, "pinned: true"},
		{"one action: false is no value", `[hidden: '{{ .Draft }}']`, ""},
		{"one action: time", `[date: '{{ .Date }}', lastmod: '{{ .Modified }}']`, `date: "2013-04-02T00:30:00"` + "\n" + `lastmod: "2014-05-06T07:08:09+02:00"`},
		{"one action: number", `[wp: '{{ .ID }}']`, "wp: 770"},
		{"one action: text", `[x: '{{- .Title -}}']`, `x: "REX BOF"`},
		{"one action: method", `[year: '{{ .Date.Year }}', month: '{{ .Date.Month }}']`, "year: 2013\nmonth: \"April\""},
		{"one action: terms", `[series: '{{ .Terms.series }}', none: '{{ .Terms.none }}', x: '{{ index .Terms "series" }}']`, "series:\n  - \"bof\"\nx:\n  - \"bof\""},
		{"one action: all terms", `[terms: '{{ .Terms }}']`, "terms:\n  series:\n    - \"bof\""},
		{"one action: function", `[places: '{{ split "," .Meta.places }}']`, "places:\n  - \"Paris\"\n  - \"Lyon\""},
		{"one action: pipe", `[x: '{{ .Tags | first | upper }}']`, `x: "NOSSII"`},
		{"one action: comparison", `[x: '{{ eq .Type "post" }}']`, "x: true"},
		{"one action among text is text", `[x: 'a {{ .Sticky }}', z: '{{ .Sticky }} ']`, `x: "a true"` + "\n" + `z: "true "`},

		{"custom field", `[views: '{{ .Meta.views }}', none: '{{ .Meta.none }}']`, `views: "12"`},
		{"condition", `[x: '{{ if .Sticky }}top{{ end }}', y: '{{ if .Draft }}z{{ end }}']`, `x: "top"`},
		{"range and with", `[x: '{{ range .Tags }}<{{ . }}>{{ end }}{{ with .Image }}{{ . }} of {{ $.Title }}{{ end }}']`, `x: "<nossii><sociocratie>rework.png of REX BOF"`},
		{"comment", `[x: '{{/* nothing */}}']`, ""},
		{"null node", "~", `id: "770"
title: "REX BOF"
description: "About"
date: "2013-04-02"
categories:
  - "waza"
tags:
  - "nossii"
  - "sociocratie"
img: "rework.png"`},
	} {
		s, err := settings("frontmatter: " + c.settings)
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		if got := strings.TrimSuffix(yamlOf(t, s, full()), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}

func TestFunctions(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{`truncate 3 "日本語テ"`, "日本語"},
		{`truncate 9 "日本語"`, "日本語"},
		{`truncate 0 "x"`, ""},
		{`truncate -1 "x"`, ""},
		{`date "02/01/2006 15:04" .Date`, "02/04/2013 00:30"},
		{`lower "ÀB"`, "àb"},
		{`upper "àb"`, "ÀB"},
		{`trim .Excerpt`, "Short"},
		{`replace "a" "b" "banana"`, "bbnbnb"},
		{`slug "Ab Cd"`, "ab-cd"},
		{`join ", " .Tags`, "nossii, sociocratie"},
		{`last .Tags`, "sociocratie"},
		{`first .Terms.none`, ""},
		{`split ";" "a; ;b" | join "|"`, "a|b"},
		{`default "none" .Meta.x`, "none"},
		{`default "none" .Title`, "REX BOF"},
		{`json .Tags`, `["nossii","sociocratie"]`},
		{`json "<&>"`, `"<&>"`},
		{`printf "%04d" .ID`, "0770"},
	} {
		s, err := settings("frontmatter: [x: '{{ " + c.template + " }}']")
		if err != nil {
			t.Errorf("%s: %v", c.template, err)
			continue
		}
		fields, err := s.Fields(full())
		got := any("")
		if len(fields) > 0 {
			got = fields[0].Value
		}
		if err != nil || got != c.want {
			t.Errorf("%s = %q, %v, want %q", c.template, got, err, c.want)
		}
	}
	s, err := settings(`frontmatter: [x: '{{ date "2006" .Date }}']`)
	if err != nil {
		t.Fatal(err)
	}
	if got := yamlOf(t, s, &Post{}); got != "" {
		t.Errorf("date of no time is %q", got)
	}
}

func TestOverrides(t *testing.T) {
	s, err := settings(`
frontmatter: [id, title, img, draft]
overrides:
  770: { cover: "cover8.jpg", title: 'Re: {{ .Title }}', weight: 3 }
  rex-bof: { title: "by slug", lang: fr }
  "2012": { title: "of a slug that is a number" }
  été: { title: "summer" }
  12: { img: ~, title: "" }
  13: { draft: false }
  404: { title: "of no post" }
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		post Post
		want string
	}{
		{"by ID and by slug: the ID prevails", Post{ID: 770, Slug: "rex-bof", Title: "REX", Image: "a.png"}, `id: "770"
title: "Re: REX"
img: "a.png"
lang: "fr"
cover: "cover8.jpg"
weight: 3
`},
		{"by slug", Post{ID: 1, Slug: "REX-bof", Title: "REX"}, "id: \"1\"\ntitle: \"by slug\"\nlang: \"fr\"\n"},
		{"a quoted number is a slug", Post{ID: 2, Slug: "2012"}, "id: \"2\"\ntitle: \"of a slug that is a number\"\n"},
		{"not an ID", Post{ID: 2012, Title: "x"}, "id: \"2012\"\ntitle: \"x\"\n"},
		{"encoded slug", Post{ID: 3, Slug: "%c3%a9t%C3%A9"}, "id: \"3\"\ntitle: \"summer\"\n"},
		{"null takes a field away, an empty title stays", Post{ID: 12, Title: "x", Image: "a.png"}, "id: \"12\"\ntitle: \"\"\n"},
		{"a draft is a draft", Post{ID: 13, Title: "x", Draft: true}, "id: \"13\"\ntitle: \"x\"\ndraft: true\n"},
		{"a draft in its place, before what is added", Post{ID: 9, Slug: "rex-bof", Draft: true}, "id: \"9\"\ntitle: \"by slug\"\ndraft: true\nlang: \"fr\"\n"},
		{"none", Post{ID: 5, Title: "x"}, "id: \"5\"\ntitle: \"x\"\n"},
	} {
		if got := yamlOf(t, s, &c.post); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
	if got := s.Unused(); !slices.Equal(got, []string{"404"}) {
		t.Errorf("unused overrides %q, want 404", got)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ why, settings, want, hint string }{
		{"typing error", "frontmatter:\n  - id\n  - titel\n", `wp2md.yaml: line 3: frontmatter: unknown field "titel"`, `did you mean "title"?`},
		{"own field without value", "frontmatter: [colour]", `wp2md.yaml: line 1: frontmatter: unknown field "colour"`, "a field of your own needs a value: - colour: \"...\"\nfields that need none: id, title,"},
		{"twice", "frontmatter: [id, title, id]", `wp2md.yaml: line 1: frontmatter: field "id" occurs twice`, ""},
		{"null", "frontmatter:\n  - id:\n", `wp2md.yaml: line 2: frontmatter: field "id" has no value`, "for its default value write the name alone: - id"},
		{"no list", "frontmatter: title", "wp2md.yaml: line 1: frontmatter: not a list of fields", "write each field on a line of its own"},
		{"number for a name", "frontmatter: [3]", `wp2md.yaml: line 1: frontmatter: "3" is not the name of a field`, ""},
		{"template that ends early", "frontmatter:\n  - x: '{{ .Title'\n", `wp2md.yaml: line 2: frontmatter: field "x": unclosed action`, ""},
		{"unknown function", "frontmatter: [x: '{{ truncat 3 .Text }}']", `wp2md.yaml: line 1: frontmatter: field "x": function "truncat" not defined`, `did you mean "truncate"?`},
		{"unknown field of a post", "frontmatter: [x: '{{ .Boddy }}']", `wp2md.yaml: line 1: frontmatter: field "x": a post has no "Boddy"`, `did you mean "Body"?`},
		{"unknown in a branch", "frontmatter: [x: 'a{{ if .Draft }}{{ upper .Titel }}{{ end }}']", `wp2md.yaml: line 1: frontmatter: field "x": a post has no "Titel"`, `did you mean "Title"?`},
		{"unknown by dollar", "frontmatter: [x: 'a{{ range .Tags }}{{ $.Nope }}{{ end }}']", `wp2md.yaml: line 1: frontmatter: field "x": a post has no "Nope"`, ""},
		{"the inside of the post", "frontmatter: [x: '{{ .Post.ID }}', y: '{{ keep $ 1 }}']", `wp2md.yaml: line 1: frontmatter: field "x": a post has no "Post"`, ""},
		{"define", `frontmatter: [x: '{{ define "a" }}{{ end }}']`, `wp2md.yaml: line 1: frontmatter: field "x": a template cannot define others here`, ""},
		{"call of itself", `frontmatter: [x: 'a{{ template "" . }}']`, `wp2md.yaml: line 1: frontmatter: field "x": a template cannot call others here`, ""},
		{"template in an override", "overrides:\n  12:\n    x: '{{ .Nope }}'\n", `wp2md.yaml: line 3: overrides: field "x": a post has no "Nope"`, ""},
		{"override without fields", "overrides: { 770: cover.jpg }", `wp2md.yaml: line 1: overrides: post "770" has no fields`, `write the fields of the post in braces: 770: { cover: "cover.jpg" }`},
		{"list of overrides", "overrides: [770]", "wp2md.yaml: line 1: overrides: not posts and their fields", "write the ID or slug"},
		{"post twice", "overrides: { a: {x: y}, A: {x: z} }", `wp2md.yaml: line 1: overrides: post "A" occurs twice`, ""},
		{"merge key", "overrides: { 1: &a {x: y}, 2: { <<: *a } }", `wp2md.yaml: line 1: overrides: "<<" is not the name of a field`, ""},
	} {
		_, err := settings(c.settings)
		var e *Error
		if !errors.As(err, &e) || e.Error() != c.want {
			t.Errorf("%s: error %v, want %s", c.why, err, c.want)
			continue
		}
		if !strings.HasPrefix(e.Hint(), c.hint) || c.hint == "" && e.Hint() != "" {
			t.Errorf("%s: hint %q, want %q", c.why, e.Hint(), c.hint)
		}
	}
	_, err := settings("frontmatter: [titel, x: '{{']\noverrides: 3")
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("three mistakes: %v", err)
	}
}

// A post for which a template fails does not concern the others.
func TestTemplateFailsForOnePost(t *testing.T) {
	s, err := settings(`frontmatter: [id, x: '{{ index .Tags 1 }}']`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `front matter: field "x": <index .Tags 1>: error calling index: `
	if _, err := s.Fields(&Post{ID: 1}); err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
	if got, want := yamlOf(t, s, full()), "id: \"770\"\nx: \"sociocratie\"\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOutputOfTemplatesIsBounded(t *testing.T) {
	long := &Post{Body: bytes.Repeat([]byte("x"), 300_000), Tags: slices.Repeat([]string{strings.Repeat("x", 1000)}, 2000)}
	for _, text := range []string{
		`{{ .Body }}{{ .Body }}{{ .Body }}{{ .Body }}`,
		`{{ range 100000000 }}x{{ end }}`,
		`{{ replace "x" "yyyyyyyy" .Body }}`,
		`{{ replace "" .Body .Body }}`,
		`{{ join "" .Tags }}`,
		`{{ print .Body .Body .Body .Body }}`,
	} {
		s, err := settings("frontmatter: [x: '" + text + "']")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Fields(long); err == nil || !strings.HasSuffix(err.Error(), "over 1 MiB") {
			t.Errorf("%s: error %v", text, err)
		}
	}
}

// The settings are shared by all workers.
func TestSettingsAreShared(t *testing.T) {
	s, err := settings(`
frontmatter: [id, tags: '{{ .Tags }}', title: 'a {{ .Title }}']
overrides: { 1: { x: '{{ .ID }}' } }`)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			i := n + 1 // 0 is no number
			p := &Post{ID: int64(i), Title: fmt.Sprint(i), Tags: []string{fmt.Sprint(i)}}
			for range 100 {
				got, err := s.Fields(p)
				want := []Field{{"id", p.Title}, {"tags", p.Tags}, {"title", "a " + p.Title}}
				if i == 1 {
					want = append(want, Field{"x", int64(1)})
				}
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("post %d: %v, %v", i, got, err)
				}
			}
		})
	}
	wg.Wait()
}

// The block that the owner of the project showed as the goal, made of the body
// below it. It differs from the one in the file in the blank behind the name
// of a list.
func TestSeed(t *testing.T) {
	file := shared.Read(t, "seed/rex-bof-nossii.md")
	block, body, err := Split(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := settings(`
frontmatter: [id, title, description: '{{ truncate 150 .Body }}...', date, categories, tags, img]
overrides: { 770: { cover: "cover8.jpg" } }`)
	if err != nil {
		t.Fatal(err)
	}
	p := full()
	p.Title = "REX BOF NoSSII"
	p.Body = body
	got := "---\n" + yamlOf(t, s, p) + "---\n"
	if want := strings.ReplaceAll(string(block), ": \n", ":\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzCompile(f *testing.F) {
	f.Add("frontmatter: [id, x: '{{ .Tags }}', y: {z: [1, ~]}]\noverrides: {1: {x: '{{ range .Tags }}a{{ end }}'}, a: {b: c}}")
	f.Add("frontmatter: &a [*a]\noverrides: *a")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := settings(text)
		if err != nil || strings.Contains(text, "range") {
			return // a loop over a number can be long
		}
		p := full()
		one, err1 := s.Fields(p)
		two, err2 := s.Fields(p)
		if fmt.Sprint(one, err1) != fmt.Sprint(two, err2) {
			t.Fatalf("%v, %v, then %v, %v", one, err1, two, err2)
		}
		if err1 == nil {
			if _, err := Marshal(one); err != nil && !strings.Contains(err.Error(), "name") {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkFields(b *testing.B) {
	s, err := settings(`frontmatter: [id, title, description: '{{ truncate 150 .Body }}...', date, categories, tags, img]`)
	if err != nil {
		b.Fatal(err)
	}
	p := full()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Fields(p); err != nil {
			b.Fatal(err)
		}
	}
}

// Plain returns the settings without a settings file.
func Plain() *Settings {
	s, err := Compile(nil, nil, Options{})
	if err != nil {
		panic("frontmatter: internal error: " + err.Error())
	}
	return s
}
