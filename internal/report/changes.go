package report

import "github.com/wp2md/wp2md/internal/note"

// Changes says what a run did to the pages of a folder: how many it left and made,
// in the words of a diff. Other files are not counted.
type Changes struct {
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Merged    int `json:"merged"`    // edited pages, into which what is new was merged
	Conflict  int `json:"conflict"`  // edited pages that stay, with the new version beside them
	Moved     int `json:"moved"`     // pages at another path
	Unchanged int `json:"unchanged"` // also pages that an earlier run has left
	Gone      int `json:"gone"`      // pages whose posts are not in the source any more, of which no earlier run has said so
	Removed   int `json:"removed"`   // files of such posts
	Withdrawn int `json:"withdrawn"` // files of posts that are not public any more
	Failed    int `json:"failed"`    // items that could be written before
}

// Any reports whether the run did anything.
func (c *Changes) Any() bool {
	rest := *c
	rest.Unchanged = 0
	return rest != Changes{}
}

// Total returns how many changes there are, and what is unchanged.
func (c *Changes) Total() (n int) {
	for _, of := range c.List() {
		n += of.Count
	}
	return n
}

// List returns the changes by their words, without those that are none.
func (c *Changes) List() []note.Count {
	var list []note.Count
	for _, n := range []note.Count{
		{Name: "new", Count: c.New}, {Name: "changed", Count: c.Changed}, {Name: "merged", Count: c.Merged},
		{Name: "conflict", Count: c.Conflict}, {Name: "unchanged", Count: c.Unchanged}, {Name: "moved", Count: c.Moved},
		{Name: "gone", Count: c.Gone}, {Name: "removed", Count: c.Removed}, {Name: "withdrawn", Count: c.Withdrawn}, {Name: "failed", Count: c.Failed},
	} {
		if n.Count > 0 {
			list = append(list, n)
		}
	}
	return list
}
