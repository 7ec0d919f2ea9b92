package media

import (
	"bytes"
	"mime"
	"net/http"
	"path"
	"strings"
)

// family is what kind of file a name promises.
type family int

const (
	binary family = iota // that no page of text can be
	image
	text // that can look like anything but a page
	page
)

func familyOf(name string) family {
	switch strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) {
	case "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "avif", "heic", "heif", "bmp", "ico", "tif", "tiff", "jxl", "psd":
		return image
	case "html", "htm", "xhtml", "mht", "mhtml":
		return page
	case "txt", "csv", "tsv", "md", "css", "js", "json", "xml", "kml", "gpx", "svg", "ics", "vtt", "srt", "tex", "rtf", "eps", "ai", "asc", "log", "sql", "php", "":
		return text
	}
	return binary
}

// sniffed is how many of the first bytes of a file are looked at.
const sniffed = 1024

// reject says what a server sent in the place of a file, or nothing. Servers
// answer 200 with a page for what is missing, for visitors who are not logged
// in and for those who come from elsewhere. It goes by the first bytes: what
// the server says of the type is often wrong, and only used to confirm.
func reject(name, contentType string, head []byte) string {
	if len(head) == 0 {
		return "empty"
	}
	kind := familyOf(name)
	if kind == page {
		return ""
	}
	mime, _, _ := mime.ParseMediaType(contentType)
	isPage := looksLikePage(head)
	switch {
	case kind == text && isPage && (mime == "text/html" || mime == "application/xhtml+xml" || strings.HasSuffix(strings.ToLower(name), ".svg")):
		return "a web page, not the file"
	case kind == text:
		return ""
	case isPage:
		return "a web page, not the file"
	case strings.HasPrefix(http.DetectContentType(head[:min(len(head), 512)]), "text/") && isTextType(mime):
		return "text (" + mime + "), not the file"
	}
	return ""
}

func isTextType(mime string) bool {
	return strings.HasPrefix(mime, "text/") || mime == "application/json" || mime == "application/problem+json" || mime == "application/xml"
}

// looksLikePage reports whether bytes begin like HTML. An SVG may have a
// doctype and comments too.
func looksLikePage(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	lower := bytes.ToLower(head)
	if bytes.Contains(lower, []byte("<svg")) && !bytes.Contains(lower, []byte("<html")) {
		return false
	}
	for {
		lower = bytes.TrimLeft(lower, " \t\r\n\f\x00")
		switch {
		case bytes.HasPrefix(lower, []byte("<!--")):
			_, rest, closed := bytes.Cut(lower, []byte("-->"))
			if !closed {
				return true
			}
			lower = rest
			continue
		case bytes.HasPrefix(lower, []byte("<?xml")):
			return bytes.Contains(lower, []byte("<html"))
		}
		break
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<div", "<h1", "<p>", "<br", "<b>", "<a ", "<style", "<table", "<iframe", "<font"} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return true
		}
	}
	return false
}
