package late

import (
	"iter"
	"strings"
	"sync/atomic"
)

// A Set is a set of words.
type Set struct {
	list  string
	words atomic.Pointer[map[string]bool]
}

// Words returns the set of the words of a list. The table of a set is made when it is
// asked for the first time: there are many sets, and most runs ask few of them.
func Words(list string) *Set { return &Set{list: list} }

// Has reports whether a word is in the set.
func (s *Set) Has(word string) bool {
	words := s.words.Load()
	if words == nil {
		words = s.table()
	}
	return (*words)[word]
}

// All returns the words of the set in the order of the list.
func (s *Set) All() iter.Seq[string] { return strings.FieldsSeq(s.list) }

// table makes the table. Whoever asks at the same time makes the same.
func (s *Set) table() *map[string]bool {
	words := map[string]bool{}
	for word := range s.All() {
		words[word] = true
	}
	s.words.Store(&words)
	return &words
}
