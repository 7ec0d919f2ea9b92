// Package settings reads the settings file, wp2md.yaml: what a person decides
// about a migration once and for all its runs. A mistake in it is named with its
// line.
package settings

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/transform"
)

// DefaultFile is read if it is there and no other is named.
const DefaultFile = "wp2md.yaml"

// Settings are those of the settings file. The zero value but for Fields is a
// run without one.
type Settings struct {
	File       string
	raw        []byte
	named      string // the target of the file
	fields     *yaml.Node
	overrides  *yaml.Node
	Target     *target.Target
	Fields     *frontmatter.Settings
	Permalinks string
	patternAt  int    // line of permalinks
	foldersAt  int    // of folders
	imagesAt   int    // and of images
	Terms      string // slug or name; "" if the file does not say
	Images     Images
	Folders    target.Folders
	Uploads    []string // copies of wp-content/uploads
	Hosts      []string
	Shortcodes transform.Rules
	Embeds     transform.Embeds
	Language   string
	Languages  bool // each language of the site has places of its own
	Trust      bool // markup that runs code is kept
	Restricted bool // what visitors did not see of a post is kept
	Content    transform.Content
	Dynamic    transform.Dynamic
	OwnFields  bool     // the file says which fields front matter has
	Custom     []string // names of custom fields that are front matter, with * for any part
	Replace    []Replacement
	Selectors  live.Selectors // of a site that is fetched
	Archives   map[string]string
	accepted   map[string][]string // causes that are accepted, by ID or slug
	Redirects  RedirectRules
}

// Images is where images and other files are.
type Images string

// The places.
const (
	ImagesFlat    Images = ""        // in one folder
	ImagesByMonth Images = "by-date" // in folders such as 2013/04, as the uploads
	ImagesBeside  Images = "beside"  // each with the page that shows it, if one alone does
)

func (i Images) String() string { return cmp.Or(string(i), "flat") }

// Error is a mistake in the settings file.
type Error struct {
	File string
	Line int
	Text string
	try  string
}

func (e *Error) Error() string { return fmt.Sprintf("%s: line %d: %s", e.File, e.Line, e.Text) }
func (e *Error) Hint() string  { return e.try }

// Load reads the settings file of a name, or the default one if there is one.
//
// They are those for the target of a name: that of the file if it is empty, and
// plain if that has none.
func Load(name, forTarget string) (*Settings, error) {
	must := name != ""
	if !must {
		name = DefaultFile
	}
	raw, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) && !must {
		s := new(Settings)
		return s, s.compile(forTarget)
	}
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	s := &Settings{File: name, raw: raw}
	if len(doc.Content) > 0 {
		top := doc.Content[0]
		if top.Kind != yaml.MappingNode && top.Tag != "!!null" {
			return nil, &Error{name, top.Line, "not a list of settings", "the file has keys such as frontmatter: and overrides:"}
		}
		for i := 0; i+1 < len(top.Content); i += 2 {
			key, val := top.Content[i], top.Content[i+1]
			i := slices.IndexFunc(keys, func(k setting) bool { return k.name == key.Value })
			if i < 0 {
				return nil, &Error{name, key.Line, fmt.Sprintf("unknown setting %q", key.Value), suggest.Hint(key.Value, Keys())}
			}
			err := keys[i].read(s, val)
			var at lineError
			switch {
			case errors.As(err, &at):
				return nil, &Error{name, at.line, key.Value + ": " + at.text, at.try}
			case err != nil:
				return nil, &Error{name, val.Line, key.Value + ": " + err.Error(), hintOf(err)}
			}
		}
	}
	return s, s.compile(forTarget)
}

// compile decides on the target, and on the fields of front matter.
func (s *Settings) compile(forTarget string) (err error) {
	if s.Target, err = target.Named(cmp.Or(forTarget, s.named, target.Plain().Name)); err != nil {
		return err
	}
	if s.Folders != target.Flat && s.Target.FlatPosts {
		return &Error{s.File, s.foldersAt, "folders: not with " + s.Target.Name + ", whose posts are in one folder", "leave it out: their addresses do not depend on it"}
	}
	if s.Images == ImagesBeside && s.Target.Beside == nil {
		return &Error{s.File, s.imagesAt, "images: not beside posts with " + s.Target.Name + ", which takes no files along with a page", "by-date has them in folders by month"}
	}
	s.Fields, err = frontmatter.Compile(s.fields, s.overrides, frontmatter.Options{File: s.File, Slug: extract.MakeSlug, Presets: s.Target.Fields})
	return err
}

// Reading says how contents are read.
func (s *Settings) Reading() transform.Options {
	return transform.Options{Shortcodes: s.Shortcodes, Embeds: s.Embeds, Language: s.Language, Content: s.Content, Dynamic: s.Dynamic, Restricted: s.Restricted, Trust: s.Trust,
		InFrontMatter: s.WantsField}
}

// lineError is a mistake in one line of the settings file.
type lineError struct {
	line int
	text string
	try  string
}

func (e lineError) Error() string { return e.text }
func (e lineError) Hint() string  { return e.try }

// text returns a scalar that is what.
func text(n *yaml.Node, what string) (string, error) {
	if n.Kind != yaml.ScalarNode {
		return "", lineError{n.Line, "not " + what, ""}
	}
	return n.Value, nil
}

// texts returns the scalars of a list that is what.
func texts(n *yaml.Node, what string) ([]string, error) {
	if n.Kind != yaml.SequenceNode {
		return nil, lineError{n.Line, "not " + what, ""}
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
		return lineError{n.Line, "not " + what, ""}
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
			return lineError{val.Line, err.Error(), ""}
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
			return lineError{key.Line, fmt.Sprintf("unknown key %q", key.Value), suggest.Hint(key.Value, slices.Sorted(maps.Keys(fields)))}
		}
		var err error
		if *to, err = text(val, "a CSS selector"); err == nil && live.CheckSelector(*to) != nil {
			err = lineError{val.Line, fmt.Sprintf("%q: not a CSS selector", *to), ""}
		}
		return err
	})
	return s, err
}

// PermalinksError is the error of a pattern of the file that cannot be.
func (s *Settings) PermalinksError(text, hint string) error {
	return &Error{s.File, s.patternAt, text, hint}
}

// Sum returns the SHA-256 of the file in hexadecimal, or "" without a file.
func (s *Settings) Sum() string {
	if s.File == "" {
		return ""
	}
	sum := sha256.Sum256(s.raw)
	return hex.EncodeToString(sum[:])
}

// Accepts returns the causes of looks that the settings accept for an item.
func (s *Settings) Accepts(id int64, slug string) []string {
	if len(s.accepted) == 0 {
		return nil
	}
	return slices.Concat(s.accepted[strconv.FormatInt(id, 10)], s.accepted[slug])
}

// accepted reads accepted: the causes that are accepted, by ID or slug of an item.
func accepted(n *yaml.Node) (map[string][]string, error) {
	all := map[string][]string{}
	err := mapping(n, "a mapping of posts to causes, such as { 12: [form] }", func(key, val *yaml.Node) error {
		causes, err := texts(val, "a list of causes, such as [form]")
		all[key.Value] = causes
		return err
	})
	return all, err
}
