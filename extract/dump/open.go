package dump

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/mikelolasagasti/xz"
	"golang.org/x/text/encoding/unicode"

	"github.com/wp2md/wp2md/extract"
)

// Options say what of a source is read. The zero value is good.
type Options struct {
	Prefix string // of the tables of the wanted site, as wp_2_
	Temp   string // where temporary files go; the system's folder if empty

	// What wp-config.php says instead of the database.
	Home, SiteURL string
}

const hintDump = "give an SQL dump (.sql, .sql.gz, .sql.zip …) or a backup with one in it"

// Open reads the named dumps, backups and folders as one database, and prepares
// the chosen site to be read more than once. "-" is stdin.
func Open(ctx context.Context, names []string, stdin io.Reader, opt Options) (*Source, error) {
	o := &opener{opt: opt}
	var errs []error
	for _, name := range names {
		errs = append(errs, o.add(name, stdin))
	}
	err := errors.Join(errs...)
	if err == nil {
		err = o.choose(strings.Join(names, ", "))
	}
	if err != nil {
		return nil, errors.Join(err, o.close())
	}
	src := &Source{skipped: o.skipped, closers: o.closers, uploads: o.uploads.orNil(), seen: o.seen, once: o.once}
	if err := src.load(ctx, o.dumps, opt); err != nil {
		src.Close()
		return nil, err
	}
	return src, nil
}

// A blob is bytes that can be read from their beginning more than once.
type blob struct {
	name string
	size int64
	open func() (io.ReadCloser, error)
}

type opener struct {
	opt     Options
	names   []string // of files that are opened
	dumps   []blob
	uploads uploads
	exports []string // WordPress exports beside the dumps
	skipped []error
	closers []func() error
	inner   bool // an archive inside another is being opened
	seen    []extract.SeenFile
	once    bool // see Source
}

func (o *opener) close() error {
	var errs []error
	for _, c := range o.closers {
		errs = append(errs, c())
	}
	return errors.Join(errs...)
}

func (o *opener) add(name string, stdin io.Reader) error {
	if name == "-" {
		o.once = true
		if stdin == nil {
			return errors.New("stdin: there is none")
		}
		return o.addSpooled("stdin", stdin)
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return o.addFolder(name)
	}
	if !info.Mode().IsRegular() {
		o.once = true
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return o.addSpooled(name, f)
	}
	if laterPart(name) {
		if first := name[:len(name)-3] + "001"; !slices.Contains(o.names, first) {
			return o.add(first, nil)
		}
		return nil
	}
	if slices.Contains(o.names, name) {
		return nil
	}
	o.names = append(o.names, name)
	o.seen = append(o.seen, extract.SeenFile{Name: name, Info: info})
	if _, parts := partsOf(name); len(parts) > 0 {
		for _, part := range parts[1:] {
			info, err := os.Stat(part)
			if err != nil {
				return err
			}
			o.seen = append(o.seen, extract.SeenFile{Name: part, Info: info})
		}
	}
	b, err := fileBlob(name, info)
	if err != nil {
		return err
	}
	if err := o.addBlob(b); err != nil {
		return err
	}
	return o.siblings(name)
}

// addSpooled opens what can be read only once.
func (o *opener) addSpooled(name string, r io.Reader) error {
	f, err := o.temp("wp2md-*.sql")
	if err != nil {
		return err
	}
	size, err := io.Copy(f, r)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return o.addBlob(blob{name, size, func() (io.ReadCloser, error) {
		return nopCloser{io.NewSectionReader(f, 0, size)}, nil
	}})
}

// nopCloser keeps the other methods of what it closes not.
type nopCloser struct{ *io.SectionReader }

func (nopCloser) Close() error { return nil }

// temp makes a file that is gone when the source is closed, and where the
// system allows it even if the program is killed.
func (o *opener) temp(pattern string) (*os.File, error) {
	f, err := os.CreateTemp(o.opt.Temp, pattern)
	if err != nil {
		return nil, err
	}
	gone := os.Remove(f.Name()) == nil
	o.closers = append(o.closers, func() error {
		err := f.Close()
		if !gone {
			err = errors.Join(err, os.Remove(f.Name()))
		}
		return err
	})
	return f, nil
}

// addFolder opens the dumps and backups in a folder, but not in folders below
// it but for the uploads.
func (o *opener) addFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	if reason, hint := tablesApart(entries); reason != "" {
		return refuse(display(folder), reason, hint)
	}
	found := false
	for name := range filesIn(folder, entries) {
		if _, ok := Sniff(name); !ok {
			if src, err := extract.Open([]string{name}, nil); err == nil {
				src.Close()
				o.exports = append(o.exports, display(name))
			}
			continue
		}
		found = true
		if err := o.add(name, nil); err != nil {
			o.skipped = append(o.skipped, err)
		}
	}
	if !found {
		return refuse(display(folder), "no SQL dump in this folder", hintDump)
	}
	return nil
}

// filesIn yields the names of the files in a folder that can be dumps.
func filesIn(folder string, entries []os.DirEntry) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, e := range entries {
			name := filepath.Join(folder, e.Name())
			if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			if !yield(name) {
				return
			}
		}
	}
}

// siblings adds the parts of a backup that lie beside its database.
func (o *opener) siblings(name string) error {
	for _, other := range siblingsOf(name) {
		if err := o.add(other, nil); err != nil {
			o.skipped = append(o.skipped, err)
		}
	}
	return nil
}

// siblingsOf returns the parts of a backup that lie beside its database: those of
// UpdraftPlus have names that differ in their end.
func siblingsOf(name string) (list []string) {
	stem, ok := strings.CutSuffix(filepath.Base(name), "-db.gz")
	if !ok || !strings.HasPrefix(stem, "backup_") {
		return nil
	}
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if rest, ok := strings.CutPrefix(e.Name(), stem+"-uploads"); ok && strings.HasSuffix(rest, ".zip") && !e.IsDir() {
			list = append(list, filepath.Join(filepath.Dir(name), e.Name()))
		}
	}
	return list
}

// FilesOf returns the names of the files that Open reads for a name: of a folder its dumps,
// of a part of a file all of them, of the database of a backup what lies beside it, and
// of any other file itself. It opens none of them but to see what those in a folder are.
func FilesOf(name string) []string {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	if info.IsDir() {
		var list []string
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil
		}
		for file := range filesIn(name, entries) {
			if _, ok := Sniff(file); ok {
				for _, f := range FilesOf(file) {
					if !slices.Contains(list, f) { // by another of its parts
						list = append(list, f)
					}
				}
			}
		}
		return list
	}
	if _, parts := partsOf(name); len(parts) > 0 {
		return parts
	}
	return append([]string{name}, siblingsOf(name)...)
}

// A form is what bytes are.
type form uint8

const (
	formUnknown form = iota
	formSQL
	formZip
	formTar
	formWpress
	formRefused
)

// headSize is how much is looked at to find out what something is.
const headSize = 64 << 10

// addBlob opens what a file holds.
func (o *opener) addBlob(b blob) error {
	f, err := b.form()
	if err != nil {
		return err
	}
	if b, err = o.unxz(b); err != nil {
		return err
	}
	switch f {
	case formSQL:
		o.dumps = append(o.dumps, b)
		return nil
	case formZip:
		return o.addZip(b)
	case formTar:
		return o.addTar(b)
	case formWpress:
		return o.addWpress(b)
	}
	return refuse(b.name, "no SQL dump and no backup that is known", hintDump)
}

// form finds out what a blob is. The error says what is refused by name.
func (b blob) form() (form, error) {
	raw, err := b.head(false)
	if err != nil {
		return 0, err
	}
	name := strings.ToLower(b.name)
	has := func(magic string) bool { return bytes.HasPrefix(raw, []byte(magic)) }
	no := func(reason, hint string) (form, error) { return formRefused, refuse(b.name, reason, hint) }
	switch {
	case has("PK\x03\x04"), has("PK\x05\x06"):
		return formZip, nil
	case strings.HasSuffix(name, ".crypt"):
		return no("an encrypted backup of UpdraftPlus", "decrypt it in UpdraftPlus (Settings, Advanced tools, Decrypt) and give the -db.gz")
	case strings.HasSuffix(name, ".daf"), has("<A><V>"):
		return no("a backup of Duplicator in its own format", "unpack it with the DupArchive extractor, or make the backup again as a zip (Settings, Packages, Archive engine)")
	case has("JPA"):
		return no("a backup of Akeeba", "unpack it with Akeeba eXtract Wizard and give the folder's .sql files")
	case has("7z\xbc\xaf\x27\x1c"):
		return no("a 7z archive", "unpack it and give the .sql")
	case has("Rar!"):
		return no("a rar archive", "unpack it and give the .sql")
	case wpressHeader(raw):
		return formWpress, nil
	}
	if reason, hint := foreign(raw, name); reason != "" {
		return no(reason, hint)
	}
	head := raw
	if packingOf(raw) != packedNot {
		head, err = b.head(true)
	}
	if errors.As(err, new(*RefusedError)) {
		return formRefused, err
	}
	if p := packingOf(raw); len(head) == 0 && (p == packedBzip2 || p == packedZstd || p == packedXz) {
		return no("a packed file of which not even the beginning can be unpacked", "download or copy it again")
	}
	if err != nil {
		return 0, err
	}
	switch text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"); {
	case tarHeader(head):
		return formTar, nil
	case bytes.Contains(head, []byte("<pma_xml_export")), bytes.Contains(head, []byte("phpMyAdmin XML Dump")):
		return no("an XML export of phpMyAdmin", "export the database again in the format SQL")
	case bytes.Contains(head, []byte("Export to JSON plugin for PHPMyAdmin")):
		return no("a JSON export of phpMyAdmin", "export the database again in the format SQL")
	case bytes.HasPrefix(text, []byte("<?xml")) && bytes.Contains(text[:min(len(text), 400)], []byte("<mysqldump")):
		return no("a dump in XML", "dump the database again without --xml")
	case len(text) > 0 && text[0] == '<':
	case looksSQL(head):
		return formSQL, nil
	case isTableText(text):
		return no("a table as CSV", "export the whole database in the format SQL")
	}
	return formUnknown, nil
}

// head returns the first bytes of a blob, unpacked or not.
func (b blob) head(unpacked bool) ([]byte, error) {
	open := b.open
	if unpacked {
		open = b.unpack
	}
	r, err := open()
	if err != nil {
		return nil, b.tooLarge(err)
	}
	defer r.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if err := b.tooLarge(err); errors.As(err, new(*RefusedError)) {
		return nil, err
	}
	return head[:n], nil // what else is wrong with it is said when it is read
}

// tooLarge returns the refusal of a file that is packed with a larger dictionary than there
// may be, and any other error as it is.
func (b blob) tooLarge(err error) error {
	if errors.Is(err, xz.ErrMemlimit) || errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		return refuse(b.name, "packed so that it takes more than 64 MiB of memory to unpack", "unpack it, or pack it again: xz -6, zstd without --long")
	}
	return err
}

// A packing is what lies around a dump.
type packing uint8

const (
	packedNot packing = iota
	packedGzip
	packedBzip2
	packedZstd
	packedXz
	packedUTF16 // which Windows makes of what is redirected into a file
)

const magicSize = 5 // at most

func packingOf(magic []byte) packing {
	for p, list := range [...][]string{packedGzip: {"\x1f\x8b"}, packedBzip2: {"BZh"}, packedZstd: {"\x28\xb5\x2f\xfd"}, packedXz: {"\xfd7zXZ"}, packedUTF16: {"\xff\xfe", "\xfe\xff"}} {
		for _, m := range list {
			if bytes.HasPrefix(magic, []byte(m)) {
				return packing(p)
			}
		}
	}
	return packedNot
}

// unpack opens a blob and undoes its compression or UTF-16.
func (b blob) unpack() (io.ReadCloser, error) {
	f, err := b.open()
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(f, 256<<10)
	magic, _ := in.Peek(magicSize)
	var r io.Reader = in
	closer := f.Close
	switch packingOf(magic) {
	case packedGzip:
		gz, err := gzip.NewReader(in)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		r = gz
	case packedBzip2:
		r = bzip2.NewReader(in)
	case packedZstd:
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20), zstd.WithDecoderLowmem(true))
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		r = z
		closer = func() error { z.Close(); return f.Close() }
	case packedXz:
		z, err := newXz(in)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("%s: %w", b.name, err)
		}
		r = z
		closer = func() error { xzReaders.Put(z); return f.Close() }
	case packedUTF16:
		r = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in)
	}
	return struct {
		io.Reader
		io.Closer
	}{r, closeFunc(closer)}, nil
}

// xzReaders are readers that are done, with their dictionaries: of 64 MiB of a file that
// was packed with -9, and the file is opened more than once.
var xzReaders sync.Pool

func newXz(in io.Reader) (*xz.Reader, error) {
	z, ok := xzReaders.Get().(*xz.Reader)
	if !ok {
		return xz.NewReader(in, 0)
	}
	return z, z.Reset(in)
}

// unxz returns what is packed with xz as a temporary file that is not, and any other
// blob as it is: all else that a dump takes is not held beside the dictionary.
func (o *opener) unxz(b blob) (blob, error) {
	head, err := b.head(false)
	if err != nil || packingOf(head) != packedXz {
		return b, err
	}
	r, err := b.unpack()
	if err != nil {
		return b, err
	}
	f, err := o.temp("wp2md-*.unpacked")
	if err != nil {
		r.Close()
		return b, err
	}
	size, cut := io.Copy(f, r)
	r.Close()
	var write *os.PathError
	if errors.As(cut, &write) {
		return b, cut
	}
	for xzReaders.Get() != nil {
	}
	debug.FreeOSMemory() // the dictionaries
	return blob{b.name, size, func() (io.ReadCloser, error) {
		section := io.NewSectionReader(f, 0, size)
		if cut != nil { // what was wrong with the file comes after what could be read
			return io.NopCloser(io.MultiReader(section, failed{cut})), nil
		}
		return nopCloser{section}, nil
	}}, nil
}

// failed is a reader of nothing but an error.
type failed struct{ err error }

func (f failed) Read([]byte) (int, error) { return 0, f.err }

// plain returns how a blob is opened to be read anywhere; nil if what it holds
// can only be read from its beginning.
func (b blob) plain() func() (io.ReadCloser, error) {
	r, err := b.open()
	if err != nil {
		return nil
	}
	defer r.Close()
	at, ok := r.(io.ReaderAt)
	if !ok {
		return nil
	}
	head := make([]byte, magicSize)
	if n, _ := at.ReadAt(head, 0); packingOf(head[:n]) != packedNot {
		return nil
	}
	return b.open
}

type closeFunc func() error

func (f closeFunc) Close() error { return f() }

// looksSQL reports whether the beginning of a text is that of a dump.
func looksSQL(head []byte) bool {
	for _, mark := range []string{"-- MySQL dump", "-- MariaDB dump", "-- phpMyAdmin SQL Dump", "# WordPress MySQL database backup", "-- Backup with BackWPup",
		"enable the sandbox mode", "-- Adminer", "-- Dumping data for table", "-- Table structure for table"} {
		if bytes.Contains(head, []byte(mark)) {
			return true
		}
	}
	s := scanner{window: newWindow(bytes.NewReader(head)), h: ignore{}}
	for n := 0; n < 50 && (s.i < s.end || s.more()) && s.comments(); n++ {
		c := s.next()
		switch verb := s.upper(c); {
		case verb == "CREATE" || verb == "DROP" || verb == "ALTER" || verb == "LOCK":
			if c = s.next(); s.upper(c) == "TABLE" || s.upper(c) == "TABLES" || s.upper(c) == "DATABASE" {
				return true
			}
		case verb == "INSERT" || verb == "REPLACE":
			if c = s.next(); s.upper(c) == "INTO" || s.upper(c) == "IGNORE" || c.kind == name {
				return true
			}
		case verbs[verb]:
			s.skip()
			continue
		}
		s.restOfLine()
	}
	return false
}

// ignore is a handler that wants nothing.
type ignore struct{}

func (ignore) created(string, []string)               {}
func (ignore) into(string, []string) func(*row) error { return nil }
func (ignore) mend(string, int, []byte)               {}
func (ignore) charset(string, bool)                   {}

// Sniff reports whether Open is the one to ask for a file or folder, and what
// it is in a word. What it refuses by name counts.
func Sniff(name string) (what string, ok bool) {
	info, err := os.Stat(name)
	if err != nil {
		return "", false
	}
	if info.IsDir() {
		entries, err := os.ReadDir(name)
		if err != nil {
			return "", false
		}
		for _, e := range entries {
			if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			switch strings.ToLower(filepath.Ext(e.Name())) {
			case ".sql", ".gz", ".bz2", ".zst", ".xz", ".zip", ".tar", ".tgz", ".txz", ".tzst", ".wpress", ".crypt", ".daf", ".001":
				if what, ok := Sniff(filepath.Join(name, e.Name())); ok {
					return what, true
				}
			}
		}
		// What is no dump claims a folder only where there is no export in it.
		for _, e := range entries {
			switch file := filepath.Join(name, e.Name()); strings.ToLower(filepath.Ext(e.Name())) {
			case ".wpstg", ".sqlite", ".csv", ".tsv", ".xml", ".ibd", ".frm", ".myd":
				if w, found := Sniff(file); found && !ok {
					what, ok = w, true
				} else if src, err := extract.Open([]string{file}, nil); err == nil {
					src.Close()
					return "", false
				}
			}
		}
		return what, ok
	}
	if !info.Mode().IsRegular() {
		return "", false
	}
	b, err := fileBlob(name, info)
	if err != nil {
		return "", false
	}
	return b.sniff()
}

// SniffBytes is Sniff for the first bytes of a stream, of which 64 KiB are
// enough.
func SniffBytes(head []byte) (what string, ok bool) {
	b := blob{"stdin", int64(len(head)), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(head)), nil }}
	switch f, err := b.form(); {
	case f == formRefused:
		var r *RefusedError
		errors.As(err, &r)
		return r.Reason, true
	case f == formSQL:
		return "SQL dump", true
	case f == formWpress:
		return "backup of All-in-One WP Migration", true
	}
	return "", false
}

func (b blob) sniff() (what string, ok bool) {
	f, err := b.form()
	switch {
	case f == formRefused:
		var r *RefusedError
		errors.As(err, &r)
		return r.Reason, true
	case err != nil:
		return "", false
	case f == formSQL:
		return "SQL dump", true
	case f == formWpress:
		return "backup of All-in-One WP Migration", true
	case f == formZip, f == formTar:
		o := &opener{}
		defer o.close()
		var r *RefusedError
		if err := o.addBlob(b); err == nil && len(o.dumps) > 0 || errors.As(err, &r) && r.named {
			return "backup", true
		}
	}
	return "", false
}

// choose decides which of the dumps that were found are the database.
func (o *opener) choose(name string) error {
	for _, e := range o.exports {
		o.skipped = append(o.skipped, &RefusedError{
			File: e, Reason: "a WordPress export beside a dump, which is read instead; what only it has is missing", lost: true,
			hint: "name the dump and the export one after the other, and they are one site",
		})
	}
	if len(o.dumps) == 0 {
		for _, err := range o.skipped {
			if refused := (*RefusedError)(nil); errors.As(err, &refused) && refused.hint != "" && !slices.Contains(o.exports, refused.File) {
				return err
			}
		}
		return refuse(name, "no SQL dump in it", hintDump)
	}
	if len(o.dumps) == 1 {
		return nil
	}
	// Of several, one can be the whole database, or each can be a table.
	var whole []blob
	for _, b := range o.dumps {
		t := filledTables{}
		if err := t.read(b); err != nil && !errors.As(err, new(*TruncatedError)) {
			return err
		}
		if t.site() {
			whole = append(whole, b)
		}
	}
	switch {
	case len(whole) == 1:
		for _, b := range o.dumps {
			if b.name != whole[0].name {
				o.skipped = append(o.skipped, refuse(b.name, "a dump without the tables of a site beside one that has them", ""))
			}
		}
		o.dumps = whole
	case len(whole) > 1:
		list := make([]string, len(whole))
		for i, b := range whole {
			list[i] = b.name
		}
		return refuse(name, fmt.Sprintf("%d databases with a WordPress: %s", len(whole), strings.Join(list, ", ")), "unpack the wanted one and give it alone")
	}
	return nil
}

// filledTables are the names of the tables a dump has rows of.
type filledTables map[string]bool

func (t filledTables) created(table string, _ []string)               {}
func (t filledTables) into(table string, _ []string) func(*row) error { t[table] = true; return nil }
func (t filledTables) mend(string, int, []byte)                       {}
func (t filledTables) charset(string, bool)                           {}

func (t filledTables) read(b blob) error {
	r, err := b.unpack()
	if err != nil {
		return err
	}
	defer r.Close()
	s := scanner{window: newWindow(r), h: t}
	s.run() // damage is reported when it is read for good
	return nil
}

func (t filledTables) site() bool {
	for name := range t {
		if p, ok := strings.CutSuffix(name, tableNames[tableOptions]); ok && t[p+tableNames[tablePosts]] {
			return true
		}
	}
	return false
}

// load reads the dumps, once or, if users come before the posts that say who of
// them wrote something, their users once more.
func (src *Source) load(ctx context.Context, dumps []blob, opt Options) error {
	src.l = NewFeed("", opt).l
	name := ""
	for i, b := range dumps {
		src.files = append(src.files, b.name)
		if i == 0 {
			name = b.name
		}
	}
	if err := src.scan(ctx, dumps); err != nil {
		return err
	}
	if src.l.late {
		src.l.people = true
		for _, s := range src.l.order {
			clear(s.users)
			clear(s.nicename)
		}
		repairs, cut := src.l.repairs, src.cut
		if err := src.scan(ctx, dumps); err != nil {
			return err
		}
		src.l.repairs, src.cut = repairs, cut
	}
	err := src.finish(name)
	var unknown *SitesError
	if errors.As(err, &unknown) && unknown.Prefix != "" {
		// The others are listed, with what they are.
		opt.Prefix = ""
		other := &Source{}
		defer other.Close()
		if e := other.load(ctx, dumps, opt); e == nil || errors.As(e, new(*SitesError)) {
			unknown.Sites = other.list
		}
	}
	return err
}

// lacking returns the tables that a whole dump does not have, if it says which it has: one
// of rows alone does not name those that are empty.
func (src *Source) lacking() []string {
	there := func(table string) bool { return src.l.columns[table] != nil }
	if prefix := src.s.prefix; src.cut == nil && there(prefix+tableNames[tablePosts]) {
		return absent(prefix, there)
	}
	return nil
}

func (src *Source) scan(ctx context.Context, dumps []blob) error {
	var cuts []error
	for _, b := range dumps {
		r, err := b.unpack()
		if err != nil {
			return err
		}
		src.l.from(b.name, b.plain())
		s := scanner{window: newWindow(&stopped{ctx, r}), h: src.l}
		err = s.run()
		r.Close()
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var write *os.PathError
		if errors.As(err, &write) { // of the temporary file
			return err
		}
		if err != nil || s.inside || s.header && !s.complete {
			cut := &TruncatedError{File: b.name, Line: s.lineNumber(), Err: err}
			if s.inside {
				cut.Table = s.table
			}
			cuts = append(cuts, cut)
		}
	}
	src.cut = errors.Join(cuts...)
	if len(cuts) == 1 {
		src.cut = cuts[0]
	}
	return nil
}

// stopped is a reader that ends when the context does.
type stopped struct {
	ctx context.Context
	r   io.Reader
}

func (s *stopped) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// display makes a name safe to be shown.
func display(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || 0x7f <= r && r <= 0x9f || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, extract.StoredText([]byte(name), nil))
}
