package dump

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

var errLong = errors.New("a row of more than 1 GiB")

// A handler is told what a dump holds.
type handler interface {
	// created is called for a table that begins anew, with its columns if
	// they are known.
	created(table string, columns []string)

	// into returns who takes the rows of a table; nil: nobody. columns are
	// those of the statement, or nil.
	into(table string, columns []string) func(*row) error

	// charset is told the charset of all texts, or of those of a table.
	charset(name string, ofTable bool)

	// mend counts a repair, at a line.
	mend(kind string, line int, sample []byte)
}

// A row is one row of a table. It is valid until the next.
type row struct {
	syntax
	b     []byte
	cells []cell
	line  int
	at    int64    // where it is in the dump
	given [][]byte // the values themselves, of a live database
}

// len returns how many values the row has.
func (r *row) len() int {
	if r.given != nil {
		return len(r.given)
	}
	return len(r.cells)
}

// append appends the value of a column; nothing if the row has none.
func (r *row) append(dst []byte, i int) []byte {
	switch {
	case i < 0 || i >= r.len():
		return dst
	case r.given != nil:
		return append(dst, r.given[i]...)
	}
	return r.appendValue(dst, r.b, r.cells[i])
}

// A scanner walks through the statements of a dump.
type scanner struct {
	*window
	syntax
	h        handler
	cells    []cell
	header   bool // of mysqldump, which ends with a line that says so
	complete bool // that line was there
	foreign  bool // not of mysqldump, phpMyAdmin, …
	inside   bool // the bytes end inside a statement
	table    string
}

// verbs begin the statements that occur in dumps.
var verbs = map[string]bool{
	"ALTER": true, "ANALYZE": true, "BEGIN": true, "CALL": true, "CHANGE": true, "COMMIT": true, "CREATE": true, "DELETE": true, "DELIMITER": true,
	"DROP": true, "FLUSH": true, "GRANT": true, "INSERT": true, "LOCK": true, "OPTIMIZE": true, "PRAGMA": true, "RENAME": true, "REPLACE": true,
	"ROLLBACK": true, "SELECT": true, "SET": true, "SHOW": true, "START": true, "TRUNCATE": true, "UNLOCK": true, "UPDATE": true, "USE": true,
	"WITH": true, "REVOKE": true, "SOURCE": true, "STOP": true, "END": true, "EXECUTE": true, "PREPARE": true, "DEALLOCATE": true,
}

// run reads the dump to its end. The error is one of reading, or of the
// handler.
func (s *scanner) run() error {
	s.foreign = true
	for first := true; ; first = false {
		if first && s.more() && bytes.HasPrefix(s.bytes(), []byte("\xef\xbb\xbf")) {
			s.i += 3
		}
		if !s.comments() {
			break
		}
		if err := s.statement(); err != nil {
			return err
		}
	}
	if s.err != nil && s.err != io.EOF {
		return s.err
	}
	return nil
}

// comments passes over what stands before a statement, and returns false at
// the end of the dump.
func (s *scanner) comments() bool {
	for {
		b := s.bytes()
		n := space(b, 0)
		if n == short {
			// Long comments need not be at hand as a whole.
			if i := bytes.LastIndexByte(b, '\n'); i >= 0 && b[0] != '/' {
				if n = space(b[:i+1], 0); n == short {
					n = 0
				}
			} else {
				n = 0
			}
			s.hear(b[:n])
			s.i += n
			if s.more() {
				continue
			}
			s.hear(s.bytes())
			s.inside = s.inside || bytes.HasPrefix(s.bytes(), []byte("/*"))
			s.i = s.end
			return false
		}
		s.hear(b[:n])
		s.i += n
		if n < len(b) {
			return true
		}
		if !s.more() {
			return false
		}
	}
}

// hear looks for what comments say of the dump as a whole.
func (s *scanner) hear(b []byte) {
	if len(b) < 8 {
		return
	}
	if bytes.Contains(b, []byte("-- MySQL dump")) || bytes.Contains(b, []byte("-- MariaDB dump")) {
		s.header, s.complete, s.foreign = true, false, false
	}
	if bytes.Contains(b, []byte("-- phpMyAdmin SQL Dump")) {
		s.foreign = false
	}
	if bytes.Contains(b, []byte("-- Dump completed")) {
		s.complete = true
	}
}

// next reads the next token of a statement; its bytes are at s.buf[c.from:c.to]
// until the next call.
func (s *scanner) next() cell {
	for {
		c, n := s.token(s.bytes(), 0)
		if n != short {
			c.from += s.i
			c.to += s.i
			s.i += n
			return c
		}
		if s.more() {
			continue
		}
		// A last word with nothing behind it.
		if rest := append(bytes.Clone(s.bytes()), '\n'); len(rest) < windowSize {
			if c, n = s.token(rest, 0); n != short && c.to <= len(rest)-1 {
				c.from += s.i
				c.to += s.i
				s.i = min(s.i+n, s.end)
				return c
			}
		}
		s.i = s.end
		return cell{kind: end}
	}
}

func (s *scanner) is(c cell, p byte) bool { return c.kind == punct && s.buf[c.from] == p }

func (s *scanner) upper(c cell) string {
	if c.kind != word || c.to-c.from > 24 {
		return ""
	}
	return strings.ToUpper(string(s.buf[c.from:c.to]))
}

// statement reads one statement, up to its semicolon.
func (s *scanner) statement() error {
	line := s.lineNumber()
	c := s.next()
	verb := s.upper(c)
	switch {
	case c.kind == end || s.is(c, ';'):
		return nil
	case !verbs[verb]:
		// What a program said while it wrote, pasted text, HTML.
		s.h.mend(repairJunk, line, s.buf[c.from:c.to])
		s.restOfLine()
		return nil
	}
	s.inside = true
	switch verb {
	case "INSERT", "REPLACE":
		return s.insert()
	case "CREATE":
		s.create()
		return nil
	case "DROP", "TRUNCATE":
		s.drop()
	case "SET":
		s.set()
	case "PRAGMA": // of SQLite
		s.plain = true
	case "BEGIN": // of SQLite, where it is no BEGIN of MySQL
		if c = s.next(); s.upper(c) == "TRANSACTION" {
			s.plain = true
		}
		s.skipFrom(c)
		return nil
	case "DELIMITER":
		s.routine()
		return nil
	}
	s.skip()
	return nil
}

// skip passes over the rest of a statement.
func (s *scanner) skip() {
	for {
		c := s.next()
		if c.kind == end {
			return
		}
		if s.is(c, ';') {
			s.inside = false
			return
		}
	}
}

// skipFrom is skip for a statement of which c was read last.
func (s *scanner) skipFrom(c cell) {
	if s.is(c, ';') {
		s.inside = false
	} else if c.kind != end {
		s.skip()
	}
}

func (s *scanner) restOfLine() []byte {
	for {
		if n := bytes.IndexByte(s.bytes(), '\n'); n >= 0 {
			line := s.bytes()[:n]
			s.i += n + 1
			return line
		}
		if len(s.bytes()) > windowSize { // a line of this length is none
			s.i = s.end - 1
		}
		if !s.more() {
			line := s.bytes()
			s.i = s.end
			return line
		}
	}
}

// routine passes over triggers and procedures, which stand between two
// DELIMITER and can hold any statement.
func (s *scanner) routine() {
	mark := strings.TrimSpace(string(s.restOfLine()))
	s.inside = false
	if mark == ";" {
		return
	}
	for {
		if s.i == s.end && !s.more() {
			s.inside = true
			return
		}
		line := bytes.TrimSpace(s.restOfLine())
		if f := bytes.Fields(line); len(f) == 2 && bytes.EqualFold(f[0], []byte("DELIMITER")) && string(f[1]) == ";" {
			return
		}
	}
}

// tableName reads a name, of which c is the first token; the database before it
// is dropped.
func (s *scanner) tableName(c cell) (string, cell) {
	table := s.name(c)
	for c = s.next(); s.is(c, '.'); c = s.next() {
		table = s.name(s.next())
	}
	if i := strings.LastIndexByte(table, '.'); i >= 0 && table[i+1:] != "" { // `db.table`
		table = table[i+1:]
	}
	return table, c
}

// name is the name that a token is.
func (s *scanner) name(c cell) string {
	b := s.buf[c.from:c.to]
	switch c.kind {
	case word:
		return string(b)
	case name, text:
		return string(undouble(nil, b, c.quote))
	}
	return ""
}

// insert reads an INSERT or REPLACE.
func (s *scanner) insert() error {
	c := s.next()
	for c.kind == word {
		switch s.upper(c) {
		case "INTO", "IGNORE", "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED":
			c = s.next()
			continue
		}
		break
	}
	if c.kind == end {
		return nil
	}
	var columns []string
	s.table, c = s.tableName(c)
	if s.is(c, '(') {
		columns, c = s.columnList()
	}
	if v := s.upper(c); v != "VALUES" && v != "VALUE" {
		s.skipFrom(c)
		return nil
	}
	take := s.h.into(s.table, columns)
	r := row{syntax: s.syntax}
	for {
		for {
			n := space(s.bytes(), 0)
			if n != short && n < len(s.bytes()) {
				s.i += n
				break
			}
			if !s.more() {
				return nil
			}
		}
		switch s.buf[s.i] {
		case ',':
			s.i++
			continue
		case ';':
			s.i++
			s.inside = false
			return nil
		case '(':
		default: // ON DUPLICATE KEY UPDATE …, AS new
			if !wordBytes[s.buf[s.i]] {
				s.resync()
				return nil
			}
			s.skip()
			return nil
		}
		var n int
		var bad bool
		for {
			s.cells, n, bad = s.row(s.bytes(), s.cells[:0])
			if n != short {
				break
			}
			if !s.more() {
				s.i = s.end
				return nil
			}
		}
		if bad {
			s.resync()
			return nil
		}
		if take != nil {
			r.b, r.cells, r.line, r.at = s.bytes()[:n], s.cells, s.lineNumber(), s.base+int64(s.i)
			if err := take(&r); err != nil {
				return err
			}
		}
		s.i += n
	}
}

// columnList reads the names of columns up to the closing parenthesis, and the
// token after it.
func (s *scanner) columnList() (columns []string, c cell) {
	for {
		c = s.next()
		switch {
		case c.kind == end:
			return columns, c
		case s.is(c, ')'):
			return columns, s.next()
		case c.kind == name || c.kind == word || c.kind == text:
			columns = append(columns, s.name(c))
		}
	}
}

// resync goes on, after what is no row, where a line begins a statement.
func (s *scanner) resync() {
	s.h.mend(repairStatement, s.lineNumber(), []byte(s.table))
	s.inside = false
	for {
		s.restOfLine()
		for len(s.bytes()) < 40 && s.more() {
		}
		b := s.bytes()
		if len(b) == 0 {
			return
		}
		if c, n := s.token(b[:min(len(b), 40)], 0); n != short && c.from == 0 && c.kind == word && verbs[strings.ToUpper(string(b[c.from:c.to]))] {
			return
		}
		if bytes.HasPrefix(b, []byte("-- ")) || bytes.HasPrefix(b, []byte("/*!")) {
			return
		}
	}
}

// notColumns are the words that begin what is no column in CREATE TABLE.
var notColumns = map[string]bool{
	"PRIMARY": true, "KEY": true, "UNIQUE": true, "INDEX": true, "CONSTRAINT": true, "FULLTEXT": true, "SPATIAL": true, "FOREIGN": true, "CHECK": true, "PERIOD": true,
}

// create reads a CREATE; if it makes a table, its columns.
func (s *scanner) create() {
	c := s.next()
	for s.upper(c) == "TEMPORARY" || s.upper(c) == "OR" || s.upper(c) == "REPLACE" {
		c = s.next()
	}
	if s.upper(c) != "TABLE" {
		s.skipFrom(c)
		return
	}
	c = s.next()
	for {
		if w := s.upper(c); w != "IF" && w != "NOT" && w != "EXISTS" {
			break
		}
		c = s.next()
	}
	var columns []string
	table, c := s.tableName(c)
	if !s.is(c, '(') {
		s.skipFrom(c)
		return
	}
	depth, first := 1, true
	for depth > 0 {
		c = s.next()
		switch {
		case c.kind == end:
			return
		case s.is(c, '('):
			depth++
		case s.is(c, ')'):
			depth--
		case s.is(c, ',') && depth == 1:
			first = true
			continue
		case s.is(c, ';') && depth == 1: // never closed
			s.inside = false
			return
		case first && (c.kind == name || c.kind == text || c.kind == word && !notColumns[s.upper(c)]):
			columns = append(columns, s.name(c))
		}
		first = false
	}
	s.h.created(table, columns)
	for { // DEFAULT CHARSET=…, DEFAULT CHARACTER SET …
		c = s.next()
		switch {
		case c.kind == end:
			return
		case s.is(c, ';'):
			s.inside = false
			return
		}
		if w := s.upper(c); w != "CHARSET" && w != "SET" {
			continue
		}
		if c = s.next(); s.is(c, '=') {
			c = s.next()
		}
		if c.kind == word || c.kind == text {
			s.h.charset(strings.ToLower(s.text(c)), true)
		} else {
			s.skipFrom(c)
			return
		}
	}
}

// text is a short word or text as it stands.
func (s *scanner) text(c cell) string { return string(s.buf[c.from:min(c.to, c.from+40)]) }

// drop reads a DROP TABLE, which means that what was there does not count.
func (s *scanner) drop() {
	c := s.next()
	if s.upper(c) != "TABLE" {
		if s.is(c, ';') {
			s.i--
		}
		return
	}
	for c = s.next(); s.upper(c) == "IF" || s.upper(c) == "EXISTS"; {
		c = s.next()
	}
	if c.kind != name && c.kind != word && c.kind != text {
		return
	}
	s.h.created(s.name(c), nil)
}

// set reads a SET for what matters to strings.
func (s *scanner) set() {
	for {
		c := s.next()
		switch {
		case c.kind == end:
			return
		case s.is(c, ';'):
			s.i--
			return
		case c.kind == word && s.upper(c) == "NAMES":
			if c = s.next(); c.kind == word || c.kind == text {
				name := strings.ToLower(s.text(c))
				s.h.charset(name, false)
				s.trailed = trailOf(name)
			} else if s.is(c, ';') {
				s.i--
				return
			}
		case c.kind == text && s.foreign && bytes.Contains(bytes.ToUpper(s.buf[c.from:min(c.to, c.from+400)]), []byte("NO_BACKSLASH_ESCAPES")):
			s.plain = true
		}
	}
}
