package archive

import (
	"bytes"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract/relink"
	"github.com/wp2md/wp2md/internal/late"
)

// An archive that serves an old page lets it look as it did: its links lead
// into the archive, and there is a bar above it and scripts that belong to the
// archive. Undo takes all of that back.

// rewritten is an address as archives write it: anything before, the moment of
// the capture, what kind of file it is, and the address that was captured.
var rewritten = late.Regexp(`^(?:(?:https?:)?//[^/]+)?(?:/[^/?#]+)*?/(\d{4,14})(?:([a-z]{2})_)?/((?:https?:)?/{1,2}[^/].*)$`)

// Original returns the address that was captured, of one that leads into an
// archive, and when; of others the address itself. Only one archive is taken
// off: that a page linked to another capture was its author's wish.
func Original(address string) (original string, when time.Time) {
	m := rewritten().FindStringSubmatch(address)
	if m == nil || len(m[1]) < 14 && m[2] == "" && !strings.Contains(address[:len(address)-len(m[3])], "/web/") {
		return address, time.Time{}
	}
	original = m[3]
	switch {
	case strings.HasPrefix(original, "http:/") || strings.HasPrefix(original, "https:/"):
		scheme, rest, _ := strings.Cut(original, ":")
		original = scheme + "://" + strings.TrimLeft(rest, "/")
	case strings.HasPrefix(original, "//"):
		original = "http:" + original
	default:
		return address, time.Time{}
	}
	return original, Moment(m[1])
}

// Moment reads the fourteen digits by which archives name captures, or fewer.
func Moment(s string) time.Time {
	const layout = "20060102150405"
	if len(s) < 4 || len(s) > len(layout) {
		return time.Time{}
	}
	s += "00000101000000"[len(s):]
	t, err := time.Parse(layout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// marks are what only pages out of an archive have.
var marks = [][]byte{[]byte("FILE ARCHIVED ON"), []byte("BEGIN WAYBACK TOOLBAR INSERT"), []byte("/_static/js/bundle-playback.js"), []byte("wombat.js"), []byte("wm-ipp"), []byte("wb_wombat_init"), []byte("<!-- WB Insert -->")}

// inserts are what archives put between two comments.
var inserts = []struct{ from, to string }{
	{"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"},
	{"<!-- WB Insert -->", "<!-- End WB Insert -->"},
	{"<!--\n     FILE ARCHIVED ON", "-->"},
	{"<!--\nplayback timings", "-->"},
}

var (
	archivedOn = late.Regexp(`FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d{1,2}, \d{4})`)
	headEnd    = []byte("<!-- End Wayback Rewrite JS Include -->")
	doctype    = late.Regexp(`(?i)<head[^>]*>`)
	inText     = late.Regexp(`(?:(?:https?:)?\\?/\\?/[\w.:-]+)?\\?/(?:[\w-]+\\?/)?\d{14}(?:[a-z]{2}_)?\\?/(https?:)\\?/\\?/?`)
	scripts    = late.Regexp(`(?is)<script[^>]*>.*?</script>`)
	toolbar    = late.Regexp(`(?is)<div id="wm-ipp-base".*?<!-- END WAYBACK TOOLBAR INSERT -->|<script[^>]*(?:archive\.org|/_static/|/static/wombat)[^>]*>.*?</script>|<link[^>]*/_static/[^>]*>`)
)

// Undo returns a page as it was before an archive served it, and when it was
// captured if it says so. A page that no archive has touched is returned as it
// is.
func Undo(page []byte) (original []byte, when time.Time) {
	if m := archivedOn().FindSubmatch(page); m != nil {
		when, _ = time.Parse("15:04:05 Jan 2, 2006", string(m[1]))
	}
	touched := false
	for _, mark := range marks {
		touched = touched || bytes.Contains(page, mark)
	}
	relinked := relink.HTML(page, func(address string) string {
		to, at := Original(address)
		if to != address && !touched && !strings.HasPrefix(address, "/") {
			return address // a link of the author's to an archive
		}
		if when.IsZero() {
			when = at
		}
		return to
	})
	if !touched {
		return relinked, when
	}
	if i := bytes.Index(relinked, headEnd); i >= 0 {
		if head := doctype().FindIndex(relinked[:i]); head != nil {
			relinked = append(bytes.Clone(relinked[:head[1]]), relinked[i+len(headEnd):]...)
		}
	}
	for _, ins := range inserts {
		for {
			i := bytes.Index(relinked, []byte(ins.from))
			if i < 0 {
				break
			}
			n := bytes.Index(relinked[i:], []byte(ins.to))
			if n < 0 {
				break
			}
			relinked = append(bytes.Clone(relinked[:i]), relinked[i+n+len(ins.to):]...)
		}
	}
	relinked = toolbar().ReplaceAll(relinked, nil)
	return scripts().ReplaceAllFunc(relinked, func(script []byte) []byte { return inText().ReplaceAll(script, []byte("$1//")) }), when
}
