package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/transform"
)

// defaultConfig is read if it is there and --config does not name another.
const defaultConfig = "wp2md.yaml"

// settings are those of the settings file.
type settings struct {
	fields     *frontmatter.Settings
	permalinks string
	hosts      []string
	shortcodes transform.Rules
	replace    []replacement
}

// replacement is a fix in the source of one post, or of all.
type replacement struct {
	Post yaml.Node `yaml:"post"`
	From string    `yaml:"from"`
	To   string    `yaml:"to"`
}

// settingsError is a mistake in the settings file.
type settingsError struct {
	file string
	line int
	text string
	try  string
}

func (e *settingsError) Error() string { return fmt.Sprintf("%s: line %d: %s", e.file, e.line, e.text) }
func (e *settingsError) Hint() string  { return e.try }

// loadSettings reads the settings file.
func loadSettings(name string) (*settings, error) {
	must := name != ""
	if !must {
		name = defaultConfig
	}
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !must {
		return &settings{fields: frontmatter.Plain()}, nil
	}
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := &settings{}
	var fields, overrides *yaml.Node
	if len(doc.Content) > 0 {
		top := doc.Content[0]
		if top.Kind != yaml.MappingNode && top.Tag != "!!null" {
			return nil, &settingsError{name, top.Line, "not a list of settings", "the file has keys such as frontmatter: and overrides:"}
		}
		for i := 0; i+1 < len(top.Content); i += 2 {
			key, val := top.Content[i], top.Content[i+1]
			var err error
			switch key.Value {
			case "frontmatter":
				fields = val
			case "overrides":
				overrides = val
			case "permalinks":
				err = val.Decode(&s.permalinks)
			case "hosts":
				err = val.Decode(&s.hosts)
			case "shortcodes":
				s.shortcodes, err = shortcodeRules(val)
			case "replace":
				err = val.Decode(&s.replace)
			default:
				return nil, &settingsError{name, key.Line, fmt.Sprintf("unknown setting %q", key.Value), "there is: frontmatter, overrides, permalinks, hosts, shortcodes, replace"}
			}
			if err != nil {
				return nil, &settingsError{name, val.Line, key.Value + ": " + strings.TrimPrefix(err.Error(), "yaml: "), ""}
			}
		}
	}
	for i, r := range s.replace {
		if r.From == "" {
			return nil, &settingsError{name, 1, fmt.Sprintf("replace: entry %d has no from:", i+1), ""}
		}
	}
	s.fields, err = frontmatter.Compile(fields, overrides, frontmatter.Options{File: name, Slug: extract.MakeSlug})
	if err != nil {
		return nil, err
	}
	return s, nil
}

func shortcodeRules(n *yaml.Node) (transform.Rules, error) {
	var m map[string]string
	if err := n.Decode(&m); err != nil {
		return nil, err
	}
	return transform.NewRules(m)
}

// fix applies the replacements to an item's content and reports which of them
// found something.
func (s *settings) fix(it *extract.Item, found func(i int)) {
	for i, r := range s.replace {
		if r.Post.Value != "" && r.Post.Value != strconv.FormatInt(it.ID, 10) && r.Post.Value != it.Slug {
			continue
		}
		if strings.Contains(it.Content, r.From) {
			it.Content = strings.ReplaceAll(it.Content, r.From, r.To)
			found(i)
		}
	}
}

// permalinksOf returns the pattern of the flag, or else of the settings.
func (s *settings) permalinksOf(o *options) string {
	if o.permalinks != "" {
		return o.permalinks
	}
	return s.permalinks
}
