package merge

import (
	"slices"
	"sort"
)

// Bounds of the search for what two files have in common. Beyond them lines
// count as different, which makes a merge find a conflict, never lose a line.
const (
	maxRounds = 64      // of looking for lines that occur once
	maxEdits  = 400     // between lines that occur more than once
	maxSteps  = 4 << 20 // of that search in one stretch
)

// match returns for each line of a the line of b that it is, or -1. The lines
// of b ascend. It is the patience diff: lines that both have exactly once are
// held together, and between them the same is done again; where there are none
// the shortest edit is looked for. That gives for prose what a person would
// say, and costs little more than sorting.
func match(a, b []int) []int {
	most := 0
	for _, n := range slices.Concat(a, b) {
		most = max(most, n+1)
	}
	m := &matcher{a: a, b: b, to: make([]int, len(a)), seen: make([]occurrence, most)}
	for i := range m.to {
		m.to[i] = -1
	}
	m.between(0, len(a), 0, len(b), 0)
	m.slide()
	return m.to
}

// slide moves what only one file has as far down as it goes: of "x, blank" put
// before a blank line and "blank, x" put after it, which are the same edit, it
// makes one. Else the same change on both sides could seem to be two.
func (m *matcher) slide() {
	after := func(i int) int { // the line of b after that of a[i-1]
		if i == 0 {
			return 0
		}
		return m.to[i-1] + 1
	}
	for i := len(m.a) - 1; i >= 0; i-- {
		jj := m.to[i]
		if jj < 0 {
			continue
		}
		at := i
		for at > 0 && m.to[at-1] < 0 {
			at--
		}
		switch j := after(at); {
		case at == i && j < jj: // b[j:jj] is put before a[i]
			for k := i; k < len(m.a) && m.to[k] == jj && m.b[j] == m.b[jj]; k++ {
				m.to[k] = j
				j, jj = j+1, jj+1
			}
		case at < i && j == jj: // a[at:i] is taken away
			for k := i; k < len(m.a) && m.to[k] == j && m.a[at] == m.a[k]; k++ {
				m.to[at], m.to[k] = j, -1
				at, j = at+1, j+1
			}
		}
	}
}

type matcher struct {
	a, b []int
	to   []int
	seen []occurrence // by number of the line's text; zero between uses
}

type occurrence struct {
	inA, inB int // how often
	atA, atB int
}

// between matches a[i:ii] with b[j:jj].
func (m *matcher) between(i, ii, j, jj, round int) {
	for i < ii && j < jj && m.a[i] == m.b[j] {
		m.to[i] = j
		i, j = i+1, j+1
	}
	for i < ii && j < jj && m.a[ii-1] == m.b[jj-1] {
		ii, jj = ii-1, jj-1
		m.to[ii] = jj
	}
	if i == ii || j == jj {
		return
	}
	var anchors [][2]int
	if round < maxRounds {
		anchors = m.anchors(i, ii, j, jj)
	}
	if len(anchors) == 0 {
		m.shortest(i, ii, j, jj)
		return
	}
	for _, at := range anchors {
		m.between(i, at[0], j, at[1], round+1)
		m.to[at[0]] = at[1]
		i, j = at[0]+1, at[1]+1
	}
	m.between(i, ii, j, jj, round+1)
}

// anchors returns the longest ascending run of lines that both have once. A
// blank line holds nothing together, even if it is the only one.
func (m *matcher) anchors(i, ii, j, jj int) [][2]int {
	for n := i; n < ii; n++ {
		o := &m.seen[m.a[n]]
		o.inA++
		o.atA = n
	}
	for n := j; n < jj; n++ {
		o := &m.seen[m.b[n]]
		o.inB++
		o.atB = n
	}
	var once [][2]int
	for n := i; n < ii; n++ {
		if o := m.seen[m.a[n]]; o.inA == 1 && o.inB == 1 && m.a[n] != blank {
			once = append(once, [2]int{o.atA, o.atB})
		}
	}
	for _, n := range m.a[i:ii] {
		m.seen[n] = occurrence{}
	}
	for _, n := range m.b[j:jj] {
		m.seen[n] = occurrence{}
	}
	return ascending(once)
}

// ascending returns the longest part of pairs, sorted by the first number, in
// which the second ascends too.
func ascending(pairs [][2]int) [][2]int {
	var ends []int // index of the pair with which the best run of each length ends
	before := make([]int, len(pairs))
	for n, p := range pairs {
		k := sort.Search(len(ends), func(k int) bool { return pairs[ends[k]][1] >= p[1] })
		before[n] = -1
		if k > 0 {
			before[n] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, n)
		} else {
			ends[k] = n
		}
	}
	run := make([][2]int, len(ends))
	if len(ends) == 0 {
		return run
	}
	for k, n := len(run)-1, ends[len(ends)-1]; k >= 0; k, n = k-1, before[n] {
		run[k] = pairs[n]
	}
	return run
}

// shortest matches along the shortest edit from a[i:ii] to b[j:jj] (Myers,
// 1986), if it is not too long.
func (m *matcher) shortest(i, ii, j, jj int) {
	a, b := m.a[i:ii], m.b[j:jj]
	most := min(len(a)+len(b), maxEdits, maxSteps/(len(a)+len(b))+1)
	reach := make([]int, 2*most+3) // by diagonal: how far into a
	zero := most + 1
	var rounds [][]int // reach before each round
	for d := 0; d <= most; d++ {
		rounds = append(rounds, slices.Clone(reach[zero-d:zero+d+1]))
		for k := -d; k <= d; k += 2 {
			x := 0
			switch {
			case d == 0:
			case k == -d || k != d && reach[zero+k-1] < reach[zero+k+1]:
				x = reach[zero+k+1]
			default:
				x = reach[zero+k-1] + 1
			}
			y := x - k
			for x < len(a) && y < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			reach[zero+k] = x
			if x == len(a) && y == len(b) {
				m.back(i, j, x, y, rounds)
				return
			}
		}
	}
}

// back walks the edit back from its end and notes the lines that stayed.
func (m *matcher) back(i, j, x, y int, rounds [][]int) {
	for d := len(rounds) - 1; d > 0; d-- {
		reach := func(k int) int { // before the round; beyond what it had, nothing
			if k < -d || k > d {
				return -1
			}
			return rounds[d][k+d]
		}
		k := x - y
		from := k - 1
		if k == -d || k != d && reach(k-1) < reach(k+1) {
			from = k + 1
		}
		px := reach(from)
		py := px - from
		sx := px // where the lines that stayed begin
		if from == k-1 {
			sx++
		}
		for ; x > sx; x, y = x-1, y-1 {
			m.to[i+x-1] = j + y - 1
		}
		x, y = px, py
	}
	for ; x > 0; x, y = x-1, y-1 {
		m.to[i+x-1] = j + y - 1
	}
}
