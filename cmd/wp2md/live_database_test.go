package main

import (
	"maps"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

// Databases as hosts have them, of a real MariaDB: whatever they are set to, the site is
// the same, and what is not there or may not be read is named.
func TestOddLiveDatabases(t *testing.T) {
	w := newWordPress(t)
	w.load(shared.Path(t, "wxr/small-export.xml"), w.port()...)
	socket := filepath.Join(w.dir, "run", "db.sock")
	db := func(name, statements string) {
		t.Helper()
		cmd := exec.Command("mariadb", "--no-defaults", "-u", "root", "-S", socket, name)
		cmd.Stdin = strings.NewReader(statements)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	dump, err := exec.Command("mariadb-dump", "--no-defaults", "-u", "root", "-S", socket, "wp").Output()
	if err != nil {
		t.Skipf("no mariadb-dump here: %v", err)
	}
	pages := func(user, name string, args ...string) (got map[string]string, code int, said string) {
		t.Helper()
		dir := t.TempDir()
		var both strings.Builder
		address := "mysql://" + user + "@localhost/" + name + "?socket=" + url.QueryEscape(socket)
		code = run(append([]string{"migrate", address, "-o", dir, "--media", "keep"}, args...), strings.NewReader(""), &both, &both)
		got = map[string]string{}
		if code != exitUsage {
			for file, text := range treeOf(t, dir) {
				if strings.HasSuffix(file, ".md") {
					got[file] = text
				}
			}
		}
		return got, code, both.String()
	}
	want, code, said := pages("root", "wp")
	if code != exitOK || len(want) < 9 {
		t.Fatalf("%d pages, exit %d: %s", len(want), code, said)
	}
	tables := strings.Fields("commentmeta comments links options postmeta posts term_relationships term_taxonomy termmeta terms usermeta users")
	rename := func(to string) string {
		var b strings.Builder
		for _, table := range tables {
			b.WriteString("RENAME TABLE wp_" + table + " TO " + to + table + ";\n")
		}
		return b.String()
	}
	for _, c := range []struct {
		name, made, user string
		args, says       []string
		partly           bool // pages lack what is said
	}{
		{name: "another prefix", made: rename("my_blog_")},
		{name: "ANSI_QUOTES, NO_BACKSLASH_ESCAPES", made: "SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';"},
		{name: "latin1 by default", made: "SET GLOBAL sql_mode = DEFAULT; SET GLOBAL character_set_server = latin1; SET GLOBAL collation_server = latin1_swedish_ci; ALTER DATABASE odd CHARACTER SET latin1;"},
		{name: "a replica that only reads", made: "SET GLOBAL read_only = 1;"},
		{name: "no comments", made: "SET GLOBAL read_only = 0; DROP TABLE wp_comments; DROP TABLE wp_commentmeta;", says: []string{"no table wp_comments"}},
		{name: "SELECT on some tables", user: "some", made: "CREATE USER IF NOT EXISTS some@localhost;" +
			"GRANT SELECT ON odd.wp_posts TO some@localhost; GRANT SELECT ON odd.wp_options TO some@localhost; GRANT SELECT ON odd.wp_postmeta TO some@localhost;" +
			"GRANT SELECT ON odd.wp_terms TO some@localhost; GRANT SELECT ON odd.wp_term_taxonomy TO some@localhost; GRANT SELECT ON odd.wp_term_relationships TO some@localhost;",
			says: []string{"no table wp_comments", "no table wp_users"}, partly: true},
		{name: "a view that is broken", made: "CREATE TABLE t (gid int); CREATE VIEW wp_ngg_gallery AS SELECT * FROM t; DROP TABLE t;", says: []string{"table wp_ngg_gallery: "}},
		{name: "one of a network", made: rename("wp_2_") + "RENAME TABLE wp_2_users TO wp_users, wp_2_usermeta TO wp_usermeta; CREATE TABLE wp_blogs (blog_id int, domain text, path text);" +
			"CREATE TABLE wp_posts LIKE wp_2_posts; CREATE TABLE wp_options LIKE wp_2_options; INSERT INTO wp_posts SELECT * FROM wp_2_posts; INSERT INTO wp_options SELECT * FROM wp_2_options;", args: []string{"--site", "wp_2_"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			db("mysql", "DROP DATABASE IF EXISTS odd; CREATE DATABASE odd;")
			db("odd", string(dump))
			db("odd", c.made)
			user := "root"
			if c.user != "" {
				user = c.user
			}
			if len(c.args) > 0 {
				if _, code, said := pages(user, "odd"); code != exitUsage || !strings.Contains(said, "2 sites in one database") || !strings.Contains(said, "--site PREFIX") {
					t.Errorf("without a choice: exit %d: %s", code, said)
				}
			}
			got, code, said := pages(user, "odd", c.args...)
			if len(c.says) == 0 && code != exitOK || len(c.says) > 0 && code != exitAttention {
				t.Errorf("exit %d: %s", code, said)
			}
			for _, text := range c.says {
				if !strings.Contains(said, text) {
					t.Errorf("%q is not said: %s", text, said)
				}
			}
			if c.partly {
				for name := range want {
					if _, ok := got[name]; !ok {
						t.Errorf("%s is missing", name)
					}
				}
				return
			}
			if !maps.Equal(got, want) {
				t.Errorf("%d pages, want %d", len(got), len(want))
				for name, text := range want {
					if got[name] != text {
						t.Errorf("%s:\n%s\nwant\n%s", name, got[name], text)
						break
					}
				}
			}
		})
	}
	db("mysql", "SET GLOBAL read_only = 0; SET GLOBAL sql_mode = DEFAULT; DROP DATABASE odd")
}
