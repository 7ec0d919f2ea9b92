package migrate

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

// What is around the posts has custom fields, too, which its files of data do not have:
// the credit of a picture, the text of a wide menu, the title of a review.

// noteFieldsAround notes the custom fields of an item that is only in a file of data.
func noteFieldsAround(out *Outcome, it *extract.Item, what, file string) {
	if len(it.Meta) == 0 {
		return
	}
	nothing := func(string) bool { return false }
	if fields := leftFields(it, nil, nothing, nil, it.Content, 0); len(fields) > 0 {
		out.note(note.FrontMatter, false, "custom fields of "+what+" that are not in data/"+file+": "+listFields(fields))
	}
}

// noteFieldsOfVariation notes the custom fields of a variation, and its excerpt, that the page
// of its product does not tell.
func noteFieldsOfVariation(out *Outcome, it *extract.Item) {
	nothing := func(string) bool { return false }
	own := &extract.Item{Type: it.Type, Title: it.Title, Meta: slices.DeleteFunc(slices.Clone(it.Meta), transform.IsToldOfVariation)}
	if fields := leftFields(own, nil, nothing, nil, "", 0); len(fields) > 0 {
		out.note(note.FrontMatter, false, "custom fields of the variation that are not in the page of its product: "+listFields(fields))
	}
	if text := transform.ExcerptOfVariation(it); text != "" {
		out.note(note.HTML, false, "excerpt of the variation, which is not in the page of its product: "+transform.Quote(text))
	}
}

// noteFieldsHeld notes by their names the custom fields of an item that is held back only
// because nothing shows that its type had pages.
func noteFieldsHeld(out *Outcome, it *extract.Item) {
	if len(it.Meta) == 0 {
		return
	}
	nothing := func(string) bool { return false }
	fields := leftFields(it, nil, nothing, nil, "", 0)
	for i, f := range fields {
		fields[i], _, _ = strings.Cut(f, "=")
	}
	if len(fields) > 0 {
		out.note(note.Private, false, "visitors may have seen its custom fields: "+listFields(fields))
	}
}

// noteFieldsOfReply notes the custom fields of a reply that the page of its topic shows.
func noteFieldsOfReply(out *Outcome, it *extract.Item) {
	nothing := func(string) bool { return false }
	own := &extract.Item{Type: it.Type, Title: it.Title, Meta: slices.DeleteFunc(slices.Clone(it.Meta), func(m extract.Meta) bool { return strings.HasPrefix(m.Key, "_bbp_") })}
	if fields := leftFields(own, nil, nothing, nil, it.Content, 0); len(fields) > 0 {
		out.note(note.FrontMatter, false, "custom fields of the reply that are not in the page of its topic: "+listFields(fields))
	}
}

// noteFieldsOfComments notes the custom fields of comments. Visitors wrote most of them:
// without their names only titles and texts are told.
func noteFieldsOfComments(out *Outcome, it *extract.Item) {
	nothing := func(string) bool { return false }
	var list []string
	named := map[string]bool{}
	for i := range it.Comments {
		m := &it.Comments[i]
		if len(m.Meta) == 0 || !data.Approved(m) {
			continue
		}
		own := &extract.Item{Title: m.Author, Meta: slices.DeleteFunc(slices.Clone(m.Meta), func(f extract.Meta) bool { return f.Key == "rating" })}
		for _, f := range leftFields(own, nil, nothing, nil, m.Content, 0) {
			key, _, _ := strings.Cut(f, "=")
			if !isTextField(key) {
				f = key
			}
			if !named[f] {
				named[f] = true
				list = append(list, f)
			}
		}
	}
	if len(list) > 0 {
		out.note(note.Comments, false, "fields of comments that are not in data/comments: "+listFields(list))
	}
}
