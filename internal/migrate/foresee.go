package migrate

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/source"
)

// Foresee returns why items of sources would need a look, by a run that writes
// nothing and asks nobody for files. Of what can be read only once, or has to be
// fetched, it knows nothing.
func Foresee(ctx context.Context, sources []string, site string, p Progress) []report.Cause {
	if slices.ContainsFunc(sources, func(s string) bool { return s == "-" || source.IsAddress(s) }) {
		return []report.Cause{}
	}
	dir, err := os.MkdirTemp("", "wp2md-*")
	if err != nil {
		return []report.Cause{}
	}
	defer os.Remove(dir)
	res, err := Run(ctx, Options{Sources: sources, Site: site, Out: filepath.Join(dir, "site"), Media: MediaLink, DryRun: true, Progress: p})
	if err != nil {
		return []report.Cause{}
	}
	return res.Summary.Causes
}
