package transform

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// shellOfForm notes a form of which a page has no more than the empty element that a script of
// its plugin fills, with its number and where it is sent: <div class="mf-form-wrapper"
// data-form-id="12" data-action="…">.
func (b *builder) shellOfForm(n *html.Node) bool {
	class := strings.ToLower(tree.Attr(n, "class"))
	if n.DataAtom != atom.Div && n.DataAtom != atom.Section && n.DataAtom != atom.Span || !isAbout(class, "form") || isAbout(class, "platform", "format", "transform", "perform", "search") {
		return false
	}
	id := ""
	for _, key := range [...]string{"data-form-id", "data-formid", "data-form_id", "data-form"} {
		id = cmp.Or(id, strings.TrimSpace(tree.Attr(n, key)))
	}
	if id == "" || len(id) > 40 || strings.ContainsAny(id, " /<>") {
		return false
	}
	b.notes.add(note.HTML, absentForm.review, absentForm.reason+": "+Quote(tree.TagAsWritten(n)+" id="+id))
	tree.TakeChildren(n)
	n.Attr = nil
	return true
}
