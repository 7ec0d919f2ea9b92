package saved

import (
	"bytes"
	"html"
	"net/http"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/internal/late"
)

// httrackLog is the list that HTTrack keeps of what it saved. All else in its folder
// is its own.
const httrackLog = "hts-cache/new.txt"

// ofHTTrack reports whether a file is one that HTTrack keeps for itself.
func ofHTTrack(name string) bool {
	return strings.Contains("/"+name, "/hts-cache/") && !strings.HasSuffix("/"+name, "/"+httrackLog)
}

// readLog reads the list of HTTrack: a line a file, with tabs between its address,
// the place where it was put on that machine, and others. HTTrack gives files the
// ending that it knows for what they are: a .mov becomes a .qt.
func (f *folder) readLog(log *file) {
	b, err := log.read(mostFile)
	if err != nil {
		return
	}
	top := strings.TrimSuffix(log.name, httrackLog)
	for line := range bytes.Lines(b) {
		fields := bytes.Split(line, []byte("\t"))
		if len(fields) < 9 || !bytes.Equal(fields[3], []byte("200")) {
			continue
		}
		place := strings.ReplaceAll(string(fields[8]), `\`, "/")
		for place != "" {
			if l := f.byName[norm.NFC.String(top+place)]; l != nil {
				l.listed = string(fields[7])
				break
			}
			_, place, _ = strings.Cut(place, "/")
		}
	}
}

// pictureLink is a picture that links somewhere.
var pictureLink = late.Regexp(`(?i)<a\s[^>]*?href=["']([^"'>]+)["'][^>]*>\s*<img\s[^>]*?src=["']([^"'>]+)["']`)

// sized is the address of a copy of a picture in another size.
var sized = late.Regexp(`^(.+)-\d+x\d+(\.\w+)$`)

// setAttachments gives pictures their own address that were saved under that of their
// attachment: WordPress leads from there to the file, and wget names what it gets
// after what it asked for. The pages show them in another size, with a link to that.
func (f *folder) setAttachments() {
	odd := map[string]*leaf{} // pictures that are not where pictures are, by key
	for _, l := range f.leaves {
		if l.page || l.url == nil || l.url.RawQuery != "" {
			continue
		}
		switch strings.ToLower(path.Ext(l.file.name)) {
		case ".html", ".htm", "":
			if head, err := l.file.read(512); err == nil && strings.HasPrefix(http.DetectContentType(head), "image/") {
				odd[keyOf(l.url)] = l
			}
		}
	}
	for _, page := range f.leaves {
		if len(odd) == 0 {
			return
		}
		if !page.page || page.url == nil {
			continue
		}
		b, err := page.original(f.byName, f.layout)
		if err != nil {
			continue
		}
		for _, m := range pictureLink().FindAllSubmatch(b, -1) {
			to, err := page.url.Parse(html.UnescapeString(string(m[1])))
			if err != nil {
				continue
			}
			l := odd[keyOf(to)]
			if l == nil {
				continue
			}
			src, err := page.url.Parse(html.UnescapeString(string(m[2])))
			if err != nil {
				continue
			}
			if _, ok := belowUploads(src); !ok {
				continue
			}
			if n := sized().FindStringSubmatch(src.Path); n != nil {
				src.Path, src.RawPath = n[1]+n[2], ""
			}
			src.RawQuery, src.Fragment = "", ""
			f.found = append(f.found, &resource{url: l.url, status: 301, to: src.String()})
			l.url = src
			delete(odd, keyOf(to))
		}
	}
}
