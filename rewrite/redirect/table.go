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
	var line, field []byte
	for r := range rules {
		field = appendAddress(field[:0], &r)
		line = append(appendField(line[:0], field), ',')
		field = append(field[:0], r.To...)
		line = append(appendField(line, field), ',')
		line = append(append(line, status(&r)...), ',')
		line = append(append(line, r.Kind.String()...), '\n')
		w.Write(line)
		w.written++
	}
}

// appendField appends a field of a table.
func appendField(b, s []byte) []byte {
	for _, c := range s {
		if c == ',' || !isPathByte(c) && c != '?' && c != '*' && c != '%' {
			var line bytes.Buffer
			c := csv.NewWriter(&line)
			_ = c.Write([]string{string(s)}) // to memory
			c.Flush()
			return append(b, bytes.TrimSuffix(line.Bytes(), []byte("\n"))...)
		}
	}
	return append(b, s...)
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
