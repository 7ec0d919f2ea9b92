package dump

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A dump that says which tables it has and lacks one of WordPress' own is told so. One
// of rows alone says nothing of those that are empty, nor does one that was cut.
func TestLackingTables(t *testing.T) {
	const options = "CREATE TABLE `wp_options` (`option_name` text, `option_value` text);\n" +
		"INSERT INTO `wp_options` VALUES ('siteurl','https://old.example');\n"
	const posts = options + "CREATE TABLE `wp_posts` (\n `ID` bigint, `post_type` text, `post_status` text, `post_content` text);\n" +
		"INSERT INTO `wp_posts` VALUES (1,'post','publish','A');\n"
	table := func(names ...string) (text string) {
		for _, n := range names {
			text += "CREATE TABLE `wp_" + n + "` (\n `a` int);\n"
		}
		return text
	}
	for name, c := range map[string]struct{ sql, want string }{
		"all":          {posts + table("postmeta", "comments", "users", "terms", "term_taxonomy", "term_relationships"), ""},
		"no comments":  {posts + table("postmeta", "users", "terms", "term_taxonomy", "term_relationships"), "wp_comments"},
		"two":          {posts + table("postmeta", "comments", "terms", "term_taxonomy"), "wp_users, wp_term_relationships"},
		"old terms":    {posts + table("postmeta", "comments", "users", "categories"), ""},
		"rows alone":   {"INSERT INTO `wp_options` (`option_name`, `option_value`) VALUES ('siteurl','https://old.example');\nINSERT INTO `wp_posts` (`ID`, `post_type`, `post_status`, `post_content`) VALUES (1,'post','publish','A');\n", ""},
		"cut":          {posts + "INSERT INTO `wp_posts` VALUES (2,'post','publ", ""},
		"of a network": {strings.ReplaceAll(posts+table("postmeta", "comments", "terms", "term_taxonomy", "term_relationships"), "wp_", "wp_2_") + table("users"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "site.sql")
			if err := os.WriteFile(file, []byte(c.sql), 0o666); err != nil {
				t.Fatal(err)
			}
			src, err := Open(context.Background(), []string{file}, nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			if got := strings.Join(src.lacking(), ", "); got != c.want {
				t.Errorf("lacking %q, want %q", got, c.want)
			}
		})
	}
}
