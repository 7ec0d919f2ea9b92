package wp2md_test

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md"
	"github.com/wp2md/wp2md/internal/migrate"
)

func blog(t *testing.T) wp2md.Options {
	return wp2md.Options{Sources: []string{"fixtures/blog/export.xml"}, Media: "keep", Out: filepath.Join(t.TempDir(), "site")}
}

// Code outside of the module can write the name of whatever it is given.
func TestNameable(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "wp2md.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			if of, ok := spec.Type.(*ast.SelectorExpr); ok {
				names[of.X.(*ast.Ident).Name+"."+of.Sel.Name] = true
			}
		}
		return true
	})
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		if strings.Contains(typ.PkgPath(), "/internal/") && !names[typ.String()] {
			t.Errorf("%v has no name in package wp2md", typ)
		}
		switch typ.Kind() {
		case reflect.Map:
			walk(typ.Key())
			walk(typ.Elem())
		case reflect.Pointer, reflect.Slice, reflect.Array:
			walk(typ.Elem())
		case reflect.Struct:
			for f := range typ.Fields() {
				if f.IsExported() {
					walk(f.Type)
				}
			}
		}
	}
	for _, v := range []any{wp2md.Report{}, wp2md.Event{}, wp2md.Options{}} {
		walk(reflect.TypeOf(v))
	}
}

// A program has every option that the command line has.
func TestOptions(t *testing.T) {
	as := map[string]string{"Target": "For", "Links": "KeepLinks", "Terms": "TermsByName", "Prefer": "Ours"}
	commands := []string{"Version", "ReportFile", "Again", "Changes", "Progress", "Limits", "Allow"} // of other commands, and of tests
	for f := range reflect.TypeFor[migrate.Options]().Fields() {
		name := f.Name
		if to, ok := as[name]; ok {
			name = to
		}
		if _, ok := reflect.TypeFor[wp2md.Options]().FieldByName(name); !ok && !slices.Contains(commands, name) {
			t.Errorf("no option for %s", f.Name)
		}
	}
}

func TestReport(t *testing.T) {
	o := blog(t)
	first, err := wp2md.Migrate(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	again, err := wp2md.Migrate(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if n := first.Changes; n.New == 0 || n.Unchanged != 0 {
		t.Errorf("the first run: %+v", n)
	}
	if n := again.Changes; n.New != 0 || n.Unchanged != first.Changes.New {
		t.Errorf("the second run: %+v", n)
	}
	var written wp2md.Report
	raw, err := os.ReadFile(filepath.Join(o.Out, ".wp2md", "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &written); err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*wp2md.Report{"first": first, "again": again} {
		r.Changes = written.Changes
		got, _ := json.Marshal(r)
		want, _ := json.Marshal(written)
		if plain := strings.NewReplacer("null", "[]"); plain.Replace(string(got)) != plain.Replace(string(want)) {
			t.Errorf("%s: %s\nreport.json: %s", name, got, want)
		}
	}
}

func TestContext(t *testing.T) {
	o := blog(t)
	whole, err := wp2md.Migrate(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	o = blog(t)
	ctx, cancel := context.WithCancel(t.Context())
	o.Events = func(e wp2md.Event) error {
		if e.Type == "page" {
			cancel()
		}
		return nil
	}
	if r, err := wp2md.Migrate(ctx, o); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("cancelled: %v", err)
	}
	o.Events = nil
	r, err := wp2md.Migrate(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Items != whole.Items || !reflect.DeepEqual(r.Results, whole.Results) {
		t.Errorf("went on to %v, not %v", r.Results, whole.Results)
	}
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	if _, err := wp2md.Migrate(late, blog(t)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("too late: %v", err)
	}
}

func TestErrors(t *testing.T) {
	var option wp2md.OptionError
	var hint interface{ Hint() string }
	o := blog(t)
	o.Media = "lnk"
	if _, err := wp2md.Migrate(t.Context(), o); !errors.As(err, &option) || !errors.As(err, &hint) || !strings.Contains(hint.Hint(), "link") {
		t.Errorf("an option: %v", err)
	}
	o = blog(t)
	o.Ours, o.Theirs = true, true
	if _, err := wp2md.Migrate(t.Context(), o); !errors.As(err, &option) {
		t.Errorf("two options: %v", err)
	}
	o = blog(t)
	o.Sources = []string{"nowhere.xml"}
	if _, err := wp2md.Migrate(t.Context(), o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a source: %v", err)
	}

	// Two runs into one folder: the one that comes later says so.
	o = blog(t)
	var late error
	o.Events = func(wp2md.Event) error {
		second := o
		second.Events = nil
		if late == nil {
			_, late = wp2md.Migrate(t.Context(), second)
		}
		return nil
	}
	if _, err := wp2md.Migrate(t.Context(), o); err != nil {
		t.Error(err)
	}
	if late == nil || !strings.HasPrefix(late.Error(), o.Out+": another run is at work here") {
		t.Errorf("the second run: %v", late)
	}
}
