package extract

import "slices"

// category reads a term the item is filed under.
func (p *parser) category(it *Item, c tag) {
	f := p.termOf(c)
	if name := p.value(c); f.raw != string(name) {
		f.raw = p.intern(name)
		f.Name = unescape(f.raw)
	}
	if f.Slug != "" || f.Name != "" {
		if it.Terms == nil {
			it.Terms = make([]TermRef, 0, 4)
		}
		it.Terms = append(it.Terms, f.TermRef)
	}
}

// A filedTerm is a term by the attributes of its tag, and the name that it had there the
// last time as that stood in the file.
type filedTerm struct {
	TermRef
	raw string
}

// termOf reads the attributes of a category, most often those of one that has been read.
func (p *parser) termOf(c tag) *filedTerm {
	attrs := p.attrs(c)
	if f, ok := p.filed[string(attrs)]; ok {
		return f
	}
	f := &filedTerm{TermRef: TermRef{Taxonomy: "category"}}
	ref := &f.TermRef
	for rest := attrs; ; {
		name, value, r := nextAttribute(rest)
		if rest = r; len(name) == 0 {
			break
		}
		switch string(name) {
		case "domain":
			if len(value) > 0 {
				ref.Taxonomy = p.attribute(value, c.from)
			}
		case "nicename":
			ref.Slug = p.attribute(value, c.from)
		}
	}
	if ref.Taxonomy == "tag" {
		ref.Taxonomy = "post_tag"
	}
	const most, longest = 4096, 256
	if len(p.filed) < most && len(attrs) <= longest && firstDirty(attrs, true) == len(attrs) && !p.charset.legacy(attrs) {
		if p.filed == nil {
			p.filed = make(map[string]*filedTerm)
		}
		p.filed[string(attrs)] = f
	}
	return f
}

// attribute decodes the value of an attribute of the tag at b[at].
func (p *parser) attribute(raw []byte, at int) string {
	if firstDirty(raw, true) < len(raw) || p.charset.legacy(raw) {
		raw = p.decode(nil, raw, at, false)
	}
	return p.intern(trimSpace(raw))
}

// terms drops the references without a slug that only repeat one with it:
// WXR 1.0 lists each term twice (docs/formats.md §0.7).
func terms(refs []TermRef) []TermRef {
	bare := slices.ContainsFunc(refs, func(r TermRef) bool { return r.Slug == "" })
	if !bare {
		return refs
	}
	type key struct{ taxonomy, name string }
	full := make(map[key]bool)
	for _, r := range refs {
		if r.Slug != "" {
			full[key{r.Taxonomy, r.Name}] = true
		}
	}
	return slices.DeleteFunc(refs, func(r TermRef) bool {
		return r.Slug == "" && full[key{r.Taxonomy, r.Name}]
	})
}

// nameTerms gives terms that an item is filed under by their slugs alone the names that the
// channel has for them.
func (r *reader) nameTerms(it *Item) {
	for i := range it.Terms {
		ref := &it.Terms[i]
		if ref.Name != "" {
			continue
		}
		if n, ok := r.site.terms[[2]string{ref.Taxonomy, ref.Slug}]; ok {
			ref.Name = r.site.site.Terms[n].Name
		}
	}
}
