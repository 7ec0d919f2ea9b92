package saved

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// A WARC (ISO 28500) is a row of records: headers, an empty line, so many bytes,
// two empty lines. In a .warc.gz each record is a gzip member of its own, so
// that it can be read alone.

// warcRecord is where a record of an answer stands, and what it says.
type warcRecord struct {
	target string
	when   time.Time
	kind   string // response, resource, revisit
	digest string
	refers string // of a revisit: whose bytes it repeats
	offset int64  // of the record, or of its gzip member
	status int
	mime   string
	to     string // where it redirects
}

var errNotWARC = errors.New("no WARC")

// countingReader knows how far it has read.
type countingReader struct {
	r *bufio.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *countingReader) ReadByte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// readWARC lists the records of answers. What is cut off or damaged ends the
// list; the error says so, and what comes before it is there.
func readWARC(r io.Reader) (list []warcRecord, err error) {
	in := &countingReader{r: bufio.NewReaderSize(r, 256<<10)}
	magic, _ := in.r.Peek(2)
	packed := string(magic) == "\x1f\x8b"
	var z *gzip.Reader
	for {
		at := in.n
		var rec io.Reader = in
		if packed {
			if z == nil {
				z, err = gzip.NewReader(in)
			} else {
				err = z.Reset(in)
			}
			if err == io.EOF {
				return list, nil
			}
			if err != nil {
				return list, err
			}
			z.Multistream(false)
			rec = z
		}
		w, body, err := readRecord(rec)
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		w.offset = at
		keep := w.kind == "response" || w.kind == "resource" || w.kind == "revisit"
		if keep && w.kind != "resource" {
			keep = w.answer(body)
		}
		if _, err := io.Copy(io.Discard, body); err != nil {
			return list, err
		}
		if packed {
			if _, err := io.Copy(io.Discard, z); err != nil {
				return list, err
			}
		} else if err := skipEmpty(in); err != nil {
			return list, err
		}
		if keep && (strings.HasPrefix(w.target, "http://") || strings.HasPrefix(w.target, "https://")) {
			list = append(list, *w)
		}
	}
}

// skipEmpty reads the empty lines after a record.
func skipEmpty(in *countingReader) error {
	for {
		b, err := in.r.Peek(1)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if b[0] != '\r' && b[0] != '\n' {
			return nil
		}
		in.ReadByte()
	}
}

// byteWise lets a reader be read without taking more of it than is asked for.
func byteWise(r io.Reader) io.ByteReader {
	if b, ok := r.(io.ByteReader); ok {
		return b
	}
	return bufio.NewReader(r)
}

const mostHead = 1 << 20

// readRecord reads the headers of a record.
func readRecord(r io.Reader) (*warcRecord, io.Reader, error) {
	lines := byteWise(r)
	head := map[string]string{}
	first, total := true, 0
	for {
		line, err := readLine(lines)
		if err != nil {
			if err == io.EOF && !first {
				err = io.ErrUnexpectedEOF
			}
			return nil, nil, err
		}
		if total += len(line); total > mostHead {
			return nil, nil, errNotWARC
		}
		if first {
			if line == "" {
				continue
			}
			if !strings.HasPrefix(line, "WARC/") {
				return nil, nil, errNotWARC
			}
			first = false
			continue
		}
		if line == "" {
			break
		}
		k, v, _ := strings.Cut(line, ":")
		head[strings.ToLower(strings.TrimSpace(k))] = strings.TrimSpace(v)
	}
	n, err := strconv.ParseInt(head["content-length"], 10, 64)
	if err != nil || n < 0 {
		return nil, nil, errNotWARC
	}
	w := &warcRecord{
		kind: head["warc-type"], target: strings.Trim(head["warc-target-uri"], "<> "), mime: head["content-type"], digest: head["warc-payload-digest"],
		refers: strings.Trim(head["warc-refers-to-target-uri"], "<> "), status: 200,
	}
	w.when, _ = time.Parse(time.RFC3339, head["warc-date"])
	var rest io.Reader = r
	if b, ok := lines.(*bufio.Reader); ok {
		rest = b
	}
	return w, &limited{rest, n}, nil
}

// limited is like io.LimitedReader, but knows an early end.
type limited struct {
	r    io.Reader
	left int64
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	if err == io.EOF && l.left > 0 {
		err = io.ErrUnexpectedEOF
	} else if err == io.EOF {
		err = nil
		if n == 0 {
			err = io.EOF
		}
	}
	return n, err
}

func readLine(r io.ByteReader) (string, error) {
	var b []byte
	for {
		c, err := r.ReadByte()
		if err != nil {
			return "", err
		}
		if c == '\n' {
			return strings.TrimSuffix(string(b), "\r"), nil
		}
		if b = append(b, c); len(b) > mostHead {
			return "", errNotWARC
		}
	}
}

// answer reads the status and headers of HTTP at the beginning of a record, and
// leaves the rest.
func (w *warcRecord) answer(r io.Reader) bool {
	br := bufio.NewReaderSize(r, 4096)
	line, err := br.ReadString('\n')
	f := strings.Fields(line)
	if err != nil || len(f) < 2 || !strings.HasPrefix(f[0], "HTTP/") {
		return false
	}
	w.status, _ = strconv.Atoi(f[1])
	h, _ := textproto.NewReader(br).ReadMIMEHeader()
	w.mime, w.to = h.Get("Content-Type"), h.Get("Location")
	return w.status >= 200 && w.status < 400
}

// bytes reads what a record answered.
func (w *warcRecord) bytes(f *file) ([]byte, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if s, ok := r.(io.Seeker); ok {
		_, err = s.Seek(w.offset, io.SeekStart)
	} else {
		_, err = io.CopyN(io.Discard, r, w.offset)
	}
	if err != nil {
		return nil, err
	}
	var in io.Reader = bufio.NewReader(r)
	if magic, _ := in.(*bufio.Reader).Peek(2); string(magic) == "\x1f\x8b" {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, err
		}
	}
	_, rest, err := readRecord(in)
	if err != nil {
		return nil, err
	}
	all, err := io.ReadAll(io.LimitReader(rest, mostFile))
	if err != nil || w.kind == "resource" {
		return all, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(all)), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil && len(b) == 0 {
		// Some tools keep the headers of what came, and the bytes unpacked.
		if _, plain, ok := bytes.Cut(all, []byte("\r\n\r\n")); ok {
			b, err = plain, nil
		}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // as much as came
	}
	if resp.Header.Get("Content-Encoding") == "gzip" && bytes.HasPrefix(b, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(io.LimitReader(z, mostFile))
	}
	return b, err
}
