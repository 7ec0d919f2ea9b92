package dump

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// maxBeyond bounds what is kept in memory of one of the tables that only
// plugins make.
const maxBeyond = 100_000

// beyond takes the rows of tables that no export has.
func (l *loader) beyond(s *site, table tableID, at columnIndex) taker {
	switch table {
	case tableLinks:
		c := at("link_id", "link_url", "link_name", "link_image", "link_target", "link_description", "link_rel", "link_rss", "link_notes", "link_visible")
		return func(r *row, t *tableState) error {
			v := func(i int) string { return l.string(r, c[i], t) }
			if len(s.links) < maxBeyond {
				s.links = append(s.links, linkRow{
					id: l.number(r, c[0]), url: v(1), name: extract.StoredName(v(2)), image: v(3), target: v(4), description: extract.StoredName(v(5)),
					rel: v(6), rss: v(7), notes: v(8), hidden: v(9) == "N",
				})
			}
			return nil
		}
	case tableBlogs:
		c := at("blog_id", "domain", "path")
		return func(r *row, t *tableState) error {
			if len(s.network) < maxBeyond {
				s.network = append(s.network, blogRow{l.number(r, c[0]), l.string(r, c[1], t), l.string(r, c[2], t)})
			}
			return nil
		}
	case tableRedirectionItems:
		c := at("id", "url", "action_data", "action_code", "regex", "status", "action_type")
		return func(r *row, t *tableState) error {
			if status := l.string(r, c[5], t); status != "" && status != "enabled" {
				return nil
			}
			if action := l.string(r, c[6], t); action != "" && action != "url" {
				return nil
			}
			s.move(moveRow{
				table: table, id: l.number(r, c[0]), from: l.string(r, c[1], t), to: redirectTarget(l.string(r, c[2], t)), code: int(l.number(r, c[3])), regex: l.number(r, c[4]) != 0,
			})
			return nil
		}
	case tableRankMath:
		c := at("id", "sources", "url_to", "header_code", "status")
		return func(r *row, t *tableState) error {
			if l.string(r, c[4], t) != "active" {
				return nil
			}
			to, code, id := l.string(r, c[2], t), int(l.number(r, c[3])), l.number(r, c[0])
			for _, e := range array(l.string(r, c[1], t)) {
				source, _ := e.Value.(extract.PHPArray)
				from, _ := source.Get("pattern").(string)
				compared, _ := source.Get("comparison").(string)
				s.move(moveRow{table: table, id: id, from: from, to: to, code: code, regex: compared != "" && compared != "exact"})
			}
			return nil
		}
	case tableAIOSEORedirects:
		c := at("id", "source_url", "target_url", "type", "regex", "enabled")
		return func(r *row, t *tableState) error {
			if l.number(r, c[5]) != 0 {
				s.move(moveRow{table: table, id: l.number(r, c[0]), from: l.string(r, c[1], t), to: l.string(r, c[2], t), code: int(l.number(r, c[3])), regex: l.number(r, c[4]) != 0})
			}
			return nil
		}
	case tableRedirects:
		c := at("id", "url_from", "url_to", "status", "type")
		return func(r *row, t *tableState) error {
			to, status := l.string(r, c[2], t), l.string(r, c[3], t)
			if l.string(r, c[4], t) == "post" {
				to = "/?p=" + to
			}
			if status != "inactive" && status != "404" {
				s.move(moveRow{table: table, id: l.number(r, c[0]), from: l.string(r, c[1], t), to: to, code: int(parseInt([]byte(status)))})
			}
			return nil
		}
	case tableIclTranslations:
		c := at("element_type", "element_id", "trid", "language_code", "source_language_code")
		return func(r *row, t *tableState) error {
			if typ := l.bytes(r, c[0]); len(typ) < 5 || string(typ[:5]) != "post_" || len(s.icl) >= 10*maxBeyond {
				return nil
			}
			s.icl = append(s.icl, iclRow{l.number(r, c[1]), l.number(r, c[2]), l.string(r, c[3], t), l.string(r, c[4], t)})
			return nil
		}
	case tableNggGallery:
		c := at("gid", "slug", "path", "title")
		return func(r *row, t *tableState) error {
			if len(s.albums) < maxBeyond {
				s.albums = append(s.albums, albumRow{l.number(r, c[0]), l.string(r, c[1], t), l.string(r, c[2], t), l.string(r, c[3], t)})
			}
			return nil
		}
	case tableNggPictures:
		c := at("pid", "galleryid", "filename", "description", "alttext", "sortorder", "exclude")
		return func(r *row, t *tableState) error {
			if len(s.pictures) < 10*maxBeyond {
				s.pictures = append(s.pictures, pictureRow{
					id: l.number(r, c[0]), album: l.number(r, c[1]), file: l.string(r, c[2], t), title: l.string(r, c[3], t), alt: l.string(r, c[4], t),
					order: l.number(r, c[5]), hidden: l.number(r, c[6]) != 0,
				})
				if s.tagged == nil {
					s.tagged = map[int64][]int64{}
				}
				s.tagged[l.number(r, c[0])] = nil
			}
			return nil
		}
	case tableNggAlbum:
		c := at("id", "name", "sortorder")
		return func(r *row, t *tableState) error {
			if len(s.bound) < maxBeyond {
				s.bound = append(s.bound, boundRow{l.number(r, c[0]), l.string(r, c[1], t), l.string(r, c[2], t)})
			}
			return nil
		}
	}
	return l.memberTables(s, table, at)
}

// move notes a redirect. Some plugins keep paths without the slash before them.
func (s *site) move(m moveRow) {
	m.from, m.to = strings.TrimSpace(m.from), strings.TrimSpace(m.to)
	if len(s.moved) >= maxBeyond || m.from == "" || m.to == "" {
		return
	}
	if !m.regex && m.from[0] != '/' && !strings.Contains(m.from, "://") {
		m.from = "/" + m.from
	}
	s.moved = append(s.moved, m)
}

// redirectTarget returns the address in the data of a redirect, which can be
// one for visitors who are logged in and one for the others.
func redirectTarget(s string) string {
	v, err := extract.Unserialize(s)
	a, ok := v.(extract.PHPArray)
	if err != nil || !ok {
		return s
	}
	for _, k := range []string{"url", "url_notfrom", "logged_out"} {
		if to, ok := a.Get(k).(string); ok && to != "" {
			return to
		}
	}
	return ""
}

// beside returns of posts what plugins keep of them in tables and options of their
// own, as the custom fields into which their exports put it.
func (s *site) beside() map[int64][]extract.Meta {
	list := map[int64][]extract.Meta{}
	seen := map[[2]int64]bool{}
	for _, v := range s.icl {
		if k := [2]int64{v.post, v.group}; v.language != "" && !seen[k] {
			seen[k] = true
			list[v.post] = append(list[v.post], extract.Meta{Key: "_wpml_import_language_code", Value: v.language},
				extract.Meta{Key: "_wpml_import_translation_group", Value: strconv.FormatInt(v.group, 10)})
		}
	}
	tables, _ := jsonObject(s.options["tablepress_tables"])
	for _, t := range tables {
		list[t.value] = append(list[t.value], extract.Meta{Key: "_tablepress_export_table_id", Value: t.key})
	}
	return list
}
