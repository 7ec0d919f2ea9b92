package migrate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page of a topic shows the replies that visitors saw, in their order, and each stands
// there alone.
func TestReplies(t *testing.T) {
	item := func(id, typ, status, more, content string) string {
		return `<item><title>Title ` + id + `</title><link>https://old.example/` + typ + `/n` + id + `/</link><dc:creator>bob</dc:creator><content:encoded><![CDATA[` + content + `]]></content:encoded><wp:post_id>` + id + `</wp:post_id><wp:post_name>n` + id + `</wp:post_name><wp:post_date>2020-05-01 10:00:00</wp:post_date><wp:post_type>` + typ + `</wp:post_type><wp:status>` + status + `</wp:status>` + more + `</item>`
	}
	field := func(key, value string) string {
		return `<wp:postmeta><wp:meta_key>` + key + `</wp:meta_key><wp:meta_value>` + value + `</wp:meta_value></wp:postmeta>`
	}
	order := func(n string) string { return `<wp:menu_order>` + n + `</wp:menu_order>` }
	to := func(topic string) string {
		return field("_bbp_topic_id", topic) + field("_bbp_author_ip", "203.0.113.9")
	}
	text := `<rss xmlns:content="c" xmlns:dc="d" xmlns:wp="w"><channel><title>Site</title><link>https://old.example</link><wp:base_blog_url>https://old.example</wp:base_blog_url>` +
		`<wp:author><wp:author_id>3</wp:author_id><wp:author_login>bob</wp:author_login><wp:author_display_name>Bob B.</wp:author_display_name></wp:author>` +
		item("5", "reply", "publish", to("2")+order("2")+field("_bbp_anonymous_name", "Guest")+field("_bbp_anonymous_email", "g@mail.example"), `Third, to <a href="https://old.example/reply/n4/">this</a>.`) +
		item("1", "forum", "publish", "", "Forum.") +
		item("2", "topic", "closed", field("_bbp_forum_id", "1"), "First.") +
		item("4", "reply", "publish", to("2")+order("1"), "Second.") +
		item("6", "reply", "spam", to("2"), "UNSEEN") + item("7", "reply", "private", to("2"), "UNSEEN") + item("8", "reply", "publish", to("2")+field("_bbp_reply_is_private", "1"), "UNSEEN") +
		item("13", "reply", "publish", to("2"), "UNSEEN, and private since") + item("13", "reply", "private", to("2"), "UNSEEN, which is longer than the other") +
		item("9", "reply", "publish", to("2")+order("9"), "Seen. [members_only]UNSEEN[/members_only]") +
		item("10", "topic", "private", "", "UNSEEN") + item("11", "reply", "publish", to("10"), "UNSEEN") +
		item("12", "page", "publish", "", `<a href="https://old.example/topic/n2/#post-5">There</a>`) + `</channel></rss>`
	dir := t.TempDir()
	export, out := filepath.Join(dir, "export.xml"), filepath.Join(dir, "site")
	if err := os.WriteFile(export, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), Options{Sources: []string{export}, Out: out, Media: MediaKeep}); err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		return string(b)
	}
	_, page, _ := strings.Cut(strings.TrimPrefix(read("topic/n2.md"), "---\n"), "---\n")
	want := `
First.

## Replies

**Bob B.**, 2020-05-01, 10:00: Title 4

Second.

<a id="post-5"></a>**Guest**, 2020-05-01, 10:00: Title 5

Third, to [this](/topic/n2/).

Replies:

- [Title 9](/reply/n9/)
`
	if page != want {
		t.Errorf("page:\n%s\nwant:\n%s", page, want)
	}
	if left, _ := filepath.Glob(filepath.Join(out, "reply", "*")); len(left) != 1 {
		t.Errorf("pages of replies: %q", left)
	}
	manifest := read(".wp2md/manifest.jsonl")
	for _, hidden := range []string{"UNSEEN", "mail.example", "203.0.113.9", "no place of that name"} {
		if strings.Contains(page+manifest, hidden) {
			t.Errorf("%s is told", hidden)
		}
	}
	if redirects := read(".wp2md/redirects.csv"); !strings.Contains(redirects, "/reply/n4/,/topic/n2/,301,moved") {
		t.Errorf("redirects: %s", redirects)
	}
}
