// Package data makes what is around the posts of a site into JSON: comments,
// authors, terms, menus, widgets, the blogroll, the site itself, and what is known of
// its files. The
// README describes the files; the types here are their schema.
//
// It promises that the same items in the same order give the same bytes, that
// no e-mail or IP address of a person that the export names in a field of its
// own is in them, and that comments hold no markup that could do anything in
// the page of a new site.
//
// It writes no files, and holds no comment longer than its item.
package data

import (
	"bytes"
	"encoding/json"
)

// The names of the files, in the folder that the target has for them.
const (
	CommentFolder = "comments"
	AuthorFile    = "authors.json"
	TermFile      = "terms.json"
	MenuFile      = "menus.json"
	SiteFile      = "site.json"
	WidgetFile    = "widgets.json"
	LinkFile      = "links.json"
	MediaFile     = "media.json"
)

// JSON returns v as indented JSON for people and for template languages: < and
// & stay as they are.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
