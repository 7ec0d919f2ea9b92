package redirect

import (
	"encoding/csv"
	"encoding/json"
	"iter"
	"strconv"

	"github.com/wp2md/wp2md/rewrite"
)

// csvFile writes a table for people and programs: one redirect a line. An old
// address that ends in /* stands for all below it.
func csvFile(w *writer, rules iter.Seq[rewrite.Redirect]) {
	c := csv.NewWriter(w)
	c.Write([]string{"from", "to", "status", "kind"})
	for r := range rules {
		c.Write([]string{Address(&r), r.To, status(&r), r.Kind.String()})
		w.written++
	}
	c.Flush()
}

// jsonFile writes the same as a list of objects, one a line.
func jsonFile(w *writer, rules iter.Seq[rewrite.Redirect]) {
	sep := "["
	for r := range rules {
		w.lines(sep)
		code, _ := strconv.Atoi(status(&r))
		w.WriteString("  " + object(struct {
			From   string `json:"from"`
			To     string `json:"to"`
			Status int    `json:"status"`
			Kind   string `json:"kind"`
		}{Address(&r), r.To, code, r.Kind.String()}))
		sep = ","
		w.written++
	}
	if w.written == 0 {
		w.WriteString("[")
	}
	w.lines("", "]")
}

// object returns a value of our own as JSON.
func object(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("redirect: internal error: " + err.Error())
	}
	return string(raw)
}
