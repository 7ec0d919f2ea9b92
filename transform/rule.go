package transform

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Rules say what becomes of shortcodes, by name. They go before what is built
// in.
type Rules map[string]Rule

// A Rule is one of the Rules, which [NewRules] makes.
type Rule struct {
	action string // keep, drop or unwrap
	show   *template.Template
}

// NewRules reads rules: for each name keep (as text), drop, unwrap (keep the
// content), or a Go template of the HTML to put in the shortcode's place. A
// template sees .Name, .Attr "name" (or .Attr "0", a value without a name),
// .Content as the HTML that WordPress would show, and .Raw, the content as it
// was written.
func NewRules(m map[string]string) (Rules, error) {
	rules := Rules{}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(m)) {
		switch text := m[name]; text {
		case "keep", "drop", "unwrap":
			rules[name] = Rule{action: text}
		default:
			if !strings.ContainsAny(text, "<{") {
				errs = append(errs, fmt.Errorf("%s: %q is none of keep, drop, unwrap or a template", name, text))
				continue
			}
			t, err := template.New(name).Parse(text)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "template: ")))
				continue
			}
			rules[name] = Rule{show: t}
		}
	}
	return rules, errors.Join(errs...)
}

// templateShortcode is what the template of a rule sees.
type templateShortcode struct {
	Name, Raw string
	b         *builder
	attrs     attrs
}

// Content returns the content as HTML, with the shortcodes in it built.
func (t templateShortcode) Content() string { return t.b.innerHTML(t.Raw) }

// Attr returns an attribute, or the n-th value without a name for Attr "n".
func (t templateShortcode) Attr(key string) string {
	if v, ok := t.attrs.lookup(key); ok {
		return v
	}
	if len(key) == 1 && '0' <= key[0] && key[0] <= '9' && int(key[0]-'0') < len(t.attrs.pos) {
		return t.attrs.pos[key[0]-'0']
	}
	return ""
}

func (r *Rule) fate() Fate {
	switch r.action {
	case "drop":
		return Dropped
	case "keep":
		return KeptTags
	case "unwrap":
		return Unwrapped
	}
	return Converted
}

// apply handles the shortcode at i by a rule and returns the index to go on
// with.
func (t *textScanner) apply(r Rule, i int, sc *shortcode) int {
	src := t.s[i:sc.end]
	t.b.census(sc.name, r.fate())
	switch r.action {
	case "keep":
		t.keepTag(i, sc)
		return sc.tagEnd
	case "unwrap":
		t.b.noteValues(sc, nil)
		t.unwrap(i, sc)
		return sc.tagEnd
	case "drop":
		t.b.notes.add(note.Shortcode, false, "dropped by a rule: "+Quote(src))
		t.emit(i, sc.end, "")
		return sc.end
	}
	var out strings.Builder
	if err := r.show.Execute(&out, templateShortcode{sc.name, sc.content, t.b, parseAttrs(sc.attrs)}); err != nil {
		t.b.notes.add(note.Shortcode, true, "the rule's template failed, kept as text: "+quoteShort(src))
		t.keepTag(i, sc)
		return sc.tagEnd
	}
	t.b.noteValues(sc, []*html.Node{t.b.parseHTML(out.String())})
	if of := r.show.Root.String(); sc.enclosing && !tree.IsBlankText(sc.content) && !strings.Contains(of, ".Content") && !strings.Contains(of, ".Raw") {
		t.b.notes.add(note.Shortcode, false, "content that the rule's template leaves out: "+Quote(src))
	}
	t.emit(i, sc.end, t.b.placeHTML(src, out.String()))
	return sc.end
}
