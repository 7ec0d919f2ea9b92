package settings

import (
	"errors"
	"path/filepath"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/transform"
)

// setting is a key of the file, and how its value is read.
type setting struct {
	name string
	read func(s *Settings, n *yaml.Node) error
}

// keys are all of them, in the order in which they are named to people.
var keys = []setting{
	{"for", func(s *Settings, n *yaml.Node) (err error) {
		if s.named, err = text(n, "the name of a target"); err != nil {
			return err
		}
		if _, err = target.Named(s.named); err != nil {
			return tryError{err, suggest.Hint(s.named, target.Names())}
		}
		return nil
	}},
	{"frontmatter", func(s *Settings, n *yaml.Node) error {
		s.fields, s.OwnFields = n, true
		return nil
	}},
	{"overrides", func(s *Settings, n *yaml.Node) error {
		s.overrides = n
		return nil
	}},
	{"permalinks", func(s *Settings, n *yaml.Node) (err error) {
		s.Permalinks, err = text(n, "a pattern")
		s.patternAt = n.Line
		return err
	}},
	{"images", func(s *Settings, n *yaml.Node) (err error) {
		s.Images, err = oneOf(n, map[string]Images{"flat": ImagesFlat, "by-date": ImagesByMonth, "beside": ImagesBeside})
		s.imagesAt = n.Line
		return err
	}},
	{"folders", func(s *Settings, n *yaml.Node) (err error) {
		s.Folders, err = oneOf(n, map[string]target.Folders{"flat": target.Flat, "by-year": target.ByYear, "by-month": target.ByMonth})
		s.foldersAt = n.Line
		return err
	}},
	{"terms", func(s *Settings, n *yaml.Node) (err error) {
		s.Terms, err = oneOf(n, map[string]string{"slug": "slug", "name": "name"})
		return err
	}},
	{"uploads", func(s *Settings, n *yaml.Node) (err error) {
		list := []string{n.Value}
		if n.Kind != yaml.ScalarNode {
			list, err = texts(n, "a folder, zip or tar, or a list of them")
		}
		for _, name := range list {
			if !filepath.IsAbs(name) { // they are named from where the file is
				name = filepath.Join(filepath.Dir(s.File), name)
			}
			s.Uploads = append(s.Uploads, name)
		}
		return err
	}},
	{"hosts", func(s *Settings, n *yaml.Node) (err error) {
		s.Hosts, err = texts(n, "a list of host names")
		return err
	}},
	{"archives", func(s *Settings, n *yaml.Node) (err error) {
		s.Archives, err = readArchives(n)
		return err
	}},
	{"redirects", func(s *Settings, n *yaml.Node) (err error) {
		s.Redirects, err = readRedirects(n)
		return err
	}},
	{"shortcodes", func(s *Settings, n *yaml.Node) (err error) {
		s.Shortcodes, err = shortcodeRules(n)
		return err
	}},
	{"embeds", func(s *Settings, n *yaml.Node) (err error) {
		s.Embeds, err = oneOf(n, map[string]transform.Embeds{"link": transform.EmbedLink, "iframe": transform.EmbedIframe})
		return err
	}},
	{"language", func(s *Settings, n *yaml.Node) (err error) {
		s.Language, err = text(n, "a language such as en")
		return err
	}},
	{"languages", func(s *Settings, n *yaml.Node) (err error) {
		s.Languages, err = oneOf(n, map[string]bool{"together": false, "separate": true})
		return err
	}},
	{"content", func(s *Settings, n *yaml.Node) (err error) {
		s.Content, err = oneOf(n, map[string]transform.Content{"html": transform.ContentHTML, "markdown": transform.ContentMarkdown})
		return err
	}},
	{"dynamic", func(s *Settings, n *yaml.Node) (err error) {
		s.Dynamic, err = oneOf(n, map[string]transform.Dynamic{"named": transform.DynamicNamed, "static": transform.DynamicStatic})
		return err
	}},
	{"fields", func(s *Settings, n *yaml.Node) (err error) {
		s.Custom, err = customFields(n)
		return err
	}},
	{"replace", func(s *Settings, n *yaml.Node) (err error) {
		s.Replace, err = replacements(n)
		return err
	}},
	{"selectors", func(s *Settings, n *yaml.Node) (err error) {
		s.Selectors, err = selectors(n)
		return err
	}},
	{"accepted", func(s *Settings, n *yaml.Node) (err error) {
		s.accepted, err = accepted(n)
		return err
	}},
	{"restricted", func(s *Settings, n *yaml.Node) (err error) {
		s.Restricted, err = oneOf(n, map[string]bool{"keep": true, "drop": false})
		return err
	}},
	{"trust", func(s *Settings, n *yaml.Node) (err error) {
		s.Trust, err = oneOf(n, map[string]bool{"authors": true, "nobody": false})
		return err
	}},
}

// Keys returns the names of all settings.
func Keys() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// tryError is an error with what to try.
type tryError struct {
	error
	try string
}

func (e tryError) Hint() string { return e.try }

// hintOf returns what an error says to try, or "".
func hintOf(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}
