package source

import (
	"bufio"
	"slices"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/dump"
	"github.com/wp2md/wp2md/extract/saved"
)

// groups puts names together that are one source: the files of a dump or
// backup, the parts of an export. Every other name is a source of its own. The
// order is that of their first names.
func groups(names []string, o *Options) [][]string {
	const (
		dumps   = "dump"
		exports = "export"
	)
	var list [][]string
	at := map[string]int{}
	put := func(kind, name string) {
		if i, ok := at[kind]; ok && kind != "" {
			list[i] = append(list[i], name)
			return
		}
		at[kind] = len(list)
		list = append(list, []string{name})
	}
	var loose []string
	for _, name := range names {
		switch {
		case IsSite(name), database.Is(name), database.IsFolder(name):
			put("", name)
		case isDump(name, o):
			put(dumps, name)
		case name == "-":
			put(exports, name)
		default:
			if isExport, isOurs := exportOf(name); isOurs {
				put("", name)
			} else if isExport {
				put(exports, name)
			} else if saved.Sniff(name) {
				put("", name)
			} else {
				loose = append(loose, name)
			}
		}
	}
	for _, name := range loose { // the files of a backup, or what is refused by those who know why
		if _, ok := at[dumps]; ok {
			put(dumps, name)
		} else {
			put(exports, name)
		}
	}
	return list
}

// isDump reports whether a name holds a database. Of standard input it leaves all
// in the options.
func isDump(name string, o *Options) bool {
	if name != "-" || o.Stdin == nil {
		_, ok := dump.Sniff(name)
		return ok
	}
	in, ok := o.Stdin.(*bufio.Reader)
	if !ok {
		in = bufio.NewReaderSize(o.Stdin, 64<<10)
		o.Stdin = in
	}
	head, _ := in.Peek(64 << 10)
	_, ok = dump.SniffBytes(head)
	return ok
}

// exportOf reports whether a file or folder is an export, and whether it is one
// that was fetched, which is never the part of another.
func exportOf(name string) (isExport, isOurs bool) {
	src, err := extract.Open([]string{name}, nil)
	if err != nil {
		return false, false
	}
	defer src.Close()
	var site extract.Site
	for range src.Items(&site) {
		break
	}
	return true, site.Generator == "wp2md fetch"
}

// oneAddress returns an error if more than one of the names is the address of a
// site, for what it answers has one place.
func oneAddress(names []string) error {
	if i := slices.IndexFunc(names, IsSite); i >= 0 {
		if j := slices.IndexFunc(names[i+1:], IsSite); j >= 0 {
			return aloneError{names[i+1+j]}
		}
	}
	return nil
}
