package emit

// counts says how often a hash was added. Nearly all are added once, and take no more
// than in a set.
type counts struct {
	once set
	more map[uint64]uint32 // beyond that
}

func (c *counts) add(h uint64) {
	if c.once.add(h) {
		return
	}
	if c.more == nil {
		c.more = map[uint64]uint32{}
	}
	c.more[h]++
}

func (c *counts) of(h uint64) uint32 {
	if !c.once.has(h) {
		return 0
	}
	return 1 + c.more[h]
}
