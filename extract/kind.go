package extract

import (
	"bufio"
	"context"
	"io"
	"iter"
	"os"

	"github.com/wp2md/wp2md/internal/note"
)

// A Kind is a kind of source: how a name is known to be one, and how those names
// are opened. The package that reads a kind has it as a value.
type Kind struct {
	// Claims says whether a name is of this kind: a file, a folder, an address, or "-"
	// for standard input. A file's bytes say what it is, not its name.
	Claims func(name string, in *Input) Claim
	// Open opens names that are one source. What it returns can be read more than once.
	Open func(ctx context.Context, names []string, in *Input) (Opened, error)

	// Rest says that names which no kind claims belong to this one, if one of the others
	// does: to the first such kind. Its Open refuses what is nothing at all.
	Rest bool
	// Address says that its names are none of files.
	Address bool
	// Sites says that it can hold several sites, of which Input.Site chooses one.
	Sites bool
}

// A Claim is what a kind says of a name.
type Claim int

const (
	Unclaimed Claim = iota
	Alone           // a source of its own
	Together        // it and all others of the kind are one source, as the files of a backup are
)

// Each returns a [Kind.Claims] by which each name that is of the kind is a source of
// its own.
func Each(is func(name string) bool) func(string, *Input) Claim {
	return func(name string, _ *Input) Claim {
		if is(name) {
			return Alone
		}
		return Unclaimed
	}
}

// Input is what a kind is given beside names.
type Input struct {
	Stdin io.Reader // what "-" reads; nil if there is none
	Site  string    // the wanted one of several, by the prefix of its tables in a database
	One   bool      // there is no other name: Alone and Together are the same

	claimed *Source // the one name, which Exports has opened to know it
}

// headOfStdin is how much of standard input can be looked at.
const headOfStdin = 64 << 10

// Head returns the first bytes of standard input, 64 KiB at most, which are still there
// to be read.
func (in *Input) Head() []byte {
	if in.Stdin == nil {
		return nil
	}
	buffered, ok := in.Stdin.(*bufio.Reader)
	if !ok || buffered.Size() < headOfStdin {
		buffered = bufio.NewReaderSize(in.Stdin, headOfStdin)
		in.Stdin = buffered
	}
	head, _ := buffered.Peek(headOfStdin) // what is wrong with it is said when it is read
	return head
}

// Opened is a source that is ready to be read: it yields the items of a site, as
// often as it is asked. If it brings uploads, it has a method Brought() []Brought.
type Opened interface {
	// Items yields the items in their order. It fills site, if that is not nil,
	// as it comes to know it. After an error there is no further item.
	Items(site *Site) iter.Seq2[*Item, error]
	// Size is how many bytes one reading takes, and Offset how many of them are
	// read.
	Size() int64
	Offset() int64
	Repairs() []Repair // what was mended, in the readings so far
	Skipped() []error  // files of the source that are none of ours
	Notes() []Note     // what could not be got, as data
	Close() error
}

// Note is what a source says that it could not get, or has no item for.
type Note = note.Note

// Brought are uploads that a source brings with it: files, or the name of the folder
// that has wp-content/uploads.
type Brought struct {
	Files  Uploads
	Folder string
}

// Uploads are files of wp-content/uploads. They may be used by any number of
// goroutines.
type Uploads interface {
	// File opens the file with a slash-separated path below the uploads
	// folder, such as 2013/04/rework.png.
	File(name string) (io.ReadCloser, error)
	Has(name string) bool
}

// Exports is the kind of a WordPress export: a file, several, a folder, a pipe.
var Exports = Kind{
	Claims: claimExport,
	Open: func(_ context.Context, names []string, in *Input) (Opened, error) {
		if src := in.claimed; src != nil {
			in.claimed = nil
			return src, nil
		}
		src, err := Open(names, in.Stdin)
		if err != nil {
			return nil, err
		}
		return src, nil
	},
	Rest: true,
}

// claimExport claims exports. One that was fetched is never the part of another. Of
// what can be read only once it says so unseen: no other kind reads pipes.
func claimExport(name string, in *Input) Claim {
	if name == "-" {
		return Together
	}
	info, err := os.Stat(name)
	if err != nil {
		return Unclaimed
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return Together
	}
	src, err := Open([]string{name}, nil)
	if err != nil {
		return Unclaimed
	}
	if in.One && in.Site == "" { // it will be opened
		in.claimed = src
		return Together
	}
	defer src.Close()
	if !in.One && src.generator() == "wp2md fetch" {
		return Alone
	}
	return Together
}
