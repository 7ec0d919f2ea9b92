package dump

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// A taker takes the rows of a table.
type taker func(*row, *tableState) error

// A columnIndex returns where in the rows of a table columns are; -1 where it has
// no such.
type columnIndex func(names ...string) []int

// taker returns who takes the rows of one of the tables of a site.
func (l *loader) taker(s *site, table tableID, at columnIndex) taker {
	switch table {
	case tablePosts:
		return l.posts(s, at(postColumns...))
	case tablePostMeta:
		return l.postMeta(s, at)
	case tableTermRelationships:
		return l.termRelationships(s, at)
	case tableCategories:
		return l.earlyCategories(s, at)
	case tablePost2Cat:
		return l.post2cat(s, at)
	case tableComments:
		return l.comments(s, at)
	case tableCommentMeta:
		return l.commentMeta(s, at)
	case tableOptions:
		return l.siteOptions(s, at)
	case tableTerms:
		return l.termRows(s, at)
	case tableTermTaxonomy:
		return l.termTaxonomy(s, at)
	case tableTermMeta:
		return l.termMeta(s, at)
	case tableUsers:
		return l.usersOf(s, at("ID", "user_login", "user_email", "user_nicename", "display_name"))
	case tableUserMeta:
		return l.userMeta(s, at)
	}
	return l.beyond(s, table, at)
}

// postMeta takes custom fields of posts.
func (l *loader) postMeta(s *site, at columnIndex) taker {
	c := at("post_id", "meta_id", "meta_key", "meta_value")
	return func(r *row, t *tableState) error {
		id := l.number(r, c[0])
		if privateField(l.bytes(r, c[2])) {
			return nil
		}
		own := l.number(r, c[1])
		if c[1] < 0 {
			own = int64(t.rows)
		}
		l.byPost.begin()
		l.appendFields(&l.byPost, r, c[2:], t)
		return l.byPost.commit(key{s.id, kindMeta, t.gen, id, own})
	}
}

// termRelationships takes links of posts to terms.
func (l *loader) termRelationships(s *site, at columnIndex) taker {
	c := at("object_id", "term_taxonomy_id")
	return func(r *row, t *tableState) error {
		id := l.number(r, c[0])
		if tags, ok := s.tagged[id]; ok && len(tags) < 1000 { // tables of pictures come before, as their names do
			s.tagged[id] = append(tags, l.number(r, c[1]))
		}
		return l.byPost.commit(key{s.id, kindTerm, t.gen, id, l.number(r, c[1])})
	}
}

// comments takes comments; spam is passed over.
func (l *loader) comments(s *site, at columnIndex) taker {
	c := at(commentColumns...)
	return func(r *row, t *tableState) error {
		if c[commentApproved] >= 0 && string(l.bytes(r, c[commentApproved])) == "spam" {
			return nil
		}
		l.threads.begin()
		l.appendFields(&l.threads, r, c, t)
		return l.threads.commit(key{s.id, kindPost, t.gen, l.number(r, c[commentID]), 0})
	}
}

// commentMeta takes fields of comments.
func (l *loader) commentMeta(s *site, at columnIndex) taker {
	c := at("comment_id", "meta_id", "meta_key", "meta_value")
	return func(r *row, t *tableState) error {
		id, own := l.number(r, c[0]), l.number(r, c[1])
		l.threads.begin()
		l.appendFields(&l.threads, r, c[2:], t)
		return l.threads.commit(key{s.id, kindMeta, t.gen, id, own})
	}
}

// siteOptions takes settings.
func (l *loader) siteOptions(s *site, at columnIndex) taker {
	c := at("option_name", "option_value")
	s.table(tableOptions).valid = c[0] >= 0 && c[1] >= 0
	return func(r *row, t *tableState) error {
		if !wantedOption(l.bytes(r, c[0])) {
			return nil
		}
		name := string(l.scratch)
		value := l.string(r, c[1], t)
		if name == "blog_charset" {
			l.texts.blog = strings.ToLower(strings.TrimSpace(value))
			return nil
		}
		if take := memberOptions[name]; take != nil {
			take(s, array(value))
			return nil
		}
		if strings.HasPrefix(name, "theme_mods_") {
			value = menuPlaces(value)
		}
		s.options[name] = value
		return nil
	}
}

// earlyCategories takes categories of WordPress before 2.3, as terms of numbers
// that no others have.
func (l *loader) earlyCategories(s *site, at columnIndex) taker {
	c := at("cat_ID", "cat_name", "category_nicename", "category_description", "category_parent")
	return func(r *row, t *tableState) error {
		id := l.number(r, c[0])
		s.early = append(s.early, earlyCategory{
			-id, termRow{l.string(r, c[1], t), strings.TrimSpace(l.string(r, c[2], t))},
			taxonomyRow{term: -id, taxonomy: "category", description: l.string(r, c[3], t), parent: -l.number(r, c[4])},
		})
		return nil
	}
}

// post2cat takes which posts were in those.
func (l *loader) post2cat(s *site, at columnIndex) taker {
	c := at("post_id", "category_id")
	return func(r *row, t *tableState) error {
		return l.byPost.commit(key{s.id, kindTerm, t.gen, l.number(r, c[0]), -l.number(r, c[1])})
	}
}

// termRows takes names of terms.
func (l *loader) termRows(s *site, at columnIndex) taker {
	c := at("term_id", "name", "slug")
	return func(r *row, t *tableState) error {
		s.terms[l.number(r, c[0])] = termRow{l.string(r, c[1], t), strings.TrimSpace(l.string(r, c[2], t))}
		return nil
	}
}

// termTaxonomy takes terms in their taxonomies.
func (l *loader) termTaxonomy(s *site, at columnIndex) taker {
	c := at("term_taxonomy_id", "term_id", "taxonomy", "description", "parent")
	return func(r *row, t *tableState) error {
		s.filed[l.number(r, c[0])] = taxonomyRow{
			term: l.number(r, c[1]), taxonomy: strings.TrimSpace(l.string(r, c[2], t)), description: l.string(r, c[3], t), parent: l.number(r, c[4]),
		}
		return nil
	}
}

// termMeta takes fields of terms.
func (l *loader) termMeta(s *site, at columnIndex) taker {
	c := at("term_id", "meta_id", "meta_key", "meta_value")
	return func(r *row, t *tableState) error {
		id := l.number(r, c[0])
		s.fields[id] = append(s.fields[id], fieldRow{l.number(r, c[1]), l.string(r, c[2], t), l.string(r, c[3], t)})
		return nil
	}
}

// userMeta takes fields of users.
func (l *loader) userMeta(s *site, at columnIndex) taker {
	c := at("user_id", "meta_key", "meta_value")
	return func(r *row, t *tableState) error {
		l.users = true
		id := l.number(r, c[0])
		if !l.isAuthor(s, id) {
			return nil
		}
		a := s.author(id)
		switch string(l.bytes(r, c[1])) {
		case "first_name":
			a.FirstName = strings.TrimSpace(l.string(r, c[2], t))
		case "last_name":
			a.LastName = strings.TrimSpace(l.string(r, c[2], t))
		case "description":
			a.Description = strings.TrimSpace(l.string(r, c[2], t))
		}
		return nil
	}
}

// posts takes the rows of the posts of a site.
func (l *loader) posts(s *site, c []int) taker {
	s.table(tablePosts).valid = c[postID] >= 0 && c[postContent] >= 0
	return func(r *row, t *tableState) error {
		l.late = l.late || l.users && !l.people
		id := l.number(r, c[postID])
		k := key{s.id, kindPost, t.gen, id, 0}
		status := s.words.number(bytes.TrimSpace(l.bytes(r, c[postStatus])))
		typ := s.words.number(bytes.TrimSpace(l.bytes(r, c[postType])))
		if early, its := earlyType(s.words.list[status]); early != "" && (c[postType] < 0 || s.words.list[typ] == "" || s.words.list[typ] == "post") {
			typ, status = s.words.number([]byte(early)), s.words.number([]byte(its))
		} else if c[postType] < 0 {
			typ = s.words.number([]byte("post"))
		}
		name := s.words.list[typ]
		if bookkeeping[name] != "" || personal(name) || s.words.list[status] == "auto-draft" {
			if s.words.list[status] == "auto-draft" && bookkeeping[name] == "" {
				name = "auto-draft"
			}
			s.left[name]++
			return l.byPost.commit(k) // its custom fields are no orphans
		}
		author := l.number(r, c[postAuthor])
		s.authors[author] = true
		date, _ := extract.StoredDate(l.bytes(r, c[postDate]))
		slug := strings.TrimSpace(l.texts.text(l.bytes(r, c[postName]), nil))
		if n := len(s.refs); n > 0 && s.refs[n-1].id >= id {
			s.sorted = false
		}
		s.refs = append(s.refs, ref{id, l.number(r, c[postParent]), author, date.Unix(), slug, typ, status})
		if s.guid == "" && s.words.list[typ] != "attachment" {
			s.guid = string(l.bytes(r, c[postGUID]))
		}
		var line [4]byte
		binary.LittleEndian.PutUint32(line[:], uint32(min(r.line, 1<<31-1)))
		l.byPost.begin()
		l.byPost.arena = append(append(l.byPost.arena, 4, 0, 0, 0), line[:]...)
		if l.stays(r) {
			l.leave(&l.byPost, r, c, t)
			return l.byPost.commit(k)
		}
		l.appendFields(&l.byPost, r, c, t)
		return l.byPost.commit(k)
	}
}

// usersOf takes the rows of users. Those who wrote nothing are passed over:
// their rows are never looked at but for the number.
func (l *loader) usersOf(s *site, c []int) taker {
	return func(r *row, t *tableState) error {
		l.users = true
		id := l.number(r, c[0])
		if !l.isAuthor(s, id) {
			return nil
		}
		a := s.author(id)
		a.Login = strings.TrimSpace(l.string(r, c[1], t))
		a.Email = strings.TrimSpace(l.string(r, c[2], t))
		a.DisplayName = strings.TrimSpace(extract.StoredName(l.string(r, c[4], t)))
		s.nicename[id] = l.string(r, c[3], t)
		return nil
	}
}

func (s *site) author(id int64) *extract.Author {
	a := s.users[id]
	if a == nil {
		a = &extract.Author{ID: id}
		s.users[id] = a
	}
	return a
}

// isAuthor reports whether a user of the sites under s wrote something there.
func (l *loader) isAuthor(s *site, id int64) bool {
	if s.authors[id] {
		return true
	}
	for _, o := range l.order {
		if o.authors[id] && base(o.prefix) == s.prefix {
			return true
		}
	}
	return false
}
