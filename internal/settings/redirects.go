package settings

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/rewrite/redirect"
)

// RedirectRules are the settings for redirects.
type RedirectRules struct {
	Formats []redirect.Format
	All     bool // also the forms of pages whose path stays
}

// readRedirects reads redirects: a list of formats, or { formats: …, all: … }.
func readRedirects(n *yaml.Node) (r RedirectRules, err error) {
	const what = "a list of formats, or { formats: […], all: true }"
	list := n
	if n.Kind == yaml.MappingNode {
		list = nil
		err = mapping(n, what, func(key, val *yaml.Node) error {
			switch key.Value {
			case "formats":
				list = val
			case "all":
				if val.Decode(&r.All) != nil {
					return lineError{val.Line, "all: neither true nor false", ""}
				}
			default:
				return lineError{key.Line, fmt.Sprintf("unknown key %q: not %s", key.Value, what), suggested(key.Value, []string{"formats", "all"})}
			}
			return nil
		})
	}
	if err != nil || list == nil {
		return r, err
	}
	names, err := texts(list, what)
	for _, name := range names {
		f, ok := redirect.Named(name)
		if !ok {
			return r, lineError{list.Line, fmt.Sprintf("unknown format %q", name), suggest.Hint(name, formatNames())}
		}
		for _, other := range r.Formats {
			if other.File == f.File {
				return r, lineError{list.Line, fmt.Sprintf("%s and %s are the same file, %s", other.Name, f.Name, f.File), ""}
			}
		}
		r.Formats = append(r.Formats, f)
	}
	return r, err
}

func formatNames() []string {
	var names []string
	for _, f := range redirect.Formats {
		names = append(names, f.Name)
	}
	return names
}

// readArchives reads archives: where the new site has lists of posts, by kind.
func readArchives(n *yaml.Node) (map[string]string, error) {
	archives := map[string]string{}
	err := mapping(n, "a mapping of kinds to paths", func(key, val *yaml.Node) error {
		path, err := text(val, "a path")
		if err != nil {
			return err
		}
		archives[key.Value] = path
		if _, err := rewrite.New(&extract.Site{}, rewrite.Options{Archives: map[string]string{key.Value: path}}); err != nil {
			return lineError{val.Line, strings.TrimPrefix(err.Error(), "archives: "), ""}
		}
		return nil
	})
	return archives, err
}
