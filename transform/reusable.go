package transform

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// reusableBlock builds a core/block: the content of a wp_block item, in which
// the post can give parts that have a name another text (docs/formats.md §D.3).
func (b *builder) reusableBlock(blk *block) ([]*html.Node, bool) {
	var a struct {
		Ref     json.Number
		Content map[string]map[string]any
	}
	blk.decode(&a)
	ref, _ := a.Ref.Int64()
	name := "reusable block " + strconv.FormatInt(ref, 10)
	content, ok := b.lib.block(ref)
	switch {
	case !ok && b.lib != nil && b.lib.unseen[ref] > 0:
		b.notes.add(note.Block, false, name+" is not published: empty, as on the old site"+overriddenText(a.Content))
		return nil, true
	case !ok:
		b.notes.add(note.Block, true, name+" is not in the export"+overriddenText(a.Content))
		return nil, true
	case slices.Contains(b.blockRefs, ref):
		b.notes.add(note.Block, true, name+" contains itself")
		return nil, true
	case b.depth >= maxContentDepth || len(content) > b.room:
		b.notes.add(note.Nesting, true, name+" left out: the reusable blocks of the post hold each other too often")
		return nil, true
	}
	b.room -= len(content)
	b.blockRefs = append(b.blockRefs, ref)
	b.depth++
	defer func(was blockOverrides) {
		b.blockRefs = b.blockRefs[:len(b.blockRefs)-1]
		b.depth--
		b.overrides = was
	}(b.overrides)
	b.overrides = a.Content
	for _, place := range slices.Sorted(maps.Keys(a.Content)) {
		if quoted, _ := json.Marshal(place); !strings.Contains(content, `"name":`+string(quoted)) {
			b.notes.add(note.Block, true, name+" has no place "+string(quoted)+overriddenText(blockOverrides{place: a.Content[place]}))
		}
	}
	return tree.TakeChildren(b.content(guard(content))), true
}

// addBlockRefs keeps which reusable blocks a content shows.
func (l *Library) addBlockRefs(content string) {
	for {
		i := strings.Index(content, "wp:block {")
		if i < 0 {
			return
		}
		content = content[i:]
		tag := content[:min(len(content), 1<<12)]
		if _, ref, ok := strings.Cut(tag, `"ref":`); ok {
			ref = strings.TrimLeft(ref, " \"")
			end := 0
			for end < len(ref) && '0' <= ref[end] && ref[end] <= '9' {
				end++
			}
			if id, err := strconv.ParseInt(ref[:end], 10, 64); err == nil {
				l.usedBlocks[id] = true
			}
		}
		content = content[len("wp:block {"):]
	}
}

// UsesBlock reports whether an item shows the reusable block of that number.
func (l *Library) UsesBlock(id int64) bool { return l.usedBlocks[id] }

// blockOverrides are the attributes that a post sets in a reusable block, by
// the names that blocks in it have.
type blockOverrides map[string]map[string]any

// overriddenText returns the texts of overrides whose block is missing.
func overriddenText(o blockOverrides) string {
	if len(o) == 0 {
		return ""
	}
	s, _ := json.Marshal(o) // sorts its keys
	return ", with the words " + Quote(string(s))
}

// overridden builds a block that has a name for which the post sets attributes
// other than those saved. ok is false if it has none.
func (b *builder) overridden(blk *block) (nodes []*html.Node, ok bool) {
	if len(b.overrides) == 0 {
		return nil, false
	}
	var a struct{ Metadata struct{ Name string } }
	blk.decode(&a)
	set := b.overrides[a.Metadata.Name]
	if values, ok := set["values"].(map[string]any); ok { // WordPress 6.5
		set = values
	}
	if a.Metadata.Name == "" || len(set) == 0 {
		return nil, false
	}
	root := b.parse(b.textual(b.inner(blk)))
	for _, key := range []string{"content", "text", "caption", "url", "alt", "title"} {
		value, ok := set[key].(string)
		if !ok {
			continue
		}
		if e := tree.Find(root, overrideTarget(key)); e != nil {
			if attribute, ok := overrideAttrs[key]; ok {
				tree.SetAttr(e, attribute(e), value)
				continue
			}
			tree.TakeChildren(e) // the text of the reusable block itself
			tree.MoveChildren(e, b.parse(b.textual(value)))
		} else {
			b.notes.add(note.Block, true, "has no place in the reusable block: "+Quote(value))
		}
	}
	return tree.TakeChildren(root), true
}

// overrideAttrs are the overrides that are no content but an attribute.
var overrideAttrs = map[string]func(*html.Node) string{
	"url": func(n *html.Node) string {
		if n.DataAtom == atom.Img {
			return "src"
		}
		return "href"
	},
	"alt":   func(*html.Node) string { return "alt" },
	"title": func(*html.Node) string { return "title" },
}

// overrideTarget returns a test for the element that an attribute of a block is
// about.
func overrideTarget(key string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li:
			return key == "content"
		case atom.A:
			return key == "text" || key == "url" && tree.Find(n, tree.IsImage) == nil
		case atom.Button:
			return key == "text"
		case atom.Img:
			return key == "url" || key == "alt" || key == "title"
		case atom.Figcaption:
			return key == "caption"
		}
		return false
	}
}
