package migrate

import (
	"net/url"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/target"
)

// stub is what the name of an item's file is made of. It has no pointers, for the
// collector would look at those of all items of a site.
type stub struct {
	id, parent int64
	date       int64 // on the clock of the site, as if it were UTC; in seconds since 1970
	item       int32
	kind, lang int32 // by their numbers; see also plan.lang
	stem       int32
	draft      bool
	comments   bool
	asked      bool // this run is to write it
}

// stubs are those of a source, in its order. None of them is moved, until some are
// deleted: a slice that grows is there twice when it does.
type stubs struct {
	pieces [][]stub
	n      int
	stems  paths            // by stub.stem
	words  []string         // kinds and languages, of which there are few
	number map[string]int32 // of a word
}

func (s *stubs) add(n int, it *extract.Item, v verdict, asked bool) {
	const size = 512
	k := len(s.pieces) - 1
	if k < 0 || len(s.pieces[k]) == size {
		s.pieces = append(s.pieces, make([]stub, 0, size))
		k++
	}
	lang, _ := data.Language(it)
	s.stems.set(s.n, fileStem(it))
	s.pieces[k] = append(s.pieces[k], stub{
		item: int32(n), id: it.ID, parent: it.Parent, kind: s.word(it.Type), stem: int32(s.n),
		date: localDate(it).Unix(), draft: v.draft, comments: data.CountApproved(it) > 0, asked: asked,
		lang: s.word(target.LanguageCode(lang)),
	})
	s.n++
}

func (s *stubs) word(text string) int32 {
	n, ok := s.number[text]
	if !ok {
		if s.number == nil {
			s.number = map[string]int32{}
		}
		text = strings.Clone(text)
		n = int32(len(s.words))
		s.words = append(s.words, text)
		s.number[text] = n
	}
	return n
}

func (s *stubs) all(yield func(*stub) bool) {
	for _, p := range s.pieces {
		for i := range p {
			if !yield(&p[i]) {
				return
			}
		}
	}
}

func (s *stubs) deleteFunc(del func(stub) bool) {
	for i, p := range s.pieces {
		s.pieces[i] = slices.DeleteFunc(p, del)
	}
}

func (s *stubs) kind(of *stub) string { return s.words[of.kind] }
func (s *stubs) lang(of *stub) string { return s.words[of.lang] }
func (s *stubs) stem(of *stub) string { return s.stems.of(int(of.stem)) }

// pageStub is what the place of a page depends on that is below it.
type pageStub struct {
	id, parent int64
	stem, lang string
	item       int
	up         *pageStub // the page above it
}

// pageStubs are pages that have others below them, by their IDs.
type pageStubs map[int64]*pageStub

func (p pageStubs) page(s *stub, of *stubs, stem string) *pageStub {
	return &pageStub{id: s.id, parent: s.parent, stem: stem, lang: of.lang(s), item: int(s.item), up: p[s.parent]}
}

// pagesAbove appends the stems of the pages above one, from the top. A page can be its own
// ancestor on a damaged site. Those above one that is not in the output are what the
// address says of the page below it.
func (p *plan) pagesAbove(page *pageStub, above []string, stem func(string) string) []string {
	top, mark, steps := page, page, 0 // the mark is met again where they go round
	for top.up != nil && top.parent != page.id {
		if top = top.up; top == mark {
			return round(page, above[:0])
		}
		above = append(above, top.stem)
		if steps++; steps&(steps-1) == 0 {
			mark = top
		}
	}
	if top.up == nil && top.parent != 0 {
		above = p.namesAbove(top, above, stem)
	}
	slices.Reverse(above)
	return above
}

// round is pagesAbove below pages that are their own ancestors: each counts once.
func round(page *pageStub, above []string) []string {
	seen := map[int64]bool{}
	for top := page; !seen[top.parent]; {
		seen[top.parent] = true
		top = top.up
		above = append(above, top.stem)
	}
	slices.Reverse(above)
	return above
}

// namesAbove appends the names above a page, as far as its address says them, from the
// bottom.
func (p *plan) namesAbove(page *pageStub, above []string, stem func(string) string) []string {
	home := ""
	if u, err := url.Parse(p.site.URL()); err == nil {
		home = strings.Trim(u.Path, "/") + "/"
	}
	names := strings.Split(strings.TrimPrefix(strings.Trim(p.index.URL(page.item), "/"), home), "/")
	n := len(names) - 1
	if n == 0 || stem(names[n]) != page.stem {
		return above
	}
	if names = names[:n]; names[0] == page.lang { // of its language, which has a place of its own
		names = names[1:]
	}
	for _, name := range slices.Backward(names) {
		above = append(above, stem(name))
	}
	return above
}
