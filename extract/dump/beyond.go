package dump

import "github.com/wp2md/wp2md/extract"

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
			if status := l.string(r, c[5], t); status != "" && status != "enabled" || len(s.moved) >= maxBeyond {
				return nil
			}
			if action := l.string(r, c[6], t); action != "" && action != "url" {
				return nil
			}
			s.moved = append(s.moved, moveRow{
				id: l.number(r, c[0]), from: l.string(r, c[1], t), to: redirectTarget(l.string(r, c[2], t)), code: int(l.number(r, c[3])), regex: l.number(r, c[4]) != 0,
			})
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
			}
			return nil
		}
	}
	return nil
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
