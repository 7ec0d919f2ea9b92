package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// A dump that was packed and then cut off is migrated as far as it goes, and the run
// says so and ends with 3.
func TestTruncatedPackedDumps(t *testing.T) {
	t.Parallel()
	var dump strings.Builder
	dump.WriteString("-- MySQL dump 10.13\nCREATE TABLE `wp_options` (`option_id` int, `option_name` text, `option_value` text);\n" +
		"INSERT INTO `wp_options` VALUES (1,'home','http://old.example'),(2,'blogname','Cut'),(3,'permalink_structure','/%postname%/');\n" +
		"CREATE TABLE `wp_posts` (`ID` int, `post_content` text, `post_title` text, `post_status` text, `post_name` text, `post_type` text);\n")
	rnd := rand.New(rand.NewPCG(3, 4))
	for i := range 400 {
		var words strings.Builder
		for range 50 { // packed, they are several blocks of bzip2
			fmt.Fprintf(&words, " %x", rnd.Uint64())
		}
		fmt.Fprintf(&dump, "INSERT INTO `wp_posts` VALUES (%d,'<p>%s</p>','Post %d','publish','post-%d','post');\n", i+1, words.String(), i+1, i+1)
	}
	dump.WriteString("-- Dump completed on 2026-11-28\n")
	text := dump.String()
	pack := func(to func(io.Writer) (io.WriteCloser, error)) []byte {
		var b bytes.Buffer
		w, err := to(&b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	forms := map[string][]byte{
		"sql.gz":  pack(func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }),
		"sql.zst": pack(func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w, zstd.WithWindowSize(8<<10)) }),
		"sql.xz":  pack(func(w io.Writer) (io.WriteCloser, error) { return xz.NewWriter(w) }),
	}
	var zipped, tarred bytes.Buffer
	z := zip.NewWriter(&zipped)
	if w, err := z.Create("dump.sql"); err != nil {
		t.Fatal(err)
	} else if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	z.Close()
	forms["zip"] = zipped.Bytes()
	gz := gzip.NewWriter(&tarred)
	tw := tar.NewWriter(gz)
	if err := tw.WriteHeader(&tar.Header{Name: "dump.sql", Size: int64(len(text)), Mode: 0o600, Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	io.WriteString(tw, text)
	tw.Close()
	gz.Close()
	forms["tar.gz"] = tarred.Bytes()
	if _, err := exec.LookPath("bzip2"); err == nil {
		cmd := exec.Command("bzip2", "-1")
		cmd.Stdin = strings.NewReader(text)
		if b, err := cmd.Output(); err == nil {
			forms["sql.bz2"] = b
		}
	}
	for form, whole := range forms {
		t.Run(form, func(t *testing.T) {
			dir := t.TempDir()
			run := func(name string, b []byte) (posts, code int, said string) {
				file, out := filepath.Join(dir, name+"."+form), filepath.Join(dir, name)
				if err := os.WriteFile(file, b, 0o600); err != nil {
					t.Fatal(err)
				}
				var both strings.Builder
				code = run([]string{"migrate", file, "-o", out, "--media", "keep"}, strings.NewReader(""), &both, &both)
				list, _ := filepath.Glob(filepath.Join(out, "posts", "*.md"))
				return len(list), code, both.String()
			}
			if n, code, said := run("whole", whole); n != 400 || code != exitOK {
				t.Errorf("whole: %d posts, exit %d: %s", n, code, said)
			}
			n, code, said := run("cut", whole[:len(whole)*6/10])
			if code != exitAttention || n == 0 || n >= 400 {
				t.Errorf("cut: %d posts, exit %d: %s", n, code, said)
			}
			if !strings.Contains(said, "cut."+form) {
				t.Errorf("the file is not named: %s", said)
			}
			t.Logf("%d of 400 posts, exit %d", n, code)
		})
	}
}
