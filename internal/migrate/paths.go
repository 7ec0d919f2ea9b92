package migrate

import "slices"

// paths are those of the files of items, by the number of the item: one behind the
// other, in pieces that the collector does not look into.
type paths struct {
	pieces [][]byte
	at     []pathAt
}

// pathAt is where a path stands; of no length where an item has none.
type pathAt struct {
	piece, start uint32
	size         uint16
}

const (
	pathPiece = 1 << 16
	longest   = 1<<16 - 1 // no file system has a longer one
)

// expect makes room for so many items, so that the list does not move when it grows.
func (p *paths) expect(n int) { p.at = slices.Grow(p.at, n) }

// set gives item n its path, once.
func (p *paths) set(n int, path string) {
	for n >= len(p.at) {
		p.at = append(p.at, pathAt{})
	}
	path = path[:min(len(path), longest)]
	k := len(p.pieces) - 1
	if k < 0 || len(p.pieces[k])+len(path) > cap(p.pieces[k]) {
		p.pieces = append(p.pieces, make([]byte, 0, pathPiece))
		k++
	}
	p.at[n] = pathAt{uint32(k), uint32(len(p.pieces[k])), uint16(len(path))}
	p.pieces[k] = append(p.pieces[k], path...)
}

// of returns the path of item n, or "" if it has none.
func (p *paths) of(n int) string {
	if n >= len(p.at) {
		return ""
	}
	at := p.at[n]
	if at.size == 0 {
		return ""
	}
	return string(p.pieces[at.piece][at.start : at.start+uint32(at.size)])
}
