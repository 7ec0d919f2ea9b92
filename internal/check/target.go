package check

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/target"
)

// frontMatter parts a page into its fields and its body, in the form of the target.
func (c *checker) frontMatter(name string, page []byte) (fields []frontmatter.Field, body []byte) {
	if c.target.Header {
		header, body := frontmatter.SplitHeader(page)
		fields, err := frontmatter.UnmarshalHeader(header)
		if err != nil {
			c.found(name, 1, FrontMatter, "%s", strings.TrimPrefix(err.Error(), "front matter: "))
		}
		return fields, body
	}
	block, body, err := frontmatter.Split(page)
	if err != nil {
		c.found(name, 1, FrontMatter, "%s", strings.TrimPrefix(err.Error(), "front matter: "))
		body = page
	}
	fields, err = frontmatter.Unmarshal(block)
	if err != nil {
		c.found(name, 1, FrontMatter, "%s", strings.TrimPrefix(strings.TrimPrefix(err.Error(), "front matter: "), "yaml: "))
	}
	return fields, body
}

// generated holds a page against what its generator will make of it.
func (c *checker) generated(name string, fields []frontmatter.Field, body []byte) {
	t := c.target
	if !t.Generator() {
		return
	}
	if code, by := t.Runs(fields, body); code != "" {
		c.found(name, 0, Template, "%s runs %s in it", by, code)
	}
	r := c.known[name]
	if r == nil || r.Absent {
		return
	}
	if r.Draft {
		if !t.Unbuilt(name, fields) {
			c.found(name, 1, Draft, "it is a draft, and %s would publish it", t.Name)
		}
		return
	}
	if t.AddressField == "" || r.URL == "" || t.Unbuilt(name, fields) {
		return
	}
	want := t.Address(target.Item{Type: r.Type, URL: r.URL})
	got, ok := valueOf(fields, t.AddressField)
	switch {
	case t.IsHome(name):
	case !ok:
		c.found(name, 1, Address, "it has no %s: links lead to %s", t.AddressField, r.URL)
	case got != want:
		c.found(name, 1, Address, "its %s is %s, and links lead to %s", t.AddressField, short(got), r.URL)
	case t.FileField != "":
		if got, _ := valueOf(fields, t.FileField); got != t.FileOf(want) {
			c.found(name, 1, Address, "its %s is %s, and links lead to %s", t.FileField, short(got), r.URL)
		}
	}
}

func valueOf(fields []frontmatter.Field, name string) (string, bool) {
	i := slices.IndexFunc(fields, func(f frontmatter.Field) bool { return f.Name == name })
	if i < 0 {
		return "", false
	}
	return fmt.Sprint(fields[i].Value), true
}

// lists notes the addresses of what the target makes beside the pages of items:
// lists of terms and types, and the feed.
func (c *checker) lists() {
	if !c.target.Generator() {
		return
	}
	c.made[key(c.target.Feed)] = true
	for _, name := range c.pages {
		if !c.others[name] || c.known[name] != nil || c.target.AddressField == "" {
			continue
		}
		if page, err := fs.ReadFile(c.root, name); err == nil {
			if block, _, err := frontmatter.Split(page); err == nil {
				if fields, err := frontmatter.Unmarshal(block); err == nil {
					if at, ok := valueOf(fields, c.target.AddressField); ok {
						c.made[key("/"+strings.TrimPrefix(at, "/"))] = true
					}
				}
			}
		}
	}
	raw, err := fs.ReadFile(c.root, c.target.Data+"/"+data.TermFile)
	var terms map[string][]data.Term
	if err != nil || json.Unmarshal(raw, &terms) != nil {
		return
	}
	for _, list := range terms {
		for _, term := range list {
			if term.URL != "" {
				c.made[key(term.URL)] = true
			}
		}
	}
}

// static returns the files that the generator may copy as they are to a path.
func (c *checker) static(file string) []string {
	list := []string{path.Join(path.Dir(c.target.Files.Folder), file)}
	if b := c.target.Beside; b != nil && b.Root != "" {
		list = append(list, path.Join(b.Root, file))
	}
	return list
}
