package main

import (
	"runtime"

	"github.com/spf13/pflag"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
)

// options are the flags that say how a source is migrated, and what is printed.
type options struct {
	migrate.Options
	verify, ours, theirs bool
	json, quiet          bool
}

func (o *options) register(f *pflag.FlagSet) {
	f.StringVarP(&o.Out, "out", "o", "site", "")
	f.StringVar(&o.Config, "config", "", "")
	f.StringVar(&o.Site, "site", "", "")
	f.StringVar(&o.Target, "for", "", "")
	f.StringVar(&o.Media, "media", "", "")
	f.StringArrayVar(&o.Uploads, "uploads", nil, "")
	f.StringVar(&o.Links, "links", "", "")
	f.StringVar(&o.Permalinks, "permalinks", "", "")
	f.StringVar(&o.Terms, "terms", "", "")
	f.StringSliceVar(&o.Types, "types", nil, "")
	f.StringSliceVar(&o.Status, "status", nil, "")
	f.StringSliceVar(&o.Authors, "author", nil, "")
	f.StringVar(&o.Since, "since", "", "")
	f.StringVar(&o.Until, "until", "", "")
	f.StringSliceVar(&o.Only, "only", nil, "")
	f.BoolVar(&o.AllowPrivate, "allow-private", false, "")
	f.BoolVar(&o.Force, "force", false, "")
	f.BoolVar(&o.Prune, "prune", false, "")
	f.BoolVar(&o.verify, "verify", true, "")
	f.BoolVar(&o.ours, "ours", false, "")
	f.BoolVar(&o.theirs, "theirs", false, "")
	f.IntVar(&o.Jobs, "jobs", runtime.GOMAXPROCS(0), "")
	f.IntVar(&o.Connections, "connections", 16, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
}

// check refuses flags that have no such value, and makes options of those that
// the engine knows by another name.
func (o *options) check() error {
	switch {
	case o.Out == "":
		return usageError{"--out is empty", "-o DIR names the output folder"}
	case o.ours && o.theirs:
		return usageError{"--ours and --theirs cannot both stand", ""}
	case o.Jobs < 1:
		return usageError{"--jobs must be at least 1", ""}
	case o.Connections < 1:
		return usageError{"--connections must be at least 1", ""}
	case o.ours:
		o.Prefer = emit.Ours
	case o.theirs:
		o.Prefer = emit.Theirs
	}
	o.Unverified = !o.verify
	return o.Options.Check()
}
