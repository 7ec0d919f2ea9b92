package migrate

import (
	"fmt"
	"io"
	"net/netip"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/target"
)

// Options say how a source is migrated. The zero value of a field is its
// default; Sources must be set.
type Options struct {
	Sources []string  // files, a folder, an address, or "-"
	Site    string    // prefix of the tables of the wanted site, in a database that has several
	Stdin   io.Reader // what "-" reads
	Out     string    // the output folder; "site" if empty
	Config  string    // the settings file; wp2md.yaml, if it is there, if empty
	Version string    // of the program, for the record of the run and for servers

	Target     string   // name of a target (package target); that of the settings, or plain, if empty
	Media      string   // one of the Media modes; MediaDownload if empty
	Uploads    []string // copies of wp-content/uploads: folders, zips or tars; those of the settings if empty
	Links      string   // LinksRewrite or LinksKeep; the first if empty
	Permalinks string   // pattern of the new paths of posts, such as /:year/:slug/; that of the settings if empty
	Terms      string   // TermsSlug or TermsName: how terms are written; what the settings say, or the target wants, if empty
	Types      []string // post types; all content if empty
	Status     []string // statuses, and StatusPassword; all that is not held back if empty
	Authors    []string // logins or names
	Since      string   // a day, month or year: 2013-04-02, 2013-04, 2013
	Until      string   // likewise, and it is included
	Only       []string // IDs or slugs; all else stays as it is

	AllowPrivate bool      // downloads may go to loopback and private addresses
	Force        bool      // also into a folder that has other files
	Unverified   bool      // pages are not held against their source
	Prefer       emit.Side // whose version stands where a person and the run have changed the same
	Jobs         int       // parallel conversions; one for each CPU if zero
	Connections  int       // downloads at a time, at most; 16 if zero

	Prune bool // remove the files of posts that are not in the source any more, unless they were edited

	// DryRun decides as ever and writes nothing. The pages that would change are
	// in the outcomes that Events sees.
	DryRun     bool
	ReportFile string // where a dry run writes the HTML report; nowhere if empty

	Again *Again // a run that is about some items of an earlier one, or nil

	Events   Events   // told of what becomes of items and files, if not nil
	Changes  bool     // Events is of what changes: a run that finds nothing to do tells it of nothing
	Progress Progress // told how far the run is, if not nil

	User, Password   string // of a user of a live site and an application password
	DatabasePassword string // of the user that the address of a database names

	Limits media.Limits              // of downloads
	Allow  func(netip.AddrPort) bool // private addresses that downloads may reach; none if nil
}

// Again is a run that converts some items of an earlier run once more. All that
// the sources do not have stays recorded.
type Again struct {
	Items   map[Key]bool   // that this run is about
	Lacking bool           // sources that the earlier run had are not there
	Asks    func(*Outcome) // told of a post that is left, and that asks for a look in the place of one that asks no more; can be nil
}

// The values of Options.Media.
const (
	MediaDownload = "download" // copy what Uploads has, fetch the rest
	MediaLocal    = "local"    // only what Uploads has, no network
	MediaLink     = "link"     // write the new addresses, get nothing, list what is to be got
	MediaKeep     = "keep"     // leave the addresses of files as they are
)

// The values of Options.Links and Options.Terms.
const (
	LinksRewrite = "rewrite"
	LinksKeep    = "keep"
	TermsSlug    = "slug"
	TermsName    = "name"
)

// StatusPassword is the status that Options.Status has for what is published
// behind a password. WordPress has no such one.
const StatusPassword = "password"

// OptionError is an option that cannot be. Options are named as the command line
// names them.
type OptionError struct {
	Text string
	Try  string // what to do, or ""
}

func (e OptionError) Error() string { return e.Text }
func (e OptionError) Hint() string  { return e.Try }

var errNoUploads = OptionError{"--media local needs --uploads COPY", "COPY is one of the site's wp-content/uploads, a folder or .zip; backups and saved pages bring their own"}

// partial reports whether the run is about some items, and all else stays as it
// is.
func (o *Options) partial() bool { return len(o.Only) > 0 || o.Again != nil }

// setDefaults gives options their defaults.
func (o *Options) setDefaults() {
	def := func(s *string, value string) {
		if *s == "" {
			*s = value
		}
	}
	def(&o.Out, "site")
	def(&o.Media, MediaDownload)
	def(&o.Links, LinksRewrite)
	if o.Jobs == 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Progress == nil {
		o.Progress = noProgress{}
	}
	if o.Version == "" {
		o.Version = "(unknown)"
	}
}

// Enumerated are the flags of which [Values] knows what they can be.
var Enumerated = []string{"for", "media", "links", "terms", "status", "types", "permalinks"}

// Values returns the values that a flag can have, or nil if that is not known
// before a source is read. Those of status are WordPress' own and what it names by
// other means, types those that most sites have; plugins have others. Those of
// permalinks are common ones.
func Values(flag string) []string {
	switch flag {
	case "for":
		return target.Names()
	case "media":
		return []string{MediaDownload, MediaLocal, MediaLink, MediaKeep}
	case "links":
		return []string{LinksRewrite, LinksKeep}
	case "terms":
		return []string{TermsSlug, TermsName}
	case "status":
		return []string{"publish", "draft", "pending", "future", "private", privacy.Password, privacy.Members, "trash"}
	case "types":
		return []string{"post", "page", "attachment"}
	case "permalinks":
		return []string{"/:slug/", "/:year/:month/:slug/", "/:year/:month/:day/:slug/", "/:category/:slug/"}
	}
	return nil
}

// Check returns an [OptionError] if an option has a value that it cannot have.
func (o *Options) Check() error {
	for _, f := range []struct{ flag, value, what string }{
		{"for", o.Target, "target"}, {"media", o.Media, "value"}, {"links", o.Links, "value"}, {"terms", o.Terms, "value"},
	} {
		if values := Values(f.flag); f.value != "" && !slices.Contains(values, f.value) {
			return OptionError{fmt.Sprintf("--%s %q: unknown %s", f.flag, f.value, f.what), suggest.Hint(f.value, values)}
		}
	}
	if o.Jobs < 0 {
		return OptionError{"--jobs must be at least 1", ""}
	}
	if o.Connections < 0 {
		return OptionError{"--connections must be at least 1", ""}
	}
	return o.checkDays()
}

func (o *Options) checkDays() error {
	for _, d := range []struct{ flag, val string }{{"--since", o.Since}, {"--until", o.Until}} {
		if _, err := ParseDay(d.val); d.val != "" && err != nil {
			return OptionError{fmt.Sprintf("%s %q: not a date", d.flag, d.val), "a date is 2013-04-02, 2013-04 or 2013"}
		}
	}
	if o.Since != "" && o.Until != "" {
		if since, err := ParseDay(o.Since); err == nil && !since.Before(EndOf(o.Until)) {
			return OptionError{fmt.Sprintf("--since %s is after --until %s", o.Since, o.Until), ""}
		}
	}
	return nil
}

// ParseDay reads a day, month or year (2013-04-02, 2013-04, 2013) as its first
// day.
func ParseDay(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, strconv.ErrSyntax
}

// EndOf returns the first moment after the day, month or year.
func EndOf(s string) time.Time {
	t, _ := ParseDay(s)
	switch len(s) {
	case len("2006"):
		return t.AddDate(1, 0, 0)
	case len("2006-01"):
		return t.AddDate(0, 1, 0)
	}
	return t.AddDate(0, 0, 1)
}
