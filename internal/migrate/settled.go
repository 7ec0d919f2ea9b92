package migrate

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/wp2md/wp2md/internal/checksum"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/source"
)

// A run whose source has the same bytes as that of the last one, with the same options,
// settings and program, into a folder in which all is as the last run has left it, has
// nothing to do. It finds that out without reading an item, and says what it would have
// said at its end.

// settled is what the next run has to know for that, of a run that has found or left
// the folder in order: of everything that it wanted to write it wrote all, nobody had
// edited any of it, and nothing is to be tried again.
type settled struct {
	Source    string   `json:"source"`           // digest of the files of the source
	Attention bool     `json:"attention"`        // for another reason than an item
	Drafts    []string `json:"drafts,omitempty"` // the first of them
	Files     int      `json:"files,omitempty"`  // fetched, by this run or an earlier one
	Pages     int      `json:"unchanged"`
	Lists     string   `json:"lists"`  // digest of what the run has listed below .wp2md
	Report    string   `json:"report"` // and of report.json, which a run that accepts notes makes again

	Notes []note.Note `json:"notes,omitempty"` // of the source
}

// settled returns what the next run has to know of this one, or nil if that one has
// something to do in any case.
func (r *run) settled(s *report.Summary) *settled {
	sum := r.sourceSum(source.Sum(r.src))
	asks := slices.ContainsFunc(r.src.Notes(), func(n note.Note) bool { return n.Review })
	t := &r.recorder.tally
	switch {
	case sum == "" || t.restless || r.srcErr != nil || asks || len(r.src.Skipped()) > 0,
		len(s.Pruned)+len(t.withdrawn)+len(s.Stale)+len(s.Gone)+len(t.left)+len(r.left)+len(r.folder.Problems()) > 0,
		s.Kept > 0,
		r.o.Media == MediaDownload && len(s.Media.Missing)+len(s.Media.Failed) > 0:
		return nil
	}
	lists, err := listsSum(r.folder, listNames...)
	if err != nil {
		return nil
	}
	told, err := listsSum(r.folder, reportJSON)
	if err != nil {
		return nil
	}
	did, d := r.did, &r.downloads
	return &settled{
		Source:    sum,
		Attention: len(t.problems) > 0 || len(r.sel.unmet()) > 0 || len(r.recorder.mistaken()) > 0,
		Drafts:    t.draftFiles,
		Files:     d.fetched + d.kept,
		Pages:     did.New + did.Changed + did.Moved + did.Unchanged,
		Lists:     lists,
		Report:    told,
		Notes:     r.src.Notes(),
	}
}

// sourceSum returns a digest of that of the files of the source, of the list of the uploads
// and of this program, or "" if the source is more than files or brings uploads of its own.
func (r *run) sourceSum(files [sha256.Size]byte, ok bool) string {
	build := buildSum()
	if !ok || r.uploads != nil && r.listed == nil || build == [sha256.Size]byte{} {
		return ""
	}
	sum := sha256.Sum256(slices.Concat(files[:], build[:], r.listed))
	return hex.EncodeToString(sum[:])
}

// listNames are the lists below .wp2md that a run makes, beside its reports and the records
// that have a digest of their own.
var listNames = []string{emit.OthersName, RedirectsFile, URLList, CurlList}

// listsSum returns a digest of files below .wp2md.
func listsSum(f *emit.Folder, names ...string) (string, error) {
	h := sha256.New()
	for _, name := range names {
		file, err := f.OpenOwn(name)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintln(h, name, "is not there")
			continue
		}
		if err != nil {
			return "", err
		}
		bytes, n, err := checksum.Of(file)
		file.Close()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d %016x\n", name, n, bytes)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// isPlain reports whether the next run finds what became of an item as this one has left
// it, and has no reason to try anything again.
func (m *migration) isPlain(out *Outcome) bool {
	e := &out.Entry
	return !out.kept && len(out.Withdrawn) == 0 && e.Result != note.Failed && untouched(e) && !m.mayCome(e)
}

// nothingToDo returns the result of a run that has nothing to do, or nil. Sum is that of
// the files of the source, which does not have to be open.
func (r *run) nothingToDo(sum func() ([sha256.Size]byte, bool)) *Result {
	if o := r.o; o.partial() || o.Prune || o.ReportFile != "" || o.Events != nil && !o.Changes || len(r.folder.Problems()) > 0 || hasBegun(r.folder) {
		return nil
	}
	head := r.lastHead()
	if head == nil || head.Settled == nil {
		return nil
	}
	was := head.Settled
	if lists, err := listsSum(r.folder, listNames...); err != nil || lists != was.Lists {
		return nil
	}
	if told, err := listsSum(r.folder, reportJSON); err != nil || told != was.Report {
		return nil
	}
	accepted, err := acceptedSum(r.folder)
	if err != nil || accepted != head.Accepted || head.Manifest != r.folder.Settled() || was.Source != r.sourceSum(sum()) || !r.asRecorded() || !r.asLeft() {
		return nil
	}
	s := r.lastSummary()
	if s == nil || s.Kept > 0 {
		return nil
	}
	notes := was.Notes
	if r.src != nil {
		notes = r.src.Notes()
	}
	own := Own{Written: s.Types, Drafts: s.Drafts, Attention: len(s.Attention) > 0}
	return &Result{
		Summary: s, Changes: report.Changes{Unchanged: was.Pages}, Left: map[string]bool{}, Own: own, Attention: was.Attention || own.Attention,
		Notes: notes, Files: FileCounts{Kept: was.Files}, SettingsSum: r.settings.Sum(), Drafts: was.Drafts,
		View: r.target.View, Images: r.target.Files.Folder, Data: r.target.Data,
	}
}

// lastHead returns the first line of what the last run was made of, or nil.
func (r *run) lastHead() *againHead {
	file, err := r.folder.OpenOwn(againName)
	if err != nil {
		return nil
	}
	defer file.Close()
	head := new(againHead)
	if json.NewDecoder(file).Decode(head) != nil || head.Schema != 1 {
		return nil
	}
	return head
}

// lastSummary returns what the last run has told at its end, or nil.
func (r *run) lastSummary() *report.Summary {
	shown, err := openWhole(r.folder, reportHTML)
	if err != nil {
		return nil
	}
	shown.Close()
	file, err := openWhole(r.folder, reportJSON)
	if err != nil {
		return nil
	}
	defer file.Close()
	s, err := report.ReadSummary(file)
	if err != nil {
		return nil
	}
	return s
}

// openWhole opens a report that is whole, as far as its end says so.
func openWhole(f *emit.Folder, name string) (*os.File, error) {
	end := map[string]string{reportHTML: "</html>\n", reportJSON: "\n}\n"}[name]
	file, err := f.OpenOwn(name)
	if err != nil {
		return nil, err
	}
	last := make([]byte, len(end))
	info, err := file.Stat()
	if err == nil {
		_, err = file.ReadAt(last, max(0, info.Size()-int64(len(end))))
	}
	if err != nil || string(last) != end {
		file.Close()
		return nil, cmp.Or(err, io.ErrUnexpectedEOF)
	}
	return file, nil
}

// asRecorded reports whether the last run had the sources and options of this one.
func (r *run) asRecorded() bool {
	was, err := ReadRecord(r.folder, r.o.Out)
	if err != nil {
		return false
	}
	is := NewRecord(r.o, RecordSettings{r.settings.File, r.settings.Sum()})
	is.Public, is.Images, is.Target, is.Site = was.Public, string(r.settings.Images), was.Target, was.Site
	a, errA := json.Marshal(is)
	b, errB := json.Marshal(was)
	t, images := recordedLayout(r.folder)
	return errA == nil && errB == nil && bytes.Equal(a, b) && t == r.target && images == r.settings.Images
}

// asLeft reports whether every file that the folder has is as the last run has left it.
func (r *run) asLeft() bool {
	all := func(yield func(emit.Other) bool) {
		for e, err := range r.folder.Previous() {
			if err != nil && !yield(emit.Other{}) || e.Path != "" && !yield(emit.Other{Path: e.Path, SHA256: e.SHA256}) {
				return
			}
			for _, f := range e.Files {
				if !yield(f) {
					return
				}
			}
		}
		for f := range r.folder.PreviousOthers() {
			if !yield(f) {
				return
			}
		}
	}
	is := func(_ int, f emit.Other) bool { return f.Path != "" && r.folder.Holds(f.Path, f.SHA256) }
	for ok := range ordered.Map(r.o.Jobs, all, is) {
		if !ok {
			return false
		}
	}
	return true
}
