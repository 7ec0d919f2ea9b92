package extract

import (
	"html"
	"time"
)

// StoredText returns a text as a source keeps it in the way the reader of
// exports delivers text: line ends are \n, bytes that are not UTF-8 are read as
// windows-1252, characters that no text may hold are gone. It calls mended, if
// there is one, with the kind of each thing that was mended.
func StoredText(raw []byte, mended func(kind string)) string {
	if firstDirty(raw, false) == len(raw) {
		return string(raw)
	}
	p := parser{b: raw}
	text := string(p.mend(nil, raw, 0, true))
	if mended != nil {
		for _, r := range p.repairs {
			mended(r.Kind)
		}
	}
	return text
}

// StoredDate reads a date as WordPress keeps it. It is the zero time for every
// spelling of "none", and false for what is no date.
func StoredDate(raw []byte) (time.Time, bool) { return parseDate(trimSpace(raw)) }

// StoredName decodes the entities that WordPress keeps in names, once.
func StoredName(s string) string {
	if html.UnescapeString(s) == s {
		return s
	}
	return unescape(s)
}
