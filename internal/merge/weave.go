package merge

import (
	"cmp"
	"slices"
)

// A hunk is a change of one side: base[at:end] becomes lines from to to of it.
type hunk struct {
	at, end  int
	from, to int
	ours     bool
}

// hunks returns the changes that a side makes to base[i:ii]; its own lines there
// are j to jj.
func hunks(to []int, i, ii, j, jj int) []hunk {
	var list []hunk
	for i < ii || j < jj {
		if i < ii && to[i] == j {
			i, j = i+1, j+1
			continue
		}
		h := hunk{at: i, from: j}
		for i < ii && to[i] < 0 {
			i++
		}
		j = jj
		if i < ii {
			j = to[i]
		}
		h.end, h.to = i, j
		list = append(list, h)
	}
	return list
}

// weave puts the changes of both sides to the same stretch one after the other.
// It reports false if two of them meet. Lines that one side has only put in may
// stand right before or after a change of the other: a paragraph added below
// one that has a new wording.
func weave(ours, theirs []hunk) ([]hunk, bool) {
	for i := range ours {
		ours[i].ours = true
	}
	all := slices.Concat(ours, theirs)
	slices.SortStableFunc(all, func(a, b hunk) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.end, b.end)) })
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.ours == b.ours {
			continue
		}
		added := (a.at == a.end) != (b.at == b.end) // one, and the other is more than that
		if b.at < a.end || b.at == a.end && !added {
			return nil, false
		}
	}
	return all, true
}
