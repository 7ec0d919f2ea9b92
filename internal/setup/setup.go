// Package setup makes the settings file of a migration: it looks at the source,
// asks the few questions whose answers it cannot know, shows a page as it would
// become, and writes all settings with what they do, those that were answered in
// use.
package setup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/rewrite"
)

// Answers are what is asked. An empty one is left to the program.
type Answers struct {
	Target     string   `json:"for,omitempty"`
	Permalinks string   `json:"permalinks,omitempty"`
	Terms      string   `json:"terms,omitempty"`
	Uploads    []string `json:"uploads,omitempty"`
}

// Options say what is set up.
type Options struct {
	Sources []string // may be empty: then the answers are all there is
	Source  source.Options
	File    string // to write; wp2md.yaml if empty
	Given   Answers

	// Ask and Tell are a terminal: what a person types, and what he reads. Without
	// Ask nothing is asked, and what is not given is left to the program.
	Ask     io.Reader
	Tell    io.Writer
	Columns int              // of Tell; 0 breaks no line
	Tick    func(read int64) // told how much of the source is read, if not nil
	Looked  func()           // and that it is read
}

// A Result is what was set up.
type Result struct {
	File string `json:"file"`
	Answers
	Page *Page `json:"-"`
}

// Run sets a migration up.
func Run(ctx context.Context, o Options) (*Result, error) {
	o.File = cmp.Or(o.File, settings.DefaultFile)
	if _, err := os.Lstat(o.File); err == nil {
		return nil, existsError{o.File}
	}
	if _, err := os.Stat(filepath.Dir(o.File)); err != nil {
		return nil, err // before anybody has answered
	}
	if slices.Contains(o.Sources, "-") {
		return nil, migrate.OptionError{Text: "init reads its source more than once, and standard input cannot be", Try: "name the file"}
	}
	if err := check(&o.Given); err != nil {
		return nil, err
	}
	if o.Tick == nil {
		o.Tick = func(int64) {}
	}
	if o.Looked == nil {
		o.Looked = func() {}
	}
	o.Source.Stdin = noReader
	var s *site
	names := o.Sources
	if slices.ContainsFunc(names, source.IsSite) {
		file, remove, err := fetched(ctx, &o)
		if err != nil {
			return nil, err
		}
		defer remove()
		names = []string{file}
	}
	if len(names) > 0 {
		var err error
		if s, err = look(ctx, names, o.Source, o.Tick); err != nil {
			return nil, err
		}
		s.Census.Sources = o.Sources
	}
	o.Looked()
	a := o.Given
	var p *Page
	for again := true; again; {
		if o.Ask != nil {
			if err := newDialogue(ctx, &o).questions(&a, s); err != nil {
				return nil, err
			}
		} else if s != nil && len(a.Uploads) == 0 {
			a.Uploads = s.copiesNear(o.Sources, false)
		}
		var err error
		if s != nil && s.post.score > 0 {
			if p, err = samplePage(ctx, names, o.Source, &a, s); err != nil {
				return nil, err
			}
		}
		if again = false; o.Ask != nil {
			if again, err = newDialogue(ctx, &o).again(p, o.File); err != nil {
				return nil, err
			}
		}
	}
	text, err := settingsFile(&a, s, o.File)
	if err != nil {
		return nil, err
	}
	if err := create(o.File, text); err != nil {
		return nil, err
	}
	return &Result{o.File, a, p}, nil
}

// fetched asks a live site for what a migration would ask it, and keeps the answers
// until remove is called: a source is read more than once.
func fetched(ctx context.Context, o *Options) (file string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "wp2md-*.fetch")
	if err != nil {
		return "", nil, err
	}
	remove = func() { os.RemoveAll(dir) }
	file = filepath.Join(dir, "site.xml")
	if _, err := source.Save(ctx, o.Sources, file, o.Source); err != nil {
		remove()
		return "", nil, err
	}
	o.Source.Site = "" // which the export of several has no more
	return file, remove, nil
}

// check refuses answers that cannot be.
func check(a *Answers) error {
	o := migrate.Options{Target: a.Target, Terms: a.Terms}
	if err := o.Check(); err != nil {
		return err
	}
	if a.Permalinks != "" {
		if err := checkPattern(a.Permalinks); err != nil {
			return migrate.OptionError{Text: "--" + err.Error(), Try: "a pattern is /:year/:month/:slug/"}
		}
	}
	if len(a.Uploads) > 0 {
		u, err := media.Open(a.Uploads...)
		if err != nil {
			return fmt.Errorf("--uploads: %w", err)
		}
		return u.Close()
	}
	return nil
}

func checkPattern(p string) error {
	_, err := rewrite.New(&extract.Site{}, rewrite.Options{Permalinks: p})
	return err
}

// questions asks what was not given. What was answered before is offered again.
func (d *dialogue) questions(a *Answers, s *site) (err error) {
	given := &d.o.Given
	if s != nil {
		d.introduce(s)
	}
	if given.Target == "" {
		d.say("Which generator is to build the new site? plain is Markdown for any.")
		d.say("  %s", strings.Join(target.Names(), ", "))
		a.Target, err = d.ask("generator", cmp.Or(a.Target, target.Plain().Name), func(t string) (string, error) {
			if near := suggest.Near(t, target.Names()); !slices.Contains(target.Names(), t) {
				return "", problem(fmt.Sprintf("%q: unknown", t), near)
			}
			return t, nil
		})
		if err != nil {
			return err
		}
	}
	if given.Permalinks == "" {
		d.say("")
		d.say("Which paths are posts to have? Old ones, so that no link to them breaks, or a pattern such as /:year/:month/:slug/; redirects lead from the old ones to it.")
		if s != nil && s.post.link != "" {
			d.say("  now: %s", s.post.link)
		}
		a.Permalinks, err = d.ask("paths", cmp.Or(a.Permalinks, keepPaths), func(p string) (string, error) {
			if p == keepPaths || p == "keep" {
				return "", nil
			}
			if err := checkPattern(p); err != nil {
				return "", err
			}
			return p, nil
		})
		if err != nil {
			return err
		}
	}
	if t, err := target.Named(cmp.Or(a.Target, target.Plain().Name)); given.Terms == "" && err == nil && (!t.Generator() || t.Terms != target.ByKey) {
		d.say("")
		d.say("Are categories and tags to be written by slug or by name?")
		if s != nil && s.term.Slug != "" {
			d.say("  slug: %s   name: %s", s.term.Slug, s.term.Name)
		}
		values := migrate.Values("terms")
		if a.Terms, err = d.ask("terms", cmp.Or(a.Terms, migrate.TermsSlug), func(v string) (string, error) {
			if near := suggest.Near(v, values); !slices.Contains(values, v) {
				return "", problem(fmt.Sprintf("%q: neither %s", v, strings.Join(values, " nor ")), near)
			}
			return v, nil
		}); err != nil {
			return err
		}
	}
	if len(given.Uploads) > 0 {
		return nil
	}
	if s != nil && s.brings {
		d.say("")
		d.say("The source has its uploads with it.")
		return nil
	}
	return d.askUploads(a, s)
}

// askUploads asks for copies of the uploads, and says what they have.
func (d *dialogue) askUploads(a *Answers, s *site) error {
	if s != nil && len(a.Uploads) == 0 {
		a.Uploads = s.copiesNear(d.o.Sources, true)
	}
	d.say("")
	d.say("Where is a copy of wp-content/uploads: a folder, .zip, .tar or .tar.gz? Without one, files are fetched from the old site.")
	_, err := d.ask("uploads", cmp.Or(strings.Join(a.Uploads, ", "), noCopy), func(v string) (string, error) {
		a.Uploads = nil
		if v == noCopy || v == "-" {
			return "", nil
		}
		for name := range strings.SplitSeq(v, ",") {
			a.Uploads = append(a.Uploads, strings.TrimSpace(name))
		}
		look := s
		if look == nil {
			look = &site{}
		}
		n, err := look.found(a.Uploads)
		if err != nil {
			a.Uploads = nil
			return "", err
		}
		if s != nil && len(s.files) > 0 {
			d.say("  %d of the first %d files of the site are there", n, len(s.files))
		}
		return v, nil
	})
	return err
}

// What stands for an answer that is none.
const (
	keepPaths = "old ones"
	noCopy    = "none"
)

// introduce says what the source is.
func (d *dialogue) introduce(s *site) {
	c := s.Census
	d.say("%s  %s", cmp.Or(c.Site.Title, c.Sources[0]), c.Site.URL)
	var parts []string
	for i, t := range c.Types {
		if i == 6 {
			parts = append(parts, fmt.Sprintf("%d other types", len(c.Types)-i))
			break
		}
		parts = append(parts, countOf(t))
	}
	d.say("  %s", strings.Join(parts, ", "))
	if c.Held > 0 {
		d.say("  %d of them private or behind a password, which are held back", c.Held)
	}
	for _, p := range c.Problems {
		d.say("  %s", p)
	}
	d.say("")
}

func countOf(c note.Count) string {
	return report.Plural(c.Count, strings.ReplaceAll(c.Name, "_", " "))
}

// again shows the page, and asks whether it is to be so.
func (d *dialogue) again(p *Page, file string) (bool, error) {
	d.say("")
	if p != nil {
		d.say("%s would be %s, at %s:", cmp.Or(p.Title, "A post"), p.Path, cmp.Or(p.URL, "no address of its own"))
		d.say("")
		for line := range strings.Lines(p.Head) {
			d.say("  %s", strings.TrimSuffix(line, "\n"))
		}
		d.say("")
	}
	answer, err := d.ask("write "+file+"? yes, or no to answer again", "yes", func(v string) (string, error) {
		switch strings.ToLower(v) {
		case "y", "yes":
			return "yes", nil
		case "n", "no":
			return "no", nil
		}
		return "", errors.New("yes or no")
	})
	return answer == "no", err
}
