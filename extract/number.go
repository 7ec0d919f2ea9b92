package extract

import "math"

// number reads the number in the element t, whose start tag has just been
// read. Nothing is 0.
func (p *parser) number(t tag) int64 {
	b := p.word(t)
	n, ok := parseInt(b)
	if !ok {
		if !p.stopped() {
			p.repair(RepairNumber, t.from, b)
		}
		return 0
	}
	return n
}

func parseInt(b []byte) (n int64, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	negative := b[0] == '-'
	if negative || b[0] == '+' {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 19 {
		return 0, false
	}
	for _, c := range b {
		if c < '0' || c > '9' || n > (math.MaxInt64-9)/10 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}
