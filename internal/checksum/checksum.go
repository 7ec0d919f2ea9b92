// Package checksum tells whether a file is still what it was, at the speed of memory.
//
// It is for files that only time changes: a run that has nothing to do reads all of its
// source for it. Whoever sets out to make two files of one checksum can. What is to be
// trusted has a SHA-256.
package checksum

import (
	"hash/crc32"
	"io"
	"sync"
)

// Two polynomials without a common factor see what one of 64 bits sees, and processors
// have instructions for each.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A Digest is the checksum of what is written to it.
type Digest struct {
	a, b uint32
	n    int64
}

func (d *Digest) Write(p []byte) (int, error) {
	d.a = crc32.Update(d.a, crc32.IEEETable, p)
	d.b = crc32.Update(d.b, castagnoli, p)
	d.n += int64(len(p))
	return len(p), nil
}

// Sum returns the checksum, and of how many bytes it is.
func (d *Digest) Sum() (sum uint64, n int64) { return uint64(d.a)<<32 | uint64(d.b), d.n }

var buffers = sync.Pool{New: func() any { return new([128 << 10]byte) }}

// Of returns the checksum of what is left of r, and how many bytes that is.
func Of(r io.Reader) (sum uint64, n int64, err error) {
	var d Digest
	buf := buffers.Get().(*[128 << 10]byte)
	defer buffers.Put(buf)
	for {
		k, err := r.Read(buf[:])
		_, _ = d.Write(buf[:k])
		if err == io.EOF {
			sum, n = d.Sum()
			return sum, n, nil
		}
		if err != nil {
			return 0, d.n, err
		}
	}
}
