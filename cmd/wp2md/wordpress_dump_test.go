package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	_ "github.com/go-sql-driver/mysql"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/source"
)

// What is read from the database of a real WordPress is what it exports itself,
// field by field, and what is made of it is the same byte for byte, whatever the
// form; but for what sameFolder lists.
func TestDumpOfWordPress(t *testing.T) {
	w := newWordPress(t)
	for _, name := range []string{"wxr/themeunittestdata.wordpress.xml", "wxr/64-block-test-data.xml", "wxr/small-export.xml", "wxr/wordpressexport.xml"} {
		t.Run(filepath.Base(name), func(t *testing.T) {
			w.load(shared.Path(t, name), append(w.port(), "-z", "none")...)
			dir := t.TempDir()
			own := w.export(filepath.Join(dir, "own.xml"))
			want, wantFolder := readAll(t, own), sameFolder(t, migratedTree(t, own))
			for _, b := range slices.Concat(betterInDatabase[""], betterInDatabase[filepath.Base(name)]) {
				if strings.Count(wantFolder[b.file], b.export) != 1 {
					t.Errorf("%s: the export gives what the database does: %q is not there once", b.file, b.export)
				}
				wantFolder[b.file] = strings.Replace(wantFolder[b.file], b.export, b.database, 1)
			}
			for form, name := range w.databases(t, dir) {
				t.Run(form, func(t *testing.T) {
					compareSource(t, readAll(t, name), want)
					for _, d := range differences(sameFolder(t, migratedTree(t, name)), wantFolder) {
						t.Error(d)
					}
				})
			}
		})
	}
}

// betterInDatabase lists by export, and for all of them, where the database of a site
// gives more than its export: the zone of its clock; that a term is one of a post that
// is held back alone, where WordPress does not know its type to have that taxonomy and
// leaves the term out of the item.
var betterInDatabase = map[string][]struct{ file, export, database string }{
	"": {{"data/site.json", "\"home\": \"/\"\n", "\"home\": \"/\",\n  \"time_zone\": \"UTC\"\n"}},
	"wordpressexport.xml": {
		{"data/terms.json", "  {\n   \"count\": 0,\n   \"name\": \"Category 5\",\n   \"slug\": \"category-5\"\n  },\n", ""},
	},
}

// migratedTree migrates a source and returns all files.
func migratedTree(t *testing.T, source string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	var stderr bytes.Buffer
	if code := run([]string{"migrate", source, "-o", dir, "--media", "link", "--quiet"}, strings.NewReader(""), io.Discard, &stderr); code != exitOK && code != exitAttention {
		t.Fatalf("migrate %s: exit %d: %s", source, code, stderr.String())
	}
	return treeOf(t, dir)
}

// sameFolder takes out of a folder what may differ between an export and a
// database of one site, as docs/sources.md lists it: the order of items and authors, for
// which WordPress asks the database, and that of terms of one name, which it leaves to chance;
// and what only a database knows.
func sameFolder(t *testing.T, tree map[string]string) map[string]string {
	t.Helper()
	same := map[string]string{}
	for name, text := range tree {
		switch {
		case strings.HasSuffix(name, ".md"):
			same[name] = sortedTerms(text)
		case name == "data/terms.json":
			lists := decoded[map[string][]map[string]any](t, text)
			for _, list := range lists {
				slices.SortStableFunc(list, func(a, b map[string]any) int {
					if name := cmp.Compare(fmt.Sprint(a["name"]), fmt.Sprint(b["name"])); name != 0 {
						return name
					}
					return cmp.Compare(fmt.Sprint(a["slug"]), fmt.Sprint(b["slug"]))
				})
			}
			same[name] = encoded(t, lists)
		case name == "data/authors.json":
			same[name] = encoded(t, inOneOrder(t, decoded[any](t, text)))
		case strings.HasPrefix(name, "data/"):
			same[name] = text
		case name == ".wp2md/redirects.csv":
			same[name] = strings.Join(slices.Sorted(strings.Lines(text)), "")
		case name == ".wp2md/manifest.jsonl":
			var lines []string
			for line := range strings.Lines(text) {
				e := decoded[map[string]any](t, line)
				delete(e, "source") // the sum of the bytes that the item was read from
				delete(e, "sha256") // of a page, which is compared itself
				lines = append(lines, encoded(t, e))
			}
			slices.Sort(lines)
			same[name] = strings.Join(lines, "")
		case name == ".wp2md/report.json":
			r := decoded[map[string]any](t, text)
			delete(r, "sources")
			delete(r, "repairs") // of the bytes that were read
			delete(r, "causes")  // each with the first of its items
			same[name] = encoded(t, inOneOrder(t, r))
		case name == ".wp2md/media-urls.txt":
			same[name] = strings.Join(slices.Sorted(strings.Lines(text)), "")
		}
	}
	return same
}

// inOneOrder sorts all lists in a value.
func inOneOrder(t *testing.T, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = inOneOrder(t, v[key])
		}
	case []any:
		for i := range v {
			v[i] = inOneOrder(t, v[i])
		}
		slices.SortFunc(v, func(a, b any) int { return cmp.Compare(encoded(t, a), encoded(t, b)) })
	}
	return v
}

func decoded[T any](t *testing.T, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b) + "\n"
}

type wholeSite struct {
	site  extract.Site
	items map[int64]*extract.Item
}

func readAll(t *testing.T, name string) wholeSite {
	t.Helper()
	src, err := source.Open(context.Background(), []string{name}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	s := wholeSite{items: map[int64]*extract.Item{}}
	for it, err := range src.Items(&s.site) {
		if err != nil {
			t.Fatal(err)
		}
		s.items[it.ID] = it
	}
	return s
}

// compareSource holds what came of a database against the export of the same
// site. What WordPress leaves to chance is left out: the order of authors and of terms
// of one name, and custom types whose taxonomies are not registered; and what it
// does to addresses that are none.
func compareSource(t *testing.T, got, want wholeSite) {
	t.Helper()
	byName := func(list []extract.TermRef) []extract.TermRef {
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b extract.TermRef) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.Taxonomy, b.Taxonomy), cmp.Compare(a.Slug, b.Slug))
		})
		return list
	}
	fields := func(what string, got, want any) {
		a, b := reflect.ValueOf(got), reflect.ValueOf(want)
		for i := range a.NumField() {
			if f := a.Type().Field(i); f.IsExported() && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
				t.Errorf("%s: %s is\n%.500q, want\n%.500q", what, f.Name, a.Field(i).Interface(), b.Field(i).Interface())
			}
		}
	}
	g, w := got.site, want.site
	if g.Settings == nil || g.Settings.Permalinks != "/%year%/%monthnum%/%day%/%postname%/" {
		t.Errorf("settings: %+v", g.Settings)
	}
	for _, s := range []*extract.Site{&g, &w} {
		s.Generator, s.Settings = "", nil // the one is not in the database, the other not in an export
		s.Authors, s.Terms = slices.Clone(s.Authors), slices.Clone(s.Terms)
		slices.SortFunc(s.Authors, func(a, b extract.Author) int { return cmp.Compare(a.ID, b.ID) })
		for i := range s.Authors {
			s.Authors[i].Description = ""
		}
		for i := 1; i < len(s.Terms); i++ { // of one name
			for j := i; j > 0 && s.Terms[j].Taxonomy == s.Terms[j-1].Taxonomy && strings.EqualFold(s.Terms[j].Name, s.Terms[j-1].Name) && s.Terms[j].ID < s.Terms[j-1].ID; j-- {
				s.Terms[j], s.Terms[j-1] = s.Terms[j-1], s.Terms[j]
			}
		}
	}
	fields("site", g, w)
	for id, w := range want.items {
		g := got.items[id]
		if g == nil {
			t.Errorf("%s %d is missing", w.Type, id)
			continue
		}
		for i := range w.Terms {
			if i < len(g.Terms) && !strings.EqualFold(g.Terms[i].Name, w.Terms[i].Name) {
				t.Errorf("%s %d: term %d is %q, want %q", w.Type, id, i, g.Terms[i].Name, w.Terms[i].Name)
			}
		}
		a, b := *g, *w
		for _, it := range []*extract.Item{&a, &b} {
			it.File, it.Line, it.Sum, it.Repairs, it.Terms = "", 0, [32]byte{}, nil, byName(it.Terms)
		}
		if len(b.Terms) == 0 && b.Type == "custom2" {
			a.Terms = b.Terms
		}
		if b.GUID == "" && strings.HasPrefix(a.GUID, "ttps:") {
			a.GUID = ""
		}
		fields(fmt.Sprintf("%s %d (%s)", w.Type, id, w.Status), a, b)
	}
	for id, g := range got.items {
		if want.items[id] == nil {
			t.Errorf("%s %d is not in the export", g.Type, id)
		}
	}
}

// databases returns the names of the database in each of its forms.
func (w *wordpress) databases(t *testing.T, dir string) map[string]string {
	t.Helper()
	socket := filepath.Join(w.dir, "run", "db.sock")
	forms := map[string]string{"live": "mysql://root@localhost/wp?socket=" + url.QueryEscape(socket), "folder": filepath.Join(w.dir, "site")}
	file := func(form, name string) { forms[form] = filepath.Join(dir, name) }
	if program, err := exec.LookPath("mariadb-dump"); err != nil {
		t.Log("no mariadb-dump here: forms that are made from the rows are tried, not its own")
	} else {
		for form, args := range map[string]string{
			"mariadb-dump": "", "skip-extended, hex-blob": "--skip-extended-insert --hex-blob", "ANSI": "--compatible=ansi --default-character-set=utf8mb4",
			"complete, no-create": "--complete-insert --no-create-info", "no-create": "--no-create-info", "replace, no comments": "--replace --skip-comments --order-by-primary",
		} {
			name := strings.NewReplacer(" ", "", ",", "-").Replace(form) + ".sql"
			out, err := exec.Command(program, append(append([]string{"--no-defaults", "-u", "root", "-S", socket}, strings.Fields(args)...), "wp")...).Output()
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), out, 0o666); err != nil {
				t.Fatal(err)
			}
			file(form, name)
		}
	}
	db, err := sql.Open("mysql", "root@unix("+socket+")/wp")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	create := func(name string, write func(io.Writer) error) {
		f, err := os.Create(filepath.Join(dir, name))
		if err == nil {
			err = cmp.Or(write(f), f.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	create("phpmyadmin.sql", func(out io.Writer) error {
		return shape{head: "-- phpMyAdmin SQL Dump\n-- version 5.2.1\n", columns: true, lines: true}.write(out, db)
	})
	file("phpMyAdmin", "phpmyadmin.sql")
	create("backup_2026-11-28-1208_Site_0123456789ab-db.gz", func(out io.Writer) error {
		z := gzip.NewWriter(out)
		s := shape{head: "# WordPress MySQL database backup\n# Created by UpdraftPlus version 1.24\n# Home URL: x\n# Table prefix: wp_\n", optionsFirst: true}
		return cmp.Or(s.write(z, db), z.Close())
	})
	file("UpdraftPlus", "backup_2026-11-28-1208_Site_0123456789ab-db.gz")
	create("duplicator.zip", func(out io.Writer) error {
		z := zip.NewWriter(out)
		f, err := z.Create("dup-installer/dup-database__0123456.sql")
		if err != nil {
			return err
		}
		return cmp.Or(shape{head: "/* DUPLICATOR-LITE MYSQL SCRIPT CREATED ON : 2026-11-28 */\n", double: true}.write(f, db), z.Close())
	})
	file("Duplicator", "duplicator.zip")
	create("site.wpress", func(out io.Writer) error {
		var b strings.Builder
		if err := (shape{prefix: "SERVMASK_PREFIX_"}).write(&b, db); err != nil {
			return err
		}
		head := make([]byte, 4377)
		copy(head, "database.sql")
		copy(head[255:], fmt.Sprint(b.Len()))
		copy(head[269:], "1700000000")
		_, err := fmt.Fprintf(out, "%s%s%s", head, b.String(), make([]byte, 4377))
		return err
	})
	file("All-in-One", "site.wpress")
	create("latin1-hex.sql", func(out io.Writer) error { return shape{hex: true}.write(out, db) })
	file("hex", "latin1-hex.sql")
	return forms
}

// A shape is how a program writes a dump.
type shape struct {
	head         string
	columns      bool // a list of columns in each INSERT
	lines        bool // each row on its own line
	double       bool // "…", also for numbers
	hex          bool // 0x… for every text
	optionsFirst bool
	prefix       string // instead of wp_
}

func (s shape) write(out io.Writer, db *sql.DB) error {
	fmt.Fprint(out, s.head)
	tables, err := column(db, "SHOW TABLES")
	if err != nil {
		return err
	}
	if s.optionsFirst {
		slices.SortStableFunc(tables, func(a, b string) int {
			return cmp.Compare(b2i(b == "wp_options" || b == "wp_users"), b2i(a == "wp_options" || a == "wp_users"))
		})
	}
	for _, table := range tables {
		if err := s.table(out, db, table); err != nil {
			return err
		}
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s shape) table(out io.Writer, db *sql.DB, table string) error {
	rows, err := db.Query("SELECT * FROM " + table)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	name := table
	if s.prefix != "" {
		name = s.prefix + strings.TrimPrefix(table, "wp_")
	}
	fmt.Fprintf(out, "DROP TABLE IF EXISTS `%s`;\nCREATE TABLE `%s` (", name, name)
	for i, n := range names {
		fmt.Fprintf(out, "%s\n  `%s` varchar(20) NOT NULL DEFAULT 'a,b)c'", []string{"", ","}[b2i(i > 0)], n)
	}
	fmt.Fprint(out, "\n) ENGINE=InnoDB;\n")
	values := make([]sql.RawBytes, len(names))
	into := make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	n := 0
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		switch {
		case n%10 == 0:
			if n > 0 {
				fmt.Fprint(out, ";\n")
			}
			list := ""
			if s.columns {
				list = " (`" + strings.Join(names, "`, `") + "`)"
			}
			fmt.Fprintf(out, "INSERT INTO `%s`%s VALUES%s(", name, list, []string{" ", "\n"}[b2i(s.lines)])
		default:
			fmt.Fprintf(out, ",%s(", []string{"", "\n"}[b2i(s.lines)])
		}
		for i, v := range values {
			if i > 0 {
				fmt.Fprint(out, ", ")
			}
			number := strings.Contains(types[i].DatabaseTypeName(), "INT")
			switch {
			case v == nil:
				fmt.Fprint(out, "NULL")
			case s.double:
				fmt.Fprintf(out, `"%s"`, strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\x00", `\0`, "\x1a", `\Z`).Replace(string(v)))
			case number:
				fmt.Fprint(out, string(v))
			case s.hex && len(v) > 0:
				fmt.Fprint(out, "0x"+hex.EncodeToString(v))
			default:
				fmt.Fprintf(out, "'%s'", strings.NewReplacer(`\`, `\\`, `'`, `''`, "\x00", `\0`, "\x1a", `\Z`).Replace(string(v)))
			}
		}
		fmt.Fprint(out, ")")
	}
	if n > 0 {
		fmt.Fprint(out, ";\n")
	}
	return rows.Err()
}

func column(db *sql.DB, query string) ([]string, error) {
	rows, err := db.Query(query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
