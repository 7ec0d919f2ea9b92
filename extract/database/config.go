package database

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-sql-driver/mysql"

	"github.com/wp2md/wp2md/extract/dump"
)

// configName is the file that makes a folder one of WordPress.
const configName = "wp-config.php"

// maxConfig is more than any wp-config.php has.
const maxConfig = 1 << 20

// IsFolder reports whether a folder is one that WordPress is installed in.
func IsFolder(folder string) bool {
	_, ok := configOf(folder)
	return ok
}

// configOf finds the configuration, which may lie one folder higher.
func configOf(folder string) (string, bool) {
	file := filepath.Join(folder, configName)
	if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
		return file, true
	}
	if _, err := os.Stat(filepath.Join(folder, "wp-load.php")); err != nil {
		return "", false
	}
	file = filepath.Join(folder, "..", configName)
	info, err := os.Stat(file)
	return file, err == nil && info.Mode().IsRegular()
}

// OpenFolder reads the site that is installed in a folder, from the server that
// its wp-config.php names. Its uploads lie in the folder, too.
func OpenFolder(ctx context.Context, folder string, opt Options) (*dump.Source, error) {
	file, ok := configOf(folder)
	if !ok {
		return nil, &RefusedError{Name: folder, Reason: "no wp-config.php in this folder", hint: "name the folder that WordPress is installed in", err: fs.ErrNotExist}
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxConfig {
		return nil, &RefusedError{Name: file, Reason: "too long for a wp-config.php"}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	c := parseConfig(string(text))
	name := c.constants["DB_NAME"]
	for _, sqlite := range []string{"wp-content/database/.ht.sqlite", "wp-content/database/.ht.sqlite.php"} {
		_, err := os.Stat(filepath.Join(folder, filepath.FromSlash(sqlite)))
		_, dropIn := os.Stat(filepath.Join(folder, "wp-content", "db.php")) // it says DB_NAME all the same
		if err == nil && (name == "" || dropIn == nil) {
			return nil, &RefusedError{Name: folder, Reason: "a WordPress with an SQLite database, which is not read", hint: "sqlite3 " + sqlite + " .dump > site.sql, and give site.sql; or export it in WordPress: Tools, Export"}
		}
	}
	if name == "" {
		return nil, &RefusedError{Name: file, Reason: "it does not say in plain words which database the site has", hint: "give the database as mysql://user@host/name, or a dump of it"}
	}
	cfg := c.server()
	if opt.Password != "" {
		cfg.Passwd = opt.Password
	}
	prefix := opt.Prefix
	if prefix == "" {
		prefix = c.prefix
	}
	return read(ctx, cfg, nameOf(cfg), dump.Options{Prefix: prefix, Temp: opt.Temp, Home: c.constants["WP_HOME"], SiteURL: c.constants["WP_SITEURL"]})
}

// A config is what a wp-config.php says in plain words.
type config struct {
	constants map[string]string
	prefix    string
}

// server is the server of a configuration: DB_HOST is host, host:port,
// host:/path/of/socket or [v6]:port.
func (c config) server() *mysql.Config {
	cfg := mysql.NewConfig()
	cfg.User, cfg.Passwd, cfg.DBName = c.constants["DB_USER"], c.constants["DB_PASSWORD"], c.constants["DB_NAME"]
	host := c.constants["DB_HOST"]
	if i := strings.Index(host, ":/"); i >= 0 {
		cfg.Net, cfg.Addr = "unix", host[i+1:]
		return cfg
	}
	if host == "" || host == "localhost" { // a socket, for PHP
		for _, s := range []string{"/run/mysqld/mysqld.sock", "/var/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock", "/tmp/mysql.sock"} {
			if info, err := os.Stat(s); err == nil && info.Mode()&fs.ModeSocket != 0 {
				cfg.Net, cfg.Addr = "unix", s
				return cfg
			}
		}
		host = "127.0.0.1"
	}
	if strings.Count(host, ":") > 1 && !strings.HasPrefix(host, "[") {
		host = "[" + host + "]"
	}
	if i := strings.LastIndexByte(host, ':'); i < 0 || strings.HasSuffix(host, "]") {
		host += ":3306"
	}
	cfg.Net, cfg.Addr, cfg.TLSConfig = "tcp", host, "preferred"
	return cfg
}

// parseConfig reads the constants and the prefix that are written as strings.
// What PHP would compute is left out. The first definition counts, as in PHP.
func parseConfig(text string) config {
	c := config{constants: map[string]string{}}
	tokens := phpTokens(text)
	at := func(i int) phpToken {
		if i < len(tokens) {
			return tokens[i]
		}
		return phpToken{}
	}
	for i, t := range tokens {
		switch {
		case !t.quoted && strings.EqualFold(t.text, "define") && at(i+1).is("(") && at(i+2).quoted && at(i+3).is(",") && at(i+4).quoted &&
			(at(i+5).is(")") || at(i+5).is(",")):
			name := at(i + 2).text
			if _, ok := c.constants[name]; !ok {
				c.constants[name] = at(i + 4).text
			}
		case !t.quoted && t.text == "$table_prefix" && at(i+1).is("=") && at(i+2).quoted && at(i+3).is(";"):
			c.prefix = at(i + 2).text
		}
	}
	return c
}

type phpToken struct {
	text   string
	quoted bool
}

func (t phpToken) is(s string) bool { return !t.quoted && t.text == s }

// phpTokens takes a script apart into words, strings and single characters,
// without white space and comments.
func phpTokens(s string) []phpToken {
	var list []phpToken
	word := func(c byte) bool {
		return c == '_' || c == '$' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '#' && !strings.HasPrefix(s[i:], "#["), strings.HasPrefix(s[i:], "//"):
			if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
				i += n
			} else {
				i = len(s)
			}
		case strings.HasPrefix(s[i:], "/*"):
			if n := strings.Index(s[i+2:], "*/"); n >= 0 {
				i += n + 4
			} else {
				i = len(s)
			}
		case c == '\'' || c == '"':
			var b strings.Builder
			plain := true
			for i++; i < len(s) && s[i] != c; i++ {
				switch {
				case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '\\' || s[i+1] == c || c == '"' && s[i+1] == '$'):
					i++
				case c == '"' && (s[i] == '$' || s[i] == '\\'):
					plain = false // something to compute
				}
				b.WriteByte(s[i])
			}
			i++
			list = append(list, phpToken{b.String(), plain})
		case word(c):
			from := i
			for i < len(s) && word(s[i]) {
				i++
			}
			list = append(list, phpToken{s[from:i], false})
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
		default:
			list = append(list, phpToken{s[i : i+1], false})
			i++
		}
	}
	return list
}
