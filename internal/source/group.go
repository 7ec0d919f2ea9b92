package source

import (
	"context"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// A group is names that are one source, and of which kind it is.
type group struct {
	kind  *extract.Kind
	names []string
	in    *extract.Input
}

func (g group) open(ctx context.Context) (Source, error) { return g.kind.Open(ctx, g.names, g.in) }

func (g group) String() string { return strings.Join(g.names, ", ") }

// groups puts names together that are one source: the files of a dump or
// backup, the parts of an export. The order is that of their first names.
func groups(names []string, o *Options) []*group {
	var list []*group
	of := kinds(o)
	in := &extract.Input{Stdin: o.Stdin, Site: o.Site, One: len(names) == 1}
	parts := map[*extract.Kind]*group{}
	put := func(k *extract.Kind, name string, c extract.Claim) {
		if g := parts[k]; g != nil && c == extract.Together {
			g.names = append(g.names, name)
			return
		}
		g := &group{k, []string{name}, in}
		list = append(list, g)
		if c == extract.Together {
			parts[k] = g
		}
	}
	var loose []string
	for _, name := range names {
		if k, c := kindOf(name, of, in); c != extract.Unclaimed {
			put(k, name, c)
		} else {
			loose = append(loose, name)
		}
	}
	for _, name := range loose { // further files of a backup, or what is refused by those who know why
		put(restOf(of, parts), name, extract.Together)
	}
	return list
}

// kindOf returns the kind that claims a name.
func kindOf(name string, of []*extract.Kind, in *extract.Input) (*extract.Kind, extract.Claim) {
	for _, k := range of {
		if c := k.Claims(name, in); c != extract.Unclaimed {
			return k, c
		}
	}
	return nil, extract.Unclaimed
}

// restOf returns the kind that takes what nobody claims: one that is there, or the last.
func restOf(of []*extract.Kind, there map[*extract.Kind]*group) *extract.Kind {
	var last *extract.Kind
	for _, k := range of {
		if !k.Rest {
			continue
		}
		if there[k] != nil {
			return k
		}
		last = k
	}
	return last
}
