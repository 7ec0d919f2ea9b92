package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/go-sql-driver/mysql"

	"github.com/wp2md/wp2md/extract/dump"
	"github.com/wp2md/wp2md/internal/neterror"
)

// Options say how a database is read.
type Options struct {
	Password string
	Prefix   string // of the tables of the wanted site; that of the address if empty
	Temp     string // where temporary files go; the system's folder if empty
}

// A RefusedError says why a database cannot be read. It never holds a password.
type RefusedError struct {
	Name   string
	Reason string
	hint   string
	err    error
}

func (e *RefusedError) Error() string { return e.Name + ": " + e.Reason }

// Hint says what to try instead; it may be empty.
func (e *RefusedError) Hint() string { return e.hint }

func (e *RefusedError) Unwrap() error { return e.err }

// Is reports whether a source is the address of a database.
func Is(address string) bool {
	for _, scheme := range []string{"mysql://", "mariadb://"} {
		if len(address) > len(scheme) && strings.EqualFold(address[:len(scheme)], scheme) {
			return true
		}
	}
	return false
}

// Open reads the site in a database, mysql://user@host:port/name. What can
// follow: ?prefix=wp_ chooses a site, socket=/run/mysqld/mysqld.sock is where
// the server is reached, tls=true (skip-verify, false) how.
func Open(ctx context.Context, address string, opt Options) (*dump.Source, error) {
	cfg, prefix, err := parse(address)
	if err != nil {
		return nil, err
	}
	cfg.Passwd = opt.Password
	if opt.Prefix != "" {
		prefix = opt.Prefix
	}
	return read(ctx, cfg, nameOf(cfg), dump.Options{Prefix: prefix, Temp: opt.Temp})
}

// parse reads an address.
func parse(address string) (*mysql.Config, string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" && u.Query().Get("socket") == "" {
		return nil, "", &RefusedError{Name: "mysql", Reason: "not the address of a database", hint: "write mysql://user@host/name"}
	}
	cfg := mysql.NewConfig()
	cfg.User = u.User.Username()
	cfg.DBName = strings.Trim(u.Path, "/")
	if _, given := u.User.Password(); given {
		return nil, "", &RefusedError{Name: "mysql://" + u.Host, Reason: "a password in the address, which others can see",
			hint: "leave it out and set WP2MD_DB_PASSWORD"}
	}
	if cfg.DBName == "" {
		return nil, "", &RefusedError{Name: "mysql://" + u.Host, Reason: "no database is named", hint: "write mysql://user@host/name"}
	}
	cfg.Net, cfg.Addr = "tcp", u.Host
	if u.Port() == "" {
		cfg.Addr = u.Host + ":3306"
	}
	q := u.Query()
	if s := q.Get("socket"); s != "" {
		cfg.Net, cfg.Addr = "unix", s
	}
	switch tls := q.Get("tls"); tls {
	case "":
		if cfg.Net == "tcp" {
			cfg.TLSConfig = "preferred"
		}
	case "true", "false", "skip-verify", "preferred":
		cfg.TLSConfig = tls
	default:
		return nil, "", &RefusedError{Name: "mysql://" + u.Host, Reason: fmt.Sprintf("tls=%s is not known", tls), hint: "true, skip-verify, preferred or false"}
	}
	return cfg, q.Get("prefix"), nil
}

// nameOf is how messages name a database.
func nameOf(cfg *mysql.Config) string {
	where := cfg.Addr
	if cfg.Net == "unix" {
		where = "localhost"
	}
	return "mysql://" + where + "/" + cfg.DBName
}

// read reads what is wanted in one snapshot.
func read(ctx context.Context, cfg *mysql.Config, name string, opt dump.Options) (src *dump.Source, err error) {
	cfg.Logger = &mysql.NopLogger{}
	cfg.MaxAllowedPacket = 0                                       // what the server allows
	if err := cfg.Apply(mysql.Charset("binary", "")); err != nil { // the bytes that are stored
		return nil, err
	}
	connector, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, refused(name, err)
	}
	defer conn.Close()
	for _, q := range []string{
		"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
		"START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
	} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return nil, refused(name, err)
		}
	}
	feed := dump.NewFeed(name, opt)
	defer func() {
		if err != nil {
			feed.Close()
		}
	}()
	tables, err := strs(ctx, conn, "SHOW TABLES")
	if err != nil {
		return nil, refused(name, err)
	}
	// Stored bytes are in the charset of their column, of which that of the posts
	// stands for all.
	charsets, err := strs(ctx, conn, "SELECT CONCAT(TABLE_NAME, ' ', CHARACTER_SET_NAME) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'post_content' AND TABLE_NAME LIKE '%posts' ORDER BY TABLE_NAME")
	if err == nil {
		for _, c := range charsets {
			if table, charset, _ := strings.Cut(c, " "); strings.HasPrefix(table, opt.Prefix) {
				feed.Charset(charset)
				break
			}
		}
	}
	for _, table := range feed.Tables(tables) {
		err := readTable(ctx, conn, feed, table)
		if e := (*mysql.MySQLError)(nil); errors.As(err, &e) && feed.Optional(table) {
			feed.Missed(table, e.Message)
			continue
		}
		if err != nil {
			return nil, refused(name+": table "+table, err)
		}
	}
	return feed.Source()
}

// quote writes a name for SQL.
func quote(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// strs returns the first column of what a query gives.
func strs(ctx context.Context, conn *sql.Conn, query string) ([]string, error) {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	values := make([]sql.RawBytes, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	var list []string
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, string(values[0]))
	}
	return list, rows.Err()
}

// readTable feeds the rows of one table, as a stream.
func readTable(ctx context.Context, conn *sql.Conn, feed *dump.Feed, table string) error {
	have, err := strs(ctx, conn, "SHOW COLUMNS FROM "+quote(table))
	if err != nil {
		return err
	}
	columns, where := feed.Query(table, have)
	if len(columns) == 0 {
		return nil
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = quote(c)
	}
	query := "SELECT " + strings.Join(names, ", ") + " FROM " + quote(table)
	if where != "" {
		query += " WHERE " + where
	}
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	values := make([]sql.RawBytes, len(columns))
	given := make([][]byte, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	take := feed.Into(table, columns)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, v := range values {
			given[i] = v
		}
		if err := take(given); err != nil {
			return err
		}
	}
	return rows.Err()
}

// refused says what can be done about an error of the server.
func refused(name string, err error) error {
	r := &RefusedError{Name: name, Reason: err.Error(), err: err}
	var e *mysql.MySQLError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &e) && (e.Number == 1045 || e.Number == 1698):
		r.Reason, r.hint = e.Message, "set the password in WP2MD_DB_PASSWORD"
	case errors.As(err, &e) && e.Number == 1049:
		r.Reason, r.hint = e.Message, "name the database that wp-config.php has as DB_NAME"
	case errors.As(err, &e):
		r.Reason = e.Message
	case errors.Is(err, os.ErrNotExist):
		r.hint = "is the server running? A dump of the database can be read, too"
	case errors.Is(err, mysql.ErrInvalidConn), errors.Is(err, driver.ErrBadConn):
		r.Reason, r.hint = "the connection broke off", "try again, or read a dump of the database"
	default:
		_, r.Reason = neterror.Cause(err, neterror.Wait{})
		r.hint = "can the server be reached from here? A dump of the database can be read, too"
	}
	return r
}
