package dump

import (
	"reflect"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What a database knows beyond an export.
func TestSettings(t *testing.T) {
	_, src, err := dumped(t, small+`
INSERT INTO wp_options VALUES (3,'timezone_string','','yes'),(4,'gmt_offset','5.5','yes'),(5,'show_on_front','page','yes'),(6,'page_on_front','2','yes'),
 (7,'page_for_posts','9','yes'),(8,'category_base','/thema','yes'),(9,'tag_base','wort','yes'),
 (10,'wpseo-premium-redirects-base','a:1:{i:0;a:4:{s:6:"origin";s:3:"alt";s:3:"url";s:4:"/neu";s:4:"type";i:301;s:6:"format";s:5:"plain";}}','no'),
 (11,'tablepress_tables','{"last_id":2,"table_post":{"2":14,"1":12}}','no'),
 (12,'sidebars_widgets','a:2:{s:19:"wp_inactive_widgets";a:1:{i:0;s:6:"text-9";}s:6:"footer";a:2:{i:0;s:7:"block-3";i:1;s:10:"calendar-2";}}','yes'),
 (13,'widget_block','a:2:{i:3;a:1:{s:7:"content";s:9:"<p>Hi</p>";}s:12:"_multiwidget";i:1;}','yes');
CREATE TABLE wp_redirection_items (id int, url text, action_data text, action_code int, regex int, status text, action_type text);
INSERT INTO wp_redirection_items VALUES (2,'/off','/x',301,0,'disabled','url'),(1,'/old','/new',302,0,'enabled','url'),
 (3,'^/b/(.*)','a:1:{s:3:"url";s:5:"/c/$1";}',301,1,'enabled','url'),(4,'/err','',404,0,'enabled','error');
CREATE TABLE wp_icl_translations (translation_id int, element_type text, element_id int, trid int, language_code text, source_language_code text);
INSERT INTO wp_icl_translations VALUES (1,'post_post',2,7,'de','en'),(2,'post_post',1,7,'en',NULL),(3,'tax_category',1,8,'en',NULL);
CREATE TABLE wp_term_taxonomy (term_taxonomy_id int, term_id int, taxonomy text, description text, parent int);
INSERT INTO wp_term_taxonomy VALUES (5,5,'post_translations','a:2:{s:2:"en";i:1;s:2:"fr";i:3;}',0),(6,6,'link_category','',0);
CREATE TABLE wp_terms (term_id int, name text, slug text);
INSERT INTO wp_terms VALUES (5,'pll_1','pll_1'),(6,'Friends &amp; more','friends');
CREATE TABLE wp_term_relationships (object_id int, term_taxonomy_id int);
INSERT INTO wp_term_relationships VALUES (1,6),(40,6);
CREATE TABLE wp_links (link_id int, link_url text, link_name text, link_visible text);
INSERT INTO wp_links VALUES (40,'http://b.example','B','Y'),(1,'http://a.example','A','Y'),(2,'http://hidden.example','H','N');
CREATE TABLE wp_ngg_gallery (gid int, name text, slug text, path text, title text);
INSERT INTO wp_ngg_gallery VALUES (1,'trip','trip','/wp-content/gallery/trip/','Trip');
CREATE TABLE wp_ngg_pictures (pid int, galleryid int, filename text, description text, alttext text, sortorder int, exclude int);
INSERT INTO wp_ngg_pictures VALUES (1,1,'b.jpg','','B',2,0),(2,1,'a.jpg','Ah','A',1,0),(3,1,'x.jpg','','',0,1);
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
			{From: "/alt", To: "/neu", Code: 301}},
		Versions:  []extract.Version{{Post: 1, Group: 7, Language: "en"}, {Post: 2, Group: 7, Language: "de"}, {Post: 1, Group: 5, Language: "en"}, {Post: 3, Group: 5, Language: "fr"}},
		Galleries: []extract.Gallery{{ID: 1, Slug: "trip", Title: "Trip", Path: "wp-content/gallery/trip", Pictures: []extract.Picture{{ID: 2, File: "a.jpg", Title: "Ah", Alt: "A"}, {ID: 1, File: "b.jpg", Alt: "B"}}}},
		Tables:    []extract.Table{{ID: "2", Post: 14}, {ID: "1", Post: 12}},
	}
	if !reflect.DeepEqual(site.Settings, want) {
		t.Errorf("got\n%+v, want\n%+v", site.Settings, want)
	}
	if len(items[0].Terms) != 0 {
		t.Errorf("the category of a link is one of the post with its number: %v", items[0].Terms)
	}
}
