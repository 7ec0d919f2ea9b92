package database

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestParseConfig(t *testing.T) {
	c := parseConfig(`<?php
/* define('DB_NAME', 'no'); */
// define('DB_NAME', 'no');
# define('DB_NAME', 'no');
define( 'DB_NAME', "word\"press" ); define('DB_NAME', 'second');
Define("DB_USER",'u\'ser',true);
define('DB_PASSWORD', 'a#b//c/*d');
define('DB_HOST', getenv('X') ?: 'localhost');
define('WP_HOME', "http://$host");
$table_prefix  = 'blog_'; // x
$other = 'x';
`)
	if c.constants["DB_NAME"] != `word"press` || c.constants["DB_USER"] != "u'ser" || c.constants["DB_PASSWORD"] != "a#b//c/*d" || c.prefix != "blog_" {
		t.Errorf("got %+v", c)
	}
	for _, name := range []string{"DB_HOST", "WP_HOME"} {
		if v, ok := c.constants[name]; ok {
			t.Errorf("%s is computed, got %q", name, v)
		}
	}
}

func TestServer(t *testing.T) {
	for host, want := range map[string]string{
		"db.example":             "tcp db.example:3306",
		"db.example:3307":        "tcp db.example:3307",
		"localhost:/tmp/db.sock": "unix /tmp/db.sock",
		":/tmp/db.sock":          "unix /tmp/db.sock",
		"127.0.0.1":              "tcp 127.0.0.1:3306",
		"[::1]:3307":             "tcp [::1]:3307",
		"::1":                    "tcp [::1]:3306",
	} {
		s := config{constants: map[string]string{"DB_HOST": host}}.server()
		if got := s.Net + " " + s.Addr; got != want {
			t.Errorf("%s: got %s, want %s", host, got, want)
		}
	}
}

func TestParseAddress(t *testing.T) {
	for address, want := range map[string]string{
		"mysql://me@db.example/wp":                         "me tcp db.example:3306 wp ",
		"mysql://me@db.example:3307/wp?prefix=wp_2_":       "me tcp db.example:3307 wp wp_2_",
		"mariadb://me@localhost/wp?socket=%2Ftmp%2Fs.sock": "me unix /tmp/s.sock wp ",
	} {
		cfg, prefix, err := parse(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if got := strings.Join([]string{cfg.User, cfg.Net, cfg.Addr, cfg.DBName, prefix}, " "); got != want || !Is(address) {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
	for _, address := range []string{"mysql://me:secret@db.example/wp", "mysql://me@db.example", "mysql:///", "mysql://me@db.example/wp?tls=maybe"} {
		_, err := Open(context.Background(), address, Options{})
		var r *RefusedError
		if !errors.As(err, &r) || r.Hint() == "" || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	if Is("http://old.example") || Is("site.sql") {
		t.Error("everything is a database")
	}
}

func TestFolderRefused(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	refusal := func(want string) {
		t.Helper()
		if _, err := OpenFolder(context.Background(), dir, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	refusal("no wp-config.php")
	write("wp-config.php", "<?php define('DB_NAME', getenv('NAME'));")
	if !IsFolder(dir) {
		t.Error("the folder is not known")
	}
	refusal("does not say in plain words")
	write("wp-config.php", "<?php define('DB_NAME','wp');define('DB_USER','me');define('DB_PASSWORD','hush');define('DB_HOST','localhost:/nowhere/db.sock');")
	refusal("/nowhere/db.sock")
	if _, err := OpenFolder(context.Background(), dir, Options{}); strings.Contains(err.Error(), "hush") {
		t.Errorf("the password is in %v", err)
	}
	write("wp-config.php", "<?php")
	write("wp-content/database/.ht.sqlite", "SQLite format 3")
	refusal("SQLite")
}
