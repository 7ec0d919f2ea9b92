package emit

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"sync"

	"github.com/klauspost/compress/s2"
)

// packPath is the file that holds every page as it was last generated, so that
// a page which a person has edited can be merged with its next version.
//
// It is a row of records, each a header and the page, compressed:
//
//	16 bytes  first half of the SHA-256 of the page
//	 4 bytes  size of what follows the header, little endian
//	 4 bytes  size of the page, and the highest bit if it is compressed as s2;
//	          older records are deflated
//	 4 bytes  CRC-32 of the above
//
// While a run lasts records are only added at its end, in the order of the
// manifest and before the line of the page. What a killed run left at the end,
// half a record, is cut off by the next. When a run has ended, the records are
// those of its lines, in their order: the same lines have the same pack, whatever
// runs there were.
const packPath = ourFolder + "/base.pack"

const headerSize = 16 + 4 + 4 + 4

// maxPage is the largest page that is kept, and that is merged.
const maxPage = 64 << 20

type pack struct {
	mu   sync.Mutex
	at   map[uint64]span // where the record of a page is, by packKey
	size int64           // of the whole records
	buf  []byte          // the last of them, which are not in the file yet
	file *os.File        // to add to; nil until something is
}

// A span is a part of the file.
type span struct {
	at   int64
	size uint32
}

func (s span) end() int64 { return s.at + int64(s.size) }

// maxBuffer is how much of the pack waits to be written.
const maxBuffer = 256 << 10

func packKey(d digest) uint64 { return binary.LittleEndian.Uint64(d[:]) }

// readPack finds the records of a folder.
func readPack(root *os.Root) (*pack, error) {
	p := &pack{at: map[uint64]span{}}
	if root == nil {
		return p, nil
	}
	file, err := openRegular(root, packPath)
	if file == nil {
		return p, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	for {
		h, err := readHeader(file, p.size)
		if err != nil || p.size+headerSize+h.packed > info.Size() {
			return p, nil // the end, or a record that was not finished
		}
		p.at[packKey(h.digest)] = span{p.size, uint32(headerSize + h.packed)}
		p.size += headerSize + h.packed
	}
}

// openRegular opens a file of ours to read, nil if there is none.
func openRegular(root *os.Root, name string) (*os.File, error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return root.Open(name)
}

type header struct {
	digest       digest
	packed, size int64
	s2           bool
}

// isS2 marks the size of a page whose record is compressed as s2.
const isS2 = 1 << 31

var errNoRecord = errors.New("no record")

func readHeader(r io.ReaderAt, at int64) (h header, err error) {
	var b [headerSize]byte
	if _, err := r.ReadAt(b[:], at); err != nil {
		return h, err
	}
	if crc32.ChecksumIEEE(b[:24]) != binary.LittleEndian.Uint32(b[24:]) {
		return h, errNoRecord
	}
	copy(h.digest[:], b[:16])
	h.packed = int64(binary.LittleEndian.Uint32(b[16:]))
	size := binary.LittleEndian.Uint32(b[20:])
	h.size, h.s2 = int64(size&^isS2), size&isS2 != 0
	return h, nil
}

func (p *pack) has(d digest) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, ok := p.at[packKey(d)]
	return ok
}

var spareRecords = sync.Pool{New: func() any { return new([]byte) }}

// packed returns the record of a page, which is one of spareRecords.
func packed(d digest, page []byte) *[]byte {
	record := spareRecords.Get().(*[]byte)
	if n := headerSize + s2.MaxEncodedLen(len(page)); cap(*record) < n {
		*record = make([]byte, n)
	}
	room := (*record)[:cap(*record)]
	small := s2.Encode(room[headerSize:], page) // which has room enough
	raw := room[:headerSize+len(small)]
	copy(raw, d[:])
	binary.LittleEndian.PutUint32(raw[16:], uint32(len(small)))
	binary.LittleEndian.PutUint32(raw[20:], uint32(len(page))|isS2)
	binary.LittleEndian.PutUint32(raw[24:], crc32.ChecksumIEEE(raw[:24]))
	*record = raw
	return record
}

// add puts a record at the end.
func (p *pack) add(root *os.Root, d digest, record []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.at[packKey(d)]; ok {
		return nil
	}
	if p.file == nil {
		file, err := root.OpenFile(packPath, os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		if err := file.Truncate(p.size); err != nil {
			file.Close()
			return err
		}
		p.file = file
	}
	p.at[packKey(d)] = span{p.size, uint32(len(record))}
	p.size += int64(len(record))
	p.buf = append(p.buf, record...)
	if len(p.buf) >= maxBuffer {
		return p.write()
	}
	return nil
}

// flush writes what waits.
func (p *pack) flush() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.write()
}

func (p *pack) write() error {
	if len(p.buf) == 0 {
		return nil
	}
	if _, err := p.file.WriteAt(p.buf, p.size-int64(len(p.buf))); err != nil {
		return err
	}
	p.buf = p.buf[:0]
	return nil
}

// get returns a page, or nil if it is not there or damaged.
func (p *pack) get(root *os.Root, d digest) []byte {
	p.mu.Lock()
	at, ok := p.at[packKey(d)]
	err := p.write()
	p.mu.Unlock()
	if !ok || root == nil || err != nil {
		return nil
	}
	file, err := root.Open(packPath)
	if err != nil {
		return nil
	}
	defer file.Close()
	h, err := readHeader(file, at.at)
	if err != nil || h.digest != d || h.size > maxPage || headerSize+h.packed != int64(at.size) {
		return nil
	}
	raw := make([]byte, h.packed)
	if _, err := file.ReadAt(raw, at.at+headerSize); err != nil {
		return nil
	}
	page, err := h.page(raw)
	if err != nil {
		return nil
	}
	if sum := sha256.Sum256(page); digest(sum[:len(d)]) != d {
		return nil
	}
	return page
}

// page returns the page of a record.
func (h header) page(raw []byte) ([]byte, error) {
	if h.s2 {
		if n, err := s2.DecodedLen(raw); err != nil || int64(n) != h.size {
			return nil, errNoRecord
		}
		return s2.Decode(nil, raw)
	}
	page := make([]byte, h.size)
	_, err := io.ReadFull(flate.NewReader(bytes.NewReader(raw)), page)
	return page, err
}

// sweep writes the pack anew if it is not what is kept, by packKey and in this
// order.
func (p *pack) sweep(f *Folder, kept []uint64) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	root := f.handle()
	if root == nil || p.size == 0 {
		return nil
	}
	if err := p.write(); err != nil {
		return err
	}
	var spans []span // those that lie one behind the other are one
	for _, key := range kept {
		s, ok := p.at[key]
		if n := len(spans); ok && n > 0 && spans[n-1].end() == s.at && int64(spans[n-1].size)+int64(s.size) < math.MaxUint32 {
			spans[n-1].size += s.size
		} else if ok {
			spans = append(spans, s)
		}
	}
	if len(spans) == 1 && spans[0].at == 0 && spans[0].end() == p.size {
		return nil
	}
	if err := p.closeFile(); err != nil {
		return err
	}
	if len(spans) == 0 {
		return removeIfThere(root, packPath)
	}
	file, err := openRegular(root, packPath)
	if file == nil {
		return err
	}
	return f.replace(packPath, func(to *os.File) error {
		w := bufio.NewWriterSize(to, maxBuffer)
		for _, s := range spans {
			if _, err := io.Copy(w, io.NewSectionReader(file, s.at, int64(s.size))); err != nil {
				file.Close()
				return err
			}
		}
		return errors.Join(w.Flush(), file.Close()) // some systems replace no file that is open
	})
}

func (p *pack) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closeFile()
}

func (p *pack) closeFile() error {
	if p.file == nil {
		return nil
	}
	err := errors.Join(p.write(), p.file.Close())
	p.file = nil
	return err
}
