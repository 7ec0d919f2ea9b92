package dump

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/flate"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	xzread "github.com/mikelolasagasti/xz"
	"github.com/ulikunitz/xz"
)

// A packed dump that is cut off anywhere gives every row that is whole in what
// can be unpacked, and says that there may be more.
func TestTruncatedPacked(t *testing.T) {
	var b strings.Builder
	rnd := rand.New(rand.NewPCG(1, 2))
	b.WriteString(strings.Replace(small, "-- Dump completed on 2026-11-28\n", "", 1))
	const rows = 600
	for i := range rows {
		fmt.Fprintf(&b, "INSERT INTO `wp_posts` VALUES (%d,1,'%x','T','publish','s-%d','post');\n", i+10, rnd.Uint64N(1<<62), i)
		if i%20 == 0 {
			fmt.Fprintf(&b, "INSERT INTO `wp_posts` VALUES (%d,1,'%s','L','publish','l-%d','post');\n", 10_000+i, strings.Repeat("word ", 500+rnd.IntN(900)), i)
		}
	}
	b.WriteString("-- Dump completed on 2026-11-28\n")
	text := b.String()

	pack := func(w func(io.Writer) io.WriteCloser) []byte {
		var b bytes.Buffer
		z := w(&b)
		io.WriteString(z, text)
		z.Close()
		return b.Bytes()
	}
	unpack := func(r io.Reader, err error) string {
		if err != nil {
			return ""
		}
		out, _ := io.ReadAll(r)
		return string(out)
	}
	zipBody := func(packed []byte) []byte { // behind the first header
		if len(packed) < zipLocalSize {
			return nil
		}
		return packed[min(len(packed), zipLocalSize+len("dump.sql")):]
	}
	forms := []struct {
		name   string
		packed []byte
		unpack func(b []byte) string
	}{
		{"a.sql.gz", pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }), func(b []byte) string {
			z, err := gzip.NewReader(bytes.NewReader(b))
			return unpack(z, err)
		}},
		{"a.sql.zst", pack(func(w io.Writer) io.WriteCloser { z, _ := zstd.NewWriter(w, zstd.WithWindowSize(8<<10)); return z }), func(b []byte) string {
			z, err := zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1))
			return unpack(z, err)
		}},
		{"a.sql.xz", pack(func(w io.Writer) io.WriteCloser { z, _ := xz.NewWriter(w); return z }), func(b []byte) string {
			z, err := xzread.NewReader(bytes.NewReader(b), 0)
			return unpack(z, err)
		}},
		{"streamed.zip", []byte(zipped(file{"dump.sql", text}, file{"wp-content/uploads/a.png", "x"})), func(b []byte) string {
			return unpack(flate.NewReader(bytes.NewReader(zipBody(b))), nil)
		}},
		{"sized.zip", []byte(zippedRaw(t, zip.Deflate, text)), func(b []byte) string {
			return unpack(flate.NewReader(bytes.NewReader(zipBody(b))), nil)
		}},
		{"stored.zip", []byte(zippedRaw(t, zip.Store, text)), func(b []byte) string { return string(zipBody(b)) }},
		{"a.tar.gz", pack(func(w io.Writer) io.WriteCloser {
			z := gzip.NewWriter(w)
			in := tar.NewWriter(z)
			in.WriteHeader(&tar.Header{Name: "dump.sql", Size: int64(len(text)), Mode: 0o600, Typeflag: tar.TypeReg})
			return struct {
				io.Writer
				io.Closer
			}{in, closeFunc(func() error { return errors.Join(in.Close(), z.Close()) })}
		}), func(b []byte) string {
			z, err := gzip.NewReader(bytes.NewReader(b))
			out := unpack(z, err)
			return out[min(len(out), 512):]
		}},
	}
	if bzip, err := exec.LookPath("bzip2"); err == nil {
		cmd := exec.Command(bzip, "-1")
		cmd.Stdin = strings.NewReader(text)
		if packed, err := cmd.Output(); err == nil {
			forms = append(forms, struct {
				name   string
				packed []byte
				unpack func(b []byte) string
			}{"a.sql.bz2", packed, func(b []byte) string { return unpack(bzip2.NewReader(bytes.NewReader(b)), nil) }})
		}
	}
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), f.name)
			most := 0
			for n := 0; n <= len(f.packed); n += 1 + len(f.packed)/60 {
				if n+1+len(f.packed)/60 > len(f.packed) {
					n = len(f.packed)
				}
				if err := os.WriteFile(name, f.packed[:n], 0o600); err != nil {
					t.Fatal(err)
				}
				want := wholeRows(f.unpack(f.packed[:n]))
				src, err := Open(context.Background(), []string{name}, nil, Options{})
				if err != nil {
					if want > 0 {
						t.Fatalf("cut at %d of %d: %v, want %d items", n, len(f.packed), err, want)
					}
					continue
				}
				_, items, err := all(t, src)
				if len(items) != want {
					t.Fatalf("cut at %d of %d: %d items, want %d", n, len(f.packed), len(items), want)
				}
				if said := errors.As(err, new(*TruncatedError)) || len(src.Skipped()) > 0; said != (n < len(f.packed)) && want < rows {
					t.Fatalf("cut at %d of %d: %v, %v", n, len(f.packed), err, src.Skipped())
				}
				if n < len(f.packed)*95/100 {
					most = max(most, want)
				}
				src.Close()
			}
			if least := map[bool]int{true: rows / 2, false: rows * 8 / 10}[strings.HasSuffix(f.name, ".bz2")]; most < least { // a block is whole or lost
				t.Errorf("a file of which a twentieth is missing gives %d of %d items", most, rows)
			}
		})
	}
}

// wholeRows counts the rows of posts that are whole in a text.
func wholeRows(text string) int {
	return strings.Count(text, ",'post')") + strings.Count(text, ",'page')")
}

// zippedRaw is a zip whose headers say how long the files are, as those of
// programs do that write to files.
func zippedRaw(t *testing.T, method uint16, text string) string {
	t.Helper()
	body := []byte(text)
	if method == zip.Deflate {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.DefaultCompression)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
		w.Close()
		body = b.Bytes()
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"dump.sql", "dump.sql.md5"} {
		if name != "dump.sql" {
			body, text, method = []byte("x"), "x", zip.Store
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: method, CompressedSize64: uint64(len(body)), UncompressedSize64: uint64(len(text))})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(body)
	}
	z.Close()
	return b.String()
}
