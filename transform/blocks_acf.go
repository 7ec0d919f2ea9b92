package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// A block of Advanced Custom Fields keeps its fields flat: rows of a list as list_0_name,
// list_1_name and their number as list, a picture as the number of its attachment, a text
// without its paragraphs; _name says which field name is.

// ofACF returns the fields of a block as its template had them: lists with their rows in
// order, pictures and files with their addresses, texts with their paragraphs.
func (b *builder) ofACF(fields []prop, depth int) []prop {
	isField := map[string]bool{}
	counted := map[string]bool{} // what can have rows
	for i := range fields {
		f := &fields[i]
		if key, ok := strings.CutPrefix(f.key, "_"); ok && strings.HasPrefix(f.val, "field_") {
			isField[key] = true
		} else if f.key != "" && (f.tree && !isObject(f.kids) || !f.tree && strings.Trim(f.val, "0123456789") == "") {
			counted[f.key] = true
		}
	}
	lists := map[string]map[int][]prop{} // the fields of their rows
	var values []prop
	for i := range fields {
		f := fields[i]
		if strings.HasPrefix(f.key, "_") {
			if list, n, key, ok := rowOfACF(f.key[1:], counted); ok && depth < maxPropDepth && lists[list] != nil {
				f.key = "_" + key
				lists[list][n] = append(lists[list][n], f)
			}
			continue
		}
		if list, n, key, ok := rowOfACF(f.key, counted); ok && depth < maxPropDepth {
			if lists[list] == nil {
				lists[list] = map[int][]prop{}
				values = append(values, prop{key: list, tree: true, on: true})
			}
			f.key = key
			lists[list][n] = append(lists[list][n], f)
			continue
		}
		if ids := b.picturesOfRows(&f); ids != "" {
			f = prop{key: "images", val: ids}
		}
		b.fileOfACF(&f, isField[f.key])
		if r := roleOf("", f.key); !f.tree && strings.Contains(f.val, "\n") && (r == roleText || r == roleNone) {
			f.val = autop.Paragraphs(guard(strings.ReplaceAll(f.val, "\r\n", "\n")), true)
		}
		f.on = f.on && !counted[f.key]
		values = append(values, f)
	}
	if len(lists) > 0 {
		values = slices.DeleteFunc(values, func(v prop) bool { return lists[v.key] != nil && !v.on }) // how many rows, or which kinds
		for i := range values {
			if l := lists[values[i].key]; l != nil {
				for n := range l {
					values[i].kids = append(values[i].kids, prop{key: strconv.Itoa(n), tree: true, kids: l[n]})
				}
				slices.SortFunc(values[i].kids, func(a, c prop) int {
					m, _ := strconv.Atoi(a.key)
					n, _ := strconv.Atoi(c.key)
					return m - n
				})
				for k := range values[i].kids {
					row := &values[i].kids[k]
					row.key, row.kids = "", b.ofACF(row.kids, depth+1)
				}
			}
		}
	}
	return withCaptions(values)
}

// picturesOfRows returns the numbers of the pictures of which a list is, if its fields have no more than
// their keys and each row one picture: {"row-0":{"field_688821f142b3c":"288"}}.
func (b *builder) picturesOfRows(f *prop) string {
	if !f.tree || len(f.kids) < 2 || !strings.HasPrefix(f.key, "field_") {
		return ""
	}
	ids := make([]string, len(f.kids))
	for i, row := range f.kids {
		if len(row.kids) != 1 || !strings.HasPrefix(row.kids[0].key, "field_") || !isFileNumber(row.kids[0].val) || !b.isPictureOf(row.kids[0].val) {
			return ""
		}
		ids[i] = row.kids[0].val
	}
	return strings.Join(ids, ",")
}

// rowOfACF splits the name of a field in a row of one of the lists: list_0_name.
func rowOfACF(name string, lists map[string]bool) (list string, row int, key string, ok bool) {
	if len(name) > longestACF {
		return "", 0, "", false
	}
	for i := 1; i < len(name); i++ {
		if name[i] != '_' {
			continue
		}
		j := i + 1
		for j < len(name) && '0' <= name[j] && name[j] <= '9' {
			j++
		}
		if j == i+1 || j-i > 5 || j+1 >= len(name) || name[j] != '_' || !lists[name[:i]] {
			continue
		}
		row, _ = strconv.Atoi(name[i+1 : j])
		return name[:i], row, name[j+1:], true
	}
	return "", 0, "", false
}

// fileOfACF gives a field that is by its name and value a file of the library the address
// of it.
func (b *builder) fileOfACF(f *prop, isField bool) {
	k := plainKey(f.key)
	if f.tree || !isField && roleOf("", f.key) != roleImage || !isBackground(k) && !isAbout(k, aboutFiles...) {
		return
	}
	id, err := strconv.ParseInt(f.val, 10, 64)
	if err != nil {
		return
	}
	switch att := b.lib.Attachment(id); {
	case att == nil:
	case isBackground(k):
		b.noteBehind(att.URL)
		f.val = ""
	case fileKind(att.URL) == "video", fileKind(att.URL) == "audio":
		f.key, f.val = "video", att.URL
	case att.IsImage() && strings.Contains(k, "icon"):
		b.notes.add(note.Media, false, iconDropped+Quote(att.URL))
		f.val = ""
	case att.IsImage():
		key := f.key
		if roleOf("", key) != roleImage {
			key += "_image"
		}
		*f = prop{key: key, tree: true, kids: []prop{{key: "of", val: k}, {key: "id", val: f.val}, {key: "caption", val: ""}}}
	default:
		title := att.Title
		if tree.IsBlankText(title) {
			title = att.URL[strings.LastIndexByte(att.URL, '/')+1:]
		}
		*f = prop{key: f.key, tree: true, kids: []prop{{key: "title", val: title}, {key: "url", val: att.URL}}}
	}
}

var aboutFiles = []string{"image", "img", "photo", "pic", "logo", "icon", "banner", "avatar", "portrait", "thumb", "cover", "slide", "media", "illustration", "graphic",
	"file", "pdf", "document", "download", "brochure", "attachment", "video", "audio", "film", "song", "track"}

// longestACF bounds the names of fields that are taken apart: WordPress has no longer ones.
const longestACF = 255

// withCaptions gives pictures the fields that are by their names what stands below them:
// image_text beside image, or beside image_one and image_two.
func withCaptions(values []prop) []prop {
	pictures := map[string][]*prop{} // the captions of the pictures by what their names begin with
	for i := range values {
		kids := values[i].kids
		if !values[i].tree || len(kids) != 3 || kids[0].key != "of" || kids[1].key != "id" || kids[2].key != "caption" || kids[2].val != "" || len(kids[0].val) > longestACF {
			continue
		}
		for end := range kids[0].val {
			if stem := kids[0].val[:end+1]; isPictureStem(stem) {
				pictures[stem] = append(pictures[stem], &kids[2])
			}
		}
	}
	if len(pictures) == 0 {
		return values
	}
	isCaption := func(v *prop) bool {
		if v.tree || tree.IsBlankText(v.val) || len(v.val) > 300 || strings.Contains(v.val, "</") {
			return false
		}
		stem, ok := plainKey(v.key), false
		for _, end := range []string{"text", "title", "caption", "label"} {
			if stem, ok = strings.CutSuffix(stem, end); ok {
				break
			}
		}
		if !ok {
			return false
		}
		for list := pictures[stem]; len(list) > 0; list = pictures[stem] {
			last := list[len(list)-1]
			if pictures[stem] = list[:len(list)-1]; last.val == "" {
				last.val = v.val
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(values, func(v prop) bool { return isCaption(&v) })
}

func isPictureStem(name string) bool {
	return hasAnySuffix(name, "image", "img", "photo", "picture", "pic")
}
