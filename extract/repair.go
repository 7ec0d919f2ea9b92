package extract

import (
	"cmp"
	"slices"
)

// The kinds of damage that are mended while reading (docs/formats.md §H.1).
const (
	RepairBOM        = "byte-order-mark"    // a UTF-8 byte order mark, or several
	RepairJunk       = "foreign-text"       // PHP warnings, HTML or other text that is no part of the export; skipped
	RepairMark       = "foreign-mark"       // the same without a letter or a figure
	RepairProlog     = "second-document"    // another XML declaration or <rss> after the first: files pasted together
	RepairDoctype    = "doctype"            // ignored
	RepairComment    = "bad-comment"        // an XML comment with "--" inside, or never closed
	RepairTag        = "missing-close-tag"  // an element without its closing tag, or a closing tag alone
	RepairCDATA      = "broken-cdata"       // "]]>" or "<![CDATA[" unescaped inside CDATA, or CDATA never closed
	RepairMarkup     = "stray-markup"       // "<" that begins no tag of the export, in text; kept as text
	RepairAmpersand  = "bare-ampersand"     // kept as it is
	RepairEntity     = "html-entity"        // a named character of HTML, or one without its semicolon; decoded
	RepairControl    = "control-character"  // forbidden in XML, raw or as a reference; removed, or made a space
	RepairC1         = "c1-control"         // U+0080–U+009F, read as windows-1252
	RepairBytes      = "invalid-bytes"      // not valid in the encoding of the file; read as windows-1252, else U+FFFD
	RepairCharset    = "wrong-charset"      // the declared encoding is unknown, or not the real one
	RepairDate       = "bad-date"           // an impossible date; left zero
	RepairNumber     = "bad-number"         // an ID or order that is no number; 0
	RepairNoType     = "missing-post-type"  // taken for a post
	RepairNoStatus   = "missing-status"     // taken for published
	RepairDuplicate  = "duplicate-field"    // a field of the item occurs twice; the first that is not empty counts
	RepairUnknown    = "unknown-element"    // an element that is neither RSS nor WXR; in an item a custom field, else left out
	RepairCompressed = "compressed-trailer" // bytes after the end of the compressed data; ignored
)

// addRepair counts r. Of each kind the place of the first stays.
func addRepair(rs []Repair, r Repair) []Repair {
	for i := range rs {
		if rs[i].Kind == r.Kind {
			rs[i].Count += r.Count
			return rs
		}
	}
	return append(rs, r)
}

// sortRepairs puts repairs in an order that depends on nothing but the kinds.
func sortRepairs(rs []Repair) {
	slices.SortFunc(rs, func(a, b Repair) int { return cmp.Compare(a.Kind, b.Kind) })
}
