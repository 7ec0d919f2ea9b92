package data

import "github.com/wp2md/wp2md/extract"

// maxDepth is how deep replies are nested. WordPress nests ten at most; what
// answers the last of these follows it, as it does there.
const maxDepth = 20

// thread puts replies below what they answer and returns what answers nothing.
// All lists keep the order of nodes, which are the approved comments of an
// item. A reply to a comment that is not among them is a root, and so is one of
// a circle of comments that answer each other.
func thread(it *extract.Item, nodes []*Comment) (roots []*Comment) {
	number := make(map[int64]int, len(nodes))
	for i, c := range nodes {
		if _, ok := number[c.ID]; !ok && c.ID != 0 {
			number[c.ID] = i
		}
	}
	var all map[int64]bool // comments, also those that are not approved; made when it is asked for
	parent := make([]int, len(nodes))
	for i, c := range nodes {
		parent[i] = -1
		if c.Parent == 0 || isPing(c.Type) {
			continue
		}
		if p, ok := number[c.Parent]; ok && p != i {
			parent[i] = p
		} else {
			if all == nil {
				all = make(map[int64]bool, len(it.Comments))
				for i := range it.Comments {
					all[it.Comments[i].ID] = true
				}
			}
			c.Note = orphan(c, all)
		}
	}
	breakCircles(nodes, parent)

	children := make([][]int, len(nodes))
	var stack []int
	for i := len(nodes) - 1; i >= 0; i-- {
		if p := parent[i]; p >= 0 {
			children[p] = append(children[p], i) // the last one first
		} else {
			stack = append(stack, i)
		}
	}
	depth := make([]int, len(nodes))
	above := make([]*Comment, len(nodes)) // whose replies it is among
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1], children[i]...)
		switch p := parent[i]; {
		case p < 0:
			roots = append(roots, nodes[i])
			continue
		case depth[p] < maxDepth-1:
			above[i], depth[i] = nodes[p], depth[p]+1
		default:
			above[i], depth[i] = above[p], depth[p]
		}
		above[i].Replies = append(above[i].Replies, nodes[i])
	}
	return roots
}

// orphan says why the comment that c answers is not there.
func orphan(c *Comment, all map[int64]bool) string {
	if all[c.Parent] && c.Parent != c.ID {
		return "it replies to a comment that is not approved"
	}
	return "it replies to a comment that is not in the export"
}

// breakCircles makes a root of one comment of each circle.
func breakCircles(nodes []*Comment, parent []int) {
	const walking, done = 1, 2
	state := make([]int8, len(nodes))
	for i := range nodes {
		j := i
		for ; j >= 0 && state[j] == 0; j = parent[j] {
			state[j] = walking
		}
		circle := j >= 0 && state[j] == walking
		for k := i; k >= 0 && state[k] == walking; k = parent[k] {
			state[k] = done
		}
		if circle {
			parent[j] = -1
			nodes[j].Note = "it and what it replies to answer each other"
		}
	}
}
