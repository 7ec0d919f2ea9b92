package redirect

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"iter"
	"strconv"

	"github.com/wp2md/wp2md/rewrite"
)

// csvFile writes a table for people and programs: one redirect a line. An old
// address that ends in /* stands for all below it.
func csvFile(w *writer, rules iter.Seq[rewrite.Redirect]) {
	w.WriteString("from,to,status,kind\n")
	for r := range rules {
		csvField(w, Address(&r))
		w.WriteByte(',')
		csvField(w, r.To)
		w.WriteString("," + status(&r) + "," + r.Kind.String() + "\n")
		w.written++
	}
}

// csvField writes a field of a table.
func csvField(w *writer, s string) {
	for i := range len(s) {
		if c := s[i]; c == ',' || !isPathByte(c) && c != '?' && c != '*' && c != '%' {
			var line bytes.Buffer
			c := csv.NewWriter(&line)
			_ = c.Write([]string{s}) // to memory
			c.Flush()
			w.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
			return
		}
	}
	w.WriteString(s)
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
