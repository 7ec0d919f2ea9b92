package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"github.com/wp2md/wp2md/internal/emit"
)

// runName is the file below .wp2md that says how the last run was made, so that
// retry can make it again.
const runName = "run.json"

// A runRecord is what run.json holds.
type runRecord struct {
	Schema   int            `json:"schema"`   // of this structure; 1
	Version  string         `json:"version"`  // of the program
	Sources  []string       `json:"sources"`  // as they were given
	Settings runSettings    `json:"settings"` // zero without a settings file
	Flags    map[string]any `json:"flags"`    // those that were given and decide what is written: a string, or a list of them
}

// runSettings is the settings file of a run.
type runSettings struct {
	File   string `json:"file,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
}

// unrecorded are the flags that say how a run goes, not what it makes, and those
// that were meant for one run.
var unrecorded = []string{"out", "json", "quiet", "jobs", "force", "only", "ours", "theirs", "config"}

// recordRun writes run.json, unless this run is about some items only and
// there is one.
func (m *migration) recordRun(sources []string) error {
	if m.o.some() {
		if _, err := m.folder.ReadOwn(runName); err == nil {
			return nil
		}
	}
	r := runRecord{Schema: 1, Version: version(), Sources: sources, Settings: m.settings.hash(), Flags: map[string]any{}}
	m.o.flags.Visit(func(f *pflag.Flag) {
		if slices.Contains(unrecorded, f.Name) {
			return
		}
		r.Flags[f.Name] = f.Value.String()
		if list, ok := f.Value.(pflag.SliceValue); ok {
			r.Flags[f.Name] = list.GetSlice()
		}
	})
	raw, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return m.folder.WriteOwn(runName, append(raw, '\n'))
}

// hash names the settings file that was read, if there is one.
func (s *settings) hash() runSettings {
	if s.file == "" {
		return runSettings{}
	}
	sum := sha256.Sum256(s.raw)
	return runSettings{s.file, hex.EncodeToString(sum[:])}
}

// readRun returns how the last run of a folder was made.
func readRun(f *emit.Folder, dir string) (*runRecord, error) {
	raw, err := f.ReadOwn(runName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noRunError{dir}
	}
	if err != nil {
		return nil, err
	}
	r := new(runRecord)
	if err := json.Unmarshal(raw, r); err != nil || r.Schema != 1 {
		return nil, fmt.Errorf("%s: .wp2md/%s is not one that this version reads", dir, runName)
	}
	return r, nil
}

// noRunError is a folder that no run has left, or one before this version.
type noRunError struct{ dir string }

func (e noRunError) Error() string { return fmt.Sprintf("%s: no run is recorded here", e.dir) }
func (e noRunError) Hint() string {
	return "run migrate first, or name the folder that it has written with --out"
}

// apply sets the flags of a recorded run that are not given now.
func (r *runRecord) apply(flags *pflag.FlagSet) error {
	for name, value := range r.Flags {
		f := flags.Lookup(name)
		if f == nil || f.Changed {
			continue // of another version of the program, or given
		}
		var err error
		switch v := value.(type) {
		case string:
			err = f.Value.Set(v)
		case []any:
			list, ok := f.Value.(pflag.SliceValue)
			if !ok {
				continue
			}
			var texts []string
			for _, e := range v {
				texts = append(texts, fmt.Sprint(e))
			}
			err = list.Replace(texts)
		}
		if err != nil {
			return fmt.Errorf(".wp2md/%s: --%s: %w", runName, name, err)
		}
	}
	if f := flags.Lookup("config"); r.Settings.File != "" && !f.Changed {
		if _, err := os.Stat(r.Settings.File); err == nil {
			return f.Value.Set(r.Settings.File)
		}
	}
	return nil
}
