package media

import (
	"archive/tar"
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// archive is a tar of an uploads folder. It holds a hash and a place for each
// file, and reads files where they stand.
type archive struct {
	file    *os.File
	gone    bool // the file has no name any more
	remove  bool // the file is a temporary one
	seed    maphash.Seed
	members []member // by hash; of equal ones the last is the file
	roots   []string // where the uploads folder can be in it, the likeliest first
}

type member struct {
	hash         uint64
	offset, size int64
}

// errNotArchive says that a file is none of the archives that are read.
var errNotArchive = errors.New("neither a folder nor a tar of one")

// openArchive opens a tar, plain or gzipped. A gzipped one is unpacked once to
// a temporary file, because files are read in the order of the pages.
//
// If the archive is damaged, whole files before the damage are there, and cut
// is why there are no more.
func openArchive(name string) (a *archive, cut, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	a = &archive{file: f, seed: maphash.MakeSeed()}
	magic := make([]byte, 2)
	if n, _ := f.ReadAt(magic, 0); n == 2 && bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		cut, err = a.unpack()
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}
	if err == nil {
		var damage error
		if damage, err = a.index(); cut == nil {
			cut = damage
		}
	}
	if err != nil {
		a.close()
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	if cut != nil {
		cut = fmt.Errorf("%s: the archive is damaged, what comes after is not read: %w", name, cut)
	}
	return a, cut, nil
}

// unpack puts a temporary file with the unpacked archive in the place of the
// file.
func (a *archive) unpack() (cut, err error) {
	in, err := gzip.NewReader(bufio.NewReaderSize(a.file, 64<<10))
	if err != nil {
		return nil, errNotArchive
	}
	head := make([]byte, 512)
	n, _ := io.ReadFull(in, head)
	if _, err := tar.NewReader(bytes.NewReader(head[:n])).Next(); n < len(head) || err != nil && errors.Is(err, tar.ErrHeader) {
		return nil, errNotArchive
	}
	temp, err := os.CreateTemp("", "wp2md-*.tar")
	if err != nil {
		return nil, err
	}
	a.file, a.remove = temp, true
	a.gone = os.Remove(temp.Name()) == nil // not on Windows while it is open
	out := &target{w: temp}
	_, err = io.Copy(out, io.MultiReader(bytes.NewReader(head), in))
	if out.err != nil {
		return nil, out.err
	}
	return err, nil
}

// A target keeps the error of a writer, to tell it from one of the reader.
type target struct {
	w   io.Writer
	err error
}

func (t *target) Write(p []byte) (int, error) {
	n, err := t.w.Write(p)
	t.err = err
	return n, err
}

// index notes where each file is. Links, devices and names that lead out of
// the archive are no files.
func (a *archive) index() (cut, err error) {
	info, err := a.file.Stat()
	if err != nil {
		return nil, err
	}
	if _, err := a.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var found roots
	in := tar.NewReader(a.file)
	for n := 0; ; n++ {
		head, err := in.Next()
		if err == io.EOF && n > 0 {
			break
		}
		if err != nil && n == 0 {
			return nil, errNotArchive
		}
		if err != nil {
			cut = err
			break
		}
		name, ok := memberName(head)
		if !ok {
			continue
		}
		offset, err := a.file.Seek(0, io.SeekCurrent)
		if err != nil {
			return nil, err
		}
		if offset+head.Size > info.Size() {
			cut = io.ErrUnexpectedEOF
			break
		}
		found.see(name)
		a.members = append(a.members, member{a.hash(name), offset, head.Size})
	}
	slices.SortStableFunc(a.members, func(m, n member) int { return cmp.Compare(m.hash, n.hash) })
	a.roots = found.list()
	return cut, nil
}

// memberName returns the path of a regular file, cleaned.
func memberName(head *tar.Header) (string, bool) {
	if head.Typeflag != tar.TypeReg {
		return "", false
	}
	for key := range head.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return "", false // its bytes do not stand in one place
		}
	}
	name := strings.ReplaceAll(head.Name, `\`, "/")
	if slices.Contains(strings.Split(name, "/"), "..") {
		return "", false
	}
	name = path.Clean("/" + name)[1:]
	return norm.NFC.String(name), name != ""
}

func (a *archive) hash(name string) uint64 { return maphash.String(a.seed, name) }

// open opens the file with a path below the uploads folder.
func (a *archive) open(name string) (io.ReadCloser, error) {
	name = norm.NFC.String(path.Clean("/" + name)[1:])
	for _, root := range a.roots {
		h := a.hash(path.Join(root, name))
		i := sort.Search(len(a.members), func(i int) bool { return a.members[i].hash > h })
		if i > 0 && a.members[i-1].hash == h {
			m := a.members[i-1]
			return io.NopCloser(io.NewSectionReader(a.file, m.offset, m.size)), nil
		}
	}
	return nil, fs.ErrNotExist
}

func (a *archive) close() error {
	err := a.file.Close()
	if a.remove && !a.gone {
		return os.Remove(a.file.Name())
	}
	return err
}

// roots finds the folder of an archive that is the uploads folder: people pack
// it under any path.
type roots struct {
	content, uploads string // shortest folders with the names that WordPress gives
	common           string // that all files are in, but for a year
	seen             bool
}

func (r *roots) see(name string) {
	dir, _ := path.Split(name)
	for end := strings.IndexByte(dir, '/'); end >= 0; {
		root := dir[:end]
		if path.Base(root) == "uploads" {
			best := &r.uploads
			if path.Base(path.Dir(root)) == "wp-content" {
				best = &r.content
			}
			if *best == "" || len(root) < len(*best) {
				*best = root
			}
		}
		next := strings.IndexByte(dir[end+1:], '/')
		if next < 0 {
			break
		}
		end += 1 + next
	}
	dir = strings.TrimSuffix(dir, "/")
	if !r.seen {
		r.seen, r.common = true, beforeYear(dir)
		return
	}
	for r.common != "" && dir != r.common && !strings.HasPrefix(dir, r.common+"/") {
		if r.common = path.Dir(r.common); r.common == "." {
			r.common = ""
		}
	}
}

// list returns the folders in the order in which files are looked for.
func (r *roots) list() []string {
	var list []string
	for _, root := range []string{r.content, r.uploads} {
		if root != "" {
			return append(list, root)
		}
	}
	if r.common != "" {
		list = append(list, r.common)
	}
	return append(list, "")
}

// beforeYear returns what comes before the folder of a year, or of a site of a
// network: those belong to the paths of files.
func beforeYear(dir string) string {
	at := 0
	for part := range strings.SplitSeq(dir, "/") {
		year := len(part) == 4 && (strings.HasPrefix(part, "19") || strings.HasPrefix(part, "20")) && strings.Trim(part, "0123456789") == ""
		if year || part == "sites" {
			return strings.TrimSuffix(dir[:at], "/")
		}
		at += len(part) + 1
	}
	return dir
}
