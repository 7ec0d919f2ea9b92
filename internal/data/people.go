package data

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Author is one who writes on the site: a user, or a guest of a plugin for
// co-authors.
type Author struct {
	Login       string `json:"login"`
	Name        string `json:"name"` // as readers see it
	FirstName   string `json:"first_name,omitempty"`
	LastName    string `json:"last_name,omitempty"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	Guest       bool   `json:"guest,omitempty"` // without an account on the old site
	Count       int    `json:"count"`           // items in the output
	Held        int    `json:"-"`               // items that are held back
}

// People knows the authors of a site. It is filled in a first pass over the
// items and sealed; then any number of goroutines may ask it.
type People struct {
	list    []*Author
	byLogin map[string]*Author
	byKey   map[string]*Author
	byID    map[int64]*Author
	guests  map[string]*Author // by key, until it is known who is a user
	named   []string           // logins that items name, in order
	terms   []extract.TermRef  // and terms of the taxonomy author
	seen    map[string]bool
}

// NewPeople returns an empty People.
func NewPeople() *People {
	return &People{byLogin: map[string]*Author{}, byKey: map[string]*Author{}, byID: map[int64]*Author{}, guests: map[string]*Author{}, seen: map[string]bool{}}
}

// GuestType is the post type in which Co-Authors Plus keeps guests.
const GuestType = "guest-author"

// authorTaxonomy is that in which plugins for co-authors keep who wrote a post:
// a term is named for the login, its slug is the user's with cap- before it
// (Co-Authors Plus), or it is named for the person (PublishPress).
const authorTaxonomy = "author"

// Add takes note of who wrote an item. Written says whether it is in the
// output.
func (p *People) Add(it *extract.Item, written bool) {
	if it.Type == GuestType {
		p.addGuest(it)
	}
	if !written {
		return
	}
	if !p.seen[it.Creator] {
		login := strings.Clone(it.Creator)
		p.seen[login] = true
		p.named = append(p.named, login)
	}
	for _, t := range it.Terms {
		if t.Taxonomy != authorTaxonomy {
			continue
		}
		if k := "\x00" + termKey(t); !p.seen[k] {
			p.seen[k] = true
			p.terms = append(p.terms, extract.TermRef{Slug: strings.Clone(t.Slug), Name: strings.Clone(t.Name)})
		}
	}
}

func (p *People) addGuest(it *extract.Item) {
	login := cmp.Or(it.Field("cap-user_login"), strings.TrimPrefix(it.Slug, "cap-"))
	k := key(login)
	if it.Status != "publish" || k == "" || p.guests[k] != nil {
		return
	}
	p.guests[k] = &Author{
		Login: public(strings.Clone(login)), Guest: true,
		Name:        public(plain(cmp.Or(it.Field("cap-display_name"), it.Title))),
		FirstName:   strings.Clone(it.Field("cap-first_name")),
		LastName:    strings.Clone(it.Field("cap-last_name")),
		Description: strings.Clone(cmp.Or(it.Field("cap-description"), it.Content)),
		URL:         webAddress(it.Field("cap-website")),
	}
}

// Seal ends the filling. The site's own list comes first, then who is named by
// items alone.
func (p *People) Seal(site *extract.Site) {
	for _, a := range site.Authors {
		author := p.add(&Author{
			Login: Login(a.Login), Name: cmp.Or(public(a.DisplayName), Login(a.Login)),
			FirstName: public(a.FirstName), LastName: public(a.LastName), Description: a.Description,
		}, a.Login)
		if author != nil && a.ID != 0 && p.byID[a.ID] == nil {
			p.byID[a.ID] = author
		}
	}
	for _, t := range p.terms {
		if p.ofTerm(t) == nil {
			if g := p.guests[termKey(t)]; g != nil {
				p.add(g, g.Login)
			} else {
				login := strings.TrimPrefix(t.Slug, "cap-")
				p.add(&Author{Login: Login(cmp.Or(login, t.Name)), Name: public(cmp.Or(t.Name, login)), Guest: true}, cmp.Or(login, t.Name))
			}
		}
	}
	for _, login := range p.named {
		p.add(&Author{Login: Login(login), Name: public(login)}, login)
	}
	p.guests, p.named, p.terms, p.seen = nil, nil, nil, nil
}

// add adds an author unless there is one of the login.
func (p *People) add(a *Author, login string) *Author {
	if login == "" || p.byLogin[login] != nil {
		return nil
	}
	p.byLogin[login] = a
	if k := key(login); p.byKey[k] == nil {
		p.byKey[k] = a
	}
	p.list = append(p.list, a)
	return a
}

// ByLogin returns the author with a login, or nil.
func (p *People) ByLogin(login string) *Author { return p.byLogin[login] }

// NameOf returns the name under which somebody writes, as readers see it.
func (p *People) NameOf(login string) string {
	if a := p.byLogin[login]; a != nil {
		return a.Name
	}
	return ""
}

// Of returns who wrote an item.
func (p *People) Of(it *extract.Item) []*Author {
	var list []*Author
	for _, t := range it.Terms {
		if t.Taxonomy == authorTaxonomy {
			if a := p.ofTerm(t); a != nil && !slices.Contains(list, a) {
				list = append(list, a)
			}
		}
	}
	if a := p.byLogin[it.Creator]; len(list) == 0 && a != nil {
		list = append(list, a)
	}
	return list
}

// ofTerm returns the author that a term of the taxonomy author stands for.
func (p *People) ofTerm(t extract.TermRef) *Author {
	for _, a := range []*Author{p.byLogin[t.Name], p.byKey[termKey(t)], p.byKey[key(t.Name)]} {
		if a != nil {
			return a
		}
	}
	return nil
}

// Authors returns all authors, but for those of whom all is held back.
func (p *People) Authors(r *Renderer, f *Found) []*Author {
	p.list = slices.DeleteFunc(p.list, func(a *Author) bool { return a.Count == 0 && a.Held > 0 })
	for _, a := range p.list {
		a.Description = r.markdown(a.Description, f)
		if a.URL != "" {
			a.URL = r.address(a.URL, "", "", f)
		}
	}
	return p.list
}

// Shown finds out which files the list shows, before it is asked for.
func (p *People) Shown(r *Renderer, f *Found) {
	for _, a := range p.list {
		r.markdown(a.Description, f)
		if a.URL != "" {
			r.address(a.URL, "", "", f)
		}
	}
}

// Login returns a login as it may be known. WordPress lets people log in by
// their e-mail address, and the address of their page is made of it.
func Login(login string) string {
	if strings.Contains(login, "@") {
		return extract.MakeSlug(login)
	}
	return login
}

// key makes logins and what is made of them for addresses comparable.
func key(login string) string {
	if s := extract.MakeSlug(login); s != "" {
		return s
	}
	return login
}

func termKey(t extract.TermRef) string {
	return key(strings.TrimPrefix(cmp.Or(t.Slug, t.Name), "cap-"))
}
