package setup

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/template"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/internal/terminal"
	"github.com/wp2md/wp2md/transform"
)

//go:embed wp2md.yaml
var commented string

// settingsFile returns the settings file: all settings with what they do, and those
// that were answered in use. File is where it is to be.
func settingsFile(a *Answers, s *site, file string) ([]byte, error) {
	t, err := template.New("").Delims("[[", "]]").Parse(commented)
	if err != nil {
		return nil, err
	}
	var about struct{ Targets, Shortcodes, Fields string }
	about.Targets = strings.Join(target.Names(), ", ")
	if s != nil {
		about.Fields = names(shown(s.Census.Fields))
		var unknown []note.Count
		for _, c := range s.Census.Shortcodes {
			if c.Fate == transform.Unwrapped || c.Fate == transform.KeptTags {
				unknown = append(unknown, note.Count{Name: c.Name, Count: c.Count})
			}
		}
		about.Shortcodes = names(unknown)
	}
	var b bytes.Buffer
	if s != nil {
		fmt.Fprintf(&b, "# The settings of %s.\n#\n", comment(cmp.Or(s.Census.Site.Title, s.Census.Site.URL, s.Census.Sources[0])))
	}
	if err := t.Execute(&b, about); err != nil {
		return nil, err
	}
	text := b.String()
	for _, set := range []struct {
		key   string
		value any
		given bool
	}{
		{"for", a.Target, a.Target != ""},
		{"permalinks", a.Permalinks, a.Permalinks != ""},
		{"terms", a.Terms, a.Terms != ""},
		{"uploads", from(file, a.Uploads), len(a.Uploads) > 0},
	} {
		if !set.given {
			continue
		}
		if text, err = use(text, set.key, set.value); err != nil {
			return nil, err
		}
	}
	return []byte(text), nil
}

// use has a setting in use, with a value.
func use(text, key string, value any) (string, error) {
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return "", err
	}
	n.Style = yaml.FlowStyle
	if n.Kind == yaml.ScalarNode {
		n.Style = 0
	}
	raw, err := yaml.Marshal(&n)
	if err != nil {
		return "", err
	}
	before, rest, ok := strings.Cut(text, "\n#"+key+": ")
	if !ok {
		return "", fmt.Errorf("no setting %q", key)
	}
	_, after, _ := strings.Cut(rest, "\n")
	return before + "\n" + key + ": " + strings.TrimSpace(string(raw)) + "\n" + after, nil
}

// from returns names as they are from where a file is.
func from(file string, names []string) []string {
	var list []string
	for _, name := range names {
		if !filepath.IsAbs(name) && !filepath.IsAbs(file) {
			if rel, err := filepath.Rel(filepath.Dir(file), name); err == nil {
				name = rel
			}
		} else if abs, err := filepath.Abs(name); err == nil {
			name = abs
		}
		list = append(list, filepath.ToSlash(name))
	}
	return list
}

// mostNamed is how many names a comment lists.
const mostNamed = 8

// names lists what a source has for a comment.
func names(counts []note.Count) string {
	var list []string
	for i, c := range counts {
		if i == mostNamed {
			return strings.Join(list, ", ") + fmt.Sprintf(" and %d more", len(counts)-i)
		}
		list = append(list, comment(c.Name))
	}
	return strings.Join(list, ", ")
}

// shown leaves out fields that are WordPress' and plugins' own.
func shown(counts []note.Count) []note.Count {
	var list []note.Count
	for _, c := range counts {
		if c.Name != "" && !strings.HasPrefix(c.Name, "_") {
			list = append(list, c)
		}
	}
	return list
}

// comment makes text of a source fit for a comment in a line.
func comment(s string) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
	return terminal.Shorten(strings.Join(strings.Fields(s), " "), 80)
}

// create writes a file that must not be there yet.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return existsError{name}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// existsError is a settings file that is there already.
type existsError struct{ name string }

func (e existsError) Error() string { return e.name + ": is there already, and stays as it is" }
func (e existsError) Hint() string {
	return "edit it, or name another file with --config; wp2md migrate reads " + e.name + " as it stands"
}
