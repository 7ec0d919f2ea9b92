package privacy

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Shows yields what is the same for an attachment and for the places where a
// content shows it: its number, and the path of its file without size and ending.
func Shows(it *extract.Item, yield func(ref string)) {
	for _, m := range it.Meta {
		switch m.Key {
		case "_thumbnail_id", "_product_image_gallery", "_listing_image_id", "gallery", "_gallery":
			numbers(m.Value, yield)
		}
		files(m.Value, yield)
	}
	for _, mark := range []string{"wp-image-", `"id":`, `"mediaId":`, `ids="`, `ids='`, `include="`, "attachment_id=", `image="`, `"ids":[`} {
		for rest := it.Content; ; {
			_, after, ok := strings.Cut(rest, mark)
			if !ok {
				break
			}
			end := strings.IndexFunc(after, func(c rune) bool { return (c < '0' || c > '9') && c != ',' && c != ' ' })
			if end < 0 {
				end = len(after)
			}
			numbers(after[:end], yield)
			rest = after
		}
	}
	files(it.Content, yield)
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
	for rest := s; ; {
		_, after, ok := strings.Cut(rest, "/uploads/")
		if !ok {
			return
		}
		end := strings.IndexAny(after, "\"'<>()\\ \n\t?#,;|")
		if end < 0 {
			end = len(after)
		}
		if stem := stemOf(after[:end]); stem != "" {
			yield("/" + stem)
		}
		rest = after
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
