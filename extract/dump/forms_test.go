package dump

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// small is a database with two posts, in the plainest form.
const small = `-- MySQL dump 10.13  Distrib 8.0.36
CREATE TABLE ` + "`wp_options`" + ` (
  option_id int, option_name varchar(191) NOT NULL DEFAULT 'a,b)c', option_value longtext, PRIMARY KEY (option_id), KEY x (option_name)
);
INSERT INTO ` + "`wp_options`" + ` VALUES (1,'home','http://old.example','yes'),(2,'permalink_structure','/%postname%/','yes');
CREATE TABLE ` + "`wp_posts`" + ` (ID bigint, post_author bigint, post_content longtext, post_title text, post_status varchar(20), post_name varchar(200), post_type varchar(20));
INSERT INTO ` + "`wp_posts`" + ` VALUES (1,1,'It\'s "one"\nC:\\x','One','publish','one','post'),(2,1,'Zwei ü','Two','draft','','page');
-- Dump completed on 2026-11-28
`

func dumped(t testing.TB, text string) ([]*extract.Item, *Source, error) {
	t.Helper()
	src, err := Open(context.Background(), []string{written(t, "x.sql", text)}, nil, Options{})
	if err != nil {
		return nil, nil, err
	}
	t.Cleanup(func() { src.Close() })
	_, items, err := all(t, src)
	return items, src, err
}

// What INSERTs look like (in dumps that were made or seen): all say the same.
func TestForms(t *testing.T) {
	columns := "(ID, post_author, post_content, post_title, post_status, post_name, post_type)"
	insert := func(statements string) string {
		from := strings.Index(small, "INSERT INTO `wp_posts`")
		return small[:from] + statements + "\n-- Dump completed\n"
	}
	one, two := `1,1,'It\'s "one"\nC:\\x','One','publish','one','post'`, `2,1,'Zwei ü','Two','draft','','page'`
	both := "(" + one + "),(" + two + ")"
	for name, text := range map[string]string{
		"extended":               small,
		"byte order mark":        "\xef\xbb\xbf" + small,
		"Windows lines":          strings.ReplaceAll(small, "\n", "\r\n"),
		"one a row":              insert("INSERT INTO wp_posts VALUES (" + one + ");\nINSERT INTO wp_posts VALUES (" + two + ");"),
		"rows on lines":          insert("INSERT INTO wp_posts VALUES\n(" + one + "),\n(" + two + ");"),
		"IGNORE, database":       insert("INSERT IGNORE INTO `old`.`wp_posts` VALUES " + both + ";"),
		"bare database":          insert("insert into old.wp_posts values " + both + ";"),
		"REPLACE":                insert("REPLACE INTO wp_posts VALUES " + both + ";"),
		"no INTO, VALUE":         insert("INSERT LOW_PRIORITY wp_posts VALUE " + both + ";"),
		"ON DUPLICATE":           insert("INSERT INTO wp_posts VALUES " + both + " ON DUPLICATE KEY UPDATE post_title=VALUES(post_title), x='a;b';"),
		"columns":                insert("INSERT INTO wp_posts " + columns + " VALUES " + both + ";"),
		"columns, other order":   insert(`INSERT INTO wp_posts (post_type,ID,post_name,post_author,post_status,post_title,post_content) VALUES ('post',1,'one',1,'publish','One','It\'s "one"\nC:\\x'),('page',2,'',1,'draft','Two','Zwei ü');`),
		"ANSI names":             strings.ReplaceAll(small, "`", `"`),
		"doubled quotes":         insert(`INSERT INTO wp_posts VALUES (1,1,'It''s "one"\nC:\\x','One','publish','one','post'),(` + two + `);`),
		"double quotes, numbers": insert(`INSERT INTO wp_posts VALUES ("1","1","It's \"one\"\nC:\\x","One","publish","one","post"),("2","1","Zwei ü","Two","draft","","page");`),
		"doubled double quotes":  insert(`INSERT INTO wp_posts VALUES ("1","1","It's ""one""\nC:\\x","One","publish","one","post"),(` + two + `);`),
		"hex":                    insert(fmt.Sprintf("INSERT INTO wp_posts VALUES (1,1,0x%x,'One','publish','one','post'),(2,1,x'%X','Two','draft','','page');", "It's \"one\"\nC:\\x", "Zwei ü")),
		"introducers":            insert(`INSERT INTO wp_posts VALUES (1,1,_binary 'It\'s "one"\nC:\\x',_utf8mb4'One','publish',N'one','post'),(2,1,_utf8mb4 0x5a77656920c3bc,'Two','draft','','page');`),
		"spaces and comments":    insert("INSERT /* x */ INTO wp_posts\nVALUES  ( 1 , 1 , 'It\\'s \"one\"\\nC:\\\\x' , 'One','publish','one','post' ) -- y\n, # z's\n(" + two + ") ;"),
		"bits and NULL":          insert("INSERT INTO wp_posts VALUES (b'1',1,'It\\'s \"one\"\\nC:\\\\x','One','publish','one','post'),(2,1,'Zwei ü','Two','draft',NULL,'page');"),
		"inside a version":       insert("/*!40000 INSERT INTO wp_posts VALUES " + both + " */;"),
		"transaction":            insert("START TRANSACTION;\nLOCK TABLES `wp_posts` WRITE;\nINSERT INTO wp_posts VALUES " + both + ";\nUNLOCK TABLES;\nCOMMIT;"),
		"triggers": insert("INSERT INTO wp_posts VALUES (" + one + ");\nDELIMITER ;;\n/*!50003 CREATE TRIGGER t AFTER INSERT ON wp_posts FOR EACH ROW BEGIN\n" +
			"INSERT INTO wp_posts VALUES (99,1,'x','x','publish','x','post'); END */;;\nDELIMITER ;\nINSERT INTO wp_posts VALUES (" + two + ");"),
		"what mysqldump said": "mysqldump: [Warning] Using a password on the command line can't be secure.\n" + small,
		"PHP warning inside":  insert("INSERT INTO wp_posts VALUES (" + one + ");\n<br />\n<b>Warning</b>: it's slow\nINSERT INTO wp_posts VALUES (" + two + ");"),
		"a table twice":       insert("INSERT INTO wp_posts VALUES (1,1,'old','old','publish','old','post'),(7,1,'old','old','publish','old','post');\n" + small[strings.Index(small, "CREATE TABLE `wp_posts`"):]),
		"a row twice":         insert("REPLACE INTO wp_posts VALUES (1,1,'old','old','publish','old','post');\nREPLACE INTO wp_posts VALUES " + both + ";"),
		"no column of posts known before": small[:strings.Index(small, "CREATE TABLE `wp_posts`")] +
			"INSERT INTO wp_posts " + columns + " VALUES " + both + ";\n-- Dump completed",
		"SQLite": "BEGIN TRANSACTION;\n" + insert(`INSERT INTO wp_posts VALUES(1,1,replace(replace('It''s "one"\r\012C:\x','\r',''),'\012',char(10)),'One','publish','one','post'),(2,1,unistr('Zwei \u00fc'),'Two','draft','','page');`),
		"calls":  insert(`INSERT INTO wp_posts VALUES (1,1,CONCAT('It\'s "one"', CHAR(10), 'C:\\x'),CONVERT('One' USING utf8mb4),CAST('publish' AS CHAR(20)),UNHEX('6f6e65'),'post'),(2,1,FROM_BASE64('WndlaSDDvA=='),'Two','draft','','page');`),
		"NO_BACKSLASH_ESCAPES": strings.Replace(insert("SET sql_mode='ANSI,NO_BACKSLASH_ESCAPES';\nINSERT INTO wp_posts VALUES (1,1,'It''s \"one\"\nC:\\x','One','publish','one','post'),("+two+");"),
			"-- MySQL dump", "-- Some dump", 1),
	} {
		items, src, err := dumped(t, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(items) != 2 {
			t.Errorf("%s: %d items; repairs %v, skipped %v", name, len(items), src.Repairs(), src.Skipped())
			continue
		}
		a, b := items[0], items[1]
		got := []string{a.Content, a.Title, a.Slug, a.Link, a.Type, b.Content, b.Title, b.Slug, b.Link, b.Type}
		want := []string{"It's \"one\"\nC:\\x", "One", "one", "http://old.example/one/", "post", "Zwei ü", "Two", "", "http://old.example/?page_id=2", "page"}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, want)
		}
	}
}

// Cut off at any byte, every whole row is there.
func TestTruncated(t *testing.T) {
	first := strings.Index(small, ",(2,1,'Zwei")
	second := strings.Index(small, ";\n-- Dump completed")
	start := strings.Index(small, "INSERT INTO `wp_posts`")
	file := filepath.Join(t.TempDir(), "cut.sql")
	for n := range len(small) {
		want := 0
		switch {
		case n >= second:
			want = 2
		case n >= first:
			want = 1
		}
		if err := os.WriteFile(file, []byte(small[:n]), 0o666); err != nil {
			t.Fatal(err)
		}
		src, err := Open(context.Background(), []string{file}, nil, Options{})
		if err != nil {
			if want > 0 || n > start && !errors.As(err, new(*TruncatedError)) {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		_, items, err := all(t, src)
		if len(items) != want {
			t.Fatalf("cut at %d: %d items, want %d", n, len(items), want)
		}
		if complete := n >= strings.Index(small, " on 2026"); errors.As(err, new(*TruncatedError)) == complete {
			t.Fatalf("cut at %d of %d: %v", n, len(small), err)
		}
		src.Close()
	}
}

// A statement that is broken costs the rest of it, and no other.
func TestBroken(t *testing.T) {
	text := strings.Replace(small, "(2,1,'Zwei ü'", "(2,1,'Zwei 'ü'", 1)
	text = strings.Replace(text, "-- Dump completed", "INSERT INTO wp_posts VALUES (3,1,'Drei','Three','publish','three','post');\n-- Dump completed", 1)
	items, src, err := dumped(t, text)
	if err != nil {
		t.Fatal(err)
	}
	if len(items) < 2 || items[0].ID != 1 || items[len(items)-1].ID != 3 || len(src.Repairs()) == 0 {
		t.Errorf("%d items, repairs %v", len(items), src.Repairs())
	}
}

// Columns that nobody knows are not guessed.
func TestUnknownColumns(t *testing.T) {
	items, src, err := dumped(t, small+"INSERT INTO wp_postmeta VALUES (1,1,'a','b'),(2,1,'c','d');\nINSERT INTO wp_terms VALUES (1,'x');\n-- Dump completed\n")
	if err != nil || len(items) != 2 || len(items[0].Meta) != 2 {
		t.Errorf("%v, %v", items, err)
	}
	if s := src.Skipped(); len(s) != 1 || !strings.Contains(s[0].Error(), "wp_terms") {
		t.Errorf("skipped: %v", s)
	}
}

// Nothing private is read into anything.
func TestSecrets(t *testing.T) {
	const secret = "PLANTED"
	items, src, err := dumped(t, small+`
CREATE TABLE wp_users (ID int, user_login text, user_pass text, user_nicename text, user_email text, user_url text, user_registered text, user_activation_key text, user_status int, display_name text);
INSERT INTO wp_users VALUES (1,'ed','PLANTED-hash','ed','ed@example.invalid','','','PLANTED-key',0,'Ed'),(2,'PLANTED-customer','x','y','PLANTED@example.invalid','','','',0,'PLANTED Person');
CREATE TABLE wp_usermeta (umeta_id int, user_id int, meta_key text, meta_value text);
INSERT INTO wp_usermeta VALUES (1,1,'session_tokens','PLANTED'),(2,1,'wp_capabilities','PLANTED'),(3,1,'billing_phone','PLANTED'),(4,2,'first_name','PLANTED');
INSERT INTO wp_options VALUES (3,'auth_key','PLANTED','yes'),(4,'mailserver_pass','PLANTED','yes'),(5,'widget_mailchimp','PLANTED','yes'),
 (6,'stylesheet','t','yes'),(7,'theme_mods_t','a:2:{s:7:"api_key";s:7:"PLANTED";s:18:"nav_menu_locations";a:0:{}}','yes');
CREATE TABLE wp_gf_entry_meta (id int, meta_value text);
INSERT INTO wp_gf_entry_meta VALUES (1,'PLANTED');
INSERT INTO wp_posts VALUES (10,0,'PLANTED','PLANTED','wc-completed','order-1','shop_order'),(11,0,'PLANTED','PLANTED','publish','PLANTED','flamingo_inbound'),
 (12,0,'PLANTED','PLANTED','publish','PLANTED','feedback');
CREATE TABLE wp_postmeta (meta_id int, post_id int, meta_key text, meta_value text);
INSERT INTO wp_postmeta VALUES (1,10,'_billing_email','PLANTED'),(2,11,'_field_email','PLANTED');
CREATE TABLE wp_comments (comment_ID int, comment_post_ID int, comment_author text, comment_author_email text, comment_author_url text, comment_author_IP text, comment_date text, comment_date_gmt text, comment_content text, comment_karma int, comment_approved text, comment_agent text, comment_type text, comment_parent int, user_id int);
INSERT INTO wp_comments VALUES (1,10,'PLANTED','','','','','','PLANTED',0,'1','','order_note',0,0),(2,1,'me','','','','','','PLANTED',0,'spam','','',0,0),(3,1,'you','','','','','','fine',0,'1','','comment',0,0);
-- Dump completed
`)
	if err != nil {
		t.Fatal(err)
	}
	var site extract.Site
	for range src.Items(&site) {
	}
	text := fmt.Sprintf("%+v %+v %+v %v %v %v", site, *site.Settings, items, src.Left(), src.Repairs(), src.Skipped())
	for _, it := range items {
		text += fmt.Sprintf("%+v", *it)
	}
	if i := strings.Index(text, secret); i >= 0 {
		t.Errorf("…%s…", text[max(0, i-200):i+20])
	}
	if len(items) != 2 || len(items[0].Comments) != 1 || len(site.Authors) != 1 || site.Authors[0].Login != "ed" || items[0].Creator != "ed" {
		t.Errorf("%+v %+v", site, items)
	}
	want := []Left{{"feedback", 1, "what people entered or bought is not read"}, {"flamingo_inbound", 1, "what people entered or bought is not read"}, {"shop_order", 1, "what people entered or bought is not read"}}
	if !reflect.DeepEqual(src.Left(), want) {
		t.Errorf("left: %v", src.Left())
	}
}

// Users that come before the posts which say who of them wrote something.
func TestUsersFirst(t *testing.T) {
	users := "CREATE TABLE wp_users (ID int, user_login text, user_nicename text, user_email text, display_name text);\n" +
		"INSERT INTO wp_users VALUES (1,'ed','ed','','Ed'),(2,'no','no','','No');\n"
	items, src, err := dumped(t, users+small)
	if err != nil || len(items) != 2 || items[0].Creator != "ed" || len(src.s.users) != 1 {
		t.Errorf("%+v, %v, %v", items, src.s.users, err)
	}
}

// The address of a post under each structure.
func TestPermalinks(t *testing.T) {
	rules := `a:3:{s:42:"recipes/([^/]+)(?:/([0-9]+))?/?$";s:48:"index.php?recipe=$matches[1]&page=$matches[2]";s:40:"docs/(.+?)(?:/([0-9]+))?/?$";s:46:"index.php?doc=$matches[1]&page=$matches[2]";s:1:"x";s:9:"index.php";}`
	for _, c := range []struct{ structure, want string }{
		{"", "/?p=1 /?page_id=2 /?page_id=3 /?attachment_id=4 /?p=5 /?recipe=soup /?doc=b /?post_type=gone&p=9"},
		{"/%postname%/", "/one/ /about/ /about/team/ /one/file/ /?p=5 /recipes/soup/ /docs/a/b/ /?post_type=gone&p=9"},
		{"/%year%/%monthnum%/%day%/%postname%", "/2013/04/02/one /about /about/team /2013/04/02/one/file /?p=5 /recipes/soup /docs/a/b /?post_type=gone&p=9"},
		{"/archives/%post_id%", "/archives/1 /about /about/team /archives/1/file /?p=5 /recipes/soup /docs/a/b /?post_type=gone&p=9"},
		{"/index.php/%author%/%postname%/", "/index.php/ed-nice/one/ /index.php/about/ /index.php/about/team/ /index.php/ed-nice/one/file/ /?p=5 /recipes/soup/ /docs/a/b/ /?post_type=gone&p=9"},
		{"/%category%/%postname%/", "/news/local/one/ /about/ /about/team/ /news/local/one/attachment/file/ /?p=5 /recipes/soup/ /docs/a/b/ /?post_type=gone&p=9"},
	} {
		text := `CREATE TABLE wp_options (option_name text, option_value text);
INSERT INTO wp_options VALUES ('home','http://old.example'),('permalink_structure','` + c.structure + `'),('rewrite_rules','` + rules + `');
CREATE TABLE wp_posts (ID int, post_author int, post_date text, post_content text, post_status text, post_name text, post_type text, post_parent int);
INSERT INTO wp_posts VALUES (1,1,'2013-04-02 17:30:00','','publish','one','post',0),(2,1,'','','publish','about','page',0),(3,1,'','','private','team','page',2),
(4,1,'','','inherit','file','attachment',1),(5,1,'','','future','later','post',0),(6,1,'','','publish','soup','recipe',0),
(7,1,'','','publish','b','doc',8),(8,1,'','','publish','a','doc',0),(9,1,'','','publish','x','gone',0);
CREATE TABLE wp_term_relationships (object_id int, term_taxonomy_id int);
INSERT INTO wp_term_relationships VALUES (1,12),(1,13),(1,14);
CREATE TABLE wp_term_taxonomy (term_taxonomy_id int, term_id int, taxonomy text, parent int);
INSERT INTO wp_term_taxonomy VALUES (12,3,'category',2),(13,9,'category',0),(14,1,'post_tag',0),(15,2,'category',0);
CREATE TABLE wp_terms (term_id int, name text, slug text);
INSERT INTO wp_terms VALUES (1,'Tag','tag'),(2,'News','news'),(3,'Local','local'),(9,'Zoo','zoo');
CREATE TABLE wp_users (ID int, user_login text, user_nicename text);
INSERT INTO wp_users VALUES (1,'ed','ed-nice');
`
		items, _, err := dumped(t, text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range items {
			if it.ID != 8 {
				got = append(got, strings.TrimPrefix(it.Link, "http://old.example"))
			}
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.structure, g, c.want)
		}
	}
}
