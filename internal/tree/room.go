package tree

import "golang.org/x/net/html"

// A Room is memory for the nodes of trees, which are many and small and soon forgotten:
// made anew for each page they would go through all of the heap. The zero value is
// ready. It serves one goroutine at a time.
type Room struct {
	size  int // of a piece; the usual one if zero
	nodes [][]html.Node
	attrs [][]html.Attribute

	node1, attr1 int // pieces that have been begun
	spareNodes   []html.Node
	spareAttrs   []html.Attribute
}

const (
	roomPiece   = 32
	mostOfPiece = 128 // pieces that are kept: a page of very many nodes is rare
)

// Reset takes back all that the room has given: the trees are good no longer.
func (r *Room) Reset() {
	if len(r.nodes) > mostOfPiece || len(r.attrs) > mostOfPiece {
		*r = Room{}
	}
	// What is left in them would hold the page, and the trees beside, in memory.
	for _, piece := range r.nodes[:r.node1] {
		clear(piece)
	}
	for _, piece := range r.attrs[:r.attr1] {
		clear(piece)
	}
	r.node1, r.attr1 = 0, 0
	r.spareNodes, r.spareAttrs = nil, nil
}

// node returns an empty node.
func (r *Room) node() *html.Node {
	if len(r.spareNodes) == 0 {
		if r.node1 == len(r.nodes) {
			r.nodes = append(r.nodes, make([]html.Node, r.pieceSize()))
		}
		r.spareNodes = r.nodes[r.node1]
		r.node1++
	}
	n := &r.spareNodes[0]
	r.spareNodes = r.spareNodes[1:]
	return n
}

// attributes returns an empty list for those of the next element, which is then to be
// taken.
func (r *Room) attributes() []html.Attribute {
	if len(r.spareAttrs) == 0 {
		if r.attr1 == len(r.attrs) {
			r.attrs = append(r.attrs, make([]html.Attribute, r.pieceSize()))
		}
		r.spareAttrs = r.attrs[r.attr1]
		r.attr1++
	}
	return r.spareAttrs[:0]
}

// take takes the attributes of an element from the room; a list that did not fit has
// gone elsewhere.
func (r *Room) take(list []html.Attribute) []html.Attribute {
	if n := len(list); len(r.spareAttrs) >= n && &list[0] == &r.spareAttrs[0] {
		r.spareAttrs = r.spareAttrs[n:]
	} else {
		r.spareAttrs = nil
	}
	return list[:len(list):len(list)]
}

func (r *Room) pieceSize() int {
	if r.size > 0 {
		return r.size
	}
	return roomPiece
}
