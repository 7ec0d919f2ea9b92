// Package census counts what a source holds, and says what would become of it,
// before anything is written.
package census

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/transform"
)

// Census is what a source holds.
type Census struct {
	Site       report.Site     `json:"site"`
	WXR        string          `json:"wxr"`
	Sources    []string        `json:"sources"`
	Items      int             `json:"items"`
	Types      []note.Count    `json:"types"`
	Statuses   []note.Count    `json:"statuses"`
	Held       int             `json:"held"`       // items that visitors do not see
	HeldTypes  []note.Count    `json:"held_types"` // post types that are not shown to be public, and why
	Authors    int             `json:"authors"`
	Terms      []note.Count    `json:"terms"`
	Comments   []note.Count    `json:"comments"` // by whether they are approved
	Shortcodes []Construct     `json:"shortcodes"`
	Blocks     []Construct     `json:"blocks"`
	Fields     []note.Count    `json:"fields"`    // custom fields, by key
	Theme      string          `json:"theme"`     // empty where the source does not say
	Plugins    []Plugin        `json:"plugins"`   // that were active, as far as the source says
	Hosts      []note.Count    `json:"hosts"`     // of the addresses in contents
	Templates  []note.Count    `json:"templates"` // items that hold template code, by how it begins and who would run it
	Repairs    []report.Mended `json:"repairs"`
	Problems   []string        `json:"problems"` // what of the source is damaged or could not be got
	Notes      []string        `json:"notes"`    // what else there is to know of it
	Causes     []report.Cause  `json:"causes"`   // why items will need a look once they are migrated

	Damaged bool `json:"-"` // the source, or something of it could not be got
}

// Construct is a shortcode or block, how often it occurs and what becomes of
// it.
type Construct struct {
	Name  string         `json:"name"`
	Count int            `json:"count"`
	Fate  transform.Fate `json:"fate"`
}

// mostNames bounds how many fields and hosts are told apart.
const mostNames = 10_000

// Take counts what a source has. tick is called with how many bytes are read. An
// error is one of ctx; what is wrong with the source is among the problems.
func Take(ctx context.Context, src source.Source, names []string, tick func(int64)) (*Census, error) {
	c := &Census{Sources: names, HeldTypes: []note.Count{}, Repairs: []report.Mended{}, Problems: []string{}, Notes: []string{}}
	var site extract.Site
	count := counts{judged: privacy.NewTypes(nil)}
	var srcErr error
	for it, err := range src.Items(&site) {
		if err != nil {
			srcErr = err
			break
		}
		if ctx.Err() != nil {
			return nil, context.Canceled
		}
		it.SpreadXML(transform.IsForNobody)
		c.Items++
		c.Held += count.add(it)
		tick(src.Offset())
	}
	count.into(c, &site)
	for _, r := range src.Repairs() {
		c.Repairs = append(c.Repairs, report.Mended{Kind: r.Kind, File: r.File, Line: r.Line, Count: r.Count})
	}
	if srcErr != nil {
		c.Damaged = true
		for _, e := range report.Flatten(srcErr) {
			c.Problems = append(c.Problems, e.Error())
		}
	}
	tell := func(text string, lost bool) {
		if lost {
			c.Problems, c.Damaged = append(c.Problems, text), true
		} else {
			c.Notes = append(c.Notes, text)
		}
	}
	for _, e := range src.Skipped() {
		tell(e.Error(), source.Lost(e))
	}
	for _, n := range src.Notes() {
		tell(string(n.Kind)+": "+n.Text, n.Review)
	}
	return c, nil
}

// counts are those of the items so far.
type counts struct {
	types, statuses, comments, fields, hosts, templates note.Tally
	judged                                              *privacy.Types
	shortcodes, blocks                                  map[Construct]int
}

// add counts an item, and returns how many are held back.
func (c *counts) add(it *extract.Item) (held int) {
	c.types.Add(it.Type)
	c.judged.Add(it)
	if it.Type != "attachment" {
		c.statuses.Add(it.Status)
		if it.Password != "" || privacy.IsSecret(privacy.StatusOf(it)) || privacy.MembersOnly(it) != "" {
			held = 1
		}
	}
	for _, cm := range it.Comments {
		c.comments.Add(approval(cm.Approved))
	}
	for _, m := range it.Meta {
		if len(c.fields) < mostNames || c.fields[m.Key] > 0 {
			c.fields.Add(m.Key)
		}
	}
	for _, t := range dialect.Plain.Noted {
		if strings.Contains(it.Title, t.Open) || strings.Contains(it.Content, t.Open) || strings.Contains(it.Excerpt, t.Open) {
			c.templates.Add(t.Open + ": " + t.By)
		}
	}
	for host := range hostsIn(it.Content) {
		if len(c.hosts) < mostNames || c.hosts[host] > 0 {
			c.hosts.Add(host)
		}
	}
	if it.Rendered() {
		it.Content = "" // in finished HTML they are text
	}
	if c.shortcodes == nil {
		c.shortcodes, c.blocks = map[Construct]int{}, map[Construct]int{}
	}
	for name, fate := range transform.Shortcodes(it.Content) {
		c.shortcodes[Construct{Name: name, Fate: fate}]++
	}
	for name, fate := range transform.Blocks(it.Content) {
		c.blocks[Construct{Name: name, Fate: fate}]++
	}
	return held
}

func (c *counts) into(all *Census, site *extract.Site) {
	var terms note.Tally
	for _, t := range site.Terms {
		terms.Add(t.Taxonomy)
	}
	all.Site = report.Site{Title: site.Title, URL: site.URL()}
	all.WXR, all.Authors = site.WXRVersion, len(site.Authors)
	all.Types, all.Statuses, all.Comments = c.types.Counts(), c.statuses.Counts(), c.comments.Counts()
	all.Terms, all.Fields, all.Hosts = terms.Counts(), c.fields.Counts(), c.hosts.Counts()
	all.Templates = c.templates.Counts()
	all.Plugins = []Plugin{}
	if s := site.Settings; s != nil {
		all.Theme, all.Plugins = s.Theme, pluginsOf(s.Plugins)
	}
	c.judged.Seal()
	for _, t := range all.Types {
		if why := c.judged.Held(t.Name); why != "" && privacy.Noise(t.Name) == "" {
			all.HeldTypes = append(all.HeldTypes, note.Count{Name: t.Name + ": " + why, Count: t.Count})
		}
	}
	all.Shortcodes, all.Blocks = constructs(c.shortcodes), constructs(c.blocks)
}

// approval says in words what wp:comment_approved holds.
func approval(s string) string {
	switch s {
	case "1":
		return "approved"
	case "0":
		return "pending"
	}
	return s
}

// constructs returns the counts, the most frequent first.
func constructs(m map[Construct]int) []Construct {
	var list []Construct
	for c, n := range m {
		c.Count = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Construct) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Fate, b.Fate))
	})
	return list
}
