// Package checksum tells whether a file is still what it was, at the speed of memory.
//
// It is for files that only time changes: a run that has nothing to do reads all of its
// source for it. Whoever sets out to make two files of one checksum can. What is to be
// trusted has a SHA-256.
package checksum

import (
	"hash/crc32"
	"io"
)

// Two polynomials without a common factor see what one of 64 bits sees, and processors
// have instructions for each.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Of returns the checksum of what is left of r, and how many bytes that is.
func Of(r io.Reader) (sum uint64, n int64, err error) {
	var a, b uint32
	buf := make([]byte, 128<<10)
	for {
		k, err := r.Read(buf)
		a = crc32.Update(a, crc32.IEEETable, buf[:k])
		b = crc32.Update(b, castagnoli, buf[:k])
		n += int64(k)
		if err == io.EOF {
			return uint64(a)<<32 | uint64(b), n, nil
		}
		if err != nil {
			return 0, n, err
		}
	}
}
