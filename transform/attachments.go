package transform

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// attachments holds those of a site, a hundred thousand of them in a few pieces of
// memory: their texts one behind the other, and of addresses the folder, which
// many share, by its number. Once sealed any number of goroutines may read it.
type attachments struct {
	added   [][]shelved        // until sealed
	list    []shelved          // by their number, once sealed
	byOwner []int32            // those that have a parent, by that and in the order of galleries
	pieces  []*strings.Builder // of the texts
	texts   []string           // the same, once sealed
	folders []string
	known   map[string]uint64 // number of a folder, from 1; nil once sealed
}

// shelved says where the rest of an attachment is: its parent, its order, its date, its
// texts.
type shelved struct {
	id           int64
	piece, start uint32
}

const (
	shelfPiece = 1 << 10
	textPiece  = 1 << 18
	maxFolders = 10_000 // beyond that addresses have little in common
)

// add keeps an attachment, and nothing that it shares memory with.
func (s *attachments) add(a *Attachment) {
	if s.known == nil {
		s.known = map[string]uint64{}
	}
	need := 3 * binary.MaxVarintLen64
	texts := [...]string{a.URL, a.Page, a.Title, a.Caption, a.Description, a.Alt, a.Artist}
	for _, t := range texts {
		need += len(t) + 2*binary.MaxVarintLen64
	}
	k := len(s.pieces) - 1
	if k < 0 || s.pieces[k].Cap()-s.pieces[k].Len() < need {
		piece := new(strings.Builder)
		piece.Grow(max(textPiece, need))
		s.pieces = append(s.pieces, piece)
		k++
	}
	piece := s.pieces[k]
	last := len(s.added) - 1
	if last < 0 || len(s.added[last]) == shelfPiece {
		s.added = append(s.added, make([]shelved, 0, shelfPiece))
		last++
	}
	s.added[last] = append(s.added[last], shelved{a.ID, uint32(k), uint32(piece.Len())})
	var room [2 * binary.MaxVarintLen64]byte
	b := binary.AppendVarint(room[:0], a.Parent)
	b = binary.AppendVarint(b, int64(max(-1<<31, min(1<<31-1, a.MenuOrder))))
	piece.Write(b)
	piece.Write(binary.AppendVarint(room[:0], a.Date))
	for i, t := range texts {
		b := room[:0]
		if i < 2 {
			var folder uint64
			folder, t = s.folder(t)
			b = binary.AppendUvarint(b, folder)
		}
		piece.Write(binary.AppendUvarint(b, uint64(len(t))))
		piece.WriteString(t)
	}
}

// folder returns the number of the folder of an address, 0 for none, and the rest
// of the address.
func (s *attachments) folder(url string) (n uint64, rest string) {
	i := strings.LastIndexByte(strings.TrimRight(url, "/"), '/') + 1
	n, ok := s.known[url[:i]]
	if !ok && len(s.folders) < maxFolders && i > 0 {
		folder := strings.Clone(url[:i])
		s.folders = append(s.folders, folder)
		n = uint64(len(s.folders))
		s.known[folder], ok = n, true
	}
	if !ok {
		return 0, url
	}
	return n, url[i:]
}

// seal ends the filling. Of two attachments of one number the first stays.
func (s *attachments) seal() {
	s.list = slices.Concat(s.added...)
	s.texts = make([]string, len(s.pieces))
	for i, p := range s.pieces {
		s.texts[i] = p.String()
	}
	s.added, s.known, s.pieces = nil, nil, nil
	slices.SortStableFunc(s.list, func(a, b shelved) int { return cmp.Compare(a.id, b.id) })
	s.list = slices.CompactFunc(s.list, func(a, b shelved) bool { return a.id == b.id })
	type owned struct {
		parent   int64
		order, i int32
	}
	var all []owned
	for i := range s.list {
		if parent, order := s.owner(i); parent != 0 {
			all = append(all, owned{parent, int32(order), int32(i)})
		}
	}
	slices.SortFunc(all, func(a, b owned) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.order, b.order), cmp.Compare(a.i, b.i))
	})
	s.byOwner = make([]int32, len(all))
	for k, o := range all {
		s.byOwner[k] = o.i
	}
}

// owner returns the parent of attachment i, and its place among those of that.
func (s *attachments) owner(i int) (parent, order int64) {
	r := &s.list[i]
	b := s.texts[r.piece][r.start:]
	return cutVarint(&b), cutVarint(&b)
}

// cutUvarint cuts a number off the beginning of texts.
func cutUvarint(texts *string) (n uint64) {
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		c := (*texts)[i]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			*texts = (*texts)[i+1:]
			return n
		}
	}
}

func cutVarint(texts *string) int64 {
	n := cutUvarint(texts)
	return int64(n>>1) ^ -int64(n&1)
}

// find returns the attachment of a number, or nil.
func (s *attachments) find(id int64) *Attachment {
	i, ok := slices.BinarySearchFunc(s.list, id, func(a shelved, id int64) int { return cmp.Compare(a.id, id) })
	if !ok {
		return nil
	}
	return s.at(i)
}

// of returns the attachments of a parent, in the order of galleries.
func (s *attachments) of(parent int64) (list []*Attachment) {
	of := func(i int32) int64 {
		parent, _ := s.owner(int(i))
		return parent
	}
	i, _ := slices.BinarySearchFunc(s.byOwner, parent, func(i int32, parent int64) int { return cmp.Compare(of(i), parent) })
	for ; i < len(s.byOwner) && of(s.byOwner[i]) == parent; i++ {
		list = append(list, s.at(int(s.byOwner[i])))
	}
	return list
}

// at returns attachment i.
func (s *attachments) at(i int) *Attachment {
	r := &s.list[i]
	b := s.texts[r.piece][r.start:]
	text := func() string {
		n := cutUvarint(&b)
		t := b[:n]
		b = b[n:]
		return t
	}
	address := func() string {
		if n := cutUvarint(&b); n > 0 {
			return s.folders[n-1] + text()
		}
		return text()
	}
	return &Attachment{
		ID: r.id, Parent: cutVarint(&b), MenuOrder: int(cutVarint(&b)), Date: cutVarint(&b),
		URL: address(), Page: address(), Title: text(), Caption: text(), Description: text(), Alt: text(), Artist: text(),
	}
}
