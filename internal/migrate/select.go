package migrate

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/suggest"
)

// selection decides which items become files.
type selection struct {
	o            *Options
	since, until time.Time
	met          map[string]bool     // values of the flags that some item had
	there        map[string][]string // by flag, what the items have
}

func newSelection(o *Options) *selection {
	s := &selection{o: o, met: map[string]bool{}, there: map[string][]string{}}
	if o.Since != "" {
		s.since, _ = ParseDay(o.Since)
	}
	if o.Until != "" {
		s.until = EndOf(o.Until)
	}
	return s
}

// verdict is what is to become of an item.
type verdict struct {
	write bool // becomes a file
	draft bool
	file  bool      // an attachment: what it is about is a file
	held  string    // why visitors do not see what has the status publish: see package privacy
	note  note.Note // why it does not become a file
}

// of returns the verdict on an item with a status as statusOf returns it. site is
// that of the source, as far as it has been read.
func (s *selection) of(it *extract.Item, status string, site *extract.Site) verdict {
	switch {
	case it.Cut:
		return verdict{note: note.Note{Kind: note.Truncated, Text: "the source ends inside this item", Review: true}}
	case it.Type == "attachment":
		return verdict{file: true}
	case !s.wantsType(it.Type):
		return skip(note.Type, whyNotType(it.Type))
	}
	v := s.byStatus(status)
	if status != it.Status {
		v.held = status
	}
	if !v.write {
		return v
	}
	switch {
	case len(s.o.Authors) > 0 && !s.wantsAuthor(it, site):
		return skip(note.Filtered, "not asked for: author "+strconv.Quote(it.Creator))
	case !s.since.IsZero() && it.Date.Before(s.since):
		return skip(note.Filtered, "not asked for: before "+s.o.Since)
	case !s.until.IsZero() && !it.Date.Before(s.until):
		return skip(note.Filtered, "not asked for: after "+s.o.Until)
	}
	return v
}

// ruling returns what is to become of item n, when the plan is made: what the
// item says, then what all others say of it.
func (m *migration) ruling(n int, it *extract.Item) verdict {
	it.Status = privacy.StatusOf(it)
	v := m.skipped(it, m.sel.of(it, statusOf(it), &m.plan.site))
	if !v.write {
		return v
	}
	switch h := m.plan.withheld[n]; h {
	case "":
		return v
	case privacy.Parent, privacy.Members:
		below := m.sel.byStatus(h)
		below.held = h
		return below
	case privacy.Embedded:
		if len(m.o.Types) > 0 {
			return v
		}
		return skip(note.Type, h)
	default:
		if len(m.o.Types) > 0 {
			v.held = heldType
			return v
		}
		v = skip(note.Private, heldTypeText+it.Type+": "+h+"; --types "+it.Type+" writes it")
		v.held = heldType
		return v
	}
}

// isStatus reports whether why something is held back is a status of its own.
func isStatus(why string) bool { return why == privacy.Parent || why == privacy.Members }

// heldType is what verdict.held is of an item whose post type is held back.
const heldType = "type"

// heldTypeText is the beginning of its note, heldOwnerText that of its files.
const (
	heldTypeText  = "held back: type "
	heldOwnerText = "held back: belongs to an item of type "
)

// skipped returns the verdict on an item that the settings may leave out.
func (m *migration) skipped(it *extract.Item, v verdict) verdict {
	if v.write && m.settings.LeavesOut(it) {
		return skip(note.Settings, "left out by the settings")
	}
	return v
}

func skip(kind note.Kind, text string) verdict {
	return verdict{note: note.Note{Kind: kind, Text: text}}
}

// asked reports whether --only or retry names the item, or nothing.
func (s *selection) asked(it *extract.Item) bool {
	if s.o.Again != nil {
		return s.o.Again.Items[KeyOf(it.ID, it.Type, it.Slug)]
	}
	return len(s.o.Only) == 0 || slices.Contains(s.o.Only, strconv.FormatInt(it.ID, 10)) || it.Slug != "" && slices.Contains(s.o.Only, it.Slug)
}

// see notes which values of the flags an item has.
func (s *selection) see(it *extract.Item, site *extract.Site) {
	if !s.filters() {
		return
	}
	for _, f := range s.lists() {
		if f.of != nil && len(f.values) > 0 && len(s.there[f.flag]) < mostSuggested && !slices.Contains(s.there[f.flag], f.of(it)) {
			s.there[f.flag] = append(s.there[f.flag], f.of(it))
		}
		for _, v := range f.values {
			if !s.met[f.flag+v] && f.has(v, it, site) {
				s.met[f.flag+v] = true
			}
		}
	}
}

// unmet returns the values of the flags that no item had.
func (s *selection) unmet() []string {
	var list []string
	for _, f := range s.lists() {
		for _, v := range f.values {
			if !s.met[f.flag+v] {
				text := fmt.Sprintf("%s: no item has %q", f.flag, v)
				if near := suggest.Near(v, s.there[f.flag]); near != "" {
					text += fmt.Sprintf(" (did you mean %q?)", near)
				}
				list = append(list, text)
			}
		}
	}
	return list
}

// filters reports whether any flag leaves items out.
func (s *selection) filters() bool {
	return len(s.o.Only)+len(s.o.Types)+len(s.o.Status)+len(s.o.Authors) > 0 || s.o.Since != "" || s.o.Until != ""
}

type flagList struct {
	flag   string
	values []string
	has    func(v string, it *extract.Item, site *extract.Site) bool
	of     func(it *extract.Item) string // what an item has, if that is one of a few
}

// mostSuggested bounds what is remembered for suggestions.
const mostSuggested = 200

func (s *selection) lists() []flagList {
	return []flagList{
		{"--only", s.o.Only, func(v string, it *extract.Item, _ *extract.Site) bool {
			return v == strconv.FormatInt(it.ID, 10) || v == it.Slug && v != ""
		}, nil},
		{"--types", s.o.Types, func(v string, it *extract.Item, _ *extract.Site) bool { return v == it.Type }, func(it *extract.Item) string { return it.Type }},
		{"--status", s.o.Status, func(v string, it *extract.Item, _ *extract.Site) bool { return v == statusOf(it) }, statusOf},
		{"--author", s.o.Authors, isAuthor, nil},
	}
}

// statusOf returns the status of an item as --status names it.
func statusOf(it *extract.Item) string {
	switch {
	case it.Password != "":
		return privacy.Password
	case it.Status == "publish" && it.Type != "attachment" && privacy.MembersOnly(it) != "":
		return privacy.Members
	}
	return it.Status
}

// file returns why the file of an attachment is not to be in the output unless
// a page shows it, if so. An attachment has the status of the item it was
// uploaded to (docs/formats.md §A.4); parent is why that is not written, or "", and typ
// its type if that is held back.
func (s *selection) file(it *extract.Item, parent note.Kind, typ string) (note.Note, bool) {
	switch {
	case it.Status == "trash":
		return note.Note{Kind: note.Status, Text: "in the trash"}, true
	case privacy.IsSecret(it.Status) && !slices.Contains(s.o.Status, it.Status):
		return note.Note{Kind: note.Private, Text: "held back: " + it.Status}, true
	case it.Password != "" && !slices.Contains(s.o.Status, privacy.Password):
		return note.Note{Kind: note.Private, Text: "held back: behind a password"}, true
	case !slices.Contains(s.o.Status, privacy.Members) && privacy.MembersOnly(it) != "":
		return note.Note{Kind: note.Private, Text: "held back: for members only"}, true
	case parent == note.Private && typ != "":
		return note.Note{Kind: note.Private, Text: heldOwnerText + typ + ", which is; --types " + typ + " writes it"}, true
	case parent == note.Private:
		return note.Note{Kind: note.Private, Text: "held back: belongs to an item that is"}, true
	case parent != "":
		return note.Note{Kind: parent, Text: "belongs to an item that is not in the output"}, true
	}
	return note.Note{}, false
}

// secrets says in words what hides an item from visitors.
var secrets = map[string]string{
	privacy.Password: "behind a password", privacy.Members: "for members only", privacy.Parent: "below an item that visitors do not see",
}

// byStatus says what a status means, as statusOf returns it (docs/formats.md §A.11;
// docs/published.md).
func (s *selection) byStatus(status string) verdict {
	secret := ""
	if privacy.IsSecret(status) {
		secret = cmp.Or(secrets[status], status)
	}
	if len(s.o.Status) > 0 {
		if asked := slices.Contains(s.o.Status, status) || status == privacy.Parent && slices.ContainsFunc(s.o.Status, privacy.IsSecret); !asked {
			if secret != "" {
				return skip(note.Private, "held back: "+secret)
			}
			return skip(note.Status, "not asked for: status "+status)
		}
		return verdict{write: true, draft: status != "publish"}
	}
	switch {
	case secret != "":
		return skip(note.Private, "held back: "+secret+"; --status "+status+" writes it as a draft")
	case status == "trash":
		return skip(note.Status, "in the trash")
	case status == "auto-draft":
		return skip(note.Status, "an empty draft that the editor made by itself")
	case status == "inherit":
		return skip(note.Status, "belongs to another item")
	}
	return verdict{write: true, draft: status != "publish"}
}

func (s *selection) wantsType(t string) bool {
	if len(s.o.Types) > 0 {
		return slices.Contains(s.o.Types, t)
	}
	return privacy.Noise(t) == ""
}

func whyNotType(t string) string {
	return cmp.Or(privacy.Noise(t), "not asked for: type "+t)
}

// wantsAuthor reports whether --author names the login or the display name.
func (s *selection) wantsAuthor(it *extract.Item, site *extract.Site) bool {
	return slices.ContainsFunc(s.o.Authors, func(v string) bool { return isAuthor(v, it, site) })
}

func isAuthor(v string, it *extract.Item, site *extract.Site) bool {
	if strings.EqualFold(v, it.Creator) {
		return true
	}
	for _, t := range it.Terms {
		if t.Taxonomy == "author" && (strings.EqualFold(v, t.Name) || strings.EqualFold(v, strings.TrimPrefix(t.Slug, "cap-"))) {
			return true
		}
	}
	for _, a := range site.Authors {
		if a.Login == it.Creator && strings.EqualFold(v, a.DisplayName) {
			return true
		}
	}
	return false
}
