// Package report holds what became of each item of a source: its notes, its
// result, and the totals of a run. It promises that a run's report has the
// same bytes for the same input.
package report

// Note says in words what happened to one construct of an item: what could not
// be carried over, or what a reader of the result should know. It is data: a
// stage returns its notes, only the command prints them.
type Note struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
}

// Kind is the stable word by which notes are counted and filtered.
type Kind string
