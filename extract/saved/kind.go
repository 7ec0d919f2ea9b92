package saved

import (
	"bytes"
	"io"
	"os"
	"path"
	"slices"
	"strings"
)

// kind is what a file is.
type kind uint8

const (
	kindOther kind = iota
	kindPage
	kindMHT
	kindWARC
)

// kindOf tells what a file is, by its first bytes.
func kindOf(f *file) kind {
	base := strings.ToLower(path.Base(f.name))
	if strings.HasPrefix(base, ".") {
		return kindOther
	}
	ext := path.Ext(base)
	switch ext {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".css", ".js", ".svg", ".ico", ".mp3", ".mp4", ".pdf", ".woff", ".woff2", ".ttf", ".eot", ".txt", ".json", ".map", ".sql", ".php~":
		return kindOther
	}
	head, err := f.read(4096)
	if err != nil || len(head) == 0 {
		return kindOther
	}
	if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
		if r, err := f.open(); err == nil {
			if at, ok := r.(io.ReaderAt); ok {
				head = gunzipped(at, 64)
			} else if b, err := io.ReadAll(io.LimitReader(r, 64<<10)); err == nil {
				head = gunzipped(bytes.NewReader(b), 64)
			}
			r.Close()
		}
		if bytes.HasPrefix(head, []byte("WARC/")) {
			return kindWARC
		}
		return kindOther
	}
	text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return kindWARC
	case bytes.Contains(text, []byte("multipart/related")) && (bytes.HasPrefix(text, []byte("from:")) || bytes.HasPrefix(text, []byte("mime-version:")) || ext == ".mht" || ext == ".mhtml"):
		return kindMHT
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")), bytes.HasPrefix(text, []byte("<!--")) && bytes.Contains(text, []byte("<html")), bytes.HasPrefix(text, []byte("<head")):
		return kindPage
	case bytes.HasPrefix(text, []byte("<?xml")) && bytes.Contains(text[:min(len(text), 400)], []byte("<!doctype html")):
		return kindPage
	case (ext == ".html" || ext == ".htm" || ext == ".xhtml") && bytes.HasPrefix(text, []byte("<")) && !bytes.HasPrefix(text, []byte("<?xml")) && !bytes.HasPrefix(text, []byte("<rss")):
		return kindPage
	}
	return kindOther
}

// Sniff reports whether there are saved pages under a name. An export, a dump
// or a backup can hold pages as well: those come first.
func Sniff(name string) bool {
	if info, err := os.Stat(name); err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return false
	}
	list, closer, err := files(name)
	if err != nil {
		return false
	}
	defer closer()
	return slices.ContainsFunc(list, func(f *file) bool { return kindOf(f) != kindOther })
}
