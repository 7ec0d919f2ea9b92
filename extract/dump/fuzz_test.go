package dump

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// rowsOf reads all rows of a dump.
func rowsOf(r io.Reader) (rows []string, s scanner, err error) {
	h := &collect{rows: &rows}
	s = scanner{window: newWindow(r), h: h}
	err = s.run()
	return rows, s, err
}

type collect struct{ rows *[]string }

func (c *collect) created(table string, columns []string) {
	*c.rows = append(*c.rows, fmt.Sprintf("CREATE %q %q", table, columns))
}

func (c *collect) into(table string, columns []string) func(*row) error {
	return func(r *row) error {
		text := fmt.Sprintf("%q %q:", table, columns)
		for i := range r.cells {
			text += fmt.Sprintf(" %d %q", r.cells[i].kind, r.append(nil, i))
		}
		*c.rows = append(*c.rows, text)
		return nil
	}
}

func (c *collect) charset(string, bool) {}

func (c *collect) mend(kind string, line int, sample []byte) {
	*c.rows = append(*c.rows, fmt.Sprint(kind, line))
}

// Any bytes: no panic, the same rows however they come in, and of a part of
// them no row that the whole does not have.
func FuzzRows(f *testing.F) {
	f.Add([]byte(small))
	for _, name := range []string{"mysqldump-default.sql", "phpmyadmin.sql", "latin1-names-mixed.sql"} {
		if b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "samples-sql", name)); err == nil {
			f.Add(b)
		}
	}
	for _, s := range []string{
		"INSERT INTO a VALUES ('a\\'", "INSERT INTO a VALUES (x'4", "/*!40101 SET", "/*M!999999\\- x */ INSERT INTO `a``b` (`c`) VALUES (CONVERT('a', CHAR(3)),-1e-5,.5)",
		"DELIMITER ;;\nx;;\nDELIMITER ;\n", "--", "-- x", "#", "CREATE TABLE a (b int, KEY (c), `d` enum('(',')'));", "INSERT INTO a VALUES ('b' 'c', 'd' COLLATE x, ('e'));",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, _, err := rowsOf(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		slow, _, err := rowsOf(iotest.OneByteReader(bytes.NewReader(b)))
		if err != nil || fmt.Sprint(slow) != fmt.Sprint(rows) {
			t.Fatalf("byte by byte:\n%q\nat once:\n%q, %v", slow, rows, err)
		}
	})
}

// Any bytes of the size of a table: items are text, and two passes are alike.
func FuzzItems(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(small + "INSERT INTO wp_postmeta VALUES (1,1,'a',0xff),(2,1,NULL,'\\0');"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, src, err := dumped(t, string(b))
		if src == nil {
			return
		}
		_, first, err1 := all(t, src)
		_, second, err2 := all(t, src)
		if len(first) != len(second) || fmt.Sprint(err1, err) != fmt.Sprint(err2, err) {
			t.Fatalf("%d items, then %d; %v, then %v", len(first), len(second), err1, err2)
		}
		for i, it := range first {
			if it.Sum != second[i].Sum {
				t.Fatalf("item %d differs", it.ID)
			}
			for _, s := range []string{it.Content, it.Title, it.Slug, it.Link} {
				if !utf8.ValidString(s) {
					t.Fatalf("not UTF-8: %q", s)
				}
			}
		}
	})
}
