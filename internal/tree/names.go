package tree

// Names is a table by short names, such as those of elements: a map reads all of a name
// to find its place.
type Names[V any] struct {
	places [1 << 8][]named[V]
}

type named[V any] struct {
	name  string
	value V
}

func placeOf(name string) uint8 {
	if name == "" {
		return 0
	}
	return name[0]<<3 ^ name[len(name)-1] ^ name[len(name)/2]<<5 ^ uint8(len(name))
}

// Set gives a name its value.
func (t *Names[V]) Set(name string, value V) {
	at := &t.places[placeOf(name)]
	for i := range *at {
		if n := &(*at)[i]; n.name == name {
			n.value = value
			return
		}
	}
	*at = append(*at, named[V]{name, value})
}

// Get returns the value of a name, or the zero value.
func (t *Names[V]) Get(name string) (value V) {
	at := t.places[placeOf(name)]
	for i := range at {
		if at[i].name == name {
			return at[i].value
		}
	}
	return value
}
