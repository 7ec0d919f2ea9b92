package migrate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// tally counts what became of the items, in their order.
type tally struct {
	results    map[note.Result]int
	types      note.Tally
	skipped    note.Tally
	notes      note.Tally
	drafts     int
	kept       int // as an earlier run left them
	held       []report.Item
	attention  []report.Item
	comments   int // written
	unshown    int // comments held back
	ledger     note.Ledger
	media      report.Files
	problems   []string
	around     []note.Note       // of what is around the posts
	links      []report.DeadLink // that lead nowhere
	leftAt     map[rewrite.Left]int
	moreLinks  int             // beyond those
	pruned     []string        // files of items that are gone, which are removed
	left       map[string]bool // files of no item, as an earlier run has said
	redirects  report.Redirects
	draftFiles []string // the first of them
	formulas   bool     // some item holds formulas
	aliases    bool     // some item has former addresses
	withdrawn  []string // files taken out of what is published
	did        report.Changes
	keptPages  int  // as an earlier run left them
	restless   bool // the next run may find something else of an item, though nothing has changed

	languages  int // posts in several languages
	unattached int // notes of attachments, in an export without any

	causes   report.Causes
	accepted int
	alike    int
	own      Own        // of the items that this run is about
	written  note.Tally // these, by post type

	files []fileState // by number
}

// fileState says what is known of a file.
type fileState uint8

const (
	fileNeeded fileState = 1 << iota // the output needs it
	fileHere                         // an attachment has brought it
	fileTried                        // or not
)

// mostDrafts is how many drafts are named.
const mostDrafts = 20

// record takes the outcome of the next item.
func (rec *recorder) record(out *Outcome) error {
	for _, step := range []func(*Outcome) error{rec.withdraw, rec.makeDraft, rec.noteReturn} {
		if err := step(out); err != nil {
			return err
		}
	}
	if err := rec.did(out); err != nil {
		return err
	}
	if out.last == nil && !out.carry { // else what is accepted was then accepted, too
		rec.accepted.apply(&out.Entry, rec.settings.Accepts(out.Entry.ID, out.Entry.Slug))
	}
	if !out.carry {
		rec.alike.apply(&out.Entry)
	}
	if err := rec.tell(out); err != nil {
		return err
	}
	if err := rec.recordEntry(out); err != nil {
		return err
	}
	if err := rec.spoolReport(out); err != nil {
		return err
	}
	if err := rec.addRedirects(out.n, out.redirects); err != nil {
		return err
	}
	if s := rec.spooledAgain; s != nil {
		if err := s.add(out); err != nil {
			return err
		}
	}
	rec.collect(out)
	rec.tally.add(out)
	rec.tally.restless = rec.tally.restless || !rec.isPlain(out)
	return nil
}

// recordEntry adds the line of an item to the manifest: what became of it, or
// what an earlier run made of it.
func (rec *recorder) recordEntry(out *Outcome) error {
	if out.last != nil || !out.carry {
		return rec.folder.Record(out.Entry)
	}
	asks := false
	e, err := rec.folder.Carry(out.Entry, func(e *emit.Entry) bool {
		was := e.Result
		changed := rec.alike.apply(e)
		asks = was == note.OK && e.Result == note.Review
		return changed
	})
	if err != nil {
		return err
	}
	out.Entry = e
	out.kept = e.Result != note.Skipped
	if again := rec.o.Again; asks && again != nil && again.Asks != nil {
		again.Asks(out)
	}
	return nil
}

// add counts an item. One that an earlier run has left is in the totals of the
// folder, and not in those of this run.
func (t *tally) add(out *Outcome) {
	if t.results == nil {
		t.results = map[note.Result]int{}
	}
	e := &out.Entry
	t.ledger.Add(&e.Ledger)
	t.results[e.Result]++
	t.aliases = t.aliases || len(rewrite.Aliases(out.redirects)) > 0
	if slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Like != "" }) {
		t.alike++
	}
	for _, n := range e.Notes {
		t.notes.Add(string(n.Kind))
		t.formulas = t.formulas || n.Kind == note.HTML && strings.HasPrefix(n.Text, "formulas")
		switch {
		case strings.HasPrefix(n.Text, "the post is in several languages"):
			t.languages++
		case strings.Contains(n.Text, "not in the export") && n.Kind == note.Media && !n.Review:
			t.unattached++
		}
	}
	item := report.Item{ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, Result: e.Result, Kept: out.kept, Notes: e.Notes}
	if e.ID == 0 {
		item.Slug = e.Slug
	}
	switch e.Result {
	case note.OK, note.Review:
		if e.Type != "attachment" {
			t.types.Add(e.Type)
			if out.draft || out.kept && e.Status != "publish" {
				t.drafts++
				if len(t.draftFiles) < mostDrafts {
					t.draftFiles = append(t.draftFiles, e.Path)
				}
			}
		}
	case note.Skipped:
		t.skipped.Add(skippedAs(e.Type, e.Notes))
		if len(e.Notes) > 0 && e.Notes[0].Kind == note.Private {
			t.held = append(t.held, item)
		}
	}
	if item.Accepted() {
		t.accepted++
	}
	looks := item.NeedsLook()
	if looks || isWithdrawn(&out.Entry) && !out.kept && !out.carry {
		t.attention = append(t.attention, item)
		t.causes.Add(&item)
	}
	if out.kept {
		t.kept++
		if e.Type != "attachment" && e.Path != "" {
			t.keptPages++
		}
		return
	}
	t.addOwn(out, looks)
}

// addOwn counts what only an item of this run has. looks says that it needs one.
func (t *tally) addOwn(out *Outcome, looks bool) {
	e := &out.Entry
	if e.Result == note.Failed {
		t.own.Failed++
	}
	t.own.Attention = t.own.Attention || looks
	if e.Type != "attachment" && (e.Result == note.OK || e.Result == note.Review) {
		t.written.Add(e.Type)
		if out.draft {
			t.own.Drafts++
		}
	}
	if len(out.Withdrawn) > 0 || slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Kind == note.Withdrawn && n.Review }) {
		t.own.Attention = true
	}
	t.withdrawn = append(t.withdrawn, out.Withdrawn...)
	t.comments += out.comments
	t.unshown += out.held
	if out.attached > 0 {
		state := fileTried
		if e.Path != "" {
			state = fileHere
		}
		t.files[out.attached-1] |= fileNeeded | state
	}
	t.addLinks(e, out.left)
	for _, f := range out.files {
		t.files[f] |= fileNeeded
	}
}

// skippedAs returns the words under which a skipped item is counted.
func skippedAs(typ string, notes []note.Note) string {
	if len(notes) == 0 {
		return typ
	}
	switch n := notes[0]; n.Kind {
	case note.Media:
		return "attachment, its file is still to be got"
	case note.Type:
		return n.Text
	case note.Private:
		if strings.HasPrefix(n.Text, heldTypeText) {
			return heldTypeText + typ
		}
		if strings.HasPrefix(n.Text, heldOwnerText) {
			return "attachment of an item of a type that is held back"
		}
		return "held back: private or behind a password"
	default:
		return n.Text
	}
}

// summary is the report on the run.
func (rec *recorder) summary(src source.Source, srcErr error, scope emit.Scope) (*report.Summary, error) {
	t := &rec.tally
	s := &report.Summary{
		Schema:    1,
		Site:      report.Site{Title: rec.plan.site.Title, URL: rec.plan.site.URL()},
		Sources:   rec.o.Sources,
		Parts:     source.PartsOf(src),
		Items:     rec.plan.items,
		Results:   t.results,
		Types:     t.types.Counts(),
		Drafts:    t.drafts,
		Kept:      t.kept,
		Skipped:   t.skipped.Counts(),
		Notes:     t.notes.Counts(),
		Held:      t.held,
		Causes:    t.causes.List(),
		Accepted:  t.accepted,
		Alike:     t.alike,
		Attention: t.attention,
		Media:     t.media,
		Comments:  t.comments,
		Unshown:   t.unshown,
		Ledger:    t.ledger,
		Links:     t.links,
		MoreLinks: t.moreLinks,
		Redirects: t.redirects,
		Around:    t.around,
	}
	for _, r := range src.Repairs() {
		s.Repairs = append(s.Repairs, report.Mended{Kind: r.Kind, File: r.File, Line: r.Line, Count: r.Count})
	}
	stale, err := rec.folder.Stale()
	if err != nil {
		return nil, err
	}
	s.Pruned, s.Withdrawn = t.pruned, t.withdrawn
	t.left = map[string]bool{}
	for e, err := range rec.folder.Absent(emit.Some) {
		if err != nil {
			return nil, err
		}
		t.left[e.Path] = true
		for _, f := range e.Files {
			t.left[f.Path] = true
		}
	}
	for name, needed := range rec.folder.Others() {
		if !needed {
			t.left[name] = true
		}
	}
	for e, err := range rec.folder.Absent(scope) {
		if err != nil {
			return nil, err
		}
		if e.Gone() && e.Type != "attachment" {
			s.Gone = append(s.Gone, e.Path)
		}
	}
	s.Stale = slices.DeleteFunc(stale, func(name string) bool { return slices.Contains(s.Gone, name) })
	if srcErr != nil {
		for _, e := range report.Flatten(srcErr) {
			s.Problems = append(s.Problems, e.Error())
		}
	}
	for _, e := range src.Skipped() {
		s.Problems = append(s.Problems, e.Error())
	}
	s.Problems = append(append(s.Problems, rec.mistaken()...), rec.idle()...)
	switch {
	case t.unattached == 0:
	case rec.plan.library.HasAttachments():
		s.Problems = append(s.Problems, fmt.Sprintf("pictures whose attachment the export does not hold: %d; the old site had deleted them, or they are in another part of the export", t.unattached))
	default:
		s.Problems = append(s.Problems, fmt.Sprintf("the export holds no attachments, which %d places need: export All content, or Media as well, and give both files", t.unattached))
	}
	if t.languages > 0 {
		s.Problems = append(s.Problems, fmt.Sprintf("posts in several languages: %d, and all languages are kept; the setting language chooses one", t.languages))
	}
	if name, n := rec.plan.writtenIn.name(); n > 0 && rec.settings.Content == transform.ContentHTML {
		text := fmt.Sprintf("written in %s: %d of %d posts, it seems", name, n, rec.plan.writtenIn.posts)
		if name == "Markdown" {
			text += "; the setting content: markdown reads them so"
		}
		s.Problems = append(s.Problems, text)
	}
	s.Problems = append(append(s.Problems, rec.sel.unmet()...), t.problems...)
	return s, nil
}

// mistaken names what the settings say of a post, a text or a cause that is not there.
func (rec *recorder) mistaken() []string {
	if rec.o.Again != nil { // which is about some items of what another run has seen
		return nil
	}
	var list []string
	if !rec.o.partial() {
		for _, key := range rec.settings.Fields.Unused() {
			list = append(list, fmt.Sprintf("overrides: no post is %q", key))
		}
	}
	for _, c := range rec.settings.AcceptedCauses() {
		if known := report.CauseKeys(); !slices.Contains(known, c) {
			text := fmt.Sprintf("accepted: no cause is called %q", c)
			if near := suggest.Near(c, known); near != "" {
				text += fmt.Sprintf(" (did you mean %q?)", near)
			}
			list = append(list, text)
		}
	}
	return append(list, rec.plan.matches.Wrong()...)
}

// idle names settings that had nothing to do.
func (rec *recorder) idle() []string {
	if rec.o.Again != nil {
		return nil
	}
	return rec.plan.matches.Idle()
}

// isWithdrawn reports whether the files of an item were taken out of what is
// published.
func isWithdrawn(e *emit.Entry) bool {
	return e.Result == note.Skipped && slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Kind == note.Withdrawn })
}
