package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/check"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/summary"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/internal/terminal"
)

func newCheck(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "check",
		Short: "verify a migrated folder as it stands on disk",
		Long:  help("check"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Sprintf("check takes no argument %q", args[0]), "the folder is named with --out: wp2md check -o " + args[0]}
			}
			return a.check(cmd.Context(), &o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.Out, "out", "o", "site", "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) check(ctx context.Context, o *options) error {
	folder, err := migrate.OpenRecorded(o.Out)
	if err != nil {
		return err
	}
	defer folder.Close()
	files, ok := folder.FS()
	if !ok {
		return migrate.NoRunError{Dir: o.Out}
	}
	var recorded []check.Recorded
	for e, err := range folder.Previous() {
		if err != nil {
			return err
		}
		recorded = append(recorded, check.Recorded{
			ID: e.ID, Path: e.Path, SHA256: e.SHA256, URL: e.URL,
			Private:   privacy.IsSecret(e.Status) || e.Held != "" || e.Status == "trash" || e.Result == note.Skipped && len(e.Notes) > 0 && e.Notes[0].Kind == note.Private,
			Withdrawn: slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Kind == note.Withdrawn }),
			Deleted:   e.Result == note.Skipped, Failed: e.Result == note.Failed, Notes: e.Notes, Type: e.Type, Draft: e.Status != "publish" && e.Status != "inherit",
		})
	}
	for e, err := range folder.Absent(emit.Some) {
		if err != nil {
			return err
		}
		recorded = append(recorded, check.Recorded{ID: e.ID, Path: e.Path, SHA256: e.SHA256, URL: e.URL, Absent: true, Gone: e.Gone()})
	}
	is := migrate.RecordedTarget(folder)
	if is == nil {
		is = target.Plain()
	}
	lacking, err := folder.ReadOwn(migrate.CurlList)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	r, err := check.Folder(ctx, files, is, recorded, folder.Others(), media.ReadCurl(lacking))
	if err != nil {
		return err
	}
	if !migrate.Ended(folder) {
		r.Problems = append([]check.Finding{{Path: ".wp2md", Kind: check.Interrupted, Text: "the last run did not come to its end: the same command goes on from here"}}, r.Problems...)
	}
	if len(r.Problems) > 0 {
		a.code = exitAttention
	}
	for _, p := range folder.Problems() {
		a.complain(p)
		a.code = exitAttention
	}
	switch {
	case o.json:
		return printFindings(a.stdout, r)
	case !o.quiet:
		return a.printCheck(o, r)
	}
	return nil
}

func printFindings(w io.Writer, r *check.Report) error {
	r.Problems, r.Notes = append([]check.Finding{}, r.Problems...), append([]check.Finding{}, r.Notes...)
	return printJSON(w, struct {
		Schema int `json:"schema"`
		*check.Report
	}{1, r})
}

func (a *app) printCheck(o *options, r *check.Report) error {
	w := bufio.NewWriter(a.lines)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	show := func(f check.Finding) {
		at := f.Path
		if f.Line > 0 {
			at += fmt.Sprintf(":%d", f.Line)
		}
		p("%s: %s: %s%s", terminal.Safe(at), f.Kind, terminal.Safe(f.Text), map[bool]string{true: " (accepted)"}[f.Accepted])
	}
	for _, f := range r.Problems {
		show(f)
	}
	if len(r.Problems) > 0 && len(r.Notes) > 0 {
		p("")
	}
	if len(r.Notes) > 0 {
		p("For information:")
		for i, f := range r.Notes {
			if i == mostTold {
				p("… and %d more; --json has them all", len(r.Notes)-i)
				break
			}
			show(f)
		}
	}
	if len(r.Problems)+len(r.Notes) > 0 {
		p("")
	}
	verdict := "no problem"
	if n := len(r.Problems); n > 0 {
		verdict = report.Plural(n, "problem")
	}
	if n := r.Accepted(); n > 0 {
		verdict += fmt.Sprintf(", %d accepted", n)
	}
	p("%s: %s; %s and %s in it, %d elsewhere: %s", terminal.Safe(o.Out), report.Plural(r.Checked, "page"), report.Plural(r.Links, "link"), report.Plural(r.Images, "image"), r.External, verdict)
	list := filepath.Join(o.Out, ".wp2md", migrate.URLList)
	if _, err := os.Stat(list); err == nil && slices.ContainsFunc(r.Problems, func(f check.Finding) bool { return f.Kind == check.Image }) {
		p("Files to be got: %s (for wget -i); from a copy of wp-content/uploads that has them, a folder or .zip: wp2md retry%s --uploads COPY", terminal.Safe(list), summary.To(o.Out))
	}
	return w.Flush()
}

// mostTold bounds what is told for information.
const mostTold = 50
