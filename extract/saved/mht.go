package saved

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"strings"

	"github.com/wp2md/wp2md/extract/archive"
)

// mht reads a page that a browser saved as one file (RFC 2557).
func mht(f *file) ([]*resource, error) {
	b, err := f.read(mostFile)
	if err != nil {
		return nil, err
	}
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	when, _ := msg.Header.Date()
	snapshot := msg.Header.Get("Snapshot-Content-Location")
	var found []*resource
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			if len(found) == 0 {
				return nil, err
			}
			return found, nil
		}
		location := part.Header.Get("Content-Location")
		mt, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		isPage := mt == "text/html" || mt == "application/xhtml+xml"
		if isPage && len(found) == 0 && snapshot != "" {
			location = snapshot
		}
		u, err := url.Parse(location)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		var r io.Reader = part
		switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, part)
		case "quoted-printable":
			r = quotedprintable.NewReader(part)
		}
		body, err := io.ReadAll(r)
		if err != nil && len(body) == 0 {
			continue
		}
		if isPage {
			if len(found) > 0 {
				isPage = false // a frame
			} else {
				body, _ = archive.Undo(body)
			}
		}
		found = append(found, &resource{url: u, mime: part.Header.Get("Content-Type"), status: 200, page: isPage, when: when, read: func() ([]byte, error) { return body, nil }})
	}
}
