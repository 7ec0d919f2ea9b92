package migrate

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/rewrite"
)

// recordName is the file below .wp2md that says how the last run was made, so
// that it can be made again.
const recordName = "run.json"

// A Record is what run.json holds: how a run was made.
type Record struct {
	Schema   int            `json:"schema"`           // of this structure; 1
	Version  string         `json:"version"`          // of the program
	Sources  []string       `json:"sources"`          // as they were given
	Site     string         `json:"site,omitempty"`   // the address of the site in them
	Target   string         `json:"target,omitempty"` // its name; plain if empty
	Images   string         `json:"images,omitempty"` // where they are, if not in one folder
	Settings RecordSettings `json:"settings"`         // zero without a settings file
	Flags    map[string]any `json:"flags"`            // those that decide what is written and have no default value: a string, or a list of them
	Public   []string       `json:"public,omitempty"` // post types that were shown to be public: a part of the site may not say so
}

// RecordSettings is the settings file of a run.
type RecordSettings struct {
	File   string `json:"file,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
}

// recordedOption is an option that decides what is written, by the name of its
// flag. How a run goes, and what is meant for one run only, is not recorded.
type recordedOption struct {
	flag string
	text *string
	list *[]string
	yes  *bool  // true is not the default
	no   string // what a record has for true
	adds bool   // what is given is added to what is recorded, and not in its place
}

func (o *Options) recorded() []recordedOption {
	return []recordedOption{
		{flag: "site", text: &o.Site},
		{flag: "for", text: &o.Target},
		{flag: "media", text: &o.Media},
		{flag: "uploads", list: &o.Uploads, adds: true},
		{flag: "links", text: &o.Links},
		{flag: "permalinks", text: &o.Permalinks},
		{flag: "terms", text: &o.Terms},
		{flag: "types", list: &o.Types},
		{flag: "status", list: &o.Status},
		{flag: "author", list: &o.Authors},
		{flag: "since", text: &o.Since},
		{flag: "until", text: &o.Until},
		{flag: "allow-private", yes: &o.AllowPrivate, no: "true"},
		{flag: "verify", yes: &o.Unverified, no: "false"},
	}
}

// NewRecord returns the record of a run with some options.
func NewRecord(o *Options, settings RecordSettings) *Record {
	r := &Record{Schema: 1, Version: o.Version, Sources: o.Sources, Settings: settings, Flags: map[string]any{}}
	for _, f := range o.recorded() {
		switch {
		case f.text != nil && *f.text != "":
			r.Flags[f.flag] = *f.text
		case f.list != nil && len(*f.list) > 0:
			r.Flags[f.flag] = *f.list
		case f.yes != nil && *f.yes:
			r.Flags[f.flag] = f.no
		}
	}
	return r
}

// Apply gives options the recorded values, but for those whose flags were given.
func (r *Record) Apply(o *Options, given func(flag string) bool) {
	for _, f := range o.recorded() {
		value, ok := r.Flags[f.flag]
		isGiven := given(f.flag)
		if !ok || isGiven && !f.adds {
			continue
		}
		var named []string
		if isGiven {
			named = *f.list
		}
		switch v := value.(type) {
		case string:
			if f.text != nil {
				*f.text = v
			} else if f.list != nil {
				*f.list = []string{v} // as earlier versions have recorded a flag that could stand once
			} else if f.yes != nil {
				*f.yes = v == f.no
			}
		case []any:
			if f.list == nil {
				continue
			}
			*f.list = nil
			for _, e := range v {
				*f.list = append(*f.list, fmt.Sprint(e))
			}
		}
		if isGiven { // one more copy, before those that are known
			*f.list = slices.Concat(named, stillThere(*f.list, named))
		}
	}
	if r.Settings.File != "" && !given("config") {
		if _, err := os.Stat(r.Settings.File); err == nil {
			o.Config = r.Settings.File
		}
	}
}

// stillThere returns the copies of the uploads that are there, but for those that are
// named already. What these lack comes from them.
func stillThere(copies, named []string) []string {
	return slices.DeleteFunc(slices.Clone(copies), func(name string) bool {
		_, err := os.Stat(name)
		return err != nil || slices.Contains(named, name)
	})
}

// recordRun writes run.json, unless this run is about some items only and
// there is one.
func (m *migration) recordRun() error {
	if m.o.partial() {
		if _, err := m.folder.ReadOwn(recordName); err == nil {
			return nil
		}
	}
	raw, err := json.MarshalIndent(m.newRecord(), "", "  ")
	if err != nil {
		return err
	}
	return m.folder.WriteOwn(recordName, append(raw, '\n'))
}

// shown returns the post types that earlier runs have shown to be public.
func (m *migration) shown() []string {
	raw, err := m.folder.ReadOwn(recordName)
	var r Record
	if err != nil || json.Unmarshal(raw, &r) != nil {
		return nil
	}
	return r.Public
}

func (m *migration) newRecord() *Record {
	record := NewRecord(m.o, RecordSettings{m.settings.File, m.settings.Sum()})
	record.Public = m.plan.withholding.types.Proven()
	record.Images = string(m.settings.Images)
	record.Site = m.plan.site.URL()
	if m.target.Generator() {
		record.Target = m.target.Name
	}
	return record
}

// OpenRecorded opens a folder that an earlier run has left, to read it.
func OpenRecorded(dir string) (*emit.Folder, error) {
	f, err := emit.Open(dir, emit.Options{DryRun: true})
	if errors.As(err, new(emit.ForeignError)) || err == nil && !f.Ours() {
		if f != nil {
			f.Close()
		}
		return nil, NoRunError{dir}
	}
	return f, err
}

// begunName is the file below .wp2md that is there from when a run begins to change the
// folder until it has come to its end, whatever ends it before. It holds begunWhole or
// begunSome.
const begunName = "begun"

const (
	begunWhole = "a run\n"
	begunSome  = "a run that is about some items only\n" // which does not go on from one that is about all
)

// begin says that the run has begun to change the folder.
func (m *migration) begin() error {
	text := begunWhole
	if m.o.partial() {
		if hasBegun(m.folder) {
			return nil
		}
		text = begunSome
	}
	return m.folder.WriteOwn(begunName, []byte(text))
}

// ended says that the run has come to its end.
func (m *migration) ended() error {
	if raw, err := m.folder.ReadOwn(begunName); m.o.partial() && err == nil && string(raw) != begunSome {
		return nil
	}
	return m.folder.RemoveOwn(begunName)
}

func hasBegun(f *emit.Folder) bool {
	_, err := f.ReadOwn(begunName)
	return !errors.Is(err, fs.ErrNotExist)
}

// Ended reports whether the last run of a folder came to its end, as far as that can be
// known: a folder in which none did has nothing that is written then.
func Ended(f *emit.Folder) bool {
	files, ok := f.FS()
	if !ok || f.Continues() || hasBegun(f) {
		return false
	}
	return slices.ContainsFunc([]string{reportJSON, reportHTML, "files.jsonl", "again.jsonl"}, func(name string) bool {
		_, err := fs.Stat(files, ".wp2md/"+name)
		return err == nil
	})
}

// ReadRecord returns how the last run of a folder was made.
func ReadRecord(f *emit.Folder, dir string) (*Record, error) {
	raw, err := f.ReadOwn(recordName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, NoRunError{dir}
	}
	if err != nil {
		return nil, err
	}
	r := new(Record)
	if err := json.Unmarshal(raw, r); err != nil || r.Schema != 1 {
		return nil, fmt.Errorf("%s: .wp2md/%s is not one that this version reads", dir, recordName)
	}
	return r, nil
}

// RecordedTarget returns the target of a folder that a run has written, or nil.
func RecordedTarget(f *emit.Folder) *target.Target {
	t, _ := recordedLayout(f)
	return t
}

// recordedLayout returns what else the last run has recorded of where files are.
func recordedLayout(f *emit.Folder) (*target.Target, settings.Images) {
	raw, err := f.ReadOwn(recordName)
	if err != nil {
		return nil, ""
	}
	var r Record
	if json.Unmarshal(raw, &r) != nil {
		return nil, ""
	}
	name := cmp.Or(r.Target, target.Plain().Name)
	if of, ok := r.Flags["for"].(string); ok && r.Target == "" {
		name = of
	}
	t, err := target.Named(name)
	if err != nil {
		return nil, ""
	}
	return t, settings.Images(r.Images)
}

// switched refuses a folder that was written for another target, or with its images
// in other folders: two layouts in one folder would be two sites. With Force it takes
// the other one away, but for what a person has edited, and files that were fetched,
// which move.
func (r *run) switched() error {
	was, images := recordedLayout(r.folder)
	switch {
	case was == nil, was == r.target && images == r.settings.Images:
		return nil
	case !r.o.Force && was != r.target:
		return otherLayoutError{r.o.Out, "for " + was.Name, "for " + r.target.Name, "--for " + was.Name + " goes on with it"}
	case !r.o.Force:
		return otherLayoutError{r.o.Out, "with images: " + images.String(), r.settings.Images.String(), "images: " + images.String() + " in wp2md.yaml goes on with it"}
	}
	left, err := r.folder.Clear(func(o emit.Other) string {
		rest, ok := strings.CutPrefix(o.Path, was.Files.Folder+"/")
		switch {
		case !ok:
			return ""
		case images == r.settings.Images:
		case r.settings.Images == settings.ImagesByMonth:
			at, _, _ := strings.Cut(o.URL, "?")
			rest = rewrite.Month(at) + rest
		default:
			rest = path.Base(rest)
		}
		return r.target.Files.Folder + "/" + rest
	})
	if err != nil {
		return err
	}
	r.left = left
	if err := r.folder.Close(); err != nil {
		return err
	}
	return r.openFolder()
}

// otherSite refuses a folder that was written from another site: numbers of different
// sites mean different things, and the pages of one would be taken for those of the other.
// A site that has moved has most of its pages where they were.
func (r *run) otherSite() error {
	if r.o.Force || r.o.Again != nil {
		return nil
	}
	raw, err := r.folder.ReadOwn(recordName)
	var last Record
	if err != nil || json.Unmarshal(raw, &last) != nil {
		return nil
	}
	is := r.plan.site.URL()
	isOther := func(h string) bool { return extract.SameSite(h, last.Site) || extract.SameSite(h, is) }
	if last.Site == "" || is == "" || extract.SameSite(last.Site, is) || slices.ContainsFunc(r.settings.Hosts, isOther) {
		return nil
	}
	planned := map[string]bool{}
	for n := range r.plan.items {
		if p := r.plan.paths.of(n); p != "" {
			planned[p] = true
		}
	}
	had, both := 0, 0
	for e, err := range r.folder.Previous() {
		if err != nil {
			return err
		}
		if e.Path != "" && e.Type != "attachment" {
			had++
			if planned[e.Path] {
				both++
			}
		}
	}
	if 2*both >= min(had, len(planned)) {
		return nil
	}
	return otherSiteError{r.o.Out, last.Site, is}
}

type otherSiteError struct{ dir, was, is string }

func (e otherSiteError) Error() string {
	return fmt.Sprintf("%s: was written from %s, not from %s", e.dir, e.was, e.is)
}
func (e otherSiteError) Hint() string {
	return "name another folder with --out; or hosts in wp2md.yaml names the other name, if it is one site; or add --force: the new pages are then put among the old ones"
}

type otherLayoutError struct{ dir, was, is, stay string }

func (e otherLayoutError) Error() string {
	return fmt.Sprintf("%s: was written %s, not %s", e.dir, e.was, e.is)
}
func (e otherLayoutError) Hint() string {
	return e.stay + "; or name another folder with --out, or add --force: what nobody has edited is then replaced"
}

// NoRunError is a folder that no run has left, or one before this version.
type NoRunError struct{ Dir string }

func (e NoRunError) Error() string { return fmt.Sprintf("%s: no run is recorded here", e.Dir) }
func (e NoRunError) Hint() string {
	return "run migrate first, or name the folder that it has written with --out"
}
