package tree

// Names is a table by short names, such as those of elements: a map reads all of a name
// to find its place.
type Names[V any] struct {
	first [1 << 8]uint16 // of each place, counted from 1
	list  []named[V]
}

type named[V any] struct {
	name  string
	value V
	next  uint16 // of the same place
}

func placeOf(name string) uint8 {
	if name == "" {
		return 0
	}
	return name[0]<<3 ^ name[len(name)-1] ^ name[len(name)/2]<<5 ^ uint8(len(name))
}

// Set gives a name its value.
func (t *Names[V]) Set(name string, value V) {
	at := &t.first[placeOf(name)]
	for *at != 0 {
		n := &t.list[*at-1]
		if n.name == name {
			n.value = value
			return
		}
		at = &n.next
	}
	*at = uint16(len(t.list) + 1)
	t.list = append(t.list, named[V]{name: name, value: value})
}

// Get returns the value of a name, or the zero value.
func (t *Names[V]) Get(name string) (value V) {
	for i := t.first[placeOf(name)]; i != 0; {
		n := &t.list[i-1]
		if n.name == name {
			return n.value
		}
		i = n.next
	}
	return value
}
