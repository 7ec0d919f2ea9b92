package emit

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"sync"
)

// packPath is the file that holds every page as it was last generated, so that
// a page which a person has edited can be merged with its next version.
//
// It is a row of records, each a header and the page, compressed:
//
//	16 bytes  first half of the SHA-256 of the page
//	 4 bytes  size of what follows the header, little endian
//	 4 bytes  size of the page
//	 4 bytes  CRC-32 of the above
//
// Records are only added at its end, in the order of the manifest and before
// the line of the page. What a killed run left at the end, half a record, is
// cut off by the next. When a third of it is of pages that no line of the
// manifest has any more, it is written anew without them.
const packPath = ourFolder + "/base.pack"

const headerSize = 16 + 4 + 4 + 4

// maxPage is the largest page that is kept, and that is merged.
const maxPage = 64 << 20

type pack struct {
	mu   sync.Mutex
	at   map[uint64]int64 // where the record of a page begins, by packKey
	size int64            // of the whole records
	file *os.File         // to add to; nil until something is
}

func packKey(d digest) uint64 { return binary.LittleEndian.Uint64(d[:]) }

// readPack finds the records of a folder.
func readPack(root *os.Root) (*pack, error) {
	p := &pack{at: map[uint64]int64{}}
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
		p.at[packKey(h.digest)] = p.size
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
}

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
	h.size = int64(binary.LittleEndian.Uint32(b[20:]))
	return h, nil
}

func (p *pack) has(d digest) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, ok := p.at[packKey(d)]
	return ok
}

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestSpeed)
	if err != nil {
		panic("emit: internal error: " + err.Error())
	}
	return w
}}

// packed returns the record of a page.
func packed(d digest, page []byte) []byte {
	b := bytes.NewBuffer(make([]byte, headerSize, headerSize+len(page)/2+64))
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(b)
	w.Write(page) // a bytes.Buffer takes all
	w.Close()
	raw := b.Bytes()
	copy(raw, d[:])
	binary.LittleEndian.PutUint32(raw[16:], uint32(len(raw)-headerSize))
	binary.LittleEndian.PutUint32(raw[20:], uint32(len(page)))
	binary.LittleEndian.PutUint32(raw[24:], crc32.ChecksumIEEE(raw[:24]))
	return raw
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
	if _, err := p.file.WriteAt(record, p.size); err != nil {
		return err
	}
	p.at[packKey(d)] = p.size
	p.size += int64(len(record))
	return nil
}

// get returns a page, or nil if it is not there or damaged.
func (p *pack) get(root *os.Root, d digest) []byte {
	p.mu.Lock()
	at, ok := p.at[packKey(d)]
	p.mu.Unlock()
	if !ok || root == nil {
		return nil
	}
	file, err := root.Open(packPath)
	if err != nil {
		return nil
	}
	defer file.Close()
	h, err := readHeader(file, at)
	if err != nil || h.digest != d || h.size > maxPage {
		return nil
	}
	page := make([]byte, h.size)
	r := flate.NewReader(io.NewSectionReader(file, at+headerSize, h.packed))
	if _, err := io.ReadFull(r, page); err != nil {
		return nil
	}
	if sum := sha256.Sum256(page); digest(sum[:len(d)]) != d {
		return nil
	}
	return page
}

// sweep writes the pack anew if a third of it is not live any more.
func (p *pack) sweep(f *Folder, live *set) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	root := f.handle()
	if root == nil || p.size == 0 {
		return nil
	}
	file, err := openRegular(root, packPath)
	if file == nil {
		return err
	}
	defer file.Close()
	var kept int64
	if err := p.each(file, func(h header, at int64) error {
		if live.has(packKey(h.digest)) {
			kept += headerSize + h.packed
		}
		return nil
	}); err != nil {
		return err
	}
	if kept >= p.size-p.size/3 {
		return nil
	}
	return f.replace(packPath, func(to *os.File) error {
		err := p.each(file, func(h header, at int64) error {
			if !live.has(packKey(h.digest)) {
				return nil
			}
			_, err := io.Copy(to, io.NewSectionReader(file, at, headerSize+h.packed))
			return err
		})
		return errors.Join(err, p.closeFile())
	})
}

// each calls f with the records that count, in their order.
func (p *pack) each(file *os.File, f func(h header, at int64) error) error {
	for at := int64(0); at < p.size; {
		h, err := readHeader(file, at)
		if err != nil {
			return err
		}
		if p.at[packKey(h.digest)] == at {
			if err := f(h, at); err != nil {
				return err
			}
		}
		at += headerSize + h.packed
	}
	return nil
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
	err := p.file.Close()
	p.file = nil
	return err
}
