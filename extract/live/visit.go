package live

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"slices"

	"github.com/wp2md/wp2md/internal/note"
)

// visit is a page to ask for.
type visit struct {
	url    string
	kind   string // post type, as a sitemap has it
	mapped bool   // a sitemap has it
	part   *group // it is a further page of that post
	list   bool   // it is an archive, to be read to its end
	listen bool   // the API gave the post, but not its comments
	probe  int    // nobody names it; it is the further page of this number, if there is one
	before string // what the page of a list before it shows
}

// result is a page that was visited.
type result struct {
	visit
	a    *answer
	view *pageView
	err  error
}

// enqueue takes note of a page to visit, if it is one that can have content.
func (p *pages) enqueue(u *url.URL, v visit) {
	u = withoutIndex(p.c.named(u))
	v.url = u.String()
	key := linkKey(u)
	if v.part != nil {
		key = "part " + key
	} else if p.haveTerms[key] && !v.list && !p.whole {
		return
	} else if _, ok := p.have[key]; ok && !v.listen {
		if v.mapped {
			p.mappedN++
		}
		return
	}
	if p.queued[key] || !p.c.ours(u) || !v.mapped && v.part == nil && !v.listen && !promising(u) {
		return
	}
	p.queued[key] = true
	if v.mapped {
		p.mappedN++
	}
	p.queue = append(p.queue, v)
}

// visitEverything visits the pages that may have something new.
func (p *pages) visitEverything(ctx context.Context, home *answer) error {
	for _, gr := range slices.Clone(p.groups) {
		if u, err := p.c.home.Parse(gr.link()); err == nil {
			p.enqueue(u, visit{kind: "post"})
		}
	}
	if p.whole || p.mappedN == 0 && p.c.opt.Since.IsZero() || p.c.opt.Pages != nil {
		p.enqueue(p.c.home, visit{})
	}
	for _, u := range p.unheard {
		p.enqueue(u, visit{listen: true})
	}
	for _, u := range p.strange {
		p.enqueue(u, visit{list: true})
	}
	for _, u := range p.linked {
		p.enqueue(u, visit{})
	}
	if err := p.visitAll(ctx); err != nil {
		return err
	}
	if p.unread > 0 && p.whole {
		// Lists may show what the pages themselves do not.
		p.deep = true
		for _, u := range p.archives {
			p.enqueue(u, visit{})
		}
		return p.visitAll(ctx)
	}
	return nil
}

// visitAll visits the pages in the queue and those they lead to, as far as they
// may have something new. Pages are asked for in groups and looked at in order, so
// that the same site gives the same result however fast its answers come.
func (p *pages) visitAll(ctx context.Context) error {
	for len(p.queue) > 0 {
		n := min(len(p.queue), 8*p.c.opt.Jobs)
		var wave []visit
		for _, v := range p.queue[:n] {
			if u, err := url.Parse(v.url); err == nil && !v.mapped && v.part == nil && p.trapped[shape(u)] {
				continue
			}
			wave = append(wave, v)
		}
		p.queue = p.queue[n:]
		if left := p.c.opt.MaxPages - p.asked; len(wave) > left {
			p.note(note.Unread, true, fmt.Sprintf("more than %d pages: the rest is not visited, the first of them %s", p.c.opt.MaxPages, wave[max(left, 0)].url))
			wave, p.queue = wave[:max(left, 0)], nil
		}
		p.asked += len(wave)
		results := make([]result, len(wave))
		jobs := make([]func() error, len(wave))
		for i, v := range wave {
			jobs[i] = func() error {
				results[i] = p.visit(ctx, v)
				return nil
			}
		}
		parallel(p.c.opt.Jobs, jobs, func(error) {})
		for i := range results {
			if r := &results[i]; r.err != nil && stop(ctx, r.err) {
				return r.err
			}
		}
		if p.rest == nil && p.c.strange() {
			return p.noWordPress()
		}
		for i := range results {
			p.look(&results[i])
		}
		p.mu.Lock()
		p.total = p.got + len(wave) + len(p.queue)
		p.mu.Unlock()
		p.progress(len(wave), "web pages")
	}
	return nil
}

// isLogin reports whether an address is of a page that asks who one is.
func isLogin(u *url.URL) bool {
	return path.Base(u.Path) == "wp-login.php" || u.Query().Has("redirect_to")
}

func (p *pages) visit(ctx context.Context, v visit) result {
	a, err := p.c.get(ctx, request{url: v.url, accept: "text/html, application/xhtml+xml", most: mostPageBytes})
	if err != nil {
		return result{visit: v, err: err}
	}
	r := result{visit: v, a: a}
	if isLogin(a.final) {
		r.err = &failure{url: v.url, why: errLogin}
		return r
	}
	if a.status == 200 {
		r.view, r.err = parsePage(a, &p.c.opt.Selectors, v.kind)
	}
	return r
}
