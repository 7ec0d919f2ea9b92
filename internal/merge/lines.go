package merge

import (
	"fmt"
	"strings"
)

// A line is a line of a file: its text, and its end as it is there, with any
// carriage returns. The last one of a file may have none.
type line struct {
	text, end string
}

func (l line) ended() bool { return strings.HasSuffix(l.end, "\n") }

func split(data []byte) []line {
	s := string(data)
	lines := make([]line, 0, strings.Count(s, "\n")+1)
	for raw := range strings.Lines(s) {
		text := strings.TrimRight(raw, "\r\n")
		lines = append(lines, line{text, raw[len(text):]})
	}
	return lines
}

// lineEnd returns the end that lines of theirs get: that of ours, if the person
// has turned those of the whole file into the other kind.
func lineEnd(base, ours, theirs []byte) string {
	o := mostEnds(ours)
	if o == mostEnds(base) || o == mostEnds(theirs) {
		return ""
	}
	return o
}

func mostEnds(data []byte) string {
	s := string(data)
	if all, cr := strings.Count(s, "\n"), strings.Count(s, "\r\n"); 2*cr > all {
		return "\r\n"
	}
	return "\n"
}

// lines merges files, or parts of them, line by line. above is how many lines
// of ours come before these.
func (m *merger) lines(base, ours, theirs []line, above int) []byte {
	b, o, t := intern(base, ours, theirs)
	toOurs, toTheirs := match(b, o), match(b, t)
	out := make([]line, 0, len(ours)+len(theirs))
	add := func(l line) {
		if m.end != "" && l.ended() {
			l.end = m.end
		}
		out = append(out, l)
	}
	for i, j, k := 0, 0, 0; i < len(b) || j < len(o) || k < len(t); {
		// A line that all three have.
		if i < len(b) && toOurs[i] == j && toTheirs[i] == k {
			if ours[j].end != base[i].end {
				out = append(out, ours[j])
			} else {
				add(theirs[k])
			}
			i, j, k = i+1, j+1, k+1
			continue
		}
		// Up to the next such line.
		n := i
		for n < len(b) && (toOurs[n] < 0 || toTheirs[n] < 0) {
			n++
		}
		nj, nk := len(o), len(t)
		if n < len(b) {
			nj, nk = toOurs[n], toTheirs[n]
		}
		woven, fits := weave(hunks(toOurs, i, n, j, nj), hunks(toTheirs, i, n, k, nk))
		switch {
		case equal(b[i:n], o[j:nj]) && !equal(b[i:n], t[k:nk]):
			for _, l := range theirs[k:nk] {
				add(l)
			}
		case equal(b[i:n], t[k:nk]), equal(o[j:nj], t[k:nk]):
			out = append(out, ours[j:nj]...)
		case fits && !m.apart:
			for _, h := range woven {
				if h.ours {
					out = append(out, ours[h.from:h.to]...)
					continue
				}
				for _, l := range theirs[h.from:h.to] {
					add(l)
				}
			}
		case m.prefer == Ours:
			out = append(out, ours[j:nj]...)
		case m.prefer == Theirs:
			for _, l := range theirs[k:nk] {
				add(l)
			}
		default:
			m.conflicts = append(m.conflicts, places(above+j, above+nj))
		}
		i, j, k = n, nj, nk
	}
	return join(out, ends(base, ours, theirs), m.endOf(ours, theirs))
}

// places names lines, counted from 0, the last one not included. An empty range
// is where something would have to be put.
func places(from, to int) string {
	if to-from <= 1 {
		return fmt.Sprintf("line %d", from+1)
	}
	return fmt.Sprintf("lines %d–%d", from+1, to)
}

// ends reports whether the result ends with a line end: as ours does if the
// person has changed that, else as theirs.
func ends(base, ours, theirs []line) bool {
	has := func(l []line) bool { return len(l) == 0 || l[len(l)-1].ended() }
	if has(ours) != has(base) {
		return has(ours)
	}
	return has(theirs)
}

// endOf returns the end for lines that had none and are not the last any more.
func (m *merger) endOf(files ...[]line) string {
	if m.end != "" {
		return m.end
	}
	for _, lines := range files {
		for _, l := range lines {
			if l.ended() {
				return l.end
			}
		}
	}
	return "\n"
}

func join(lines []line, end bool, missing string) []byte {
	size := 0
	for _, l := range lines {
		size += len(l.text) + len(l.end) + 1
	}
	out := make([]byte, 0, size)
	for i, l := range lines {
		out = append(out, l.text...)
		switch {
		case i == len(lines)-1 && !end && l.text != "": // an empty line is its end
		case !l.ended():
			out = append(out, missing...)
		default:
			out = append(out, l.end...)
		}
	}
	return out
}

// blank is the number of lines without text.
const blank = 0

// intern gives the same number to lines of the same text.
func intern(files ...[]line) (b, o, t []int) {
	numbers := map[string]int{"": blank}
	ids := make([][]int, len(files))
	for i, lines := range files {
		ids[i] = make([]int, len(lines))
		for j, l := range lines {
			n, ok := numbers[l.text]
			if !ok {
				n = len(numbers)
				numbers[l.text] = n
			}
			ids[i][j] = n
		}
	}
	return ids[0], ids[1], ids[2]
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
