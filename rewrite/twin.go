package rewrite

import "slices"

// Drop says that item n stands in the source a second time: its addresses lead
// to the other item with its ID. It must be called before Seal.
func (x *Index) Drop(n int) { x.dropped = append(x.dropped, int32(n)) }

// Withhold says, before Seal, that item n is not written, though it was added as
// one that is: what the whole source says has decided so.
func (x *Index) Withhold(n int) { x.items.at(n).state = unwritten }

// Leave says, before Seal, that item n is not written, whether it could be added or not: it is
// the next one, or the last that was.
func (x *Index) Leave(n int) {
	if n == x.items.n {
		x.items.add(item{})
	}
	x.items.at(n).state = unwritten
}

// PutInto says, before Seal, that what item n shows is on the page of the item of a number, at a
// place of that name: its addresses lead there.
func (x *Index) PutInto(n int, id int64, place string) {
	if x.within == nil {
		x.within = map[int32]within{}
	}
	x.within[int32(n)] = within{id, place}
}

// within is where the page is that shows an item.
type within struct {
	id    int64
	place string
}

// findPages finds the items on whose pages others are.
func (x *Index) findPages() {
	for n, in := range x.within {
		e, m := x.byID.get(numberKey(uint64(in.id)))
		if m == noMatch || x.item(e.number()).state != written {
			x.item(n).state = unwritten
			continue
		}
		if x.twin == nil {
			x.twin = map[int32]int32{}
		}
		x.twin[n] = e.number()
		x.ids.add(idKey(e.number(), in.place))
	}
	x.within = nil
}

// findTwins finds the items that stand for those that were dropped.
func (x *Index) findTwins() {
	if len(x.dropped) == 0 {
		return
	}
	slices.Sort(x.dropped)
	isDropped := func(n int32) bool {
		_, ok := slices.BinarySearch(x.dropped, n)
		return ok
	}
	x.twin = map[int32]int32{}
	x.byID.sort()
	ids := &x.byID.entries
	for i := 0; i < ids.n; {
		end, stays := i, int32(-1)
		for ; end < ids.n && ids.at(end).key == ids.at(i).key; end++ {
			if n := ids.at(end).number(); stays < 0 && !isDropped(n) {
				stays = n
			}
		}
		for ; i < end; i++ {
			if n := ids.at(i).number(); stays >= 0 && isDropped(n) {
				x.twin[n] = stays
			}
		}
	}
	x.dropped = nil
}
