package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nextWord returns the next run of letters and figures in s from at on, its hash,
// and where it ends. Characters that show nothing are no part of it.
func nextWord(s string, at int) (word string, h uint64, end int) {
	for at < len(s) {
		if c := s[at]; c < utf8.RuneSelf {
			if alnum[c] {
				break
			}
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if isWord(r) {
			break
		}
		at += n
	}
	start := at
	h = offset
	for at < len(s) {
		if c := s[at]; c < utf8.RuneSelf {
			if !alnum[c] {
				break
			}
			h = (h ^ uint64(c)) * prime
			at++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if !invisible(r) {
			if !isWord(r) {
				break
			}
			h = (h ^ uint64(r)) * prime
		}
		at += n
	}
	return s[start:at], h, at
}

const (
	offset = 0xcbf29ce484222325
	prime  = 0x100000001b3
)

func hashWord(s string) uint64 {
	_, h, _ := nextWord(s, 0)
	return h
}

func isWord(r rune) bool {
	if 0x2000 <= r && r <= 0x206f { // dashes, quotes, spaces: no need to look into three tables
		return false
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// invisible are the characters that only come along with a paste.
func invisible(r rune) bool { return r == '\u200b' || r == '\ufeff' || r == '\u00ad' }

var alnum = func() (t [utf8.RuneSelf]bool) {
	for c := range t {
		t[c] = isWord(rune(c))
	}
	return t
}()

// bag counts hashes. It is emptied without being cleared.
type bag struct {
	slots []slot
	round uint32
	used  int
}

type slot struct {
	hash  uint64
	round uint32
	count int32
}

func (b *bag) reset() {
	if b.slots == nil {
		b.slots = make([]slot, 1<<10)
	}
	b.round++
	b.used = 0
	if b.round == 0 {
		clear(b.slots)
		b.round = 1
	}
}

func (b *bag) find(h uint64) *slot {
	h |= 1 // 0 is no hash
	mask := uint64(len(b.slots) - 1)
	for i := mix(h, 0) & mask; ; i = (i + 1) & mask {
		s := &b.slots[i]
		if s.round != b.round {
			*s = slot{hash: h, round: b.round}
			b.used++
			return s
		}
		if s.hash == h {
			return s
		}
	}
}

func (b *bag) add(h uint64) {
	if 2*b.used > len(b.slots) {
		old := b.slots
		b.slots = make([]slot, 2*len(old))
		b.used = 0
		for _, s := range old {
			if s.round == b.round {
				*b.find(s.hash) = s
			}
		}
	}
	b.find(h).count++
}

// take takes one of h out, if there is one.
func (b *bag) take(h uint64) bool {
	s := b.at(h)
	if s == nil || s.count == 0 {
		return false
	}
	s.count--
	return true
}

func (b *bag) has(h uint64) bool {
	s := b.at(h)
	return s != nil && s.count > 0
}

// at returns the slot of h, if there is one.
func (b *bag) at(h uint64) *slot {
	mask := uint64(len(b.slots) - 1)
	h |= 1
	for i := mix(h, 0) & mask; b.slots[i].round == b.round; i = (i + 1) & mask {
		if b.slots[i].hash == h {
			return &b.slots[i]
		}
	}
	return nil
}

// collapse trims s and makes each run of white space in it one space.
func collapse(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		if n := spaceAt(s, i); n > 0 && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
