package live

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// rest is the REST API of a site (developer.wordpress.org/rest-api).
type rest struct {
	*fetch
	base  string // of the addresses of its routes
	index object

	types      []restType
	taxonomies []taxonomy
	terms      map[int64]extract.Term
	hidden     []string // taxonomies whose terms it does not give
	mute       bool     // it does not give comments
	archives   []string // addresses of the archives of terms and users
	logins     map[int64]string
	comments   map[int64][]extract.Comment
}

// commentsRoute is where comments are.
const commentsRoute = "wp/v2/comments"

// restType is a post type, or another kind of list, and where it is.
type restType struct {
	name  string // of the type
	route string
}

type taxonomy struct {
	name, field string // of the terms in an item
	terms       string // route
}

// perPage is what WordPress gives at once at most; a site can be set to less.
const perPage = 100

// discover finds the API by the header and the link of the home page, and else
// where it usually is.
func (f *fetch) discover(ctx context.Context, home *answer) (*rest, error) {
	var bases []string
	if home != nil {
		bases = append(bases, apiLinks(home)...)
	}
	bases = append(bases, f.c.home.JoinPath("wp-json/").String(), f.c.home.String()+"?rest_route=/", f.c.home.JoinPath("index.php/wp-json/").String())
	tried := map[string]bool{}
	for _, base := range bases {
		u, err := f.c.home.Parse(base)
		if err != nil || tried[u.String()] {
			continue
		}
		tried[u.String()] = true
		if !f.c.ours(u) {
			continue
		}
		r := &rest{fetch: f, base: u.String(), terms: map[int64]extract.Term{}, logins: map[int64]string{}, comments: map[int64][]extract.Comment{}}
		a, err := f.c.get(ctx, request{url: r.base, accept: "application/json", fresh: true, check: func(a *answer) error {
			return json.Unmarshal(trimJSON(a.body), &r.index)
		}})
		if err != nil {
			if stop(ctx, err) {
				return nil, err
			}
			if bad := new(json.SyntaxError); errors.As(err, &bad) {
				err = fmt.Errorf("%s: a page, and not the REST API of a WordPress", r.base)
			}
			f.tried = append(f.tried, err.Error())
			if errors.Is(err, errRobots) {
				break // under whichever address: it is the API that is not to be asked
			}
			continue
		}
		if a.status != 200 {
			f.tried = append(f.tried, fmt.Sprintf("%s: %d %s", r.base, a.status, http.StatusText(a.status)))
			continue
		}
		if err := json.Unmarshal(trimJSON(a.body), &r.index); err != nil || !slices.Contains(r.index.strs("namespaces"), "wp/v2") {
			f.tried = append(f.tried, r.base+": not the REST API of a WordPress")
			continue
		}
		return r, nil
	}
	return nil, nil
}

// stop reports whether an error ends the fetch.
func stop(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.As(err, new(*downError)) || errors.As(err, new(*otherSiteError)) || errors.As(err, new(*loginError))
}

// apiLinks returns the addresses of the API that an answer names.
func apiLinks(a *answer) (list []string) {
	for part := range strings.SplitSeq(a.header("Link"), ",") {
		target, rest, ok := strings.Cut(strings.TrimSpace(part), ">")
		if ok && strings.HasPrefix(target, "<") && strings.Contains(rest, "https://api.w.org/") {
			list = append(list, target[1:])
		}
	}
	z := html.NewTokenizer(strings.NewReader(string(a.body)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "body" {
				return list
			}
			if t.Data == "link" && tokenAttr(&t, "rel") == "https://api.w.org/" {
				list = append(list, tokenAttr(&t, "href"))
			}
		}
	}
}

func tokenAttr(t *html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// url returns the address of a route.
func (r *rest) url(route string, query url.Values) string {
	u, _ := url.Parse(r.base)
	q := u.Query()
	if q.Has("rest_route") {
		q.Set("rest_route", strings.TrimSuffix(q.Get("rest_route"), "/")+"/"+route)
	} else {
		u.Path = strings.TrimSuffix(u.Path, "/") + "/" + route
	}
	for k, v := range query {
		q[k] = v
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// loginError is a name and password that the site does not take.
type loginError struct{ why string }

func (e *loginError) Error() string { return "WP2MD_USER and WP2MD_PASSWORD: " + e.why }
func (e *loginError) Hint() string {
	return "make an application password in WordPress: Users, Profile, Application Passwords; or unset them to fetch what is public"
}

// message returns what WordPress says went wrong.
func message(a *answer) string {
	var o object
	if json.Unmarshal(trimJSON(a.body), &o) == nil && o.str("message") != "" {
		return fmt.Sprintf("%d: %s", a.status, oneLine(plainText(o.str("message"))))
	}
	return fmt.Sprintf("%d %s", a.status, http.StatusText(a.status))
}

// one asks for one object. It is nil if the site does not give it.
func (r *rest) one(ctx context.Context, route string, query url.Values, auth bool) (object, *answer, error) {
	var o object
	read := func(a *answer) error { return json.Unmarshal(trimJSON(a.body), &o) }
	a, err := r.c.get(ctx, request{url: r.url(route, query), accept: "application/json", auth: auth, fresh: true, check: read})
	if err != nil || a.status != 200 {
		return nil, a, err
	}
	return o, a, read(a)
}

// login makes sure that the user's name and password are taken.
func (r *rest) login(ctx context.Context) error {
	if !r.c.credits {
		return nil
	}
	_, a, err := r.one(ctx, "wp/v2/users/me", url.Values{"context": {"edit"}}, true)
	switch {
	case err != nil:
		return err
	case a.status == 401 || a.status == 403:
		return &loginError{message(a)}
	case a.status != 200:
		r.note(note.Private, false, "drafts: the site does not say who we are: "+message(a))
	}
	return nil
}

// furniture are post types that hold the looks of a site, not its content
// (docs/formats.md §A.5).
var furniture = []string{"wp_template", "wp_template_part", "wp_global_styles", "wp_font_family", "wp_font_face"}

// learn finds the post types and taxonomies.
func (r *rest) learn(ctx context.Context) error {
	context := "view"
	if r.c.credits {
		context = "edit"
	}
	types, a, err := r.one(ctx, "wp/v2/types", url.Values{"context": {context}}, true)
	if err != nil && stop(ctx, err) {
		return err
	}
	if types == nil {
		r.note(note.Type, true, "post types: only posts, pages and media are asked for: "+reason(a, err))
		r.types = []restType{{name: "post", route: "wp/v2/posts"}, {name: "page", route: "wp/v2/pages"}, {name: "attachment", route: "wp/v2/media"}}
	}
	for _, name := range sortedKeys(types) {
		t := types.object(name)
		if slices.Contains(furniture, name) || t.str("rest_base") == "" {
			continue
		}
		space := t.str("rest_namespace")
		if space == "" {
			space = "wp/v2"
		}
		r.types = append(r.types, restType{name: name, route: space + "/" + t.str("rest_base")})
	}
	taxonomies, a, err := r.one(ctx, "wp/v2/taxonomies", url.Values{"context": {context}}, true)
	if err != nil && stop(ctx, err) {
		return err
	}
	if taxonomies == nil {
		r.note(note.Type, true, "taxonomies: only categories and tags are asked for: "+reason(a, err))
		r.taxonomies = []taxonomy{{"category", "categories", "wp/v2/categories"}, {"post_tag", "tags", "wp/v2/tags"}}
	}
	for _, name := range sortedKeys(taxonomies) {
		t := taxonomies.object(name)
		base, space := t.str("rest_base"), t.str("rest_namespace")
		if base == "" {
			continue
		}
		if space == "" {
			space = "wp/v2"
		}
		r.taxonomies = append(r.taxonomies, taxonomy{name, base, space + "/" + base})
	}
	return nil
}

// reason says why an answer is of no use.
func reason(a *answer, err error) string {
	if err != nil {
		return err.Error()
	}
	return message(a)
}

// everything fetches all lists. What cannot be had is noted.
func (r *rest) everything(ctx context.Context) error {
	if err := r.login(ctx); err != nil {
		return err
	}
	if err := r.learn(ctx); err != nil {
		return err
	}
	var jobs []func() error
	for i := range r.taxonomies {
		jobs = append(jobs, func() error {
			return r.list(ctx, listing{route: r.taxonomies[i].terms, what: "terms of " + r.taxonomies[i].name, taxonomy: r.taxonomies[i].name})
		})
	}
	jobs = append(jobs, func() error { return r.list(ctx, listing{route: "wp/v2/users", what: "users", edit: r.c.credits}) })
	if r.c.credits {
		for _, kind := range []string{"comment", "pingback", "trackback"} {
			jobs = append(jobs, func() error {
				return r.list(ctx, listing{route: commentsRoute, what: "comments of type " + kind, edit: true, query: url.Values{"type": {kind}, "status": {"all"}}})
			})
		}
	} else {
		jobs = append(jobs, func() error { return r.list(ctx, listing{route: commentsRoute, what: "comments"}) })
	}
	for i := range r.types {
		jobs = append(jobs, func() error { return r.items(ctx, &r.types[i]) })
	}
	var mu sync.Mutex
	var errs []error
	parallel(r.c.opt.Jobs, jobs, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if !r.c.credits && len(r.comments) > 0 {
		r.note(note.Private, false, "pingbacks and trackbacks: the API gives none to the public; those that posts have are not in the file")
	}
	return nil
}

// parallel runs jobs, so many at once.
func parallel(n int, jobs []func() error, done func(error)) {
	var wg sync.WaitGroup
	next := make(chan func() error)
	for range max(1, min(n, len(jobs))) {
		wg.Go(func() {
			for job := range next {
				done(job())
			}
		})
	}
	for _, job := range jobs {
		next <- job
	}
	close(next)
	wg.Wait()
}

// items fetches the items of a post type: as they are stored if we may see
// them so.
func (r *rest) items(ctx context.Context, t *restType) error {
	l := listing{route: t.route, what: t.name, kind: t.name, since: t.name != "attachment"}
	if r.c.credits {
		l.edit = true
		if t.name != "attachment" {
			l.query = url.Values{"status": {"any"}}
		}
	}
	return r.list(ctx, l)
}

// listing is a list of the API that is fetched as a whole.
type listing struct {
	route    string
	what     string // in notes
	kind     string // post type, of items
	taxonomy string // of terms
	query    url.Values
	per      int      // objects a page; perPage if zero
	edit     bool     // ask for it as it is stored
	since    bool     // leave out what is older than the user wants
	fails    int      // halves of a page that failed in a row
	bad      []func() // what to note of the items that broke a page
}

// mostHalves is after how many failures in a row a list is given up: it is not
// one item that is broken then.
const mostHalves = 24

// tag is what the pages of a list are journalled under.
func (l *listing) tag(since string) string {
	return "list " + l.route + "?" + l.query.Encode() + map[bool]string{true: " edit"}[l.edit] + since
}

// size is how many objects a page has.
func (l *listing) size() int { return cmp.Or(l.per, perPage) }

func (l *listing) with(pairs ...string) url.Values {
	q := url.Values{}
	for k, v := range l.query {
		q[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return q
}

// list fetches all of a list, in the order of the IDs, which stays the same
// when something is published meanwhile.
func (r *rest) list(ctx context.Context, l listing) error {
	err := r.pages(ctx, &l)
	if f := (*forbiddenError)(nil); errors.As(err, &f) && l.edit && !stop(ctx, err) {
		r.note(note.Private, true, fmt.Sprintf("%s: only what is public: %s", l.what, f.why))
		l.edit, l.query = false, nil
		err = r.pages(ctx, &l)
	}
	if f := (*forbiddenError)(nil); errors.As(err, &f) {
		r.refuse(&l, f.why)
		r.note(note.Type, false, fmt.Sprintf("%s: not for the public: %s", l.what, f.why))
		return nil
	}
	if err != nil && !stop(ctx, err) {
		r.refuse(&l, err.Error())
		r.note(note.Unread, true, fmt.Sprintf("%s: %v", l.what, err))
		return nil
	}
	return err
}

// refusal is a post type of which the API does not give the list.
type refusal struct{ kind, why string }

// refuse takes note of a list of posts that people can see on the site, but the
// API does not give.
func (r *rest) refuse(l *listing, why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if l.taxonomy != "" {
		r.hidden = append(r.hidden, l.taxonomy)
	}
	r.mute = r.mute || l.route == commentsRoute
	if kind := l.kind; kind == "" || kind == "attachment" || kind == "nav_menu_item" || strings.HasPrefix(kind, "wp_") {
		return
	}
	r.fetch.refused = append(r.fetch.refused, refusal{l.kind, why})
}

// gaveNothing reports whether the API gave neither posts nor pages.
func (r *rest) gaveNothing() bool {
	refused := map[string]bool{}
	for _, f := range r.fetch.refused {
		refused[f.kind] = true
	}
	return refused["post"] && refused["page"]
}

// forbiddenError is a list that the site does not give.
type forbiddenError struct{ why string }

func (e *forbiddenError) Error() string { return e.why }

// pages fetches the pages of a list, or what has changed since the last run.
func (r *rest) pages(ctx context.Context, l *listing) error {
	since := ""
	params := []string{}
	if l.since && !r.c.opt.Since.IsZero() {
		since = r.c.opt.Since.Format("2006-01-02T15:04:05")
		params = append(params, "modified_after", since)
	}
	tag := l.tag(since)
	update := !r.c.journal.since.IsZero() && r.hasModified(l) && len(r.stored(tag, true)) > 0
	if update && since == "" {
		// A day is more than any two clocks differ by.
		params = append(params, "modified_after", r.c.journal.since.AddDate(0, 0, -1).Format("2006-01-02T15:04:05"))
	}
	if err := r.walk(ctx, l, tag, params); err != nil {
		if !stop(ctx, err) && l.kind != "" {
			r.took(l, tag, r.stored(tag, update))
		}
		return err
	}
	ids := r.stored(tag, update)
	if update {
		var err error
		if ids, err = r.compare(ctx, l, tag, ids, since); err != nil {
			return err
		}
	}
	r.took(l, tag, ids)
	return nil
}

// hasModified reports whether the items of a list have a date of modification.
func (r *rest) hasModified(l *listing) bool {
	for _, t := range r.types {
		if t.route == l.route {
			return t.name != "nav_menu_item"
		}
	}
	return false
}

// Bounds of the pages of a list, of a site that has no end: so many if it does not
// say how many there are, and so many more than it first said.
const (
	mostUntold = 2_000
	mostGrowth = 100
)

// walk fetches the pages of a list one after the other.
func (r *rest) walk(ctx context.Context, l *listing, tag string, params []string) error {
	seen := map[int64]bool{}
	last := -1 // number of the last page, as far as the site says
	short := false
	most := min(mostUntold, r.c.opt.MaxPages)
	for page := 1; last < 0 || page <= last; page++ {
		if page > most {
			r.note(note.Unread, true, fmt.Sprintf("%s: more than %d pages: the rest is not asked for", l.what, most))
			return nil
		}
		q := l.with(append(params, "per_page", strconv.Itoa(l.size()), "page", strconv.Itoa(page), "orderby", "id", "order", "asc")...)
		list, a, err := r.page(ctx, l, tag, q)
		var refused *refusedError
		switch {
		case errors.As(err, &refused) && page == 1 && refused.orderby():
			// Users have no id to order by, nor have menus of old.
			return r.walk(ctx, &listing{route: l.route, what: l.what, query: l.with("orderby", ""), edit: l.edit, per: l.per}, tag, params)
		case errors.As(err, &refused) && page == 1 && refused.most(l.size()) > 0:
			l.per = refused.most(l.size())
			page--
			continue
		case errors.As(err, &refused) && page > 1 && (refused.status == http.StatusBadRequest || last < 0):
			return nil // beyond the last page
		case errors.As(err, &refused):
			return &forbiddenError{refused.Error()}
		case err != nil && !stop(ctx, err) && ctx.Err() == nil:
			l.fails, l.bad = 1, nil
			n, err := r.halve(ctx, l, tag, params, (page-1)*l.size(), l.size(), err)
			if err != nil {
				return err
			}
			for _, note := range l.bad {
				note()
			}
			short = n < l.size()
			if short && last < 0 {
				return nil
			}
			continue
		case err != nil:
			return err
		}
		if n, err := strconv.Atoi(strings.TrimSpace(a.header("X-WP-TotalPages"))); err == nil && n >= 0 {
			if last < 0 {
				total, _ := strconv.Atoi(strings.TrimSpace(a.header("X-WP-Total")))
				r.known(total)
				most = min(n+mostGrowth, r.c.opt.MaxPages)
			}
			last = n
		}
		fresh := false
		for _, o := range list {
			if id := o.num("id"); !seen[id] {
				seen[id], fresh = true, true
			}
		}
		r.progress(len(list), l.what)
		if len(list) == 0 {
			return nil
		}
		if !fresh && short && last < 0 {
			return nil // whatever the number of the page, it is all there is
		}
		if !fresh {
			r.note(note.Duplicate, true, fmt.Sprintf("%s: page %d repeats pages before it; the rest is not asked for", l.what, page))
			return nil
		}
		short = len(list) < l.size() // or the site gives less than it is asked for
	}
	return nil
}

// refusedError is an answer that says the question was wrong or is not ours to
// ask.
type refusedError struct {
	status  int
	code    string
	message string
	params  string
}

func (e *refusedError) Error() string { return e.message }

// most returns how many objects a page may have if that is why the question was
// refused: less than the asked; else 0.
func (e *refusedError) most(asked int) int {
	if e.status != http.StatusBadRequest || !strings.Contains(e.params+e.message, "per_page") {
		return 0
	}
	most := 0
	for n := range strings.FieldsFuncSeq(e.params, func(r rune) bool { return r < '0' || r > '9' }) {
		most = max(most, int(number(n)))
	}
	if most == 0 || most >= asked {
		most = 10 // what WordPress gives if it is not asked
	}
	if most >= asked {
		return 0
	}
	return most
}

func (e *refusedError) orderby() bool {
	return e.status == 400 && strings.Contains(e.params, "orderby")
}

// page asks for one page of a list.
func (r *rest) page(ctx context.Context, l *listing, tag string, q url.Values) ([]object, *answer, error) {
	if q.Get("orderby") == "" {
		q.Del("orderby")
	}
	if l.edit {
		q.Set("context", "edit")
	}
	var list []object
	read := func(a *answer) (err error) {
		list, err = objects(a.body)
		return err
	}
	a, err := r.c.get(ctx, request{url: r.url(l.route, q), accept: "application/json", auth: l.edit || r.c.credits, tag: tag, fresh: true, check: read})
	if err != nil {
		return nil, nil, err
	}
	if a.status == 200 {
		if list == nil { // out of the journal
			err = read(a)
		}
		return list, a, err
	}
	var o object
	json.Unmarshal(trimJSON(a.body), &o)
	params := string(o.object("data")["params"])
	return nil, a, &refusedError{a.status, o.str("code"), message(a), params}
}

// halve fetches the items of a list from offset on, of which the site answers
// with an error for all together: by halves, until the one that breaks it is
// alone. It returns how many there are.
func (r *rest) halve(ctx context.Context, l *listing, tag string, params []string, offset, n int, cause error) (int, error) {
	if n == 1 {
		r.broken(ctx, l, params, offset, cause)
		return 1, nil
	}
	total := 0
	for _, half := range []struct{ at, n int }{{offset, n / 2}, {offset + n/2, n - n/2}} {
		q := l.with(append(params, "per_page", strconv.Itoa(half.n), "offset", strconv.Itoa(half.at), "orderby", "id", "order", "asc")...)
		list, _, err := r.page(ctx, l, tag, q)
		var refused *refusedError
		switch {
		case errors.As(err, &refused) && refused.status == http.StatusBadRequest:
			return total, nil // beyond the end
		case errors.As(err, &refused):
			return total, &forbiddenError{refused.Error()}
		case err == nil:
			l.fails = 0
			r.progress(len(list), l.what)
			if total += len(list); len(list) < half.n {
				return total, nil
			}
		case stop(ctx, err):
			return total, err
		default:
			if l.fails++; l.fails > mostHalves {
				return total, err
			}
			k, err := r.halve(ctx, l, tag, params, half.at, half.n, err)
			if total += k; err != nil || k < half.n {
				return total, err
			}
		}
	}
	return total, nil
}

// broken notes the item at an offset, which the site cannot show. Without its
// content it often can.
func (r *rest) broken(ctx context.Context, l *listing, params []string, offset int, cause error) {
	q := l.with(append(params, "per_page", "1", "offset", strconv.Itoa(offset), "orderby", "id", "order", "asc", "_fields", "id,link,slug,type")...)
	list, _, err := r.page(ctx, l, "", q)
	why := cause.Error()
	if f := (*failure)(nil); errors.As(cause, &f) {
		why = (&failure{"the site answers", f.status, f.why}).Error()
	}
	if err != nil || len(list) == 0 {
		l.bad = append(l.bad, func() {
			r.note(note.Unread, true, fmt.Sprintf("%s: number %d in the order of IDs is not in the file: %s", l.what, offset+1, why))
		})
		return
	}
	lost := lostItem{id: list[0].num("id"), what: l.what, link: list[0].address("link"), why: why}
	l.bad = append(l.bad, func() { r.lose(lost) })
}

// stored returns the IDs in the journalled pages of a list, with old also in
// those of earlier runs.
func (r *rest) stored(tag string, old bool) map[int64]place {
	ids := map[int64]place{}
	for _, e := range r.c.journal.tagged(tag, old) {
		a, err := r.c.recall(e)
		if err != nil {
			continue
		}
		list, err := objects(a.body)
		if err != nil {
			continue
		}
		for i, o := range list {
			if id := o.num("id"); id != 0 {
				ids[id] = place{e, i, o.str("modified_gmt")}
			}
		}
	}
	return ids
}

// place is where an object stands in the journal.
type place struct {
	page     *entry
	n        int
	modified string
}

// compare asks which items of a list there are, gets those that are missing in
// ids or older there, and leaves out those that are gone.
func (r *rest) compare(ctx context.Context, l *listing, tag string, ids map[int64]place, since string) (map[int64]place, error) {
	now := map[int64]string{}
	params := []string{"_fields", "id,modified_gmt"}
	if since != "" {
		params = append(params, "modified_after", since)
	}
	census := "census " + tag + " " + strconv.Itoa(r.c.journal.run)
	if err := r.walk(ctx, l, census, params); err != nil {
		return nil, err
	}
	for id, p := range r.stored(census, false) {
		now[id] = p.modified
	}
	var want []string
	for id, modified := range now {
		if p, ok := ids[id]; !ok || p.modified != modified {
			want = append(want, strconv.FormatInt(id, 10))
		}
	}
	sortNatural(want)
	for part := range slices.Chunk(want, perPage) {
		err := r.walk(ctx, &listing{route: l.route, what: l.what, edit: l.edit, query: l.with("include", strings.Join(part, ","))}, tag, nil)
		if err != nil {
			return nil, err
		}
	}
	if len(want) > 0 {
		ids = r.stored(tag, true)
	}
	for i, id := range sortedKeys(ids) {
		if _, ok := now[id]; ok {
			continue
		}
		p, err := r.closed(ctx, l, tag, id, ids[id])
		switch {
		case err != nil:
			return nil, err
		case p.page == nil || i > mostClosed:
			delete(ids, id)
		default:
			ids[id] = p
		}
	}
	return r.thin(tag, ids)
}

// mostClosed bounds how many items of a list are asked for that it has no more.
const mostClosed = 2000

// closed asks for an item that a list had and has no more. If the site says that it
// does not show it, which is not to say that it is gone, it becomes an item without
// words that is private, so that what was made of it before is known to be private.
func (r *rest) closed(ctx context.Context, l *listing, tag string, id int64, before place) (place, error) {
	route := l.route + "/" + strconv.FormatInt(id, 10)
	_, a, err := r.one(ctx, route, nil, r.c.credits)
	switch {
	case err != nil && (stop(ctx, err) || ctx.Err() != nil):
		return place{}, err
	case err != nil || a.status != http.StatusUnauthorized && a.status != http.StatusForbidden:
		return place{}, nil
	case before.page.Key == "closed "+route:
		return before, nil
	}
	e := &entry{Key: "closed " + route, Tag: tag, Status: http.StatusOK}
	body, err := json.Marshal([]map[string]any{{"id": id, "status": "private"}})
	if err != nil {
		return place{}, err
	}
	return place{page: e}, r.c.journal.put(e, body)
}

// thin takes out of the answers that are kept what stands in them and is not true any
// more: a post that the site does not show now is not to be found in the journal.
func (r *rest) thin(tag string, ids map[int64]place) (map[int64]place, error) {
	for _, e := range r.c.journal.tagged(tag, true) {
		a, err := r.c.recall(e)
		if err != nil {
			return nil, err
		}
		list, err := objects(a.body)
		if err != nil {
			continue
		}
		kept := []object{}
		for i, o := range list {
			if p, ok := ids[o.num("id")]; ok && p.page == e && p.n == i {
				kept = append(kept, o)
			}
		}
		if len(kept) == len(list) {
			continue
		}
		body, err := json.Marshal(kept)
		if err != nil {
			return nil, err
		}
		thinner := *e
		if err := r.c.journal.put(&thinner, body); err != nil {
			return nil, err
		}
		for i, o := range kept {
			p := ids[o.num("id")]
			ids[o.num("id")] = place{&thinner, i, p.modified}
		}
	}
	return ids, nil
}

// describe sets what the site says of itself.
func (r *rest) describe(ctx context.Context, s *extract.Site) error {
	if home := strings.TrimSuffix(r.index.str("home"), "/"); home != "" { // what the links in its contents begin with
		s.Link, s.BaseBlogURL, s.BaseSiteURL = home, home, home
	}
	s.Title, s.Description = html.UnescapeString(r.index.str("name")), html.UnescapeString(r.index.str("description"))
	if r.c.credits {
		o, _, err := r.one(ctx, "wp/v2/settings", nil, true)
		if err != nil && stop(ctx, err) {
			return err
		}
		if l := o.str("language"); l != "" {
			s.Language = strings.ReplaceAll(l, "_", "-")
		}
	}
	return nil
}
