package dump

import "testing"

// The names of tables.txt and the constants of tables.go are one list.
func TestTables(t *testing.T) {
	if len(tableNamed) != int(tableCount)-1 {
		t.Errorf("%d names, %d constants", len(tableNamed), tableCount-1)
	}
	for id, name := range map[tableID]string{
		tablePosts: "posts", tablePostMeta: "postmeta", tableComments: "comments", tableCommentMeta: "commentmeta",
		tableTerms: "terms", tableTermTaxonomy: "term_taxonomy", tableTermRelationships: "term_relationships", tableTermMeta: "termmeta",
		tableOptions: "options", tableUsers: "users", tableUserMeta: "usermeta", tableLinks: "links", tableBlogs: "blogs",
		tableRedirectionItems: "redirection_items", tableIclTranslations: "icl_translations", tableNggGallery: "ngg_gallery", tableNggPictures: "ngg_pictures", tableNggAlbum: "ngg_album",
	} {
		if tableNames[id] != name || tableNamed[name] != id {
			t.Errorf("%s is %s", name, tableNames[id])
		}
	}
	for name, want := range map[string]string{
		"wp_posts": "wp_ posts", "posts": " posts", "wp_2_term_taxonomy": "wp_2_ term_taxonomy", "a_b_comments": "a_b_ comments", "wp_postmeta": "wp_ postmeta",
	} {
		if prefix, id, ok := split(name); !ok || prefix+" "+tableNames[id] != want {
			t.Errorf("split(%s) = %s %s, %v", name, prefix, tableNames[id], ok)
		}
	}
	if _, _, ok := split("wp_actionscheduler_logs"); ok {
		t.Error("a table of a plugin is taken")
	}
	for _, c := range []struct{ wanted, all []string }{{postColumns, tableColumns[tablePosts]}, {commentColumns, tableColumns[tableComments]}} {
		for _, name := range c.wanted {
			found := false
			for _, have := range c.all {
				found = found || have == name
			}
			if !found {
				t.Errorf("column %s is wanted and not in tables.txt", name)
			}
		}
	}
}
