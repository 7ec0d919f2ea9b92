package summary

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
)

// Folders are the reports of several folders, and their sums.
type Folders struct {
	Schema  int            `json:"schema"` // 1
	Folders []Folder       `json:"folders"`
	Total   Sums           `json:"total"`
	Causes  []report.Cause `json:"causes"`
	Missing []string       `json:"missing"` // folders without a report that can be read, and why
}

// Folder is the report of a folder.
type Folder struct {
	Folder string `json:"folder"`
	Site   string `json:"site"`
	Sums
}

// Sums are what reports say that can be added up.
type Sums struct {
	Items   int `json:"items"`   // of the source
	Written int `json:"written"` // pages
	Looks   int `json:"looks"`   // items that need one
	Failed  int `json:"failed"`  // items
	Held    int `json:"held"`    // items held back for privacy
	Lacks   int `json:"lacks"`   // files still to be got
	Gone    int `json:"gone"`    // pages whose posts are not in the source any more
}

func (s *Sums) add(o Sums) {
	s.Items += o.Items
	s.Written += o.Written
	s.Looks += o.Looks
	s.Failed += o.Failed
	s.Held += o.Held
	s.Lacks += o.Lacks
	s.Gone += o.Gone
}

func sumsOf(s *report.Summary) Sums {
	sums := Sums{Items: s.Items, Looks: s.Results[note.Review], Failed: s.Results[note.Failed], Held: len(s.Held), Lacks: len(s.Media.Missing), Gone: len(s.Gone)}
	for _, c := range s.Types {
		sums.Written += c.Count
	}
	return sums
}

// Read adds up the reports of folders.
func Read(dirs []string) *Folders {
	all := &Folders{Schema: 1, Folders: []Folder{}, Missing: []string{}}
	var causes report.Causes
	for _, dir := range dirs {
		s, err := readReport(dir)
		if err != nil {
			all.Missing = append(all.Missing, err.Error())
			continue
		}
		f := Folder{filepath.ToSlash(dir), cmp.Or(s.Site.Title, s.Site.URL), sumsOf(s)}
		all.Folders = append(all.Folders, f)
		all.Total.add(f.Sums)
		addCauses(&causes, f.Folder, s.Attention)
	}
	all.Causes = causes.List()
	return all
}

// CausesIn returns the keys of the causes for which items of a folder need a look, each
// with a tab and what it is; of a folder without a report those that there are.
func CausesIn(dir string) []string {
	s, err := readReport(dir)
	if err != nil {
		return report.CauseKeys()
	}
	var list []string
	for _, c := range s.Causes {
		list = append(list, c.Key+"\t"+report.Plural(c.Items, "item")+": "+c.Text)
	}
	return list
}

func readReport(dir string) (*report.Summary, error) {
	raw, err := os.ReadFile(filepath.Join(dir, ".wp2md", "report.json"))
	if os.IsNotExist(err) {
		return nil, migrate.NoRunError{Dir: dir}
	}
	if err != nil {
		return nil, err
	}
	r, err := report.Read(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: .wp2md/report.json: %w", dir, err)
	}
	return &r.Summary, nil
}

// addCauses takes the items of a folder that need a look. What report.json lists of
// their causes is cut off, and cannot be added up.
func addCauses(causes *report.Causes, dir string, items []report.Item) {
	for i := range items {
		it := items[i]
		it.Path = dir + ": " + cmp.Or(it.Path, it.Title)
		causes.Add(&it)
	}
}

// mostRows is how many folders are told one by one: of more, those that need nobody
// are one row.
const mostRows = 24

// Write tells the sums, with a line for each folder.
func (all *Folders) Write(w io.Writer) error {
	t := table{bufio.NewWriter(w)}
	wide := len("total")
	if len(all.Folders) > mostRows {
		wide = len("9999 others: no look")
	}
	for _, f := range all.Folders {
		wide = max(wide, len([]rune(f.Folder)))
	}
	row := func(name string, s Sums) {
		t.line("%-*s %8d %8d %8d %8d %8d %8d %8d", min(wide, 40), terminal.Safe(name), s.Items, s.Written, s.Looks, s.Failed, s.Held, s.Lacks, s.Gone)
	}
	t.line("%-*s %8s %8s %8s %8s %8s %8s %8s", min(wide, 40), "folder", "items", "written", "looks", "failed", "held", "lacking", "gone")
	var rest Sums // of the folders that are not listed
	fine := 0
	for _, f := range all.Folders {
		if len(all.Folders) > mostRows && f.Looks+f.Failed == 0 {
			rest.add(f.Sums)
			fine++
			continue
		}
		row(f.Folder, f.Sums)
	}
	if fine > 0 {
		row(fmt.Sprintf("%d others: no look", fine), rest)
	}
	row("total", all.Total)
	for i, m := range all.Missing {
		if i == 0 {
			t.line("")
		}
		t.line("%s", terminal.Safe(strings.ReplaceAll(m, "\n", " ")))
	}
	if len(all.Causes) > 0 {
		t.line("")
		t.causes(all.Causes)
	}
	return t.w.Flush()
}
