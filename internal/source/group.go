package source

import (
	"context"
	"strings"
)

// A group is names that are one source, and of which kind it is.
type group struct {
	kind  *kind
	names []string
}

func (g group) open(ctx context.Context, o *Options) (Source, error) {
	return g.kind.open(ctx, g.names, o)
}

func (g group) String() string { return strings.Join(g.names, ", ") }

// groups puts names together that are one source: the files of a dump or
// backup, the parts of an export. The order is that of their first names.
func groups(names []string, o *Options) []*group {
	var list []*group
	parts := map[*kind]*group{}
	put := func(k *kind, name string, c claim) {
		if g := parts[k]; g != nil && c == together {
			g.names = append(g.names, name)
			return
		}
		g := &group{k, []string{name}}
		list = append(list, g)
		if c == together {
			parts[k] = g
		}
	}
	var loose []string
	for _, name := range names {
		if k, c := kindOf(name, o); c != no {
			put(k, name, c)
		} else {
			loose = append(loose, name)
		}
	}
	for _, name := range loose { // further files of a backup, or what is refused by those who know why
		put(restOf(parts), name, together)
	}
	return list
}

// kindOf returns the kind that claims a name.
func kindOf(name string, o *Options) (*kind, claim) {
	for _, k := range kinds {
		if c := k.is(name, o); c != no {
			return k, c
		}
	}
	return nil, no
}

// restOf returns the kind that takes what nobody claims: one that is there, or the last.
func restOf(there map[*kind]*group) *kind {
	var last *kind
	for _, k := range kinds {
		if !k.rest {
			continue
		}
		if there[k] != nil {
			return k
		}
		last = k
	}
	return last
}
