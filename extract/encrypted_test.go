package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A part of an export that is encrypted is missing, and named as such.
func TestEncryptedMember(t *testing.T) {
	part := `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>A</title><wp:post_id>1</wp:post_id></item></channel></rss>`
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"one.xml", "two.xml"} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	at := bytes.LastIndex(raw, []byte("PK\x01\x02")) // the second member, in the directory
	binary.LittleEndian.PutUint16(raw[at+8:], binary.LittleEndian.Uint16(raw[at+8:])|1)
	file := filepath.Join(t.TempDir(), "enc.zip")
	if err := os.WriteFile(file, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	src, err := Open([]string{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	list := src.Skipped()
	if len(list) != 1 || !strings.Contains(list[0].Error(), "two.xml: encrypted") {
		t.Fatalf("skipped: %v", list)
	}
	if r, ok := list[0].(*RefusedError); !ok || !r.Lost() {
		t.Errorf("%v: not lost", list[0])
	}
}
