package data

import "slices"

// Distinct tells what comes again. Few values are a list; a post of 100,000 terms
// takes no longer for each than one of ten.
type Distinct[T comparable] struct {
	list  []T
	known map[T]struct{}
}

// few is how many values are looked through faster than they are hashed.
const few = 32

// Add adds a value, and reports whether it was not there.
func (d *Distinct[T]) Add(v T) bool {
	if d.known == nil {
		if slices.Contains(d.list, v) {
			return false
		}
		if d.list = append(d.list, v); len(d.list) > few {
			d.known = make(map[T]struct{}, 2*few)
			for _, v := range d.list {
				d.known[v] = struct{}{}
			}
		}
		return true
	}
	if _, again := d.known[v]; again {
		return false
	}
	d.known[v] = struct{}{}
	d.list = append(d.list, v)
	return true
}

// List returns the values in the order in which they came.
func (d *Distinct[T]) List() []T { return d.list }
