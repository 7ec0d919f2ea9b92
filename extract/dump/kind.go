package dump

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// Kind is the kind of dumps and backups: all files of one are one source.
var Kind = extract.Kind{
	Claims: func(name string, in *extract.Input) extract.Claim {
		ok := false
		if name == "-" {
			_, ok = SniffBytes(in.Head())
		} else {
			_, ok = Sniff(name)
		}
		if ok {
			return extract.Together
		}
		return extract.Unclaimed
	},
	Open: func(ctx context.Context, names []string, in *extract.Input) (extract.Opened, error) {
		src, err := Open(ctx, names, in.Stdin, Options{Prefix: in.Site})
		if err != nil {
			return nil, err
		}
		return src, nil
	},
	Rest:  true,
	Sites: true,
}

// Notes says what of the database is in no item.
func (src *Source) Notes() []extract.Note {
	var list []extract.Note
	for _, l := range src.Left() {
		list = append(list, extract.Note{Kind: note.Type, Text: fmt.Sprintf("%s (%d): %s", l.What, l.Count, l.Why)})
	}
	if tables := src.lacking(); len(tables) > 0 {
		text := "the dump does not have " + strings.Join(tables, ", ") + ": what they hold is missing; dump the whole database"
		list = append(list, extract.Note{Kind: note.Type, Text: text})
	}
	return list
}

// Sum returns the SHA-256 of the names and bytes of the files that are read. It reports
// false if one cannot be read again as it is, and of what is no file, such as a server.
func (src *Source) Sum() (sum [sha256.Size]byte, ok bool) {
	if src.once || len(src.seen) == 0 {
		return sum, false
	}
	return extract.SumFiles(src.seen)
}

// Brought returns the uploads of a backup, if it has some.
func (src *Source) Brought() []extract.Brought {
	if src.uploads == nil {
		return nil
	}
	return []extract.Brought{{Files: src.uploads}}
}
