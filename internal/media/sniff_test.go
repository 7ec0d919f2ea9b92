package media

import (
	"strings"
	"testing"
)

func TestReject(t *testing.T) {
	const html = "<!DOCTYPE html>\n<html><head><title>Not found</title></head><body>no</body></html>"
	for _, tt := range []struct {
		name, mime, head string
		reject           bool
	}{
		{"a.jpg", "image/jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF", false},
		{"a.JPG", "image/jpeg", html, true},
		{"a.jpg", "text/html; charset=utf-8", "\n\n  " + html, true},
		{"a.jpg", "", "<!-- cached --><html>", true},
		{"a.jpg", "", "<!-- a comment without end", true},
		{"a.jpg", "", "\xef\xbb\xbf<html lang=de>", true},
		{"a.jpg", "", "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"\">", true},
		{"a.jpg", "", "<br />\n<b>Fatal error</b>: Allowed memory size", true},
		{"a.jpg", "", "", true},
		{"a.jpg", "image/webp", "RIFF\x24\x00\x00\x00WEBPVP8 ", false}, // another kind of picture is one
		{"a.png", "text/plain", "\x89PNG\r\n\x1a\n", false},            // servers err about types
		{"a.png", "application/json", `{"error":"forbidden"}`, true},
		{"a.png", "text/plain", "Forbidden", true},
		{"a.png", "image/png", "not really a picture", false}, // nothing says what it is
		{"a.gif", "image/gif", "GIF89a", false},
		{"a.avif", "", "\x00\x00\x00\x20ftypavif", false},
		{"a.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg"/>`, false},
		{"a.svg", "text/html", `<?xml version="1.0"?><!-- by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg>`, false},
		{"a.svg", "image/svg+xml", html, true},
		{"a.svg", "text/html", "<html><svg></svg></html>", true},
		{"a.svgz", "image/svg+xml", "\x1f\x8b\x08\x00", false},
		{"a.pdf", "application/pdf", "%PDF-1.4\n", false},
		{"a.pdf", "application/pdf", html, true},
		{"a.pdf", "text/html", "%PDF-1.4\n", false},
		{"a.docx", "application/zip", "PK\x03\x04", false},
		{"a.doc", "application/msword", "\xd0\xcf\x11\xe0", false},
		{"a.doc", "text/html", html, true},
		{"a.woff2", "font/woff2", "wOF2", false},
		{"a.ttf", "", "\x00\x01\x00\x00\x00", false},
		{"a.otf", "", "OTTO", false},
		{"a.mp3", "audio/mpeg", "ID3\x03", false},
		{"a.mp3", "text/plain", "\xff\xfb\x90\x64\x00", false},
		{"a.mp4", "video/mp4", "\x00\x00\x00\x18ftypmp42", false},
		{"a.zip", "text/html", html, true},
		{"a.txt", "text/plain", "plain words", false},
		{"a.txt", "text/html", html, true},
		{"a.txt", "text/plain", "<html> is how a page begins", false}, // a text about HTML
		{"a.txt", "text/plain", "", true},
		{"a.csv", "text/csv", "a,b\n", false},
		{"a.xml", "application/xml", "<?xml version=\"1.0\"?><rss>", false},
		{"a.css", "text/css", "body{}", false},
		{"a.html", "text/html", html, false},
		{"a.htm", "text/html", "", true},
		{"a", "application/octet-stream", "\x00\x01", false},
		{"a", "text/html", html, true},
	} {
		why := reject(tt.name, tt.mime, []byte(tt.head))
		if (why != "") != tt.reject {
			t.Errorf("%s as %q, %.40q: %q, want rejected %v", tt.name, tt.mime, tt.head, why, tt.reject)
		}
	}
}

func FuzzReject(f *testing.F) {
	f.Add("a.jpg", "text/html", "<html>")
	f.Add("a.svg", "", "<!-- --><?xml <svg")
	f.Fuzz(func(t *testing.T, name, mime, head string) {
		why := reject(name, mime, []byte(head))
		if (why == "empty") != (head == "") {
			t.Errorf("%q", why)
		}
		if strings.HasPrefix(head, "\x89PNG\r\n\x1a\n") && why != "" && familyOf(name) == image {
			t.Errorf("a PNG is %q", why)
		}
	})
}
