package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/transform"
)

// defaultConfig is read if it is there and --config does not name another.
const defaultConfig = "wp2md.yaml"

// settings are those of the settings file.
type settings struct {
	file       string
	raw        []byte
	fields     *frontmatter.Settings
	permalinks string
	patternAt  int // line of permalinks
	hosts      []string
	shortcodes transform.Rules
	embeds     transform.Embeds
	language   string
	replace    []replacement
	selectors  live.Selectors // of a site that is fetched
	archives   map[string]string
	redirects  redirectRules
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
		return nil, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	s := &settings{file: name, raw: raw}
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
				s.permalinks, err = text(val, "a pattern")
				s.patternAt = val.Line
			case "hosts":
				s.hosts, err = texts(val, "a list of host names")
			case "shortcodes":
				s.shortcodes, err = shortcodeRules(val)
			case "embeds":
				s.embeds, err = embeds(val)
			case "language":
				s.language, err = text(val, "a language such as en")
			case "replace":
				s.replace, err = replacements(val)
			case "selectors":
				s.selectors, err = selectors(val)
			case "archives":
				s.archives, err = readArchives(val)
			case "redirects":
				s.redirects, err = readRedirects(val)
			default:
				return nil, &settingsError{name, key.Line, fmt.Sprintf("unknown setting %q", key.Value), "there is: frontmatter, overrides, permalinks, hosts, archives, redirects, shortcodes, embeds, language, replace, selectors"}
			}
			var at lineError
			switch {
			case errors.As(err, &at):
				return nil, &settingsError{name, at.line, key.Value + ": " + at.text, ""}
			case err != nil:
				return nil, &settingsError{name, val.Line, key.Value + ": " + err.Error(), ""}
			}
		}
	}
	s.fields, err = frontmatter.Compile(fields, overrides, frontmatter.Options{File: name, Slug: extract.MakeSlug})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// reading says how contents are read.
func (s *settings) reading() transform.Options {
	return transform.Options{Shortcodes: s.shortcodes, Embeds: s.embeds, Language: s.language}
}

// embeds returns the form of what another site shows.
func embeds(n *yaml.Node) (transform.Embeds, error) {
	switch s, err := text(n, "link or iframe"); {
	case err != nil:
		return "", err
	case s == "link":
		return transform.EmbedLink, nil
	case s == "iframe":
		return transform.EmbedIframe, nil
	default:
		return "", fmt.Errorf("%q is neither link nor iframe", s)
	}
}

// lineError is a mistake in one line of the settings file.
type lineError struct {
	line int
	text string
}

func (e lineError) Error() string { return e.text }

// text returns a scalar that is what.
func text(n *yaml.Node, what string) (string, error) {
	if n.Kind != yaml.ScalarNode {
		return "", lineError{n.Line, "not " + what}
	}
	return n.Value, nil
}

// texts returns the scalars of a list that is what.
func texts(n *yaml.Node, what string) ([]string, error) {
	if n.Kind != yaml.SequenceNode {
		return nil, lineError{n.Line, "not " + what}
	}
	var list []string
	for _, c := range n.Content {
		s, err := text(c, what)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// mapping calls f with the keys of a mapping that is what, and their values.
func mapping(n *yaml.Node, what string, f func(key, val *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return lineError{n.Line, "not " + what}
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if err := f(n.Content[i], n.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func shortcodeRules(n *yaml.Node) (transform.Rules, error) {
	rules := transform.Rules{}
	err := mapping(n, "a mapping of names to rules", func(key, val *yaml.Node) error {
		rule, err := text(val, "a rule")
		if err != nil {
			return err
		}
		one, err := transform.NewRules(map[string]string{key.Value: rule})
		if err != nil {
			return lineError{val.Line, err.Error()}
		}
		maps.Copy(rules, one)
		return nil
	})
	return rules, err
}

func selectors(n *yaml.Node) (s live.Selectors, err error) {
	fields := map[string]*string{
		"content": &s.Content, "title": &s.Title, "date": &s.Date, "author": &s.Author, "categories": &s.Categories, "tags": &s.Tags,
		"image": &s.Image, "comments": &s.Comments, "remove": &s.Remove,
	}
	err = mapping(n, "a mapping of names to CSS selectors", func(key, val *yaml.Node) error {
		to := fields[key.Value]
		if to == nil {
			return lineError{key.Line, fmt.Sprintf("unknown key %q: there is %s", key.Value, strings.Join(slices.Sorted(maps.Keys(fields)), ", "))}
		}
		var err error
		if *to, err = text(val, "a CSS selector"); err == nil && live.CheckSelector(*to) != nil {
			err = lineError{val.Line, fmt.Sprintf("%q: not a CSS selector", *to)}
		}
		return err
	})
	return s, err
}

// permalinksOf returns the pattern of the flag, or else of the settings.
func (s *settings) permalinksOf(o *options) string {
	if o.permalinks != "" {
		return o.permalinks
	}
	return s.permalinks
}
