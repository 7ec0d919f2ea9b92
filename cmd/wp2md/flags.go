package main

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// options are the flags that say how a source is migrated.
type options struct {
	out        string
	config     string
	preset     string
	media      string
	uploads    string
	links      string
	permalinks string
	terms      string
	types      []string
	status     []string
	authors    []string
	since      string
	until      string
	only       []string
	private    bool
	force      bool
	verify     bool
	ours       bool
	theirs     bool
	jobs       int
	json       bool
	quiet      bool

	// Set by commands, not by flags.
	flags    *pflag.FlagSet
	dry      bool
	htmlFile string           // of diff: where the report goes
	part     bool             // what the sources do not have stays recorded
	exactly  map[postKey]bool // if not nil, the items that this run is about
	lacks    bool             // sources that the last run had are not there
	watch    watcher
}

// some reports whether the run is about some items, and all else stays as it
// is.
func (o *options) some() bool { return len(o.only) > 0 || o.exactly != nil }

// The modes of --media.
const (
	mediaDownload = "download"
	mediaLocal    = "local"
	mediaLink     = "link"
	mediaKeep     = "keep"
)

// The statuses of --status that are not WordPress' own: published behind a
// password.
const statusPassword = "password"

func (o *options) register(f *pflag.FlagSet) {
	o.flags = f
	f.StringVarP(&o.out, "out", "o", "site", "")
	f.StringVar(&o.config, "config", "", "")
	f.StringVar(&o.preset, "for", "plain", "")
	f.StringVar(&o.media, "media", mediaDownload, "")
	f.StringVar(&o.uploads, "uploads", "", "")
	f.StringVar(&o.links, "links", "rewrite", "")
	f.StringVar(&o.permalinks, "permalinks", "", "")
	f.StringVar(&o.terms, "terms", "slug", "")
	f.StringSliceVar(&o.types, "types", nil, "")
	f.StringSliceVar(&o.status, "status", nil, "")
	f.StringSliceVar(&o.authors, "author", nil, "")
	f.StringVar(&o.since, "since", "", "")
	f.StringVar(&o.until, "until", "", "")
	f.StringSliceVar(&o.only, "only", nil, "")
	f.BoolVar(&o.private, "allow-private", false, "")
	f.BoolVar(&o.force, "force", false, "")
	f.BoolVar(&o.verify, "verify", true, "")
	f.BoolVar(&o.ours, "ours", false, "")
	f.BoolVar(&o.theirs, "theirs", false, "")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
}

// check refuses values that a flag does not have.
func (o *options) check() error {
	if err := oneOf("--media", o.media, mediaDownload, mediaLocal, mediaLink, mediaKeep); err != nil {
		return err
	}
	if err := oneOf("--links", o.links, "rewrite", "keep"); err != nil {
		return err
	}
	if err := oneOf("--terms", o.terms, "slug", "name"); err != nil {
		return err
	}
	if o.preset != "plain" {
		if slices.Contains([]string{"hugo", "jekyll", "eleventy", "astro", "zola", "pelican", "gatsby", "docusaurus", "obsidian"}, o.preset) {
			return usageError{fmt.Sprintf("--for %s is not there yet", o.preset), "--for plain writes Markdown that every generator reads; front matter fields are set in wp2md.yaml"}
		}
		return usageError{fmt.Sprintf("--for %q: unknown preset", o.preset), "there is: plain"}
	}
	if o.media == mediaLocal && o.uploads == "" {
		return usageError{"--media local needs --uploads DIR", "DIR is a copy of the site's wp-content/uploads"}
	}
	if o.out == "" {
		return usageError{"--out is empty", "-o DIR names the output folder"}
	}
	if o.ours && o.theirs {
		return usageError{"--ours and --theirs cannot both stand", ""}
	}
	if o.jobs < 1 {
		return usageError{"--jobs must be at least 1", ""}
	}
	for _, d := range []struct{ flag, val string }{{"--since", o.since}, {"--until", o.until}} {
		if _, err := parseDay(d.val); d.val != "" && err != nil {
			return usageError{fmt.Sprintf("%s %q: not a date", d.flag, d.val), "a date is 2013-04-02, 2013-04 or 2013"}
		}
	}
	if o.since != "" && o.until != "" {
		if since, err := parseDay(o.since); err == nil && !since.Before(endOf(o.until)) {
			return usageError{fmt.Sprintf("--since %s is after --until %s", o.since, o.until), ""}
		}
	}
	return nil
}

func oneOf(flag, val string, allowed ...string) error {
	if slices.Contains(allowed, val) {
		return nil
	}
	return usageError{fmt.Sprintf("%s %q: unknown value", flag, val), "there is: " + strings.Join(allowed, ", ")}
}

// parseDay reads a day, month or year as its first day.
func parseDay(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, strconv.ErrSyntax
}

// endOf returns the first moment after the day, month or year.
func endOf(s string) time.Time {
	t, _ := parseDay(s)
	switch len(s) {
	case len("2006"):
		return t.AddDate(1, 0, 0)
	case len("2006-01"):
		return t.AddDate(0, 1, 0)
	}
	return t.AddDate(0, 0, 1)
}
