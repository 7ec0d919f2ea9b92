package media

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// A part is a file on its way: a line that says what it is, then the bytes so
// far. Both are in one file, so that a program that is killed leaves no bytes
// that belong to another line.
type part struct {
	root *os.Root
	name string
	file *os.File
	head int64 // length of the line
	size int64 // of the bytes so far
	info partInfo
}

type partInfo struct {
	URL      string `json:"url"`
	ETag     string `json:"etag,omitempty"`
	Modified string `json:"modified,omitempty"`
	Size     int64  `json:"size"` // of the whole file, or -1
}

// validator is what the server is asked to compare, so that bytes of two
// versions never meet in one file. Without one, there is nothing to go on from.
func (i *partInfo) validator() string {
	if i.ETag != "" {
		return i.ETag
	}
	return i.Modified
}

const (
	partSuffix = ".part"
	maxHead    = 64 << 10
)

func partName(name, url string) string {
	sum := sha256.Sum256([]byte(url + "\x00" + name))
	return hex.EncodeToString(sum[:16]) + partSuffix
}

// openPart opens the part of a file, with what an earlier attempt got of it if
// that can be gone on with.
func openPart(root *os.Root, name, url string) (*part, error) {
	p := &part{root: root, name: partName(name, url)}
	var err error
	if p.file, err = root.OpenFile(p.name, os.O_RDWR|os.O_CREATE, 0o666); err != nil {
		return nil, err
	}
	if !p.resume(url) {
		p.info, p.head, p.size = partInfo{}, 0, 0
	}
	return p, nil
}

func (p *part) resume(url string) bool {
	info, err := p.file.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	line, err := bufio.NewReader(io.LimitReader(p.file, maxHead)).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &p.info) != nil {
		return false
	}
	p.head = int64(len(line))
	p.size = info.Size() - p.head
	return p.info.URL == url && p.info.validator() != "" && (p.info.Size < 0 || p.size <= p.info.Size)
}

// whole reports whether all of the file is there.
func (p *part) whole() bool { return p.info.Size > 0 && p.size == p.info.Size }

// begin throws away what is there.
func (p *part) begin(info partInfo) error {
	line, err := json.Marshal(info)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if err := p.file.Truncate(0); err != nil {
		return err
	}
	if _, err := p.file.WriteAt(line, 0); err != nil {
		return err
	}
	p.info, p.head, p.size = info, int64(len(line)), 0
	return nil
}

func (p *part) Write(b []byte) (int, error) {
	n, err := p.file.WriteAt(b, p.head+p.size)
	p.size += int64(n)
	return n, err
}

func (p *part) body() io.Reader { return io.NewSectionReader(p.file, p.head, p.size) }

// close leaves what can be gone on with, in this run or another.
func (p *part) close() error {
	if p.info.validator() == "" || p.size == 0 {
		return p.remove()
	}
	return p.file.Close()
}

func (p *part) remove() error {
	return errors.Join(p.file.Close(), p.root.Remove(p.name))
}

// infoOf returns what a response says of the version it sends.
func infoOf(url string, r *http.Response) partInfo {
	info := partInfo{URL: url, Size: r.ContentLength}
	if isEncoded(r) { // offsets and length are those of other bytes
		info.Size = -1
		return info
	}
	if etag := r.Header.Get("ETag"); strings.HasPrefix(etag, `"`) { // not W/"…"
		info.ETag = etag
	} else if modified, err := http.ParseTime(r.Header.Get("Last-Modified")); err == nil {
		// A file could have changed twice within the second that the header
		// tells, unless that is past (RFC 9110 §8.8.2.2).
		if now, err := http.ParseTime(r.Header.Get("Date")); err == nil && now.Sub(modified) > time.Minute {
			info.Modified = r.Header.Get("Last-Modified")
		}
	}
	return info
}

// cleanParts removes all parts that are not to be kept.
func cleanParts(root *os.Root, keep map[string]bool) error {
	dir, err := root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	for _, name := range names {
		if !strings.HasSuffix(name, partSuffix) || keep[name] {
			continue
		}
		if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// continues reports whether a partial response is the rest of a file, from an
// offset on. Size is that of the whole file, or -1.
func continues(r *http.Response, offset, size int64) bool {
	span, ok := strings.CutPrefix(r.Header.Get("Content-Range"), "bytes ")
	span, total, _ := strings.Cut(span, "/")
	first, last, _ := strings.Cut(span, "-")
	from, err1 := strconv.ParseInt(first, 10, 64)
	to, err2 := strconv.ParseInt(last, 10, 64)
	if !ok || err1 != nil || err2 != nil || from != offset || isEncoded(r) {
		return false
	}
	of := size
	if total != "*" {
		n, err := strconv.ParseInt(total, 10, 64)
		if err != nil || size >= 0 && n != size {
			return false
		}
		of = n
	}
	return of < 0 || to == of-1
}
