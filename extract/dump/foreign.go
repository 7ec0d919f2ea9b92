package dump

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
)

const (
	hintSQL    = "export the database as SQL, with mysqldump or phpMyAdmin, and give that"
	hintSQLite = "sqlite3 FILE .dump > site.sql, and give site.sql"
	hintServer = "put them back into a MySQL or MariaDB of that version, dump the database with mysqldump, and give the dump"
)

// foreign says what a file is that holds a database, or a part of a backup, in a form
// that is not read, and what to do.
func foreign(head []byte, name string) (reason, hint string) {
	has := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch ext := path.Ext(name); {
	case has("SQLite format 3\x00"):
		return "an SQLite database", hintSQLite
	case ext == ".wpstg":
		return "a backup of WP Staging in its own format", "restore it into a WordPress and export that, or give an SQL dump"
	case ext == ".nb3" || ext == ".nb3x" || ext == ".psc":
		return "a backup of Navicat in its own format", "in Navicat: Extract SQL, and give the .sql"
	case ext == ".ibd", ext == ".frm", ext == ".myd", ext == ".myi", ext == ".ibdata1", path.Base(name) == "ibdata1":
		return "a file of a MySQL server", hintServer
	case ext == ".xbstream" || has("XBSTCK01"):
		return "a backup of the files of a MySQL server (XtraBackup)", hintServer
	case has("PK\x07\x08PK\x03\x04"), len(ext) == 4 && ext[1] == 'z' && digits(ext[2:]):
		return "a part of a zip file in several parts", "zip -s 0 FILE.zip --out whole.zip makes one of them"
	case len(ext) == 4 && digits(ext[1:]), strings.HasPrefix(ext, ".part") && digits(ext[5:]):
		return "a part of a file in several parts", "put them together (cat FILE.* > FILE), and give that"
	}
	return "", ""
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isTableText reports whether a text begins with the names of columns of posts, as a
// table does that was exported as CSV.
func isTableText(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	columns := map[string]bool{}
	for f := range strings.FieldsFuncSeq(string(line[:min(len(line), 4<<10)]), func(r rune) bool { return strings.ContainsRune(",;\t\r\"'|", r) }) {
		columns[strings.ToLower(f)] = true
	}
	return columns["post_content"] && columns["post_title"] || columns["option_name"] && columns["option_value"]
}

// foreignMember says what of a backup is its database, where that is not read.
func foreignMember(list []member) (reason, hint string) {
	for _, m := range list {
		switch name := inside(strings.ReplaceAll(m.name, "/.ht.", "/ht.")); {
		case strings.HasSuffix(name, "database/ht.sqlite"), strings.HasSuffix(name, "database/ht.sqlite.php"):
			return "a backup with an SQLite database", "unpack it; " + hintSQLite
		case path.Dir(name) == "." && strings.HasSuffix(name, tableNames[tablePosts]+".csv"):
			return "tables as CSV", "export the whole database in the format SQL"
		}
	}
	return "", ""
}

// tablesApart says what a folder is that has the rows of tables in files that are no SQL.
func tablesApart(entries []fs.DirEntry) (reason, hint string) {
	there := map[string]bool{}
	for _, e := range entries {
		there[e.Name()] = true
	}
	if there["@.json"] || there["@.sql"] {
		return "a dump of MySQL Shell", "load it into a MySQL (util.loadDump in mysqlsh), dump that with mysqldump, and give the dump"
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), tableNames[tablePosts]+".sql"); ok && there[name+tableNames[tablePosts]+".txt"] {
			return "a dump of mysqldump --tab, whose rows are in .txt files", "dump the database again without --tab, or load it (mysql < TABLE.sql, mysqlimport TABLE.txt) and dump that"
		}
	}
	return "", ""
}
