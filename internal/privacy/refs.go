package privacy

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
)

// shows are the marks behind which contents name what they show: numbers, and at last
// files.
var (
	shows   = newMarks("wp-image-", blockID, `"mediaId":`, `ids="`, `ids='`, `include="`, "attachment_id=", `image="`, `"ids":[`, shortcodeID, otherBlockID, uploads)
	uploads = "/uploads/"

	shortcodeID, blockID, otherBlockID = " id=", `"id":`, `Id":`

	digits   = newSet("0123456789, ")
	fileEnds = newSet("\"'<>()\\ \n\t?#,;|")
)

// Shows yields what is the same for an attachment and for the places where a
// content shows it: its number, and the path of its file without size and ending. It calls named
// with each number that a shortcode or a block has, of whatever that is.
func Shows(it *extract.Item, yield, named func(ref string)) {
	for _, m := range it.Meta {
		switch m.Key {
		case "_thumbnail_id", "_product_image_gallery", "_listing_image_id", "gallery", "_gallery":
			numbers(m.Value, yield)
		}
		if !audience.IsForBuyers(m.Key) {
			files(m.Value, yield)
		}
	}
	shows.each(it.Content, func(mark int, after string) {
		switch shows.list[mark] {
		case uploads:
			file(after, yield)
		case shortcodeID:
			if after != "" && (after[0] == '"' || after[0] == '\'') {
				after = after[1:]
			}
			numbers(digits.of(after), named)
		case blockID:
			numbers(digits.of(after), named)
			numbers(digits.of(after), yield)
		case otherBlockID:
			numbers(digits.of(after), named)
		default:
			numbers(digits.of(after), yield)
		}
	})
}

// IsForBuyers reports whether a field has the files that somebody gets who has bought something.
func IsForBuyers(key string) bool { return audience.IsForBuyers(key) }

// Sells yields what stands for the files that only those get who have bought an item.
func Sells(it *extract.Item, yield func(ref string)) {
	if it.Type == "attachment" {
		return
	}
	for i := range it.Meta {
		if m := &it.Meta[i]; audience.IsForBuyers(m.Key) {
			files(strings.ReplaceAll(m.Value, `\/`, "/"), yield)
		}
	}
}

// IsGuarded reports whether the file of an attachment was in a folder that visitors did not get
// into.
func IsGuarded(it *extract.Item) bool {
	if audience.IsGuarded(it.Field("_wp_attached_file")) {
		return true
	}
	_, path, ok := strings.Cut(it.AttachmentURL, uploads)
	return ok && audience.IsGuarded(path)
}

// IsShown reports whether show has what stands for an attachment.
func IsShown(it *extract.Item, has func(ref string) bool) bool {
	if it.ID > 0 && has(strconv.FormatInt(it.ID, 10)) {
		return true
	}
	found := false
	for _, address := range []string{it.AttachmentURL, it.GUID, "/uploads/" + it.Field("_wp_attached_file")} {
		files(address, func(ref string) { found = found || has(ref) })
	}
	return found
}

func numbers(s string, yield func(string)) {
	for f := range strings.FieldsFuncSeq(s[:min(len(s), 10_000)], func(c rune) bool { return c < '0' || c > '9' }) {
		yield(strings.TrimLeft(f, "0"))
	}
}

// files yields the files of the uploads that a text names.
func files(s string, yield func(string)) {
	for {
		_, after, ok := strings.Cut(s, uploads)
		if !ok {
			return
		}
		file(after, yield)
		s = after
	}
}

// file yields the file of the uploads whose path a text begins with.
func file(s string, yield func(string)) {
	if stem := stemOf(fileEnds.until(s)); stem != "" {
		yield("/" + stem)
	}
}

// stemOf returns the path of a file without its ending, and without the size that
// a smaller copy of an image has in its name: 2013/04/cat-300x200.jpg.
func stemOf(path string) string {
	dot := strings.LastIndexByte(path, '.')
	if dot <= strings.LastIndexByte(path, '/') {
		return ""
	}
	stem := path[:dot]
	if dash := strings.LastIndexByte(stem, '-'); dash > 0 {
		w, h, ok := strings.Cut(stem[dash+1:], "x")
		if ok && w != "" && h != "" && strings.Trim(w+h, "0123456789") == "" || stem[dash:] == "-scaled" {
			stem = stem[:dash]
		}
	}
	return strings.ToLower(stem)
}
