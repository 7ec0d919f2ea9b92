package dump

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// galleries are those of NextGEN, with the pictures that visitors see.
func (s *site) galleries() []extract.Gallery {
	pictures := slices.Clone(s.pictures)
	slices.SortStableFunc(pictures, func(a, b pictureRow) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id))
	})
	byAlbum := map[int64][]extract.Picture{}
	for _, p := range pictures {
		if !p.hidden {
			byAlbum[p.album] = append(byAlbum[p.album], extract.Picture{ID: p.id, File: p.file, Title: p.title, Alt: p.alt, Tags: s.tagsOf(p.id)})
		}
	}
	albums := slices.Clone(s.albums)
	slices.SortStableFunc(albums, func(a, b albumRow) int { return cmp.Compare(a.id, b.id) })
	var list []extract.Gallery
	for _, a := range albums {
		list = append(list, extract.Gallery{ID: a.id, Slug: a.slug, Title: a.title, Path: strings.Trim(a.path, "/"), Pictures: byAlbum[a.id]})
	}
	return list
}

// tagsOf returns the tags of a picture, which are terms of an object that has its
// number, as a post may have it.
func (s *site) tagsOf(picture int64) (tags []string) {
	for _, id := range s.tagged[picture] {
		if filed := s.filed[id]; filed.taxonomy == pictureTags {
			tags = append(tags, s.terms[filed.term].slug)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// pictureTags is the taxonomy of tags of pictures.
const pictureTags = "ngg_tag"

// maxMembers bounds what an album holds.
const maxMembers = 10_000

// albumsOfGalleries are the albums of NextGEN with the galleries in them, in their order,
// also those of the albums that they hold.
func (s *site) albumsOfGalleries() []extract.Album {
	members := map[int64][]string{}
	for _, b := range s.bound {
		members[b.id] = albumMembers(b.members)
	}
	var list []extract.Album
	for _, b := range s.bound {
		a := extract.Album{ID: b.id, Title: b.title}
		open := map[int64]bool{}
		var walk func(id int64)
		walk = func(id int64) {
			if open[id] {
				return
			}
			open[id] = true
			for _, m := range members[id] {
				if sub, ok := strings.CutPrefix(m, "a"); ok {
					walk(parseInt([]byte(sub)))
				} else if n := parseInt([]byte(m)); n > 0 && len(a.Galleries) < maxMembers && !slices.Contains(a.Galleries, n) {
					a.Galleries = append(a.Galleries, n)
				}
			}
		}
		walk(b.id)
		list = append(list, a)
	}
	slices.SortStableFunc(list, func(a, b extract.Album) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// albumMembers returns the galleries that an album holds, by their numbers, and the
// albums, with an a before theirs: a serialized array, or since NextGEN 2 one in JSON
// and base64.
func albumMembers(s string) (list []string) {
	add := func(v any) {
		if m := fmt.Sprint(v); m != "" && len(list) < maxMembers {
			list = append(list, m)
		}
	}
	for _, e := range array(s) {
		add(e.Value)
	}
	var decoded []any
	if b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(s)); err == nil && json.Unmarshal(b, &decoded) == nil {
		for _, v := range decoded {
			add(v)
		}
	}
	return list
}
