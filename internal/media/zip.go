package media

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// zipped is a zip of an uploads folder. Files are unpacked where they stand, each
// when it is asked for.
type zipped struct {
	names[*zip.File]
	file *os.File
}

// What a file of a zip may expand to. Pictures hardly shrink, and texts to a
// tenth; a bomb to a thousandth.
const (
	maxRatio = 300
	maxFree  = 16 << 20 // nobody minds the ratio below this
)

// openZip opens a zip by the list of files at its end. What of it cannot be taken
// is in left.
func openZip(name string) (z *zipped, left, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	z = &zipped{file: f}
	if left, err = z.index(); err != nil {
		f.Close()
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if left != nil {
		left = fmt.Errorf("%s: %w", name, left)
	}
	return z, left, nil
}

// index notes where each file is. Folders, links, devices and names that lead out
// of the archive are no files.
func (z *zipped) index() (left, err error) {
	info, err := z.file.Stat()
	if err != nil {
		return nil, err
	}
	in, err := zip.NewReader(z.file, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damagedError{"a damaged zip: its list of files, which is at its end, cannot be read"}
	}
	var packed uint64
	not := map[string]int{}
	for _, f := range in.File {
		packed += f.CompressedSize64
		name, ok := zipName(f)
		if !ok {
			continue
		}
		if why := untaken(f); why != "" {
			not[why]++
			continue
		}
		z.add(name, f)
		f.Name, f.Comment, f.Extra = "", "", nil // are known, or of no use
	}
	if packed > uint64(info.Size()) {
		return nil, damagedError{"a damaged zip: its files overlap"}
	}
	z.sort()
	var parts []string
	for _, why := range []string{encrypted, unknownMethod, bomb} {
		if n := not[why]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, why))
		}
	}
	if parts != nil {
		left = errors.New("files that cannot be taken: " + strings.Join(parts, ", "))
	}
	return left, nil
}

// Why a file is not taken.
const (
	encrypted     = "encrypted"
	unknownMethod = "packed in another way than deflate"
	bomb          = "that would expand to more than 300 times their size"
)

func untaken(f *zip.File) string {
	switch {
	case f.Flags&1 != 0:
		return encrypted
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return unknownMethod
	case f.UncompressedSize64 > maxFree && f.UncompressedSize64/maxRatio > f.CompressedSize64:
		return bomb
	}
	return ""
}

// zipName returns the path of a regular file, cleaned. Names that are not UTF-8 are
// of DOS, as Windows still writes them.
func zipName(f *zip.File) (string, bool) {
	name := f.Name
	if !utf8.ValidString(name) {
		name, _ = charmap.CodePage437.NewDecoder().String(name)
	}
	if !f.Mode().IsRegular() || strings.HasSuffix(name, "/") {
		return "", false
	}
	return cleaned(name)
}

func (z *zipped) has(name string) bool {
	_, ok := z.find(name)
	return ok
}

// open opens a file. What it holds more than its list says, or other than its
// checksum says, is an error where it is read.
func (z *zipped) open(name string) (io.ReadCloser, error) {
	f, ok := z.find(name)
	if !ok {
		return nil, fs.ErrNotExist
	}
	return f.Open()
}

func (z *zipped) close() error { return z.file.Close() }

// damagedError is an archive of which nothing can be read.
type damagedError struct{ text string }

func (e damagedError) Error() string { return e.text }
func (damagedError) Hint() string {
	return "copy it again, or mend it (zip -FF FILE --out mended.zip), or unpack it and name the folder"
}
