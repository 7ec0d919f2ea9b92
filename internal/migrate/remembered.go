package migrate

import (
	"encoding/binary"
	"iter"
)

// rememberedItems are items with some numbers and an address each, one behind the other:
// of addresses what differs from the one before, for most begin alike. Only all of them
// can be read again.
type rememberedItems struct {
	pieces [][]byte
	item   int
	addr   string // of the last one
	buf    []byte
}

// add adds an item, which comes behind the others in the source.
func (r *rememberedItems) add(item int, numbers []uint32, address string) {
	b := binary.AppendUvarint(r.buf[:0], uint64(item-r.item))
	b = binary.AppendUvarint(b, uint64(len(numbers)))
	for _, n := range numbers {
		b = binary.AppendUvarint(b, uint64(n))
	}
	same := 0
	for same < min(len(address), len(r.addr)) && address[same] == r.addr[same] {
		same++
	}
	b = binary.AppendUvarint(b, uint64(same))
	b = binary.AppendUvarint(b, uint64(len(address)-same))
	b = append(b, address[same:]...)
	r.item, r.addr, r.buf = item, address, b
	const size = 64 << 10
	k := len(r.pieces) - 1
	if k < 0 || cap(r.pieces[k])-len(r.pieces[k]) < len(b) {
		r.pieces = append(r.pieces, make([]byte, 0, max(size, len(b))))
		k++
	}
	r.pieces[k] = append(r.pieces[k], b...)
}

// rememberedItem is one of them; what it has is valid until the next one.
type rememberedItem struct {
	item    int
	numbers []uint32
	address []byte
}

func (r *rememberedItems) all() iter.Seq[*rememberedItem] {
	return func(yield func(*rememberedItem) bool) {
		var it rememberedItem
		for _, b := range r.pieces {
			next := func() int {
				n, size := binary.Uvarint(b)
				b = b[size:]
				return int(n)
			}
			for len(b) > 0 {
				it.item += next()
				it.numbers = it.numbers[:0]
				for range next() {
					it.numbers = append(it.numbers, uint32(next()))
				}
				same := next()
				rest := next()
				it.address = append(it.address[:same], b[:rest]...)
				b = b[rest:]
				if !yield(&it) {
					return
				}
			}
		}
	}
}
