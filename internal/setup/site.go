package setup

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/census"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/source"
)

// site is what a source says about itself.
type site struct {
	Census *census.Census
	post   sample       // that is shown
	term   extract.Term // whose slug says less than its name
	files  []string     // of the first attachments, below the uploads folder
	brings bool         // the source has its uploads with it
}

// sample is the post that is shown: as short as can be read at a glance, and of as
// many parts as there are.
type sample struct {
	id, slug, title, link string
	kind, date            string
	score                 int
}

// mostFiles is how many files are looked for in a copy of the uploads.
const mostFiles = 200

// look reads a source once.
func look(ctx context.Context, names []string, o source.Options, tick func(int64)) (*site, error) {
	src, err := source.Open(ctx, names, o)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	s := &site{brings: len(source.UploadsOf(src)) > 0}
	w := watched{Source: src, see: s.see}
	if s.Census, err = census.Take(ctx, &w, names, tick); err != nil {
		return nil, err
	}
	if s.Census.Items == 0 {
		return nil, migrate.EmptyError{Source: names[0]}
	}
	if w.site != nil {
		for _, t := range w.site.Terms {
			if (t.Taxonomy == "category" || t.Taxonomy == "post_tag") && s.term.Slug == "" && t.Name != t.Slug && t.Slug != "" && t.Slug != "uncategorized" {
				s.term = t
			}
		}
	}
	return s, nil
}

// watched is a source of which another sees the items, too.
type watched struct {
	source.Source
	see  func(*extract.Item)
	site *extract.Site
}

func (w *watched) Items(site *extract.Site) iter.Seq2[*extract.Item, error] {
	w.site = site
	return func(yield func(*extract.Item, error) bool) {
		for it, err := range w.Source.Items(site) {
			if err == nil {
				w.see(it)
			}
			if !yield(it, err) {
				return
			}
		}
	}
}

func (s *site) see(it *extract.Item) {
	if it.Type == "attachment" {
		if len(s.files) < mostFiles {
			for _, m := range it.Meta {
				if m.Key == "_wp_attached_file" && m.Value != "" {
					s.files = append(s.files, strings.Clone(m.Value))
				}
			}
		}
		return
	}
	if it.Type != "post" && it.Type != "page" || it.Status != "publish" || it.Password != "" || it.ID == 0 && it.Slug == "" {
		return
	}
	next := sample{kind: it.Type, date: it.Date.Format("2006-01-02T15:04:05"), score: 1}
	for _, good := range []bool{it.Type == "post", len(it.Content) > 300 && len(it.Content) < 6000, strings.Contains(it.Content, "<img"), len(it.Terms) > 0, len(it.Content) > 0} {
		if good {
			next.score++
		}
	}
	if next.score < s.post.score || next.score == s.post.score && next.date <= s.post.date {
		return
	}
	next.slug, next.title, next.link = strings.Clone(it.Slug), strings.Clone(it.PlainTitle()), strings.Clone(it.Link)
	next.id = next.slug
	if it.ID != 0 {
		next.id = decimal(it.ID)
	}
	s.post = next
}

// copiesNear returns what near a source looks like a copy of its uploads: by its
// files, or, if the source names none, maybe by its name alone.
func (s *site) copiesNear(names []string, maybe bool) []string {
	if s.brings || len(names) == 0 {
		return nil
	}
	dir := filepath.Dir(names[0])
	if info, err := os.Stat(names[0]); err == nil && info.IsDir() {
		dir = names[0]
	}
	for _, pattern := range []string{"uploads", "wp-content/uploads", "*/wp-content/uploads", "*uploads*.zip", "*uploads*.tar", "*uploads*.tar.gz", "*uploads*.tgz", "*wp-content*.zip", "*wp-content*.tar.gz"} {
		found, _ := filepath.Glob(filepath.Join(dir, filepath.FromSlash(pattern)))
		for _, name := range found {
			if slices.Contains(names, name) {
				continue
			}
			if n, err := s.found([]string{name}); err == nil && (n > 0 || maybe && len(s.files) == 0) {
				return []string{name}
			}
		}
	}
	return nil
}

// found returns how many of the first files copies have.
func (s *site) found(copies []string) (n int, err error) {
	u, err := media.Open(copies...)
	if err != nil {
		return 0, err
	}
	defer u.Close()
	for _, name := range s.files {
		if u.Has(name) {
			n++
		}
	}
	return n, nil
}

// noReader is what standard input is to a source that is read more than once.
var noReader io.Reader = strings.NewReader("")
