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
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/internal/jsontext"
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
	Causes []string    `json:"causes,omitempty"` // why it needs a look; set by JSON
}

// AppendJSON appends a row as report.html holds it: in one line, and safe inside a script
// element. It is what package json makes of it, written by hand for there are many.
func (r *Row) AppendJSON(b []byte) []byte {
	causes := causesOf(r)
	b = strconv.AppendInt(append(b, `{"id":`...), r.ID, 10)
	text := func(key, s string) { b = jsontext.AppendEscaped(append(b, key...), s) }
	some := func(key, s string) {
		if s != "" {
			text(key, s)
		}
	}
	text(`,"type":`, r.Type)
	text(`,"title":`, r.Title)
	some(`,"path":`, r.Path)
	some(`,"url":`, r.URL)
	some(`,"old":`, r.Old)
	text(`,"result":`, string(r.Result))
	sep := `,"notes":[`
	for _, n := range r.Notes {
		text(sep+`{"kind":`, string(n.Kind))
		text(`,"text":`, n.Text)
		if n.Review {
			b = append(b, `,"review":true`...)
		}
		if n.Like != "" {
			text(`,"like":`, n.Like)
		}
		if n.Accepted {
			b = append(b, `,"accepted":true`...)
		}
		b, sep = append(b, '}'), `,`
	}
	if len(r.Notes) > 0 {
		b = append(b, ']')
	}
	sep = `,"causes":[`
	for _, c := range causes {
		text(sep, c)
		sep = `,`
	}
	if len(causes) > 0 {
		b = append(b, ']')
	}
	return append(b, '}')
}

// WriteSides writes both sides of a page, as [Packer.Pack] makes them, as report.html
// holds them: in one line. The row of the page has a number, from 0. The writer keeps
// its first error.
func WriteSides(w *bufio.Writer, row int, packed []byte) {
	w.WriteString(sidesStart)
	w.Write(strconv.AppendInt(w.AvailableBuffer(), int64(row), 10))
	w.WriteString(`">`)
	w.Write(packed)
	w.WriteString("</script>\n")
}

// About is what the page tells of the run that made it.
type About struct {
	Version    string   // of the program
	Target     string   // name of the target
	Settings   string   // the settings file, or ""
	Flags      []string // as they were given
	Files      string   // address of images and files in pages, up to their names
	FileFolder string   // where they are, below the output folder
	Unverified bool     // pages were not held against their source
}

//go:embed page/report.css
var pageStyle string

//go:embed page/report.js
var pageScript string

//go:embed page/report.tmpl
var pageText string

var pageTemplates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("report").Funcs(pageFuncs).Parse(pageText))
})

var pageFuncs = template.FuncMap{
	"share": func(n, of int) string {
		if of == 0 {
			return "0%"
		}
		return fmt.Sprintf("%.2f%%", 100*float64(n)/float64(of))
	},
	"plus": func(a, b int) int { return a + b },
	"unbroken": func(text string) template.HTML { // no line ends inside a flag
		words := strings.Split(template.HTMLEscapeString(text), " ")
		for i, w := range words {
			if strings.HasPrefix(w, "--") {
				words[i] = `<span class="flag">` + w + `</span>`
			}
		}
		return template.HTML(strings.Join(words, " "))
	},
}

// pageData is what the templates see.
type pageData struct {
	*Summary
	Style  template.CSS
	Script template.JS
	Policy string
	About  *About
	Shown  template.JS // what the script must know of the run
	Pages  pagesOf
	Rest   int // items that are no pages: files, menus, what was left out
	Bars   []bar
	Census []censusRow
	Fates  []string

	Archives string // the line of the settings that links to lists of posts wait for
}

var rowText = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// writeTop writes the page up to the rows. The templates leave out its longest lists, for
// which they take longer than for all the rest.
func (d *pageData) writeTop(out *bufio.Writer) error {
	if err := pageTemplates().ExecuteTemplate(out, "head", d); err != nil {
		return err
	}
	for _, url := range d.Media.Missing {
		out.WriteString("<li>")
		rowText.WriteString(out, url)
		out.WriteString("</li>")
	}
	if err := pageTemplates().ExecuteTemplate(out, "links", d); err != nil {
		return err
	}
	for _, l := range d.Links {
		out.WriteString("<tr><td>")
		rowText.WriteString(out, l.Address)
		out.WriteString("</td><td>")
		rowText.WriteString(out, l.Why)
		out.WriteString(`</td><td class="n">`)
		out.WriteString(strconv.Itoa(l.Count))
		out.WriteString("</td></tr>\n")
	}
	return pageTemplates().ExecuteTemplate(out, "end", d)
}

// pagesOf counts the pages, and what is to be said of them.
type pagesOf struct {
	All    int // that were to be written
	Words  int // that carry every word, as far as that was looked at
	Looks  int
	Failed int
}

func (s *Summary) pages() (p pagesOf) {
	for _, c := range s.Types {
		p.All += c.Count
	}
	words := 0
	for i := range s.Attention {
		it := &s.Attention[i]
		switch {
		case it.Type == "attachment":
			continue
		case it.Result == note.Failed:
			p.Failed++
		default:
			p.Looks++
			if slices.ContainsFunc(it.Notes, func(n note.Note) bool { return n.Kind == note.Verify && n.Review }) {
				words++
			}
		}
	}
	p.Words = p.All - words
	p.All += p.Failed
	return p
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
	rowsStart  = `<script type="application/json" id="rows">[`
	rowsEnd    = `]</script>`
	sidesStart = `<script type="text/plain" id="sides-`
)

// WriteHTML writes the report as one page of HTML that needs nothing else: no
// network, and of other files only the pictures of the folder. The rows are those of
// [Row.AppendJSON], the sides lines of [WriteSides].
func (s *Summary) WriteHTML(w io.Writer, about *About, rows iter.Seq2[json.RawMessage, error], sides io.WriterTo) error {
	d := &pageData{Summary: s, Style: template.CSS(pageStyle), Script: template.JS(pageScript), About: about, Pages: s.pages(), Archives: ArchivesLine(s.Links)}
	sum := sha256.Sum256([]byte(pageScript))
	d.Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; base-uri 'none'; form-action 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	d.Rest = s.Items - d.Pages.All
	for _, b := range []bar{{"ok", "need nothing", d.Pages.All - d.Pages.Looks - d.Pages.Failed}, {"review", "need a look", d.Pages.Looks}, {"failed", "failed", d.Pages.Failed}} {
		if b.Count > 0 || b.Name == "ok" {
			d.Bars = append(d.Bars, b)
		}
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
	shown, err := json.Marshal(struct {
		Address string `json:"address"`
		Folder  string `json:"folder"`
	}{about.Files, about.FileFolder})
	if err != nil {
		return err
	}
	d.Shown = template.JS(shown)
	out := bufio.NewWriterSize(w, 64<<10)
	if err := d.writeTop(out); err != nil {
		return err
	}
	sep := rowsStart + "\n"
	for raw, err := range rows {
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
	if err := pageTemplates().ExecuteTemplate(out, "foot", d); err != nil {
		return err
	}
	if _, err := sides.WriteTo(out); err != nil {
		return err
	}
	out.WriteString("</body>\n</html>\n")
	return out.Flush()
}

// causesOf returns why an item needs a look, or why one that it is like does, each cause
// once.
func causesOf(r *Row) (causes []string) {
	for _, n := range r.Notes {
		asks := n.Review && (r.Result == note.Review || r.Result == note.Failed)
		if !asks && n.Like == "" {
			continue
		}
		if key := CauseOf(n); !slices.Contains(causes, key) {
			causes = append(causes, key)
		}
	}
	return causes
}
