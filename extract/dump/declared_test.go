package dump

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
)

// Texts in the charsets of MySQL come out as text, whoever says which it is: SET
// NAMES, the table, or WordPress' own option; and what is UTF-8 all the same
// stays.
func TestCharsets(t *testing.T) {
	for name, text := range map[string]string{
		"cp1250": "Příliš žluťoučký kůň", "cp1251": "Съешь же ещё", "koi8r": "Съешь же", "cp866": "Съешь", "koi8u": "Їжак", "greek": "Ξεσκεπάζω", "hebrew": "דג סקרן",
		"latin2": "Zażółć gęślą", "latin5": "Pijamalı hasta", "cp1257": "Įlinkdama fechtuotojo", "cp1256": "نص حكيم", "tis620": "เป็นมนุษย์",
		"gbk": "汉字乗誠", "gb2312": "汉字测试", "gb18030": "汉字𠀀", "big5": "功許蓋測試", "sjis": "表示ソ十予能", "cp932": "表示①", "ujis": "表示ソ", "euckr": "키스의 고유",
	} {
		t.Run(name, func(t *testing.T) {
			e, _ := charset.Lookup(charsets[name])
			raw, err := e.NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			// As a program that knows the charset escapes: a backslash that is half of a
			// character is none.
			content := raw + ` it\'s "one" ` + raw
			posts := "INSERT INTO wp_posts (ID, post_content, post_title, post_status, post_name, post_type) VALUES (1,'" + content + "','" + raw + "','publish','one','post'),(2,'é ü 漢','x','publish','two','post');\n"
			options := "INSERT INTO wp_options (option_id, option_name, option_value, autoload) VALUES (1,'home','http://x.example','yes'),(2,'blogname','" + raw + "','yes')"
			create := "CREATE TABLE `wp_posts` (`ID` int DEFAULT '1', `post_content` text, `post_title` text, `post_status` text, `post_name` text, `post_type` text, KEY `a` (`ID`)) ENGINE=MyISAM DEFAULT CHARSET="
			dumps := map[string]string{"names": "/*!40101 SET NAMES " + name + " */;\n" + options + ";\n" + posts}
			if trailOf(name) == noTrail {
				dumps["table"] = strings.Replace(create, "wp_posts", "wp_a", 1) + name + ";\n" + options + ";\n" + create + name + " COLLATE=" + name + "_bin;\n" + posts
				dumps["binary"] = "SET NAMES binary;\n" + create + name + ";\n" + options + ";\n" + posts
				dumps["option"] = "SET NAMES latin1;\n" + strings.Replace(options, "(2,", "(3,'blog_charset','"+charsets[name]+"','yes'),(2,", 1) + ";\n" + posts
			}
			for by, dump := range dumps {
				_, src, err := dumped(t, dump)
				if err != nil {
					t.Fatal(err)
				}
				site, items, err := all(t, src)
				if err != nil {
					t.Fatal(err)
				}
				want := text + ` it's "one" ` + text
				if got := items[0].Content; got != want || items[0].Title != text || site.Title != text {
					t.Errorf("%s: got %q, %q, %q, want %q", by, got, items[0].Title, site.Title, want)
				}
				if len(items) != 2 || items[1].Content != "é ü 漢" && items[1].Content != "漢 é" {
					t.Errorf("%s: what is UTF-8 is %q", by, items[len(items)-1].Content)
				}
			}
		})
	}
	// What says that it is UTF-8 is not read as the charset of a table.
	_, src, err := dumped(t, "SET NAMES utf8mb4;\nCREATE TABLE wp_posts (ID int, post_content text) DEFAULT CHARSET=gbk;\nINSERT INTO wp_posts VALUES (1,'é');\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, items, _ := all(t, src); items[0].Content != "é" {
		t.Errorf("got %q", items[0].Content)
	}
}
