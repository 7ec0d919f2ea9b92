package dump

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// FilesOf names the files that Open reads.
func TestFilesOf(t *testing.T) {
	dir := t.TempDir()
	var text bytes.Buffer
	if err := synthetic(&text, 100_000); err != nil {
		t.Fatal(err)
	}
	dump := text.Bytes()
	for name, data := range map[string][]byte{"a.sql.001": dump[:70], "a.sql.002": dump[70:], "note.txt": []byte("not a dump")} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a.sql.001", "a.sql.002", "."} {
		name = filepath.Join(dir, name)
		src, err := Open(context.Background(), []string{name}, nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		sum, ok := src.Sum()
		src.Close()
		var seen []extract.SeenFile
		for _, file := range FilesOf(name) {
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, extract.SeenFile{Name: file, Info: info})
		}
		want, _ := extract.SumFiles(seen)
		if !ok || sum != want {
			t.Errorf("%s: FilesOf names %d files, of which the sum is another one than that of those that were read", name, len(seen))
		}
	}
}
