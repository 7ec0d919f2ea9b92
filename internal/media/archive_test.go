package media

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type packed struct {
	name, text string
	kind       byte // a regular file if 0
}

// pack makes a tar.
func pack(t *testing.T, files []packed) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		head := &tar.Header{Name: f.name, Typeflag: f.kind, Mode: 0o644}
		switch f.kind {
		case 0, tar.TypeReg:
			head.Typeflag, head.Size = tar.TypeReg, int64(len(f.text))
		case tar.TypeLink, tar.TypeSymlink:
			head.Linkname = f.text
		}
		if err := w.WriteHeader(head); err != nil {
			t.Fatal(err)
		}
		if head.Size > 0 {
			if _, err := io.WriteString(w, f.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBytes(t *testing.T, data []byte) *Uploads {
	t.Helper()
	name := filepath.Join(t.TempDir(), "uploads.bin") // what it is says its bytes
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	u, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { u.Close() })
	return u
}

func content(t *testing.T, u *Uploads, name string) string {
	t.Helper()
	f, err := u.File(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "not there"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A tar is read wherever in it the uploads are.
func TestArchivePrefix(t *testing.T) {
	for _, prefix := range []string{"", "./", "uploads/", "./wp-content/uploads/", "wp-content/uploads/", "/var/www/html/wp-content/uploads/",
		"var/www/html/wp-content/uploads/", "app/uploads/", "backup-of-monday/", "a/b/c/", "backup/files/"} {
		t.Run(prefix, func(t *testing.T) {
			raw := pack(t, []packed{
				{prefix + "2013/", "", tar.TypeDir},
				{prefix + "2013/04/rework.png", "rework", 0},
				{prefix + "2013/04/empty.txt", "", 0},
				{prefix + "sites/2/2019/01/second blog.png", "second", 0},
				{prefix + "2020/01/" + strings.Repeat("long-", 50) + "name.jpg", "long", 0},
				{prefix + "2020/01/u\u0308ber.png", "decomposed", 0},
			})
			for _, data := range [][]byte{raw, gzipped(t, raw)} {
				u := openBytes(t, data)
				if err := firstProblem(u); err != nil {
					t.Error(err)
				}
				for name, want := range map[string]string{
					"2013/04/rework.png":                                  "rework",
					"2013/04/empty.txt":                                   "",
					"sites/2/2019/01/second blog.png":                     "second",
					"2020/01/" + strings.Repeat("long-", 50) + "name.jpg": "long",
					"2020/01/\u00fcber.png":                               "decomposed",
					"2020/01/u\u0308ber.png":                              "decomposed",
					"2013/04":                                             "not there",
					"2013/04/other.png":                                   "not there",
					"":                                                    "not there",
				} {
					if got := content(t, u, name); got != want {
						t.Errorf("%q: got %q, want %q", name, got, want)
					}
				}
			}
		})
	}
}

// One file, or files of one month, do not make the month a part of the prefix.
func TestArchiveOfOneFile(t *testing.T) {
	for _, prefix := range []string{"", "backup/"} {
		u := openBytes(t, pack(t, []packed{{prefix + "2013/04/a.png", "a", 0}}))
		if got := content(t, u, "2013/04/a.png"); got != "a" {
			t.Errorf("below %q: got %q", prefix, got)
		}
	}
	u := openBytes(t, pack(t, []packed{{"logo.png", "logo", 0}, {"2013/04/a.png", "a", 0}}))
	if got := content(t, u, "logo.png"); got != "logo" {
		t.Errorf("got %q", got)
	}
}

// The uploads of WordPress come before folders of plugins that have the name.
func TestArchiveOfWholeSite(t *testing.T) {
	u := openBytes(t, pack(t, []packed{
		{"html/wp-content/plugins/shop/uploads/2013/04/a.png", "of a plugin", 0},
		{"html/wp-content/uploads/2013/04/a.png", "an upload", 0},
		{"html/wp-content/uploads/backup/wp-content/uploads/2013/04/a.png", "of a backup", 0},
	}))
	if got := content(t, u, "2013/04/a.png"); got != "an upload" {
		t.Errorf("got %q", got)
	}
}

// What is no plain file of the archive is not there. Of a file that was packed
// twice, the later is the one that unpacking would leave.
func TestArchiveOddMembers(t *testing.T) {
	u := openBytes(t, pack(t, []packed{
		{"2013/04/twice.png", "old", 0},
		{"2013/04/link.png", "/etc/passwd", tar.TypeSymlink},
		{"2013/04/hard.png", "2013/04/twice.png", tar.TypeLink},
		{"2013/04/device", "", tar.TypeChar},
		{"2013/04/pipe", "", tar.TypeFifo},
		{"../2013/04/out.png", "out", 0},
		{"2013/04/../../../up.png", "up", 0},
		{"2013/04/twice.png", "new", 0},
	}))
	for name, want := range map[string]string{
		"2013/04/twice.png": "new", "2013/04/link.png": "not there", "2013/04/hard.png": "not there", "2013/04/device": "not there",
		"2013/04/pipe": "not there", "2013/04/out.png": "not there", "../2013/04/out.png": "not there", "up.png": "not there",
	} {
		if got := content(t, u, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// A damaged archive gives the files before the damage, and says so.
func TestArchiveCut(t *testing.T) {
	raw := pack(t, []packed{{"2013/04/a.png", "first", 0}, {"2013/04/b.png", strings.Repeat("second", 1000), 0}})
	for at, data := range map[string][]byte{
		"in a file":     raw[:2*512+512+100],
		"in a header":   raw[:2*512+100],
		"in the gzip":   gzipped(t, raw)[:len(gzipped(t, raw))-20],
		"by a bad byte": append(append(bytes.Clone(raw[:2*512]), 0xff), raw[2*512+1:]...),
	} {
		u := openBytes(t, data)
		if err := firstProblem(u); err == nil {
			t.Errorf("cut %s: no problem", at)
		}
		if got := content(t, u, "2013/04/a.png"); got != "first" {
			t.Errorf("cut %s: got %q", at, got)
		}
		if got := content(t, u, "2013/04/b.png"); got != "not there" && got != strings.Repeat("second", 1000) {
			t.Errorf("cut %s: a part of a file is there", at)
		}
	}
}

func TestArchiveRefused(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for what, data := range map[string][]byte{
		"an empty file": nil, "a picture": []byte("\x89PNG\r\n\x1a\n" + strings.Repeat("x", 2000)),
		"a gzipped text": gzipped(t, []byte(strings.Repeat("text ", 500))), "a broken gzip": {0x1f, 0x8b, 8},
	} {
		name := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(name); !errors.Is(err, errNotArchive) {
			t.Errorf("%s: %v", what, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(temp, "wp2md-*.tar"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// firstProblem returns the first of the problems, or nil.
func firstProblem(u *Uploads) error {
	for _, p := range u.Problems() {
		return p
	}
	return nil
}
