package extract

import "strings"

// A siteBuilder puts a Site together from the channels of all files: what
// comes first counts, unless it is empty. The zero value of its maps is ready.
type siteBuilder struct {
	site    *Site
	blog    string // the base_blog_url read last
	authors map[string]int
	terms   map[[2]string]int // by taxonomy, and slug or else name
}

func newSiteBuilder(site *Site) *siteBuilder {
	if site == nil {
		site = new(Site)
	}
	*site = Site{}
	return &siteBuilder{site: site, authors: make(map[string]int), terms: make(map[[2]string]int)}
}

// Merge adds what another source says of the same site. What is there already
// counts. A term or an author whose ID is another's here loses it.
func (s *Site) Merge(o *Site) {
	b := &siteBuilder{site: s, authors: map[string]int{}, terms: map[[2]string]int{}}
	authors, terms := s.Authors, s.Terms
	s.Authors, s.Terms = nil, nil
	authorIDs, termIDs := map[int64]bool{}, map[int64]bool{}
	for _, a := range authors {
		b.author(a)
		authorIDs[a.ID] = true
	}
	for _, t := range terms {
		b.term(t)
		termIDs[t.ID] = true
	}
	for _, a := range o.Authors {
		if authorIDs[a.ID] {
			a.ID = 0
		}
		b.author(a)
	}
	for _, t := range o.Terms {
		if termIDs[t.ID] {
			t.ID = 0
		}
		b.term(t)
	}
	for _, f := range []struct{ to, from *string }{
		{&s.Title, &o.Title}, {&s.Description, &o.Description}, {&s.Language, &o.Language}, {&s.Link, &o.Link}, {&s.BaseSiteURL, &o.BaseSiteURL},
		{&s.BaseBlogURL, &o.BaseBlogURL}, {&s.Generator, &o.Generator}, {&s.WXRVersion, &o.WXRVersion},
	} {
		b.set(f.to, *f.from)
	}
	if s.Settings == nil {
		s.Settings = o.Settings
	}
}

// SameSite reports whether two addresses are of one site: it keeps its identity
// when it moves to https or drops its www.
func SameSite(a, b string) bool { return sameSite(a, b) }

// set fills in a field that is still empty.
func (*siteBuilder) set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

func (s *siteBuilder) author(a Author) {
	if a == (Author{}) {
		return
	}
	i, ok := s.authors[a.Login]
	if !ok {
		s.authors[a.Login] = len(s.site.Authors)
		s.site.Authors = append(s.site.Authors, a)
		return
	}
	old := &s.site.Authors[i]
	if old.ID == 0 {
		old.ID = a.ID
	}
	s.set(&old.Email, a.Email)
	s.set(&old.DisplayName, a.DisplayName)
	s.set(&old.FirstName, a.FirstName)
	s.set(&old.LastName, a.LastName)
	s.set(&old.Description, a.Description)
}

func (s *siteBuilder) term(t Term) {
	key := [2]string{t.Taxonomy, t.Slug}
	if t.Slug == "" {
		if t.Name == "" {
			return
		}
		key[1] = "\x00" + t.Name
	}
	i, ok := s.terms[key]
	if !ok {
		s.terms[key] = len(s.site.Terms)
		s.site.Terms = append(s.site.Terms, t)
		return
	}
	old := &s.site.Terms[i]
	if old.ID == 0 {
		old.ID = t.ID
	}
	s.set(&old.Parent, t.Parent)
	s.set(&old.Name, t.Name)
	s.set(&old.Description, t.Description)
	if len(old.Meta) == 0 {
		old.Meta = t.Meta
	}
}

// sameSite reports whether two values of base_blog_url mean the same blog:
// a site keeps its identity when it moves to https or drops its www.
func sameSite(a, b string) bool { return siteKey(a) == siteKey(b) }

func siteKey(url string) string {
	url = strings.TrimSpace(url)
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	host, path, _ := strings.Cut(strings.TrimRight(url, "/"), "/")
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	return host + "/" + path
}
