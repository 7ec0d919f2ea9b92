package dump

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

type file struct{ name, text string }

func zipped(files ...file) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, _ := z.Create(f.name)
		io.WriteString(w, f.text)
	}
	z.Close()
	return b.String()
}

func tarred(files ...file) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.text)), Mode: 0o644, Typeflag: tar.TypeReg})
		io.WriteString(w, f.text)
	}
	w.Close()
	return b.String()
}

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func zstded(s string) string {
	var b bytes.Buffer
	z, _ := zstd.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func xzed(s string) string {
	var b bytes.Buffer
	z, _ := xz.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func wpress(files ...file) string {
	var b bytes.Buffer
	for _, f := range files {
		head := make([]byte, wpressLength)
		copy(head, filepath.Base(f.name))
		copy(head[wpressName:], fmt.Sprint(len(f.text)))
		copy(head[wpressName+wpressSize:], "1700000000")
		copy(head[wpressName+wpressSize+wpressTime:], filepath.ToSlash(filepath.Dir(f.name)))
		b.Write(head)
		b.WriteString(f.text)
	}
	b.Write(make([]byte, wpressLength))
	return b.String()
}

// tablesOf parts a dump into one file a table.
func tablesOf(folder string) []file {
	i := strings.Index(small, "CREATE TABLE `wp_posts`")
	return []file{{folder + "wp_options.sql", small[strings.Index(small, "CREATE"):i]}, {folder + "wp_posts.sql", small[i:]}}
}

const picture = "\x89PNG\r\n\x1a\npixels"

// Every container gives the two posts, and the picture if it has one.
func TestBackups(t *testing.T) {
	upload := file{"wp-content/uploads/2013/04/rework.png", picture}
	utf16 := "\xff\xfe"
	for _, c := range small {
		utf16 += string([]byte{byte(c), byte(c >> 8)})
	}
	export := file{"export.xml", `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"></rss>`}
	for _, c := range []struct {
		form, name, text string
		picture          bool
		skipped          string
	}{
		{"plain", "a.sql", small, false, ""},
		{"under any name", "a.txt", small, false, ""},
		{"gzip", "a.sql.gz", gzipped(small), false, ""},
		{"zstd", "a.sql.zst", zstded(small), false, ""},
		{"xz", "a.sql.xz", xzed(small), false, ""},
		{"xz of a tar", "a.tar.xz", xzed(tarred(file{"a.sql", small}, upload)), true, ""},
		{"UTF-16", "a.sql", utf16, false, ""},
		{"phpMyAdmin zip", "a.sql.zip", zipped(file{"a.sql", small}), false, ""},
		{"zip of gzip", "a.zip", zipped(file{"backup.sql.gz", gzipped(small)}), false, ""},
		{"Duplicator", "a.zip", zipped(file{"dup-installer/dup-database__1234.sql", small}, file{"index.php", "<?php"}, upload), true, ""},
		{"All-in-One", "a.wpress", wpress(file{"package.json", `{"SiteURL":"x"}`}, file{"database.sql", strings.ReplaceAll(small, "wp_", "SERVMASK_PREFIX_")},
			file{"uploads/2013/04/rework.png", picture}), true, ""},
		{"BackWPup", "a.tar.gz", gzipped(tarred(file{"site.sql.gz", gzipped(small)}, file{"manifest.json", "{}"}, upload)), true, ""},
		{"tar", "a.tar", tarred(upload, file{"site.sql", small}), true, ""},
		{"Jetpack", "a.tar.gz", gzipped(tarred(append(tablesOf("sql/"), upload)...)), true, ""},
		{"host panel", "a.tar.gz", gzipped(tarred(file{"backup/mysql/other.sql", "CREATE TABLE x (a int);\nINSERT INTO x VALUES (1);"},
			file{"backup/mysql/site.sql", small}, file{"backup/homedir/public_html/" + upload.name, picture})), true, "other.sql"},
		{"zip in a zip", "a.zip", zipped(file{"backup/db.zip", zipped(file{"a.sql", small})}, file{"backup/backup_2019-plugins.zip", "x"}), false, ""},
		{"a packed dump in a zip", "a.zip", zipped(file{"a.sql.zip", zipped(file{"a.sql", small})}), false, ""},
		{"zip in a tar", "a.tar.gz", gzipped(tarred(file{"site.zip", zipped(file{"a.sql", small}, upload)})), true, ""},
		{"tar in a zip", "a.zip", zipped(file{"x/a.tar.gz", gzipped(tarred(file{"a.sql", small}))}, upload), true, ""},
		{"All-in-One in a zip", "a.zip", zipped(file{"a.wpress", wpress(file{"database.sql", small}, file{"uploads/2013/04/rework.png", picture})}), true, ""},
		{"all of UpdraftPlus in a zip", "a.zip", zipped(file{"backup_x-db.gz", gzipped(small)}, file{"backup_x-uploads.zip", zipped(file{"uploads/2013/04/rework.png", picture})}), true, ""},
		{"Plesk", "a.tar", tarred(file{"backup_info_2001.xml", "<migration-dump/>"}, file{"domains/old.example/databases/wp_1/backup_wp_1_2001.tgz", gzipped(tarred(file{"backup_wp_1_2001", small}))},
			file{"domains/old.example/backup_user-data_2001.tgz", gzipped(tarred(file{"httpdocs/" + upload.name, picture}))}), true, ""},
		{"a database of Plesk", "a.tzst", zstded(tarred(file{"backup_sqldump_2001", small})), false, ""},
		{"cPanel", "a.tar.gz", gzipped(tarred(file{"backup-1.2.2020_u/mysql/u_wp.sql", small}, file{"backup-1.2.2020_u/mysql/u_wp.create", "CREATE DATABASE `u_wp`;"},
			file{"backup-1.2.2020_u/mysql.sql", "GRANT USAGE ON *.* TO x;"}, file{"backup-1.2.2020_u/homedir.tar", tarred(file{"public_html/" + upload.name, picture})})), true, ""},
		{"Softaculous", "a.tar.gz", gzipped(tarred(file{"softsql.sql", small}, file{"wp-config.php", "<?php"}, upload)), true, ""},
		{"WPvivid", "a.zip", zipped(file{"x_wpvivid-5e0_backup_db.zip", zipped(file{"x_wpvivid-5e0_backup_db.sql", "/* # site_url: http://old.example */;\n" + small})},
			file{"x_wpvivid-5e0_backup_uploads.zip", zipped(file{"uploads/2013/04/rework.png", picture})}), true, ""},
		{"BlogVault", "a.zip", zipped(append(tablesOf(""), upload)...), true, ""},
		{"a damaged zip beside the dump", "a.zip", zipped(file{"a.sql", small}, file{"other.zip", "PK\x03\x04 no more"}), false, ""},
		{"an export beside", "a.zip", zipped(file{"a.sql", small}, export), false, "export.xml: a WordPress export beside a dump"},
	} {
		name := written(t, c.name, c.text)
		if what, ok := Sniff(name); !ok {
			t.Errorf("%s: not known, %q", c.form, what)
		}
		src, err := Open(context.Background(), []string{name}, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.form, err)
			continue
		}
		for range 2 {
			if _, items, err := all(t, src); err != nil || len(items) != 2 || items[0].Title != "One" {
				t.Errorf("%s: %d items, %v", c.form, len(items), err)
			}
		}
		if u := src.Uploads(); (u != nil) != c.picture {
			t.Errorf("%s: uploads %v", c.form, u)
		} else if u != nil {
			r, err := u.File("2013/04/rework.png")
			if err != nil || u.Has("2013/04/none.png") || !u.Has("2013/04/rework.png") {
				t.Errorf("%s: %v", c.form, err)
			} else if b, err := io.ReadAll(r); err != nil || string(b) != picture {
				t.Errorf("%s: %q, %v", c.form, b, err)
			}
		}
		if s := fmt.Sprint(src.Skipped()); c.skipped != "" && !strings.Contains(s, c.skipped) || c.skipped == "" && s != "[]" {
			t.Errorf("%s: skipped %s", c.form, s)
		}
		if err := src.Close(); err != nil {
			t.Error(err)
		}
	}
}

// The parts of a backup of UpdraftPlus lie beside each other.
func TestUpdraftPlus(t *testing.T) {
	dir := t.TempDir()
	stem := filepath.Join(dir, "backup_2026-11-28-1208_Site_0123456789ab-")
	for name, text := range map[string]string{
		"db.gz": gzipped(small), "uploads.zip": zipped(file{"uploads/2013/04/a.png", "a"}), "uploads2.zip": zipped(file{"uploads/2013/05/b.png", "b"}),
		"plugins.zip": zipped(file{"plugins/x/x.sql", "CREATE TABLE x (a int);"}),
	} {
		if err := os.WriteFile(stem+name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	src := open(t, Options{}, stem+"db.gz")
	_, items, err := all(t, src)
	if err != nil || len(items) != 2 || src.Uploads() == nil || !src.Uploads().Has("2013/04/a.png") || !src.Uploads().Has("2013/05/b.png") {
		t.Errorf("%d items, %v, %v", len(items), src.Uploads(), err)
	}
	src = open(t, Options{}, dir)
	if _, items, err := all(t, src); err != nil || len(items) != 2 || !src.Uploads().Has("2013/05/b.png") {
		t.Errorf("the folder: %d items, %v", len(items), err)
	}
}

// A folder of a dump and exports is the dump, and the exports are named.
func TestExportsBesideADump(t *testing.T) {
	dir := t.TempDir()
	const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title></item></channel></rss>`
	for name, text := range map[string]string{
		"site.sql": small, "a.xml": export, "b.xml.gz": gzipped(export), "c.zip": zipped(file{"c.xml", export}), "feed.xml": "<rss><channel></channel></rss>", "note.txt": "x",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	src := open(t, Options{}, dir)
	_, items, err := all(t, src)
	var skipped []string
	for _, err := range src.Skipped() {
		name, _, _ := strings.Cut(err.Error(), ":")
		skipped = append(skipped, filepath.Base(name))
	}
	if want := []string{"a.xml", "b.xml.gz", "c.zip"}; err != nil || len(items) != 2 || !slices.Equal(skipped, want) {
		t.Errorf("%d items, skipped %q, %v", len(items), skipped, err)
	}
}

// What cannot be read is refused by name, with what to do.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a-db.gz.crypt", "xxxx", "encrypted backup of UpdraftPlus"},
		{"a.daf", "<A><V>4.0</V>", "Duplicator in its own format"},
		{"a.sql.bz2", "BZh91AY&SY", "not even the beginning"},
		{"a.sql.xz", "\xfd7zXZ\x00\x00\x04", "not even the beginning"},
		{"a.jpa", "JPA\x00", "Akeeba"},
		{"a.7z", "7z\xbc\xaf\x27\x1c", "7z"},
		{"a.rar", "Rar!\x1a", "rar"},
		{"a.xml", `<?xml version="1.0"?><!-- - phpMyAdmin XML Dump --><pma_xml_export>`, "XML export of phpMyAdmin"},
		{"a.json", `[{"type":"header","version":"5.2","comment":"Export to JSON plugin for PHPMyAdmin"},`, "JSON export of phpMyAdmin"},
		{"a.wpress", wpress(file{"package.json", `{"Encrypted":true}`}, file{"database.sql", "x"}), "encrypted backup of All-in-One"},
		{"b.wpress", wpress(file{"package.json", `{"Compression":{"Enabled":true}}`}, file{"database.sql", "x"}), "compressed backup of All-in-One"},
		{"a.sql", "CREATE TABLE users (id int);\nINSERT INTO users VALUES (1);", "without the tables of a WordPress"},
		{"dump.xml", "<?xml version=\"1.0\"?>\n<mysqldump><database name=\"wp\">", "a dump in XML"},
		{"wp_posts.csv", "\"ID\",\"post_author\",\"post_content\",\"post_title\"\n1,1,a,b\n", "a table as CSV"},
		{"wp_posts.tsv", "ID\tpost_content\tpost_title\n", "a table as CSV"},
		{"csv.tar", tarred(file{"wp_posts.csv", "ID"}, file{"wp_options.csv", "x"}), "tables as CSV"},
		{"site.sqlite", "SQLite format 3\x00", "an SQLite database"},
		{"playground.zip", zipped(file{"wp-content/database/.ht.sqlite", "x"}, file{"wp-content/uploads/a.png", picture}), "a backup with an SQLite database"},
		{"a.wpstg", "wpstg", "WP Staging"},
		{"a.nb3", "x", "Navicat in its own format"},
		{"wp_posts.ibd", "x", "a file of a MySQL server"},
		{"a.z01", "PK\x07\x08PK\x03\x04", "a part of a zip file"},
		{"a.wpress.002", "x", "a part of a file in several parts"},
		{"two.zip", zipped(file{"one.sql", small}, file{"two.sql", small}), "2 databases with a WordPress"},
	} {
		name := written(t, c.name, c.text)
		if _, ok := Sniff(name); !ok {
			t.Errorf("%s is not known", c.name)
		}
		_, err := Open(context.Background(), []string{name}, nil, Options{})
		var r *RefusedError
		if !errors.As(err, &r) || !strings.Contains(err.Error(), c.want) || r.Hint() == "" {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Folders of files that are a dump together, and are not read, are named as one.
func TestRefusedFolders(t *testing.T) {
	for want, files := range map[string][]file{
		"a dump of MySQL Shell":     {{"@.json", "{}"}, {"wp.sql", "CREATE DATABASE wp;"}, {"wp@wp_posts.sql", "CREATE TABLE wp_posts (ID int);"}, {"wp@wp_posts@@0.tsv.zst", "x"}},
		"a dump of mysqldump --tab": {{"wp_posts.sql", "CREATE TABLE wp_posts (ID int);"}, {"wp_posts.txt", "1"}},
		"a table as CSV":            {{"wp_posts.csv", "ID,post_content,post_title\n"}},
		"a file of a MySQL server":  {{"wp_posts.ibd", "x"}},
	} {
		dir := t.TempDir()
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(dir, f.name), []byte(f.text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if _, ok := Sniff(dir); !ok {
			t.Errorf("%s is not known", want)
		}
		defer func() {
			const export = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title></item></channel></rss>`
			if err := os.WriteFile(filepath.Join(dir, "z.xml"), []byte(export), 0o666); err != nil {
				t.Fatal(err)
			}
			if what, ok := Sniff(dir); ok && !strings.HasPrefix(want, "a dump of") {
				t.Errorf("a folder with an export is taken for %s", what)
			}
		}()
		_, err := Open(context.Background(), []string{dir}, nil, Options{})
		if r := (*RefusedError)(nil); !errors.As(err, &r) || !strings.Contains(err.Error(), want) || r.Hint() == "" {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// A file that was split is one, whichever of its parts is named.
func TestParts(t *testing.T) {
	for name, text := range map[string]string{
		"a.wpress": wpress(file{"database.sql", small}, file{"uploads/2013/04/rework.png", picture}),
		"a.zip":    zipped(file{"a.sql", small}, file{"wp-content/uploads/2013/04/rework.png", picture}),
		"a.tar.gz": gzipped(tarred(file{"a.sql", small}, file{"wp-content/uploads/2013/04/rework.png", picture})),
	} {
		dir := t.TempDir()
		var all []string
		for n := 1; text != ""; n++ {
			part := filepath.Join(dir, fmt.Sprintf("%s.%03d", name, n))
			k := min(len(text), 501)
			if err := os.WriteFile(part, []byte(text[:k]), 0o666); err != nil {
				t.Fatal(err)
			}
			all, text = append(all, part), text[k:]
		}
		for _, names := range [][]string{all, all[:1], {all[len(all)-1]}, {dir}} {
			if _, ok := Sniff(names[0]); !ok {
				t.Errorf("%s is not known", names[0])
			}
			src := open(t, Options{}, names...)
			n := 0
			for _, err := range src.Items(nil) {
				if n++; err != nil {
					t.Error(err)
				}
			}
			if n != 2 || src.Uploads() == nil || !src.Uploads().Has("2013/04/rework.png") || len(src.Skipped()) > 0 {
				t.Errorf("%s: %d items, uploads %v, skipped %v", names, n, src.Uploads(), src.Skipped())
			}
		}
	}
}

// What is for others to read is left to them.
func TestSniffOthers(t *testing.T) {
	for name, text := range map[string]string{
		"export.xml":  `<?xml version="1.0"?><rss><item>INSERT INTO wp_posts VALUES (1);</item></rss>`,
		"page.html":   "<!doctype html><p>CREATE TABLE x",
		"text.txt":    "Dear all, select one of these; set it up.\nINSERT coin.",
		"x.zip":       zipped(file{"export.xml", "<rss/>"}),
		"x.tar":       tarred(file{"2013/04/a.png", "x"}),
		"uploads.tar": tarred(file{"wp-content/uploads/2013/04/a.png", "x"}),
		"x.json":      "[]",
		"empty":       "",
	} {
		if what, ok := Sniff(written(t, name, text)); ok {
			t.Errorf("%s is taken for %s", name, what)
		}
	}
}

func TestStdin(t *testing.T) {
	src, err := Open(context.Background(), []string{"-"}, strings.NewReader(small), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	if _, items, err := all(t, src); err != nil || len(items) != 2 {
		t.Errorf("%d items, %v", len(items), err)
	}
}

// What takes too much memory to unpack is refused by name.
func TestLargeDictionaries(t *testing.T) {
	var xzed, zstded bytes.Buffer
	x, err := xz.WriterConfig{DictCap: 128 << 20}.NewWriter(&xzed)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(&zstded, zstd.WithWindowSize(128<<20), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{x, z} {
		if _, err := io.WriteString(w, small); err != nil {
			t.Fatal(err)
		}
	}
	z.Flush()
	if err := errors.Join(x.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.sql.xz": xzed.String(), "a.sql.zst": zstded.String()} {
		_, err := Open(context.Background(), []string{written(t, name, text)}, nil, Options{})
		if refused := (*RefusedError)(nil); !errors.As(err, &refused) || !strings.Contains(err.Error(), "more than 64 MiB") || refused.Hint() == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Damaged archives give what can be read, and say so.
func TestDamagedBackups(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"cut.sql.gz", gzipped(small)[:len(gzipped(small))-9], "unexpected EOF"},
		{"cut.sql.xz", xzed(small)[:len(xzed(small))-9], "truncated or corrupt"},
		{"cut.wpress", strings.TrimRight(wpress(file{"database.sql", small}), "\x00"), "cut off"},
	} {
		src, err := Open(context.Background(), []string{written(t, c.name, c.text)}, nil, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		_, items, err := all(t, src)
		if said := fmt.Sprint(err, src.Skipped()); len(items) != 2 || !strings.Contains(said, c.want) {
			t.Errorf("%s: %d items, %s", c.name, len(items), said)
		}
		src.Close()
	}
}
