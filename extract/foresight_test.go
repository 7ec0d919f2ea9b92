package extract

import (
	"io"
	"reflect"
	"strings"
	"testing"
)

// What an item has does not depend on the items before it, whose elements are expected
// again.
func TestForesight(t *testing.T) {
	items := []string{
		post(1), post(2), post(3),
		strings.ReplaceAll(post(4), "\n", "\r\n"),
		strings.ReplaceAll(post(6), "\t", ""),
		strings.ReplaceAll(post(7), "wp:post_", "wpx:post_"),
		strings.ReplaceAll(post(8), "wp:post_", "post_"),
		strings.Replace(post(9), "<wp:post_date>", "<wp:post_date\n>", 1),
		strings.Replace(post(10), "<wp:post_date>", "<stray>\n\t\t<wp:post_date>", 1),
		strings.Replace(post(11), "<wp:post_date>", "<wp:unknown>\n\t\t<wp:post_date>", 1),
		strings.Replace(post(12), "<wp:post_date>", "lost words\n\t\t<wp:post_date>", 1),
		strings.Replace(post(13), "<wp:post_date>", "<wp:post_date/><wp:post_date>", 1),
		strings.Replace(post(14), "<item>", `<item xmlns:wpx="http://wordpress.org/export/1.2/">`, 1),
		strings.Replace(post(15), "</wp:postmeta>", "", 1),
		strings.Replace(post(16), "<wp:meta_key>", "<wp:meta_value>", 1),
		strings.Replace(post(17), "]]></wp:post_name>", "</wp:post_name>", 1),
		strings.Replace(post(18), "</item>", "", 1),
		"<item>\n<title>One</title>\n<wp:comment>\n<wp:comment_id>1</wp:comment_id>\n<wp:comment_content>A</wp:comment_content>\n</wp:comment>\n<wp:comment>\n<wp:comment_id>2</wp:comment_id>\n</wp:comment>\n</item>",
	}
	read := func(text string) (list []*Item) {
		for it, err := range source("site.xml", func() io.Reader { return strings.NewReader(header + text + footer) }).Items(nil) {
			if err != nil {
				continue // of one that is not closed
			}
			it.Line = 0
			if len(it.Repairs) == 0 {
				it.Repairs = nil
			}
			for i := range it.Repairs {
				it.Repairs[i].Line = 0
			}
			list = append(list, it)
		}
		return list
	}
	for i, before := range items {
		for j, text := range items {
			if strings.Contains(before, "xmlns:wpx") && strings.Contains(text, "wpx:post_") {
				continue // which means something from there on
			}
			alone, first := read(text), read(before)
			got := read(before + text)
			switch {
			case !strings.Contains(before, "</item>"): // one item may be lost
			case len(got) != len(first)+len(alone):
				t.Errorf("%d, %d: %d items, not %d", i, j, len(got), len(first)+len(alone))
			case !reflect.DeepEqual(got[len(first):], alone):
				t.Errorf("item %d is another one behind item %d:\n%+v\nnot\n%+v", j, i, got[len(first)], alone[0])
			}
		}
	}
}

// A prefix that is bound anew means something else.
func TestForesightBound(t *testing.T) {
	text := header +
		"<item>\n<title>One</title>\n<x:post_id>1</x:post_id>\n</item>\n" +
		"<item xmlns:x=\"http://other.example/\">\n<title>Two</title>\n<x:post_id>2</x:post_id>\n</item>\n" + footer
	var ids []int64
	for it, err := range source("site.xml", func() io.Reader { return strings.NewReader(text) }).Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, it.ID)
	}
	if want := []int64{1, 0}; !reflect.DeepEqual(ids, want) {
		t.Errorf("IDs %v, not %v", ids, want)
	}
}
