package rewrite

// A list grows without moving what it holds: a slice that grows to a million
// elements leaves as much garbage as it has elements.
type list[T any] struct {
	chunks [][]T
	n      int
}

const (
	chunkBits = 10
	chunkSize = 1 << chunkBits
)

func (l *list[T]) add(v T) {
	if l.n&(chunkSize-1) == 0 {
		l.chunks = append(l.chunks, make([]T, 0, chunkSize))
	}
	last := &l.chunks[l.n>>chunkBits]
	*last = append(*last, v)
	l.n++
}

// at returns element i, which stays where it is.
func (l *list[T]) at(i int) *T { return &l.chunks[i>>chunkBits][i&(chunkSize-1)] }

// cut drops all but the first n elements.
func (l *list[T]) cut(n int) {
	keep := (n + chunkSize - 1) >> chunkBits
	clear(l.chunks[keep:])
	l.chunks, l.n = l.chunks[:keep], n
	if used := n & (chunkSize - 1); used > 0 {
		l.chunks[keep-1] = l.chunks[keep-1][:used]
	}
}

// flat empties the list and returns its elements as one slice.
func (l *list[T]) flat() []T {
	all := make([]T, 0, l.n)
	for i, c := range l.chunks {
		all = append(all, c...)
		l.chunks[i] = nil
	}
	*l = list[T]{}
	return all
}
