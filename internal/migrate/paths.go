package migrate

import (
	"encoding/binary"
	"slices"
)

// paths are those of the files of items, by the number of the item: one behind the
// other, each behind its length, in pieces that the collector does not look into.
type paths struct {
	pieces [][]byte
	at     []uint32 // where the path of an item stands, its piece in the upper half, from 1; 0 where it has none
}

const (
	pathPiece = 1 << 16
	longest   = pathPiece - 2 // no file system has a longer one
)

// expect makes room for so many items, so that the list does not move when it grows.
func (p *paths) expect(n int) { p.at = slices.Grow(p.at, n) }

// set gives item n its path, once.
func (p *paths) set(n int, path string) {
	for n >= len(p.at) {
		p.at = append(p.at, 0)
	}
	if path == "" {
		return
	}
	path = path[:min(len(path), longest)]
	k := len(p.pieces) - 1
	if k < 0 || len(p.pieces[k])+2+len(path) > pathPiece {
		if k++; k == 1<<16-1 {
			panic("migrate: internal error: more paths than have room")
		}
		p.pieces = append(p.pieces, make([]byte, 0, pathPiece))
	}
	b := p.pieces[k]
	p.at[n] = uint32(k+1)<<16 | uint32(len(b))
	p.pieces[k] = append(binary.LittleEndian.AppendUint16(b, uint16(len(path))), path...)
}

// of returns the path of item n, or "" if it has none.
func (p *paths) of(n int) string {
	if n >= len(p.at) || p.at[n] == 0 {
		return ""
	}
	at := p.at[n]
	b := p.pieces[at>>16-1][at&0xffff:]
	return string(b[2 : 2+int(binary.LittleEndian.Uint16(b))])
}
