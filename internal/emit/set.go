package emit

// set is a set of hashes. It takes 8 to 20 bytes for each, less than half of
// what a map does.
type set struct {
	slots []uint64 // a power of two of them; 0 is free
	count int
	zero  bool // holds 0
}

// add puts h into the set and reports whether it was not in it.
func (s *set) add(h uint64) bool {
	if h == 0 {
		was := s.zero
		s.zero = true
		return !was
	}
	if s.count >= len(s.slots)*7/8 {
		s.grow()
	}
	i := s.find(h)
	if s.slots[i] == h {
		return false
	}
	s.slots[i] = h
	s.count++
	return true
}

func (s *set) has(h uint64) bool {
	if h == 0 || len(s.slots) == 0 {
		return h == 0 && s.zero
	}
	return s.slots[s.find(h)] == h
}

// find returns the slot of h, or the free one where it belongs.
func (s *set) find(h uint64) int {
	mask := uint64(len(s.slots) - 1)
	i := h & mask
	for s.slots[i] != h && s.slots[i] != 0 {
		i = (i + 1) & mask
	}
	return int(i)
}

func (s *set) grow() {
	old := s.slots
	s.slots = make([]uint64, max(64, 2*len(old)))
	for _, h := range old {
		if h != 0 {
			s.slots[s.find(h)] = h
		}
	}
}
