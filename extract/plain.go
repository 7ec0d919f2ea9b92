package extract

// plain says which of the items of a file have texts of the usual forms alone that need no
// mending, as far as a pass has come. The next one takes those as they stand: to look at every byte of them
// is a good part of what reading costs.
type plain struct {
	bits []uint64
	n    int
}

// has reports whether item i is known to be one.
func (p *plain) has(i int) bool { return i < p.n && p.bits[i/64]>>(i%64)&1 != 0 }

// note notes of the first item that is not known yet whether it is one.
func (p *plain) note(i int, is bool) {
	if i != p.n {
		return
	}
	if i%64 == 0 {
		p.bits = append(p.bits, 0)
	}
	if is {
		p.bits[i/64] |= 1 << (i % 64)
	}
	p.n++
}
