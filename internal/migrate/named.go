package migrate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
)

// A naming says which posts of a folder a person has named, by ID, slug or file;
// all posts if there is no name.
type naming struct {
	names []string
	out   string // the output folder, as it is called here
	met   []bool // by name: a post has it
}

func newNaming(names []string, out string) *naming {
	return &naming{names, out, make([]bool, len(names))}
}

// all reports whether no post is named.
func (n *naming) all() bool { return len(n.names) == 0 }

// has reports whether one of the names is that of an item.
func (n *naming) has(e *emit.Entry) bool {
	named := false
	for i, name := range n.names {
		if name == strconv.FormatInt(e.ID, 10) || name != "" && name == e.Slug || e.Path != "" && isPath(name, n.out, e.Path) {
			n.met[i], named = true, true
		}
	}
	return named
}

// unmet returns an [OptionError] if a name was that of no item.
func (n *naming) unmet() error {
	if i := slices.Index(n.met, false); i >= 0 {
		return OptionError{"no post is " + strconv.Quote(n.names[i]), "a post is named by its ID, its slug or its file"}
	}
	return nil
}

// isPath reports whether a name is the path of a file in the output folder,
// seen from there or from here.
func isPath(name, out, file string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return name == file || name == strings.TrimSuffix(strings.ReplaceAll(out, `\`, "/"), "/")+"/"+file
}
