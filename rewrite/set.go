package rewrite

// A set holds hashes, without pointers.
type set struct {
	slots []uint64 // 0 is free
	n     int
}

// forZero stands for the hash 0 in the slots.
const forZero = 0x9e3779b97f4a7c15

// add adds a hash and reports whether it was new.
func (s *set) add(h uint64) bool {
	if h == 0 {
		h = forZero
	}
	if s.n*4 >= len(s.slots)*3 {
		old := s.slots
		s.slots, s.n = make([]uint64, max(64, 2*len(old))), 0
		for _, h := range old {
			if h != 0 {
				s.add(h)
			}
		}
	}
	mask := uint64(len(s.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case h:
			return false
		case 0:
			s.slots[i] = h
			s.n++
			return true
		}
	}
}

// has reports whether a hash is in the set.
func (s *set) has(h uint64) bool {
	if h == 0 {
		h = forZero
	}
	if s.n == 0 {
		return false
	}
	mask := uint64(len(s.slots) - 1)
	for i := h & mask; s.slots[i] != 0; i = (i + 1) & mask {
		if s.slots[i] == h {
			return true
		}
	}
	return false
}
