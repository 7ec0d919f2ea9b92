package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Before WordPress had a dialog for it, authors linked to posts of their own site by the
// number or slug of those: [intlink id="12"]the trip[/intlink], [permalink id=12],
// <a href="[permalink id=12]">.

// isEntryLinkName reports whether a shortcode is by its name a link to a post or page of the
// site.
func isEntryLinkName(name string) bool {
	switch strings.TrimPrefix(plainKey(name), "su") {
	case "link", "permalink", "intlink", "internallink", "internal", "postlink", "linkpost", "linktopost", "pagelink", "linkpage", "linktopage", "linkto", "entrylink", "articlelink", "wikilink",
		"posturl", "pageurl", "permaurl":
		return true
	}
	return false
}

// entryOf returns the number and title of the post or page that attributes name, 0 if visitors
// saw none, and the attribute.
func (b *builder) entryOf(name string, a *attrs) (id int64, title string, by attrPair) {
	if b.lib == nil || len(b.lib.entries.list) == 0 {
		return 0, "", by
	}
	named := a.named
	if len(named) == 0 && len(a.pos) == 1 && name != "link" { // [permalink 12], but not [link 1] of a text
		named = []attrPair{{"id", strings.Trim(a.pos[0], `="'`)}}
	}
	if slices.ContainsFunc(named, func(p attrPair) bool { return isAddress(strings.TrimSpace(tree.UnescapeHTML(p.val))) }) { // it leads there
		return 0, "", by
	}
	for _, p := range named {
		v := strings.TrimSpace(p.val)
		switch plainKey(p.key) {
		case "id", "p", "post", "postid", "page", "pageid", "entry", "entryid", "articleid", "href", "to", "link", "url":
			id, _ = strconv.ParseInt(v, 10, 64)
		case "slug", "postslug", "pageslug", "postname", "pagename":
			id = b.lib.entries.slugs()[v]
		default:
			continue
		}
		if title = b.lib.title(id); title != "" {
			return id, title, p
		}
		if id > 0 && by.key == "" && !b.lib.IsUnseen(id) {
			by = p
		}
	}
	return 0, "", by
}

// toEntry returns an address that is that of a post or page, whatever becomes of it.
func toEntry(id int64) string { return "/?p=" + strconv.FormatInt(id, 10) }

// entryLink handles the shortcode at i if it is a link to a post or page.
func (t *textScanner) entryLink(i int, sc *shortcode, isLayout bool) (next int, ok bool) {
	if !isEntryLinkName(sc.name) {
		return 0, false
	}
	a := parseAttrs(sc.attrs)
	id, title, by := t.b.entryOf(sc.name, &a)
	if id == 0 {
		if !isLayout || by.key == "" || !sc.enclosing {
			return 0, false
		}
		t.b.notes.add(note.Link, false, "leads to an entry of the site that the export does not have: "+Quote(t.s[i:sc.tagEnd]))
		t.b.census(sc.name, Unwrapped)
		t.unwrap(i, sc)
		return sc.tagEnd, true
	}
	link := tree.NewLink(toEntry(id), cmp.Or(textOfLink(&a), title))
	t.b.census(sc.name, Converted)
	if !sc.enclosing || tree.IsBlankText(sc.content) {
		t.b.noteValues(sc, []*html.Node{link})
		t.emit(i, sc.end, t.b.place(t.s[i:sc.end], link))
		return sc.end, true
	}
	open := `<a href="` + toEntry(id) + `"`
	if title := a.get("title"); title != "" {
		open += ` title="` + html.EscapeString(tree.UnescapeHTML(title)) + `"`
	}
	t.emit(i, sc.tagEnd, open+">")
	t.closeWith(sc, "</a>")
	return sc.tagEnd, true
}

// textOfLink returns the text that the attributes of a link without content give it.
func textOfLink(a *attrs) string {
	for _, k := range []string{"text", "anchor", "label", "title", "name"} {
		if v := strings.TrimSpace(tree.UnescapeHTML(a.get(k))); v != "" {
			return v
		}
	}
	return ""
}

// withAddresses returns the values of a shortcode with the address of the post or page to which it
// leads by a number: link_to_page="12", of a button also page="12".
func (b *builder) withAddresses(sc *shortcode, props []prop, isButton bool) []prop {
	if b.lib == nil || len(b.lib.entries.list) == 0 {
		return props
	}
	for i := range props {
		switch v := strings.TrimSpace(props[i].val); plainKey(props[i].key) {
		case "link", "url", "href", "linkto", "linktype", "linkurl", "buttonlink", "buttonurl":
			if v != "" && v != "page" && v != "post" && v != "internal" && strings.Trim(v, "0123456789") != "" { // link="custom" href="#" link_page="2"
				return props
			}
		}
	}
	for i := range props {
		p := &props[i]
		switch plainKey(p.key) {
		case "pagelink", "linkpage", "linkpageid", "linktopage", "linktopageid", "linktopost", "linkpost", "buttonpage", "btnpage":
		case "link", "url", "href", "page", "pageid", "post", "postid", "linkid", "linkto", "buttonlink", "buttonurl":
			if !isButton {
				continue
			}
		default:
			continue
		}
		id, err := strconv.ParseInt(strings.TrimSpace(p.val), 10, 64)
		if p.tree || err != nil || id < 2 || id == b.item.ID {
			continue
		}
		if b.lib.title(id) == "" {
			if !b.lib.IsUnseen(id) {
				b.notes.add(note.Link, false, "leads to an entry of the site that the export does not have: "+sc.name+" "+p.key+"="+Quote(p.val))
			}
			continue
		}
		props = slices.Clone(props)
		props[i].key, props[i].val = "url", toEntry(id)
		return props
	}
	return props
}

// addressOfShortcode returns where an address leads that a shortcode makes or begins.
func (b *builder) addressOfShortcode(address string) (string, bool) {
	address = strings.TrimSpace(address)
	end := strings.IndexByte(address, ']')
	if end < 0 {
		return "", false
	}
	inner, rest := strings.TrimSuffix(address[1:end], "/"), address[end+1:]
	name, attrs, _ := strings.Cut(strings.TrimSpace(inner), " ")
	switch plainKey(name) {
	case "siteurl", "homeurl", "blogurl", "wpurl", "bloginfo", "baseurl", "rooturl":
		if plainKey(name) == "bloginfo" && !strings.HasSuffix(strings.Trim(attrs, `"' `), "url") || strings.Contains(attrs, "template") || strings.Contains(attrs, "style") || !strings.HasPrefix(rest, "/") && rest != "" {
			return "", false
		}
		if site := b.siteURL(); site != "" {
			return site + cmp.Or(rest, "/"), true
		}
		return "", false
	}
	if !isEntryLinkName(name) || rest != "" && !strings.HasPrefix(rest, "#") && !strings.HasPrefix(rest, "?") {
		return "", false
	}
	a := parseAttrs(" " + attrs)
	id, _, by := b.entryOf(name, &a)
	return toEntry(id) + rest, id > 0 && strings.Trim(by.val, "0123456789 ") == ""
}
