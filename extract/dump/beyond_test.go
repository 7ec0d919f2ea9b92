package dump

import (
	"reflect"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What a database knows beyond an export.
func TestSettings(t *testing.T) {
	_, src, err := dumped(t, small+`
INSERT INTO wp_options VALUES (3,'timezone_string','','yes'),(4,'gmt_offset','5.5','yes'),(5,'show_on_front','page','yes'),(6,'page_on_front','2','yes'),
 (7,'page_for_posts','9','yes'),(8,'category_base','/thema','yes'),(9,'tag_base','wort','yes'),
 (10,'wpseo-premium-redirects-base','a:1:{i:0;a:4:{s:6:"origin";s:3:"alt";s:3:"url";s:4:"/neu";s:4:"type";i:301;s:6:"format";s:5:"plain";}}','no'),
 (11,'tablepress_tables','{"last_id":2,"table_post":{"2":14,"1":1}}','no'),
 (14,'301_redirects','a:1:{s:7:"/simple";s:2:"/s";}','no'),
 (12,'sidebars_widgets','a:2:{s:19:"wp_inactive_widgets";a:1:{i:0;s:6:"text-9";}s:6:"footer";a:2:{i:0;s:7:"block-3";i:1;s:10:"calendar-2";}}','yes'),
 (13,'widget_block','a:2:{i:3;a:1:{s:7:"content";s:9:"<p>Hi</p>";}s:12:"_multiwidget";i:1;}','yes');
CREATE TABLE wp_redirection_items (id int, url text, action_data text, action_code int, regex int, status text, action_type text);
INSERT INTO wp_redirection_items VALUES (2,'/off','/x',301,0,'disabled','url'),(1,'/old','/new',302,0,'enabled','url'),
 (3,'^/b/(.*)','a:1:{s:3:"url";s:5:"/c/$1";}',301,1,'enabled','url'),(4,'/err','',404,0,'enabled','error');
CREATE TABLE wp_icl_translations (translation_id int, element_type text, element_id int, trid int, language_code text, source_language_code text);
INSERT INTO wp_icl_translations VALUES (1,'post_post',2,7,'de','en'),(2,'post_post',1,7,'en',NULL),(3,'tax_category',1,8,'en',NULL);
CREATE TABLE wp_term_taxonomy (term_taxonomy_id int, term_id int, taxonomy text, description text, parent int);
INSERT INTO wp_term_taxonomy VALUES (5,5,'post_translations','a:2:{s:2:"en";i:1;s:2:"fr";i:3;}',0),(6,6,'link_category','',0),(7,7,'ngg_tag','',0);
CREATE TABLE wp_terms (term_id int, name text, slug text);
INSERT INTO wp_terms VALUES (5,'pll_1','pll_1'),(6,'Friends &amp; more','friends'),(7,'The Sea','the-sea');
CREATE TABLE wp_links (link_id int, link_url text, link_name text, link_visible text);
INSERT INTO wp_links VALUES (40,'http://b.example','B','Y'),(1,'http://a.example','A','Y'),(2,'http://hidden.example','H','N');
CREATE TABLE wp_ngg_gallery (gid int, name text, slug text, path text, title text);
INSERT INTO wp_ngg_gallery VALUES (1,'trip','trip','/wp-content/gallery/trip/','Trip');
CREATE TABLE wp_ngg_pictures (pid int, galleryid int, filename text, description text, alttext text, sortorder int, exclude int);
INSERT INTO wp_ngg_pictures VALUES (1,1,'b.jpg','','B',2,0),(2,1,'a.jpg','Ah','A',1,0),(3,1,'x.jpg','','',0,1);
CREATE TABLE wp_ngg_album (id int, name text, sortorder text);
INSERT INTO wp_ngg_album VALUES (2,'All','WyJhMSIsIjEiLDldCg=='),(1,'Trips','a:3:{i:0;s:1:"1";i:1;s:2:"a2";i:2;s:1:"4";}');
CREATE TABLE wp_term_relationships (object_id int, term_taxonomy_id int);
INSERT INTO wp_term_relationships VALUES (1,6),(40,6),(1,7);
-- Dump completed
`)
	if err != nil {
		t.Fatal(err)
	}
	site, items, err := all(t, src)
	if err != nil {
		t.Fatal(err)
	}
	want := &extract.Settings{
		Permalinks: "/%postname%/", CategoryBase: "thema", TagBase: "wort", FrontPage: 2, PostsPage: 9, TimeZone: "UTC+5:30",
		Widgets: []extract.Widget{{Area: "footer", Type: "block", Text: "<p>Hi</p>"}},
		Links:   []extract.Link{{URL: "http://a.example", Name: "A", Categories: []string{"Friends & more"}}, {URL: "http://b.example", Name: "B", Categories: []string{"Friends & more"}}},
		Redirects: []extract.Redirect{{From: "/old", To: "/new", Code: 302}, {From: "^/b/(.*)", To: "/c/$1", Code: 301, Regex: true},
			{From: "/alt", To: "/neu", Code: 301}, {From: "/simple", To: "/s", Code: 301}},
		Galleries: []extract.Gallery{{ID: 1, Slug: "trip", Title: "Trip", Path: "wp-content/gallery/trip", Pictures: []extract.Picture{{ID: 2, File: "a.jpg", Title: "Ah", Alt: "A"}, {ID: 1, File: "b.jpg", Alt: "B", Tags: []string{"the-sea"}}}}},
		Albums:    []extract.Album{{ID: 1, Title: "Trips", Galleries: []int64{1, 9, 4}}, {ID: 2, Title: "All", Galleries: []int64{1, 4, 9}}},
	}
	if !reflect.DeepEqual(site.Settings, want) {
		t.Errorf("got\n%+v, want\n%+v", site.Settings, want)
	}
	// What plugins keep of posts elsewhere are custom fields, as in exports.
	if got, want := items[0].Meta, []extract.Meta{{Key: "_wpml_import_language_code", Value: "en"}, {Key: "_wpml_import_translation_group", Value: "7"}, {Key: "_tablepress_export_table_id", Value: "1"}}; !slices.Equal(got[max(0, len(got)-3):], want) {
		t.Errorf("fields %v, want %v", got, want)
	}
	if len(items[0].Terms) != 0 {
		t.Errorf("the category of a link, or the tag of a picture, is one of the post with its number: %v", items[0].Terms)
	}
}

// Redirects that plugins keep, each in its way.
func TestRedirectsOfPlugins(t *testing.T) {
	for name, c := range map[string]struct {
		sql  string
		want []extract.Redirect
	}{
		"Rank Math": {`CREATE TABLE wp_rank_math_redirections (id int, sources text, url_to text, header_code int, hits int, status text);
INSERT INTO wp_rank_math_redirections VALUES (1,'a:2:{i:0;a:3:{s:6:"ignore";s:0:"";s:7:"pattern";s:5:"old/a";s:10:"comparison";s:5:"exact";}i:1;a:2:{s:7:"pattern";s:3:"b/c";s:10:"comparison";s:5:"start";}}','http://x.example/new/',301,0,'active'),
 (2,'a:1:{i:0;a:2:{s:7:"pattern";s:3:"off";s:10:"comparison";s:5:"exact";}}','/n',301,0,'inactive');`,
			[]extract.Redirect{{From: "/old/a", To: "http://x.example/new/", Code: 301}, {From: "b/c", To: "http://x.example/new/", Code: 301, Regex: true}}},
		"All in One SEO": {`CREATE TABLE wp_aioseo_redirects (id int, source_url text, target_url text, type int, regex int, enabled int);
INSERT INTO wp_aioseo_redirects VALUES (1,'/a','/b',302,0,1),(2,'/c','/d',301,0,0),(3,'/e/(.*)','/f',301,1,1);`,
			[]extract.Redirect{{From: "/a", To: "/b", Code: 302}, {From: "/e/(.*)", To: "/f", Code: 301, Regex: true}}},
		"301 Redirects": {`CREATE TABLE wp_redirects (id int, url_from text, url_to text, status text, type text, count int);
INSERT INTO wp_redirects VALUES (1,'a/b','12','301','post',0),(2,'c','http://y.example','307','url',0),(3,'d','/e','inactive','url',0),(4,'f','','404','url',0);`,
			[]extract.Redirect{{From: "/a/b", To: "/?p=12", Code: 301}, {From: "/c", To: "http://y.example", Code: 307}}},
		"a table of that name that is none": {"CREATE TABLE wp_redirects (id int, hits int);\nINSERT INTO wp_redirects VALUES (1,2);", nil},
		"twice, the last counts": {"CREATE TABLE wp_redirection_items (id int, url text, action_data text);\nINSERT INTO wp_redirection_items VALUES (1,'/k','/l');\nCREATE TABLE wp_redirects (id int, url_from text, url_to text);\nINSERT INTO wp_redirects VALUES (1,'/a','/b');\nDROP TABLE wp_redirects;\nCREATE TABLE wp_redirects (id int, url_from text, url_to text);\nINSERT INTO wp_redirects VALUES (1,'/c','/d');",
			[]extract.Redirect{{From: "/k", To: "/l"}, {From: "/c", To: "/d"}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, src, err := dumped(t, small+c.sql+"\n-- Dump completed\n")
			if err != nil {
				t.Fatal(err)
			}
			site, _, err := all(t, src)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(site.Settings.Redirects, c.want) {
				t.Errorf("got %+v, want %+v", site.Settings.Redirects, c.want)
			}
		})
	}
}

// WordPress before 2.3 had categories in tables of their own, and before 2.1
// pages were a status. Where both are, what a later version wrote counts.
func TestEarlyWordPress(t *testing.T) {
	const early = `CREATE TABLE wp_options (option_id int, blog_id int, option_name text, option_can_override text, option_type int, option_value text);
INSERT INTO wp_options VALUES (1,0,'siteurl','Y',1,'http://old.example'),(2,0,'home','Y',1,'http://old.example'),(3,0,'permalink_structure','Y',1,'/archives/%category%/%postname%/');
CREATE TABLE wp_categories (cat_ID int, cat_name text, category_nicename text, category_description text, category_parent int);
INSERT INTO wp_categories VALUES (1,'Uncategorized','uncategorized','',0),(2,'Dogs &amp; cats','dogs','On dogs',0),(3,'Pugs','pugs','',2);
CREATE TABLE wp_post2cat (rel_id int, post_id int, category_id int);
INSERT INTO wp_post2cat VALUES (1,1,3),(2,1,2),(3,99,1);
CREATE TABLE wp_posts (ID int, post_author int, post_date text, post_content text, post_title text, post_excerpt text, post_status text, post_name text, post_parent int);
INSERT INTO wp_posts VALUES (1,1,'2005-01-02 03:04:05','Wuff','One','','publish','one',0),(2,1,'2005-01-02 03:04:05','Me','About','','static','about',0);
`
	_, src, err := dumped(t, early)
	if err != nil {
		t.Fatal(err)
	}
	site, items, err := all(t, src)
	if err != nil {
		t.Fatal(err)
	}
	if want := []extract.TermRef{{Taxonomy: "category", Slug: "dogs", Name: "Dogs & cats"}, {Taxonomy: "category", Slug: "pugs", Name: "Pugs"}}; len(items) != 2 || !slices.Equal(items[0].Terms, want) {
		t.Errorf("%d items, terms %v, want %v", len(items), items[0].Terms, want)
	}
	if items[0].Link != "http://old.example/archives/dogs/one/" {
		t.Errorf("link %s", items[0].Link)
	}
	if it := items[1]; it.Type != "page" || it.Status != "publish" || it.Link != "http://old.example/about/" {
		t.Errorf("a page: %s %s %s", it.Type, it.Status, it.Link)
	}
	if len(site.Terms) != 3 || site.Terms[0].ID != 2 || site.Terms[1].Parent != "dogs" && site.Terms[2].Parent != "dogs" {
		t.Errorf("terms: %+v", site.Terms)
	}
	_, src, err = dumped(t, early+`CREATE TABLE wp_terms (term_id int, name text, slug text);
INSERT INTO wp_terms VALUES (7,'Now','now');
CREATE TABLE wp_term_taxonomy (term_taxonomy_id int, term_id int, taxonomy text, description text, parent int);
INSERT INTO wp_term_taxonomy VALUES (7,7,'category','',0);
CREATE TABLE wp_term_relationships (object_id int, term_taxonomy_id int);
INSERT INTO wp_term_relationships VALUES (1,7);
`)
	if err != nil {
		t.Fatal(err)
	}
	if _, items, _ := all(t, src); len(items[0].Terms) != 1 || items[0].Terms[0].Slug != "now" {
		t.Errorf("terms %v", items[0].Terms)
	}
}
