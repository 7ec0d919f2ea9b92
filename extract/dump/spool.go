package dump

import (
	"bufio"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"slices"
)

// runSize is how much is sorted in memory before it goes to disk.
const runSize = 4 << 20

// A key says where a record belongs: to the post of a site, there in the order
// of kinds and their own numbers.
type key struct {
	site uint16
	kind uint8
	gen  uint8 // of the table: what was read before it began anew does not count
	post int64
	own  int64
}

func (k key) compare(o key) int {
	return cmp.Or(cmp.Compare(k.site, o.site), cmp.Compare(k.post, o.post), cmp.Compare(k.kind, o.kind), cmp.Compare(k.own, o.own))
}

// A spool sorts records that need not fit into memory. What comes with the
// same key stays in the order of arrival.
type spool struct {
	arena   []byte
	entries []entry
	start   int    // of the record that is being written
	temp    string // folder
	file    *os.File
	gone    bool
	size    int64
	runs    []run
	out     *bufio.Writer
}

type entry struct {
	key
	from, to uint32
}

type run struct{ from, to int64 }

const headerSize = 2 + 1 + 1 + 8 + 8 + 4

// begin begins a record.
func (s *spool) begin() { s.arena = append(s.arena, make([]byte, headerSize)...) }

// commit ends a record, whose bytes the caller has appended to the arena since
// begin.
func (s *spool) commit(k key) error {
	from := s.start
	if len(s.arena) == from { // no bytes
		s.begin()
	}
	putHeader(s.arena[from:], k, uint32(len(s.arena)-from-headerSize))
	s.entries = append(s.entries, entry{k, uint32(from) + headerSize, uint32(len(s.arena))})
	s.start = len(s.arena)
	if len(s.entries) > runSize/512 && cap(s.entries) < runSize/64 {
		s.entries = slices.Grow(s.entries, runSize/64-len(s.entries))
	}
	if s.start > runSize/8 && cap(s.arena) < runSize {
		s.arena = slices.Grow(s.arena, runSize+runSize/8-s.start) // once, instead of step by step
	}
	if len(s.arena) >= runSize || len(s.entries) >= runSize/64 {
		return s.flush()
	}
	return nil
}

// sort sorts what is in memory, and reports whether it was sorted before.
func (s *spool) sort() bool {
	byKey := func(a, b entry) int { return a.compare(b.key) }
	if slices.IsSortedFunc(s.entries, byKey) {
		return true
	}
	slices.SortStableFunc(s.entries, byKey)
	return false
}

// flush writes what is in memory to disk, as one run.
func (s *spool) flush() error {
	if len(s.entries) == 0 {
		return nil
	}
	if s.file == nil {
		f, err := os.CreateTemp(s.temp, "wp2md-*.rows")
		if err != nil {
			return err
		}
		s.file = f
		s.gone = os.Remove(f.Name()) == nil // not on Windows while it is open
	}
	from := s.size
	s.size += int64(len(s.arena))
	if s.sort() {
		if _, err := s.file.Write(s.arena); err != nil {
			return err
		}
	} else {
		if s.out == nil {
			s.out = bufio.NewWriterSize(s.file, 64<<10)
		}
		for _, e := range s.entries {
			s.out.Write(s.arena[e.from-headerSize : e.to])
		}
		if err := s.out.Flush(); err != nil {
			return err
		}
	}
	s.runs = append(s.runs, run{from, s.size})
	s.reset()
	return nil
}

func (s *spool) reset() {
	s.entries, s.start = s.entries[:0], 0
	if s.arena = s.arena[:0]; cap(s.arena) > 4*runSize {
		s.arena = nil
	}
}

// settle ends the writing. What has gone to disk is there as a whole.
func (s *spool) settle() error {
	if len(s.runs) > 0 {
		err := s.flush()
		s.arena, s.entries, s.out = nil, nil, nil
		return err
	}
	s.sort()
	return nil
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	name := s.file.Name()
	err := s.file.Close()
	if !s.gone {
		err = errors.Join(err, os.Remove(name))
	}
	s.file, s.runs, s.entries, s.arena = nil, nil, nil, nil
	return err
}

func putHeader(b []byte, k key, n uint32) {
	binary.LittleEndian.PutUint16(b, k.site)
	b[2], b[3] = k.kind, k.gen
	binary.LittleEndian.PutUint64(b[4:], uint64(k.post))
	binary.LittleEndian.PutUint64(b[12:], uint64(k.own))
	binary.LittleEndian.PutUint32(b[20:], n)
}

func header(b []byte) (k key, n uint32) {
	k.site = binary.LittleEndian.Uint16(b)
	k.kind, k.gen = b[2], b[3]
	k.post = int64(binary.LittleEndian.Uint64(b[4:]))
	k.own = int64(binary.LittleEndian.Uint64(b[12:]))
	return k, binary.LittleEndian.Uint32(b[20:])
}

// A stream is one sorted run that is being read.
type stream struct {
	key
	n     uint32 // bytes of the record
	order int
	r     *bufio.Reader
	mem   *spool // or the run in memory
	at    int
	body  []byte // of the record of mem
	head  [headerSize]byte
}

func (s *stream) next() error {
	if s.mem != nil {
		if s.at == len(s.mem.entries) {
			return io.EOF
		}
		e := s.mem.entries[s.at]
		s.at++
		s.key, s.n, s.body = e.key, e.to-e.from, s.mem.arena[e.from:e.to]
		return nil
	}
	if _, err := io.ReadFull(s.r, s.head[:]); err != nil {
		return err
	}
	s.key, s.n = header(s.head[:])
	return nil
}

type streams []*stream

func (s streams) Len() int { return len(s) }
func (s streams) Less(i, j int) bool {
	c := s[i].compare(s[j].key)
	return c < 0 || c == 0 && s[i].order < s[j].order
}
func (s streams) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *streams) Push(x any)   { *s = append(*s, x.(*stream)) }
func (s *streams) Pop() any {
	old := *s
	x := old[len(old)-1]
	*s = old[:len(old)-1]
	return x
}

// A record is one of a group; its bytes are valid until the next group.
type record struct {
	key
	body []byte
}

// groups calls each with the records of one post after the other, in order.
// It stops when each returns false or an error.
func (s *spool) groups(read func(n int), each func(list []record) (bool, error)) error {
	var all streams
	buffer := min(max(runSize/max(len(s.runs), 1), 8<<10), 64<<10)
	for i, r := range s.runs {
		all = append(all, &stream{order: i, r: bufio.NewReaderSize(io.NewSectionReader(s.file, r.from, r.to-r.from), buffer)})
	}
	if len(s.runs) == 0 {
		all = append(all, &stream{mem: s})
	}
	live := all[:0]
	for _, st := range all {
		switch err := st.next(); err {
		case nil:
			live = append(live, st)
		case io.EOF:
		default:
			return err
		}
	}
	heap.Init(&live)
	var list []record
	var ends []int
	var arena []byte
	var group key
	deliver := func() (bool, error) {
		from := 0
		for i := range list {
			if list[i].body == nil {
				list[i].body = arena[from:ends[i]]
			}
			from = ends[i]
		}
		more, err := each(list)
		list, ends, arena = list[:0], ends[:0], arena[:0]
		if cap(arena) > 4*runSize {
			arena = nil
		}
		return more, err
	}
	for len(live) > 0 {
		st := live[0]
		if len(list) > 0 && (st.site != group.site || st.post != group.post) {
			if more, err := deliver(); !more || err != nil {
				return err
			}
		}
		group = st.key
		rec := record{key: st.key}
		if st.mem != nil {
			rec.body = st.body
		} else {
			at := len(arena)
			arena = slices.Grow(arena, int(st.n))[:at+int(st.n)]
			if _, err := io.ReadFull(st.r, arena[at:]); err != nil {
				return err
			}
		}
		if read != nil {
			read(headerSize + int(st.n))
		}
		list, ends = append(list, rec), append(ends, len(arena))
		switch err := st.next(); err {
		case nil:
			heap.Fix(&live, 0)
		case io.EOF:
			heap.Pop(&live)
		default:
			return err
		}
	}
	if len(list) > 0 {
		_, err := deliver()
		return err
	}
	return nil
}
