package emit

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// hash returns 64 bits for a string, the same on every machine and in every
// run (FNV-1a, with the finaliser of MurmurHash3 for the bits it mixes badly).
// Sets of a million paths hold these in place of the strings; two of a million
// meet once in ten million sets.
func hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return finish(h)
}

// foldedHash is the hash of a path as the least discerning file system sees
// it: without case, and with accents in one form.
func foldedHash(path string) uint64 {
	h := uint64(fnvOffset)
	for i := range len(path) {
		c := path[i]
		if c >= utf8.RuneSelf {
			return hash(fold(path))
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * fnvPrime
	}
	return finish(h)
}

func fold(s string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(s)))
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func finish(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// shortHash tells apart names that are equal as far as they are kept.
func shortHash(s string) string {
	return fmt.Sprintf("%08x", uint32(hash(s)))
}
