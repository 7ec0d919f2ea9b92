package data

import "testing"

// TestCommentsJSON holds what is written by hand against package json.
func TestCommentsJSON(t *testing.T) {
	texts := []string{"", "plain", "<b>&amp;</b>", `"{[\`, "a\nb\u2028\x00\x7f", "{", "caf\u00e9 日本", "\xff"}
	var list []*Comment
	for i, s := range texts {
		o := texts[(i+3)%len(texts)]
		list = append(list, &Comment{ID: int64(i)}, &Comment{
			ID: 7, Parent: 3, Type: s, Author: o, URL: s, Login: o, Date: s, Rating: o, HTML: s, Markdown: o, Note: s,
			Replies: []*Comment{{HTML: s, Replies: []*Comment{{Author: o}, {Author: s}}}},
		})
	}
	for _, c := range []*Comments{
		{Comments: []*Comment{}, Pingbacks: []*Comment{}},
		{Post: Post{1, "post", texts[3], texts[6], texts[2]}, Count: 9, Comments: list, Pingbacks: list[:1]},
	} {
		want, err := JSON(c)
		if got := c.AppendJSON(nil); err != nil || string(got) != string(want) {
			t.Errorf("%s\nwant\n%s (%v)", got, want, err)
		}
	}
}
