package transform

import (
	"strings"
	"testing"
)

// A table of a chart does not have a cell for each pair of very many labels and series.
func TestManySeries(t *testing.T) {
	const many = 2000
	labels := strings.Split(strings.Repeat("a ", many), " ")
	list := make([]series, many)
	for i := range list {
		list[i] = series{name: "s", values: []string{"1", "2"}}
	}
	nodes := 0
	for range tableOfChart(labels, list).Descendants() {
		nodes++
	}
	if nodes > 20*many {
		t.Errorf("%d nodes of %d labels and %d series", nodes, many, many)
	}
}
