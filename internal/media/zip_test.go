package media

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

type zipMember struct {
	name, text string
	method     uint16
	mode       fs.FileMode
	dos        bool // the name is not UTF-8
}

func zipOf(t testing.TB, members ...zipMember) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		head := &zip.FileHeader{Name: m.name, Method: m.method, NonUTF8: m.dos}
		head.SetMode(m.mode | 0o644)
		f, err := w.CreateHeader(head)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, m.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZip(t *testing.T) {
	long := strings.Repeat("long ", 10_000)
	for _, c := range []struct {
		name   string
		member string // in the zip
		asked  string
		want   string
	}{
		{"the folder itself", "2013/04/a.png", "2013/04/a.png", "text"},
		{"below wp-content", "backup/wp-content/uploads/2013/04/a.png", "2013/04/a.png", "text"},
		{"below uploads", "uploads/2013/04/a.png", "2013/04/a.png", "text"},
		{"with backslashes", `uploads\2013\04\a.png`, "2013/04/a.png", "text"},
		{"accents composed otherwise", "uploads/2013/04/e\u0301t\u00e9.png", "2013/04/\u00e9te\u0301.png", "text"},
		{"another file", "uploads/2013/04/a.png", "2013/04/b.png", "not there"},
		{"out of the archive", "../2013/04/a.png", "2013/04/a.png", "not there"},
		{"out of it in the middle", "uploads/../../2013/04/a.png", "2013/04/a.png", "not there"},
		{"asked for from above", "uploads/2013/04/a.png", "../../2013/04/a.png", "text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, method := range []uint16{zip.Store, zip.Deflate} {
				u := openBytes(t, zipOf(t, zipMember{name: c.member, text: "text", method: method}, zipMember{name: c.member + ".txt", text: long, method: method}))
				if got := content(t, u, c.asked); got != c.want {
					t.Errorf("%q, want %q", got, c.want)
				}
				if got := u.Has(c.asked); got != (c.want != "not there") {
					t.Errorf("has: %v", got)
				}
				if len(u.Problems()) > 0 {
					t.Error(u.Problems())
				}
			}
		})
	}
}

func TestZipNamesOfDOS(t *testing.T) {
	u := openBytes(t, zipOf(t, zipMember{name: "2013/M\x81ller.png", text: "text", dos: true}))
	if got := content(t, u, "2013/Müller.png"); got != "text" {
		t.Error(got)
	}
}

func TestZipOfTwoEqualNames(t *testing.T) {
	u := openBytes(t, zipOf(t, zipMember{name: "2013/a.png", text: "first"}, zipMember{name: "2013/a.png", text: "second"}))
	if got := content(t, u, "2013/a.png"); got != "second" {
		t.Errorf("%q: what was added last is the file", got)
	}
}

// Links, folders and devices are no files.
func TestZipOfOddMembers(t *testing.T) {
	u := openBytes(t, zipOf(t,
		zipMember{name: "2013/link.png", text: "/etc/passwd", mode: fs.ModeSymlink},
		zipMember{name: "2013/pipe.png", mode: fs.ModeNamedPipe},
		zipMember{name: "2013/a.png", text: "text"}))
	for name, want := range map[string]string{"2013/link.png": "not there", "2013/pipe.png": "not there", "2013/a.png": "text"} {
		if got := content(t, u, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// What cannot be taken is counted, and the rest is taken.
func TestZipLeft(t *testing.T) {
	whole := zipOf(t,
		zipMember{name: "2013/a.png", text: "text"},
		zipMember{name: "2013/secret.png", text: "text"},
		zipMember{name: "2013/bomb.png", text: strings.Repeat("\x00", 64<<20), method: zip.Deflate},
		zipMember{name: "2013/late.png", text: "late"})
	// The second is encrypted, by its flag in the list.
	at := bytes.LastIndex(whole, []byte("2013/secret.png")) - 46
	whole[at+8] |= 1
	u := openBytes(t, whole)
	for name, want := range map[string]string{"2013/a.png": "text", "2013/late.png": "late", "2013/secret.png": "not there", "2013/bomb.png": "not there"} {
		if got := content(t, u, name); got != want {
			t.Errorf("%s: %.20q, want %q", name, got, want)
		}
	}
	if p := u.Problems(); len(p) != 1 || !strings.HasSuffix(p[0].Error(), ": files that cannot be taken: 1 encrypted, 1 that would expand to more than 300 times their size") {
		t.Error(p)
	}
}

// A file that holds more than its list says is an error, and ends there.
func TestZipThatLies(t *testing.T) {
	lying := zipOf(t, zipMember{name: "2013/a.png", text: strings.Repeat("\x00", 64<<20), method: zip.Deflate})
	at := bytes.LastIndex(lying, []byte("2013/a.png")) - 46
	copy(lying[at+24:], []byte{0xe8, 0x03, 0, 0}) // 1,000
	u := openBytes(t, lying)
	f, err := u.File("2013/a.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if n, err := io.Copy(io.Discard, f); err == nil || n > 1<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// A zip whose files share their bytes would expand without end.
func TestZipThatOverlaps(t *testing.T) {
	data := zipOf(t, zipMember{name: "2013/a.png", text: strings.Repeat("abcdefg", 1000)}, zipMember{name: "2013/b.png", text: "b"})
	at := bytes.LastIndex(data, []byte("2013/b.png")) - 46
	first := bytes.LastIndex(data, []byte("2013/a.png")) - 46
	copy(data[at+16:at+28], data[first+16:first+28]) // checksum and sizes
	copy(data[at+42:at+46], data[first+42:first+46]) // where it stands
	refusedZip(t, data, "its files overlap")
}

func TestZipDamaged(t *testing.T) {
	whole := zipOf(t, zipMember{name: "2013/a.png", text: strings.Repeat("text", 1000)}, zipMember{name: "2013/b.png", text: "b"})
	for n := 4; n < len(whole); n += 1 + len(whole)/200 {
		refusedZip(t, whole[:n], "its list of files, which is at its end, cannot be read")
	}
	broken := bytes.Replace(whole, []byte("texttext"), []byte("teXttext"), 1)
	f, err := openBytes(t, broken).File("2013/a.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := io.ReadAll(f); !errors.Is(err, zip.ErrChecksum) {
		t.Errorf("a changed byte: %v", err)
	}
}

func refusedZip(t *testing.T, data []byte, why string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "uploads.zip")
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	u, err := Open(name)
	if err == nil {
		u.Close()
	}
	if err == nil || !strings.HasSuffix(err.Error(), "uploads.zip: a damaged zip: "+why) {
		t.Errorf("%d bytes: %v, want %s", len(data), err, why)
	}
}

func TestZipEmpty(t *testing.T) {
	if got := content(t, openBytes(t, zipOf(t)), "2013/a.png"); got != "not there" {
		t.Error(got)
	}
}

// Of several copies the first that has a file gives it.
func TestSeveralCopies(t *testing.T) {
	dir := t.TempDir()
	folder, zipped, second := filepath.Join(dir, "uploads"), filepath.Join(dir, "a.zip"), filepath.Join(dir, "b.tar")
	if err := os.MkdirAll(filepath.Join(folder, "2013"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		filepath.Join(folder, "2013", "a.png"): []byte("of the folder"),
		zipped:                                 zipOf(t, zipMember{name: "2013/a.png", text: "of the zip"}, zipMember{name: "2013/b.png", text: "of the zip"}),
		second:                                 pack(t, []packed{{name: "2013/b.png", text: "of the tar"}, {name: "2013/c.png", text: "of the tar"}}),
	} {
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	u, err := Open(folder, zipped, second)
	if err != nil {
		t.Fatal(err)
	}
	defer u.Close()
	for name, want := range map[string]string{"2013/a.png": "of the folder", "2013/b.png": "of the zip", "2013/c.png": "of the tar", "2013/d.png": "not there"} {
		if got := content(t, u, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := Open(folder, filepath.Join(dir, "none.zip")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("one of several that is not there: %v", err)
	}
}

func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, zipMember{name: "2013/a.png", text: "text"}, zipMember{name: "uploads/b.png", text: strings.Repeat("b", 1000), method: zip.Deflate}))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "a.zip")
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		u, err := Open(name)
		if err != nil {
			return
		}
		defer u.Close()
		for _, asked := range []string{"2013/a.png", "b.png", "../b.png", ""} {
			if in, err := u.File(asked); err == nil {
				if n, _ := io.Copy(io.Discard, in); n > maxFree && n/maxRatio > int64(len(data)) {
					t.Errorf("%d bytes become %d", len(data), n)
				}
				in.Close()
			}
		}
	})
}
