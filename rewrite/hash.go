package rewrite

import "strings"

// A key stands for an address in a table. Addresses that differ in nothing but
// case have the same fold.
type key struct {
	fold  uint64
	exact uint32
}

// keyOf returns the key of a path or name. It must not change from run to run:
// nothing else decides which of two like addresses is found.
func keyOf(s string) key {
	fold, exact := uint64(fnvOffset), uint32(2166136261)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return key{hash(strings.ToLower(s)), uint32(hash(s))}
		}
		exact = (exact ^ uint32(c)) * 16777619
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		fold = (fold ^ uint64(c)) * fnvPrime
	}
	return key{mix(fold), exact}
}

// numberKey returns the key of an item's number: those of a table lie evenly.
func numberKey(id uint64) key { return key{fold: mix(id)} }

// on returns the key of the same path on a host that is not the site's.
func (k key) on(host string) key {
	k.fold = mix(k.fold + hash(host))
	return k
}

// whole returns a hash of all of the key.
func (k key) whole() uint64 { return mix(k.fold ^ uint64(k.exact)<<32) }

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// hash is FNV-1a with the mixing of its bits that short strings need.
func hash(s string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return mix(h)
}

func mix(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
