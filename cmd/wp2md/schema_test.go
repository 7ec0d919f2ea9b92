package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/wp2md/wp2md/internal/census"
	"github.com/wp2md/wp2md/internal/check"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/setup"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/summary"
)

var schemaFolder = filepath.Join("..", "..", "docs", "schema")

// schemas are those of docs/schema, and which of them something was held against.
type schemas struct {
	t       *testing.T
	byName  map[string]*jsonschema.Schema
	checked map[string]bool
}

func readSchemas(t *testing.T) *schemas {
	t.Helper()
	s := &schemas{t, map[string]*jsonschema.Schema{}, map[string]bool{}}
	files, err := filepath.Glob(filepath.Join(schemaFolder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no schemas")
	}
	for _, file := range files {
		compiled, err := jsonschema.NewCompiler().Compile(file)
		if err != nil {
			t.Fatal(err)
		}
		s.byName[strings.TrimSuffix(filepath.Base(file), ".json")] = compiled
	}
	return s
}

// document holds a document against a schema.
func (s *schemas) document(name, what string, raw []byte) {
	s.t.Helper()
	s.checked[name] = true
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err == nil {
		err = s.byName[name].Validate(v)
	}
	if err != nil {
		s.t.Errorf("%s is not of schema/%s.json: %v", what, name, err)
	}
}

// lines does the same with each line.
func (s *schemas) lines(name, what string, raw []byte) {
	s.t.Helper()
	for line := range bytes.Lines(raw) {
		s.document(name, what, line)
		if s.t.Failed() {
			return
		}
	}
}

// folder holds all of an output folder against the schemas.
func (s *schemas) folder(dir string) {
	s.t.Helper()
	all, err := readTree(dir)
	if err != nil {
		s.t.Fatal(err)
	}
	for name, text := range all {
		base, kind := filepath.Base(name), filepath.Ext(name)
		stem := strings.TrimSuffix(base, kind)
		switch in := filepath.ToSlash(filepath.Dir(name)); {
		case base == "again.jsonl": // of this program alone, and of no use to others
		case kind == ".jsonl":
			s.lines(stem, name, []byte(text))
		case kind != ".json":
		case strings.HasSuffix(in, "data/comments"):
			s.document("comments", name, []byte(text))
		default:
			if s.byName[stem] == nil {
				s.t.Errorf("%s has no schema", name)
				continue
			}
			s.document(stem, name, []byte(text))
		}
	}
}

// Every JSON file that a run writes, and what --json prints, is of its schema in
// docs/schema; none of these allows a key that it does not name.
func TestSchemas(t *testing.T) {
	s := readSchemas(t)
	dir := t.TempDir()
	wp2md := func(schema string, args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := run(append(args, "--json"), strings.NewReader(""), &out, &errs)
		if code != exitOK && code != exitAttention {
			t.Fatalf("%v: exit code %d: %s", args, code, &errs)
		}
		s.document(schema, strings.Join(args, " "), out.Bytes())
	}
	fixture := func(name ...string) string {
		return filepath.Join(append([]string{"..", "..", "fixtures"}, name...)...)
	}
	raw, err := os.ReadFile(fixture("blog", "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	export, site := filepath.Join(dir, "export.xml"), filepath.Join(dir, "site")
	write := func(name string, text []byte) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("export.xml", raw)
	config := write("wp2md.yaml", []byte("redirects: [json]\nfor: hugo\n"))
	flags := []string{export, "-o", site, "--config", config, "--uploads", fixture("blog", "uploads"), "--media", "local"}

	wp2md("inspect", "inspect", export)
	wp2md("init", "init", export, "--config", filepath.Join(dir, "new.yaml"), "--for", "zola", "--terms", "name", "--permalinks", "/:slug/", "--uploads", fixture("blog", "uploads"))
	wp2md("migrate", append([]string{"migrate"}, flags...)...)
	s.folder(site)
	wp2md("check", "check", "-o", site)
	wp2md("retry", "retry", "-o", site)
	wp2md("accept", "accept", "-o", site, "--all")
	wp2md("fetch", "fetch", export, "-o", filepath.Join(dir, "copy.xml"))
	before, after, _ := bytes.Cut(raw, []byte("<wp:post_name><![CDATA[hello-mud]]>")) // a post is gone
	_, after, _ = bytes.Cut(after, []byte("</item>"))
	write("export.xml", slices.Concat(before[:bytes.LastIndex(before, []byte("<item>"))], after))
	wp2md("diff", append([]string{"diff"}, flags...)...)
	wp2md("migrate", append([]string{"migrate"}, flags...)...)
	s.folder(site)
	for _, other := range []string{"torture", "hakanai"} {
		out := filepath.Join(dir, other)
		wp2md("migrate", "migrate", fixture(other, "export.xml"), "-o", out, "--media", "link")
		s.folder(out)
		wp2md("check", "check", "-o", out)
	}
	wp2md("summary", "summary", site, filepath.Join(dir, "torture"))
	wp2md("version", "version")
	var errs bytes.Buffer
	run([]string{"migrate", "--jsn", "--json"}, strings.NewReader(""), &errs, &errs)
	s.lines("error", "an error", errs.Bytes())

	for _, name := range []string{"links", "widgets", "moves"} {
		s.checked[name] = true // of a database only, and while a run lasts
	}
	for name := range s.byName {
		if !s.checked[name] {
			t.Errorf("nothing was held against schema/%s.json", name)
		}
	}
}

// A schema has the keys that the program can write, whether a fixture has them or
// not.
func TestSchemaKeys(t *testing.T) {
	for name, v := range map[string]any{
		"manifest": emit.Entry{}, "files": emit.Other{}, "report": report.Summary{}, "run": migrate.Record{},
		"site": data.Site{}, "authors": []data.Author{}, "media": []data.Media{}, "menus": []data.Menu{}, "comments": data.Comments{},
		"links": []data.Link{}, "widgets": []data.Widget{},
		"terms": map[string][]data.Term{}, "check": check.Report{}, "inspect": census.Census{}, "fetch": source.Saved{},
		"accept": migrate.Accepted{}, "init": setup.Result{}, "summary": summary.Folders{},
	} {
		raw, err := os.ReadFile(filepath.Join(schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var schema map[string]any
		if err := json.Unmarshal(raw, &schema); err != nil {
			t.Fatal(err)
		}
		k := keys{t: t, defs: schema, seen: map[reflect.Type]bool{}}
		k.same(name, reflect.TypeOf(v), schema)
	}
}

// keys compares the keys of types with those of a schema.
type keys struct {
	t    *testing.T
	defs map[string]any
	seen map[reflect.Type]bool
}

func (k *keys) same(at string, typ reflect.Type, schema map[string]any) {
	if ref, ok := schema["$ref"].(string); ok {
		defs := k.defs["$defs"].(map[string]any)
		schema = defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	marshaler := reflect.TypeFor[json.Marshaler]()
	switch {
	case typ.Implements(marshaler):
	case typ.Kind() == reflect.Pointer:
		k.same(at, typ.Elem(), schema)
	case typ.Kind() == reflect.Slice:
		if items, ok := schema["items"].(map[string]any); ok {
			k.same(at+"[]", typ.Elem(), items)
		} else {
			k.t.Errorf("%s: a list, which the schema does not say", at)
		}
	case typ.Kind() == reflect.Map:
		if values, ok := schema["additionalProperties"].(map[string]any); ok {
			k.same(at+".*", typ.Elem(), values)
		}
	case typ.Kind() == reflect.Struct && !k.seen[typ]:
		k.seen[typ] = true
		properties, _ := schema["properties"].(map[string]any)
		if schema["additionalProperties"] != false {
			k.t.Errorf("%s: the schema lets other keys pass", at)
		}
		for _, f := range reflect.VisibleFields(typ) {
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || tag == "-" || f.Anonymous {
				continue
			}
			property, ok := properties[tag].(map[string]any)
			if !ok {
				k.t.Errorf("%s: the schema lacks %q", at, tag)
				continue
			}
			k.same(at+"."+tag, f.Type, property)
		}
	}
}
