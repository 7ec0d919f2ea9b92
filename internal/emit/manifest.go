package emit

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// Entry is a line of the manifest: an item of the source and what became of
// it. Path and SHA256 are empty if nothing was written for it; a page that a
// person has deleted is skipped and keeps both.
type Entry struct {
	ID     int64       `json:"id"`
	Type   string      `json:"type"`
	Status string      `json:"status"`
	Held   string      `json:"held,omitempty"` // why visitors of the old site do not see what has the status publish: password, members, parent, type
	Slug   string      `json:"slug"`
	Path   string      `json:"path,omitempty"`
	URL    string      `json:"url,omitempty"`    // address of a page on the new site
	Source string      `json:"source"`           // SHA-256 of the item in the source, in hex
	SHA256 string      `json:"sha256,omitempty"` // of the file as it was made, in hex
	Files  []Other     `json:"files,omitempty"`  // that were written for it beside, such as its comments
	Base   string      `json:"base,omitempty"`   // first half of the SHA-256 of the version that an edited file was last merged with, if there is a conflict with the one made; zeros if it was never ours
	From   string      `json:"from,omitempty"`   // the path that was written to before a person renamed it
	Was    []string    `json:"was,omitempty"`    // addresses that the page had in earlier runs; set by Record
	Result note.Result `json:"result"`
	Notes  []note.Note `json:"notes,omitempty"`
	Ledger note.Ledger `json:"ledger,omitzero"`
}

// made returns the files that were written for the item.
func (e *Entry) made() []Other {
	if e.Path == "" || e.SHA256 == "" {
		return e.Files
	}
	return append([]Other{{Path: e.Path, SHA256: e.SHA256}}, e.Files...)
}

// page reports whether the entry is one of a page, which may have been deleted.
func (e *Entry) page() bool { return isPage(e.Path) && e.SHA256 != "" }

// isPage reports whether a file is one that people edit, and is merged.
func isPage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".mdx", ".markdown":
		return true
	}
	return false
}

// lineOf returns the line of an entry, with its end.
func lineOf(e Entry) []byte { return (&absentEntry{Entry: e.Bounded()}).line() }

// jsonLine returns a value as a line of one of our records, with its end.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// item is what names the item of an entry: its ID, or its slug where it has
// none. Damaged sites have more than one of an ID; those are told apart by their
// order.
func item(id int64, typ, slug string) uint64 {
	h := hash(typ) + uint64(id)*fnvPrime
	if id == 0 {
		h += hash(slug)
	}
	return finish(h)
}

// A digest is the first half of a SHA-256, enough to know a file by.
type digest [16]byte

func digestOf(hexSum string) (d digest, ok bool) {
	if len(hexSum) != 64 {
		return d, false
	}
	_, err := hex.Decode(d[:], []byte(hexSum[:2*len(d)]))
	return d, err == nil
}

// halfOf reads a digest as Entry.Base has it.
func halfOf(hexSum string) (d digest, ok bool) {
	if len(hexSum) != 2*len(d) {
		return d, false
	}
	_, err := hex.Decode(d[:], []byte(hexSum))
	return d, err == nil
}

// maxLine bounds a line of a manifest. A longer one is damage.
const maxLine = 4 << 20

// eachLine calls f with the lines of r, without their ends, and where they
// begin. A line that is too long is nil.
func eachLine(r io.Reader, f func(offset int64, line []byte) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	var offset int64
	var long []byte // the line so far, if it does not fit into the buffer
	for size := int64(0); ; {
		part, err := in.ReadSlice('\n')
		size += int64(len(part))
		line := part
		if errors.Is(err, bufio.ErrBufferFull) || size > int64(len(part)) {
			if size <= maxLine {
				long = append(long, part...)
			}
			line = long
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if size > maxLine {
			line = nil
		} else {
			line = bytes.TrimSuffix(line, []byte("\n"))
		}
		if size > 0 {
			if err := f(offset, line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		offset += size
		size, long = 0, long[:0]
	}
}
