package main

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/rewrite/redirect"
)

// redirectsFile holds all redirects, below .wp2md; the formats that the settings
// ask for are files of the site.
const redirectsFile = "redirects.csv"

// redirectRules are the settings for redirects.
type redirectRules struct {
	formats []redirect.Format
	all     bool // also the forms of pages whose path stays
}

// readRedirects reads redirects: a list of formats, or { formats: …, all: … }.
func readRedirects(n *yaml.Node) (r redirectRules, err error) {
	const what = "a list of formats, or { formats: […], all: true }"
	list := n
	if n.Kind == yaml.MappingNode {
		list = nil
		err = mapping(n, what, func(key, val *yaml.Node) error {
			switch key.Value {
			case "formats":
				list = val
			case "all":
				if val.Decode(&r.all) != nil {
					return lineError{val.Line, "all: neither true nor false"}
				}
			default:
				return lineError{key.Line, fmt.Sprintf("unknown key %q: not %s", key.Value, what)}
			}
			return nil
		})
	}
	if err != nil || list == nil {
		return r, err
	}
	names, err := texts(list, what)
	for _, name := range names {
		f, ok := redirect.Named(name)
		if !ok {
			return r, lineError{list.Line, fmt.Sprintf("unknown format %q: there is %s", name, formatNames())}
		}
		for _, other := range r.formats {
			if other.File == f.File {
				return r, lineError{list.Line, fmt.Sprintf("%s and %s are the same file, %s", other.Name, f.Name, f.File)}
			}
		}
		r.formats = append(r.formats, f)
	}
	return r, err
}

func formatNames() string {
	var names []string
	for _, f := range redirect.Formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// readArchives reads archives: where the new site has lists of posts, by kind.
func readArchives(n *yaml.Node) (map[string]string, error) {
	archives := map[string]string{}
	err := mapping(n, "a mapping of kinds to paths", func(key, val *yaml.Node) error {
		path, err := text(val, "a path")
		if err != nil {
			return err
		}
		archives[key.Value] = path
		if _, err := rewrite.New(&extract.Site{}, rewrite.Options{Archives: map[string]string{key.Value: path}}); err != nil {
			return lineError{val.Line, strings.TrimPrefix(err.Error(), "archives: ")}
		}
		return nil
	})
	return archives, err
}

// redirects collects those of the items as they are written. They wait in
// temporary files, one for each kind, so that memory does not grow with the
// site and the dearest come first.
type redirects struct {
	spool [rewrite.RedirectKinds]*spool
	owner []int32 // by file: number of the item that leads to it, from 1
	count int
	err   error        // of reading
	files []emit.Other // that were written
}

type spool struct {
	file *os.File
	out  *bufio.Writer
	gone bool // already, but for this program; not on Windows
}

// redirectsOf returns those of an item. The file of an attachment that is not to
// be in the output is not told.
func (m *migration) redirectsOf(j job) []rewrite.Redirect {
	if j.it.Cut {
		return nil
	}
	if j.it.Type == "attachment" {
		if _, held := m.sel.file(j.it, m.plan.unwritten[j.it.Parent]); held {
			return nil
		}
	}
	return m.plan.index.Redirects(j.n, j.it, m.settings.redirects.all)
}

// addRedirects takes the redirects of the next item.
func (m *migration) addRedirects(n int, list []rewrite.Redirect) error {
	r := &m.redirects
	if m.o.some() {
		return nil
	}
	if r.owner == nil {
		r.owner = make([]int32, m.plan.index.Files())
	}
	for i := range list {
		if f := list[i].File; f > 0 && list[i].Kind >= rewrite.RedirectFile {
			if owner := &r.owner[f-1]; *owner == 0 {
				*owner = int32(n + 1)
			} else if *owner != int32(n+1) {
				continue // two attachments of one file
			}
		}
		if err := r.add(&list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r *redirects) add(d *rewrite.Redirect) error {
	s := r.spool[d.Kind]
	if s == nil {
		file, err := os.CreateTemp("", "wp2md-*.redirects")
		if err != nil {
			return err
		}
		s = &spool{file, bufio.NewWriter(file), os.Remove(file.Name()) == nil}
		r.spool[d.Kind] = s
	}
	r.count++
	flags := byte(0)
	if d.Below {
		flags |= 1
	}
	if d.Fallback {
		flags |= 2
	}
	err := s.out.WriteByte(flags)
	for _, text := range []string{d.From, d.Query, d.To} {
		s.out.Write(binary.AppendUvarint(nil, uint64(len(text))))
		_, err = s.out.WriteString(text) // the writer keeps its first error
	}
	return err
}

// close removes the temporary files.
func (r *redirects) close() {
	for _, s := range r.spool {
		if s != nil {
			s.file.Close()
			if !s.gone {
				os.Remove(s.file.Name())
			}
		}
	}
}

// sorted yields all redirects, the dearest first, in the order of the source.
func (r *redirects) sorted() iter.Seq[rewrite.Redirect] {
	return func(yield func(rewrite.Redirect) bool) {
		for kind, s := range r.spool {
			if s == nil {
				continue
			}
			err := s.out.Flush()
			if err == nil {
				_, err = s.file.Seek(0, io.SeekStart)
			}
			for in := bufio.NewReader(s.file); err == nil; {
				var d rewrite.Redirect
				if d, err = readRedirect(in); err == nil {
					d.Kind = rewrite.RedirectKind(kind)
					if !yield(d) {
						return
					}
				}
			}
			if err != io.EOF {
				r.err = errors.Join(r.err, err)
				return
			}
		}
	}
}

func readRedirect(in *bufio.Reader) (d rewrite.Redirect, err error) {
	flags, err := in.ReadByte()
	if err != nil {
		return d, err
	}
	d.Below, d.Fallback = flags&1 != 0, flags&2 != 0
	for _, text := range []*string{&d.From, &d.Query, &d.To} {
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return d, io.ErrUnexpectedEOF
		}
		b := make([]byte, n)
		if _, err := io.ReadFull(in, b); err != nil {
			return d, io.ErrUnexpectedEOF
		}
		*text = string(b)
	}
	return d, nil
}

// writeRedirects writes the redirects of the site. A run that is about some
// items only leaves those of the last one.
func (m *migration) writeRedirects() error {
	r := &m.redirects
	if m.o.some() {
		return nil
	}
	for i, used := range m.tally.files {
		if d, ok := m.plan.index.FileRedirect(i); ok && used && (r.owner == nil || r.owner[i] == 0) {
			if err := r.add(&d); err != nil {
				return err
			}
		}
	}
	for _, d := range m.plan.index.ListRedirects() {
		if err := r.add(&d); err != nil {
			return err
		}
	}
	m.tally.redirects = report.Redirects{Count: r.count, Formats: []report.RedirectFormat{}}
	table, _ := redirect.Named("csv")
	write := func(w io.Writer) error {
		_, _, err := table.Write(w, r.sorted())
		return err
	}
	err := m.watchOwn(redirectsFile, write)
	if err == nil {
		err = m.folder.WriteOwnFrom(redirectsFile, write)
	}
	if err != nil {
		return err
	}
	for _, f := range m.settings.redirects.formats {
		m.writeFormat(f)
	}
	if _, said := m.settings.archives["feed"]; !said {
		m.tally.redirects.NoFeed = true
	}
	return r.err
}

// writeFormat writes the redirects in a format, unless somebody has edited the
// file: then beside it. A file that cannot be written stops no other.
func (m *migration) writeFormat(f redirect.Format) {
	in, out := io.Pipe()
	var told report.RedirectFormat
	done := make(chan struct{})
	go func() {
		defer close(done)
		written, left, err := f.Write(out, m.redirects.sorted())
		told = report.RedirectFormat{Name: f.Name, File: f.File, Written: written, Left: []report.RedirectsLeft{}}
		for _, l := range left {
			told.Left = append(told.Left, report.RedirectsLeft(l))
		}
		out.CloseWithError(err)
	}()
	file, err := m.folder.Copy(f.File, in)
	in.CloseWithError(errors.New("closed"))
	<-done
	if err != nil {
		m.tally.problems = append(m.tally.problems, err.Error())
		return
	}
	if m.o.watch != nil {
		if err := m.o.watch.file(file); err != nil {
			m.tally.problems = append(m.tally.problems, err.Error())
		}
	}
	if text := editedFile(file); text != "" {
		m.tally.problems = append(m.tally.problems, f.File+" "+text)
	}
	m.redirects.files = append(m.redirects.files, emit.Other{Path: f.File, SHA256: file.SHA256})
	m.tally.redirects.Formats = append(m.tally.redirects.Formats, told)
}

// redirectsLine says where the redirects are.
func redirectsLine(r *report.Redirects) string {
	line := "from old addresses to new ones: .wp2md/" + redirectsFile
	for _, f := range r.Formats {
		line += ", " + f.File
	}
	return line
}

// printRedirects says what the formats could not hold.
func printRedirects(r *report.Redirects, p func(format string, args ...any)) {
	for _, f := range r.Formats {
		for _, l := range f.Left {
			p("  %-12s %6s  %d not in %s: %s, such as %s", "", "", l.Count, f.File, l.Why, printable(l.First[0]))
		}
	}
	if r.NoFeed && len(r.Formats) > 0 {
		p("  %-12s %6s  none for /feed/: wp2md.yaml says where the new one is, archives: { feed: /index.xml }", "", "")
	}
}

// The report names so many addresses that lead nowhere, and posts of each.
const (
	mostLeft  = 10000
	mostPosts = 100
)

// leave notes the addresses that are left in an item and its comments.
func (t *tally) leave(e *emit.Entry, list []rewrite.Left) {
	seen := map[rewrite.Left]bool{}
	for _, l := range list {
		if seen[l] { // in several of its comments
			continue
		}
		seen[l] = true
		i, ok := t.leftAt[l]
		if !ok {
			if len(t.links) == mostLeft {
				t.moreLinks++
				continue
			}
			if t.leftAt == nil {
				t.leftAt = map[rewrite.Left]int{}
			}
			i = len(t.links)
			t.leftAt[l] = i
			t.links = append(t.links, report.DeadLink{Address: strings.Clone(l.Address), Why: l.Why})
		}
		link := &t.links[i]
		if link.Count++; len(link.Posts) < mostPosts {
			link.Posts = append(link.Posts, report.LinkPost{ID: e.ID, Path: e.Path})
		}
	}
}

// mostShown is how many addresses that lead nowhere the summary names.
const mostShown = 5

// printLinks names the addresses that lead nowhere, those of most posts first.
func printLinks(links []report.DeadLink, p func(format string, args ...any)) {
	var dead []report.DeadLink
	for _, l := range links {
		if !strings.HasPrefix(l.Why, "stands in the text") {
			dead = append(dead, l)
		}
	}
	if len(dead) == 0 {
		return
	}
	slices.SortStableFunc(dead, func(a, b report.DeadLink) int { return b.Count - a.Count })
	p("  %-12s %6d  of the old site lead nowhere, or not for certain; report.json has them with their posts", "links", len(dead))
	for i, l := range dead {
		if i == mostShown {
			p("  %-12s %6s  … and %d more", "", "", len(dead)-i)
			break
		}
		p("  %-12s %6s  %s (%s): %s", "", "", printable(l.Address), plural(l.Count, "post"), l.Why)
	}
}
