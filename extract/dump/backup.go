package dump

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
)

// dumpName reports whether a file of a backup may be a dump.
func dumpName(name string) bool {
	name = strings.ToLower(path.Base(name))
	if strings.HasPrefix(name, "backup_") && !strings.Contains(name, ".") { // of Plesk
		return true
	}
	for _, end := range []string{".gz", ".bz2", ".zst", ".xz", ".zip"} {
		name = strings.TrimSuffix(name, end)
	}
	return strings.HasSuffix(name, ".sql") || strings.HasSuffix(name, "-db")
}

// inside cleans the path of a member of an archive. It returns "" for what is
// no file that matters.
func inside(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	if strings.HasPrefix(path.Base(name), ".") || strings.Contains("/"+name, "/__MACOSX/") || strings.Contains("/"+name+"/", "/../") {
		return ""
	}
	return path.Clean("/" + name)[1:]
}

// take files a member of an archive: a dump, an export, or an upload.
func (o *opener) take(archive, name string, size int64, open func() (io.ReadCloser, error)) error {
	name = inside(name)
	switch {
	case name == "":
	case o.nested(name):
		if err := o.addNested(archive+"/"+display(name), open); err != nil {
			o.skipped = append(o.skipped, err)
		}
	case dumpName(name) && !strings.Contains(name, "wp-content/plugins/") && !strings.Contains(name, "wp-content/themes/"):
		b := blob{archive + "/" + display(name), size, open}
		f, err := b.form()
		switch {
		case err != nil:
			o.skipped = append(o.skipped, err)
		case f == formSQL:
			o.dumps = append(o.dumps, b)
		}
	case strings.HasSuffix(strings.ToLower(name), ".xml") && !strings.Contains(name, "wp-content/") && !strings.Contains(name, "wp-includes/") && size > 0:
		b := blob{archive + "/" + display(name), size, open}
		if head, err := b.head(false); err == nil && bytes.Contains(head, []byte("wordpress.org/export/")) {
			o.exports = append(o.exports, b.name)
		}
	default:
		o.uploads.add(name, size, open)
	}
	return nil
}

// nested reports whether a member of an archive is an archive that may hold the
// dump or its uploads, as where somebody has packed all files of a backup once
// more. What is in that is not looked into again.
func (o *opener) nested(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch {
	case o.inner, strings.Contains(name, "wp-content/"), strings.Contains(name, "wp-includes/"), strings.Contains(name, "wp-admin/"):
		return false
	case strings.Count(name, "/") > 1 && !strings.HasPrefix(base, "backup_"): // of Plesk, which has folders of domains
		return false
	case strings.HasSuffix(base, ".zip"), strings.HasSuffix(base, ".tar"), strings.HasSuffix(base, ".tgz"), strings.HasSuffix(base, ".tzst"), strings.HasSuffix(base, ".tar.gz"),
		strings.HasSuffix(base, ".tar.xz"), strings.HasSuffix(base, ".tar.zst"), strings.HasSuffix(base, ".wpress"):
	default:
		return false
	}
	for _, part := range []string{"-plugins", "-themes", "-others", "-mu-plugins", "-wpcore"} { // of UpdraftPlus
		if strings.Contains(base, part) {
			return false
		}
	}
	return true
}

// addNested opens an archive in an archive, from a copy. One without a dump or
// uploads is none of ours.
func (o *opener) addNested(name string, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	o.inner = true
	defer func() { o.inner = false }()
	var refused *RefusedError
	if err := o.addSpooled(name, r); errors.As(err, &refused) && !refused.named {
		return nil
	} else if err != nil {
		return err
	}
	return nil
}

// A member is a file of a zip.
type member struct {
	name      string
	size      int64 // unpacked; 0 if unknown
	encrypted bool
	open      func() (io.ReadCloser, error)
}

// addZip opens a backup that is a zip. Nothing is ever written under the names
// in it.
func (o *opener) addZip(b blob) error {
	f, err := b.open()
	if err != nil {
		return err
	}
	at, ok := f.(io.ReaderAt)
	if !ok { // a zip inside an archive
		f.Close()
		return refuse(b.name, "a zip file inside another archive", "unpack it and give the .sql")
	}
	o.closers = append(o.closers, f.Close)
	z, err := zip.NewReader(at, b.size)
	var list []member
	if err == nil || errors.Is(err, zip.ErrInsecurePath) {
		for _, m := range z.File {
			list = append(list, member{m.Name, int64(min(m.UncompressedSize64, 1<<60)), m.Flags&zipEncrypted != 0, m.Open})
		}
	} else {
		if list = cutMembers(at, b.size); len(list) == 0 {
			return refuse(b.name, "a damaged zip file", "download or copy it again")
		}
		o.skipped = append(o.skipped, refuse(b.name, "a zip file that is cut off: its end is missing", "download or copy it again"))
	}
	before := len(o.dumps)
	for _, m := range list {
		if strings.HasSuffix(m.name, "/") {
			continue
		}
		if m.encrypted && dumpName(m.name) {
			return named(b.name, "an encrypted zip file", "unpack it with its password and give the .sql")
		}
		if err := o.take(b.name, m.name, m.size, m.open); err != nil {
			return err
		}
	}
	if reason, hint := foreignMember(list); len(o.dumps) == before && reason != "" {
		return named(b.name, reason, hint)
	}
	if len(o.dumps) == before && o.uploads.empty() {
		return refuse(b.name, "a zip file without an SQL dump in it", hintDump)
	}
	return nil
}

// named is refuse for what is a backup all the same.
func named(file, reason, hint string) error {
	return &RefusedError{File: file, Reason: reason, hint: hint, named: true}
}

func tarHeader(head []byte) bool {
	return len(head) > 262 && string(head[257:262]) == "ustar" ||
		len(head) >= 512 && head[0] > ' ' && func() bool { _, err := tar.NewReader(bytes.NewReader(head)).Next(); return err == nil }()
}

// addTar opens a backup that is a tar, packed or not. What is packed is walked
// through for its list, and again for each dump; its uploads are unpacked to a
// temporary file when the first is asked for.
func (o *opener) addTar(b blob) error {
	r, err := b.unpack()
	if err != nil {
		return err
	}
	defer r.Close()
	in := tar.NewReader(r)
	before := len(o.dumps)
	pack := &unpacked{o: o, b: b}
	var members []member
	for n := 0; ; n++ {
		head, err := in.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			o.skipped = append(o.skipped, refuse(b.name, "a damaged archive: what comes after "+strconv.Itoa(n)+" files is not read", "copy or download it again"))
			break
		}
		if head.Typeflag != tar.TypeReg {
			continue
		}
		name := head.Name
		members = append(members, member{name: name})
		nth := n
		open := func() (io.ReadCloser, error) { return openMember(b, nth) }
		if isUpload(inside(name)) {
			open = func() (io.ReadCloser, error) { return pack.open(inside(name)) }
		}
		if err := o.take(b.name, name, head.Size, open); err != nil {
			return err
		}
	}
	if reason, hint := foreignMember(members); len(o.dumps) == before && reason != "" {
		return named(b.name, reason, hint)
	}
	if len(o.dumps) == before && o.uploads.empty() {
		return refuse(b.name, "a tar without an SQL dump in it", hintDump)
	}
	return nil
}

// openMember opens the nth member of a tar.
func openMember(b blob, nth int) (io.ReadCloser, error) {
	r, err := b.unpack()
	if err != nil {
		return nil, err
	}
	in := tar.NewReader(r)
	for n := 0; n <= nth; n++ {
		if _, err := in.Next(); err != nil {
			r.Close()
			return nil, err
		}
	}
	return struct {
		io.Reader
		io.Closer
	}{in, r}, nil
}

// The header of a file in a .wpress archive: name, size, time and folder, each
// padded with NUL.
const (
	wpressName   = 255
	wpressSize   = 14
	wpressTime   = 12
	wpressPath   = 4096
	wpressLength = wpressName + wpressSize + wpressTime + wpressPath
)

func wpressField(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// wpressHeader reports whether b begins with a header of a .wpress archive,
// which has no other mark.
func wpressHeader(b []byte) bool {
	_, _, ok := readWpress(b)
	return ok
}

func readWpress(b []byte) (name string, size int64, ok bool) {
	if len(b) < wpressLength {
		return "", 0, false
	}
	base := wpressField(b[:wpressName])
	size, err := strconv.ParseInt(wpressField(b[wpressName:][:wpressSize]), 10, 64)
	_, err2 := strconv.ParseInt(wpressField(b[wpressName+wpressSize:][:wpressTime]), 10, 64)
	if base == "" || err != nil || err2 != nil || size < 0 {
		return "", 0, false
	}
	for _, c := range b[len(base):wpressName] {
		if c != 0 {
			return "", 0, false
		}
	}
	return path.Join(wpressField(b[wpressName+wpressSize+wpressTime:][:wpressPath]), base), size, true
}

// addWpress opens a backup of All-in-One WP Migration.
func (o *opener) addWpress(b blob) error {
	f, err := b.open()
	if err != nil {
		return err
	}
	at, ok := f.(io.ReaderAt)
	if !ok {
		f.Close()
		return refuse(b.name, "a .wpress inside another archive", "unpack it and give the .wpress")
	}
	o.closers = append(o.closers, f.Close)
	head := make([]byte, wpressLength)
	for offset := int64(0); ; {
		n, err := at.ReadAt(head, offset)
		if n < wpressLength {
			if err != nil && err != io.EOF {
				return err
			}
			o.skipped = append(o.skipped, refuse(b.name, "a backup that is cut off: its end is missing", "copy or download it again"))
			break
		}
		name, size, ok := readWpress(head)
		if !ok {
			if len(bytes.Trim(head, "\x00")) > 0 {
				o.skipped = append(o.skipped, refuse(b.name, "a damaged backup: what comes after the damage is not read", "copy or download it again"))
			}
			break
		}
		from := offset + wpressLength
		offset = from + size
		open := func() (io.ReadCloser, error) {
			return nopCloser{io.NewSectionReader(at, from, min(size, max(b.size-from, 0)))}, nil
		}
		if name == "package.json" {
			if err := wpressPackage(b.name, open); err != nil {
				return err
			}
			continue
		}
		// The folder wp-content is the root of the archive.
		if strings.HasPrefix(name, "uploads/") {
			name = "wp-content/" + name
		}
		if err := o.take(b.name, name, size, open); err != nil {
			return err
		}
	}
	if len(o.dumps) == 0 {
		return named(b.name, "a backup of All-in-One WP Migration without a database", "make the backup again with the database, or give an SQL dump")
	}
	return nil
}

// wpressPackage refuses what package.json says cannot be read.
func wpressPackage(name string, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	defer r.Close()
	var p struct {
		Encrypted   bool
		Compression struct{ Enabled bool }
	}
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil || json.Unmarshal(b, &p) != nil {
		return nil // the database says what matters
	}
	const hint = "restore it into a WordPress and make the backup again without that, or give an SQL dump"
	switch {
	case p.Encrypted:
		return named(name, "an encrypted backup of All-in-One WP Migration", hint)
	case p.Compression.Enabled:
		return named(name, "a compressed backup of All-in-One WP Migration", hint)
	}
	return nil
}

// unpacked holds the uploads of a packed tar in a temporary file.
type unpacked struct {
	o     *opener
	b     blob
	file  *os.File
	at    map[string][2]int64
	err   error
	ready bool
}

func (u *unpacked) open(name string) (io.ReadCloser, error) {
	if !u.ready {
		u.ready = true
		u.err = u.unpack()
	}
	place, ok := u.at[name]
	if !ok {
		if u.err != nil {
			return nil, u.err
		}
		return nil, os.ErrNotExist
	}
	return nopCloser{io.NewSectionReader(u.file, place[0], place[1])}, nil
}

func (u *unpacked) unpack() error {
	r, err := u.b.unpack()
	if err != nil {
		return err
	}
	defer r.Close()
	if u.file, err = u.o.temp("wp2md-*.uploads"); err != nil {
		return err
	}
	u.at = map[string][2]int64{}
	in := tar.NewReader(r)
	for at := int64(0); ; {
		head, err := in.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		name := inside(head.Name)
		if head.Typeflag != tar.TypeReg || !isUpload(name) {
			continue
		}
		n, err := io.Copy(u.file, in)
		if err != nil {
			return err
		}
		u.at[name] = [2]int64{at, n}
		at += n
	}
}
