package migrate

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/transform/markdown"
)

// recorder is the part of an item's way that runs in the order of the source: it
// takes the outcomes one after the other, and writes the manifest, the totals,
// the redirects, and what is around the posts.
type recorder struct {
	*migration
	tally     tally
	accepted  acceptances
	alike     alike
	redirects redirects
	spool     *rowSpool // what the reports have of each item; nil in a dry run without one
	media     *mediaFile

	spooledAgain *againSpool // nil in a run that is dry or about some items only
	leaving      []leavingFile

	templates     int      // of builders, with words that no page has
	templateNames []string // the first of them
}

func newRecorder(m *migration) recorder {
	rec := recorder{migration: m, alike: alike{}}
	rec.tally.files = make([]fileState, m.plan.index.Files())
	if m.uploads != nil {
		for _, p := range m.uploads.Problems() {
			rec.tally.problems = append(rec.tally.problems, "--uploads: "+p.Error())
		}
	}
	rec.media = &mediaFile{folder: m.folder, name: m.dataFile(data.MediaFile)}
	return rec
}

// open reads what was accepted, and makes the temporary files.
func (rec *recorder) open() (err error) {
	if rec.accepted, err = readAcceptances(rec.folder); err != nil {
		return err
	}
	if !rec.o.DryRun && !rec.o.partial() {
		if rec.spooledAgain, err = newAgainSpool(rec.migration); err != nil {
			return err
		}
	}
	spool := rec.folder.Spool
	if rec.o.DryRun {
		if rec.o.ReportFile == "" {
			return nil
		}
		spool = tempSpool
	}
	if rec.spool, err = newRowSpool(spool); err != nil || !rec.o.partial() && !rec.same {
		return err
	}
	if file, err := rec.folder.OpenOwn(reportHTML); err == nil {
		rec.spool.last = report.ReadSides(file)
	}
	return nil
}

// close removes the temporary files, and what a run that did not come to its end
// has not finished.
func (rec *recorder) close() error {
	rec.media.abandon()
	if rec.spool != nil {
		_ = rec.spool.last.Close()
		rec.spool.remove()
	}
	if rec.spooledAgain != nil {
		rec.spooledAgain.remove()
	}
	rec.redirects.close()
	return nil
}

// renderer makes what is around the posts into data.
func (rec *recorder) renderer() *data.Renderer {
	return rec.migration.renderer(markdown.New(nil))
}

func (m *migration) renderer(p *markdown.Printer) *data.Renderer { return rendererFor(m.plan, p) }

// rendererFor is for a plan that is being made.
func rendererFor(plan *plan, p *markdown.Printer) *data.Renderer {
	return &data.Renderer{Index: plan.index, Library: plan.library, Printer: p, Blog: plan.site.URL()}
}

// dataFile returns the path of a file of the data around the posts.
func (m *migration) dataFile(name string) string { return m.target.Data + "/" + name }

// The reports, below .wp2md.
const (
	reportJSON = "report.json"
	reportHTML = "report.html"
)

// writeReports writes report.json and report.html.
func (rec *recorder) writeReports(s *report.Summary) error {
	if rec.spool == nil { // of a dry run, which writes none
		return nil
	}
	if err := rec.folder.WriteOwnFrom(reportJSON, func(w io.Writer) error { return s.Write(w, rec.spool.posts()) }); err != nil {
		return err
	}
	if err := rec.spool.last.Close(); err != nil { // which is replaced now
		return err
	}
	about := rec.about()
	html := func(w io.Writer) error { return s.WriteHTML(w, about, rec.spool.rows(), rec.spool) }
	if err := rec.folder.WriteOwnFrom(reportHTML, html); err != nil {
		return err
	}
	if name := rec.o.ReportFile; name != "" {
		return writeReportFile(name, html)
	}
	return nil
}

// about says what the report tells of the run: that which is recorded.
func (rec *recorder) about() *report.About {
	record, err := ReadRecord(rec.folder, rec.o.Out)
	if err != nil || rec.o.DryRun {
		record = rec.newRecord()
	}
	return record.about(rec.target)
}

func (r *Record) about(t *target.Target) *report.About {
	a := &report.About{Version: r.Version, Target: t.Name, Files: t.Files.Address, FileFolder: t.Files.Folder}
	if r.Settings.File != "" {
		a.Settings = filepath.Base(r.Settings.File) // its folder is one of this machine
	}
	for _, f := range new(Options).recorded() { // in the order of the flags
		v := r.Flags[f.flag]
		if v == nil || f.flag == "links" && v == LinksRewrite {
			continue // nothing that was asked for
		}
		var words []string
		switch v := v.(type) {
		case []any:
			for _, w := range v {
				words = append(words, fmt.Sprint(w))
			}
		case []string:
			words = slices.Clone(v)
		default:
			words = []string{fmt.Sprint(v)}
		}
		if f.flag == "uploads" {
			for i, w := range words {
				words[i] = filepath.Base(w) // its folder is one of this machine, too
			}
		}
		a.Flags = append(a.Flags, "--"+f.flag+" "+strings.Join(words, ","))
		a.Unverified = a.Unverified || f.flag == "verify"
	}
	return a
}

// tempSpool makes a file for a run that writes nothing to its folder.
func tempSpool() (*os.File, func(), error) {
	file, err := os.CreateTemp("", "wp2md-*")
	if err != nil {
		return nil, nil, err
	}
	return file, func() { file.Close(); os.Remove(file.Name()) }, nil
}
