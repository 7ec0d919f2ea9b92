package report

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"iter"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// Row is what report.html has of an item.
type Row struct {
	ID     int64       `json:"id"`
	Type   string      `json:"type"`
	Title  string      `json:"title"`
	Path   string      `json:"path,omitempty"`
	URL    string      `json:"url,omitempty"` // on the new site
	Old    string      `json:"old,omitempty"` // address on the old site
	Result note.Result `json:"result"`
	Notes  []note.Note `json:"notes,omitempty"`
}

// RowContents is the content of an item as it was and as it is, as HTML that
// runs and loads nothing.
type RowContents struct {
	Row           int // number of the row, from 0
	Before, After string
}

//go:embed page/report.css
var pageStyle string

//go:embed page/report.js
var pageScript string

//go:embed page/report.tmpl
var pageText string

var pageTemplates = template.Must(template.New("report").Funcs(template.FuncMap{
	"share": func(n, of int) string {
		if of == 0 {
			return "0%"
		}
		return fmt.Sprintf("%.2f%%", 100*float64(n)/float64(of))
	},
	"plus": func(a, b int) int { return a + b },
}).Parse(pageText))

// pageData is what the templates see.
type pageData struct {
	*Summary
	Style  template.CSS
	Script template.JS
	Policy string
	Bars   []bar
	Census []censusRow
	Fates  []string
}

type bar struct {
	Name, Text string
	Count      int
}

type censusRow struct {
	Name   string
	Counts []int
	Total  int
}

// How the data of the page begins and ends, each on a line.
const (
	rowsStart    = `<script type="application/json" id="rows">[`
	rowsEnd      = `]</script>`
	contentStart = `<script type="application/json" id="content-`
)

// WriteHTML writes the report as one page of HTML that needs nothing else: no
// network, no other file. Contents are those of the items that need a look.
func (s *Summary) WriteHTML(w io.Writer, rows iter.Seq2[Row, error], contents iter.Seq2[RowContents, error]) error {
	d := &pageData{Summary: s, Style: template.CSS(pageStyle), Script: template.JS(pageScript)}
	sum := sha256.Sum256([]byte(pageScript))
	d.Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	for _, b := range []bar{{string(note.OK), "written", 0}, {string(note.Review), "need a look", 0}, {string(note.Failed), "failed", 0}, {string(note.Skipped), "left out", 0}} {
		b.Count = s.Results[note.Result(b.Name)]
		d.Bars = append(d.Bars, b)
	}
	for f := range note.Fates {
		d.Fates = append(d.Fates, f.String())
	}
	for c := range note.Constructs {
		if n := s.Ledger.Of(c); n > 0 {
			r := censusRow{Name: c.String(), Total: n}
			for f := range note.Fates {
				r.Counts = append(r.Counts, int(s.Ledger[c][f]))
			}
			d.Census = append(d.Census, r)
		}
	}
	out := bufio.NewWriterSize(w, 64<<10)
	if err := pageTemplates.ExecuteTemplate(out, "head", d); err != nil {
		return err
	}
	// The JSON of package json is safe inside a script element.
	sep := rowsStart + "\n"
	for r, err := range rows {
		if err != nil {
			return err
		}
		raw, err := json.Marshal(r)
		if err != nil {
			return err
		}
		out.WriteString(sep)
		out.Write(raw)
		sep = ",\n"
	}
	if strings.HasPrefix(sep, "<") {
		out.WriteString(sep)
	}
	out.WriteString("\n" + rowsEnd + "\n")
	for c, err := range contents {
		if err != nil {
			return err
		}
		raw, err := json.Marshal([2]string{c.Before, c.After})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s%d\">%s</script>\n", contentStart, c.Row, raw)
	}
	if err := pageTemplates.ExecuteTemplate(out, "foot", d); err != nil {
		return err
	}
	return out.Flush()
}
