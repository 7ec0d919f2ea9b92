package transform

import "testing"

func TestThemeWords(t *testing.T) {
	for content, want := range map[string]string{
		`<!-- wp:template-part {"slug":"header"} /--><!-- wp:query {"queryId":1} --><div class="wp-block-query"><!-- wp:post-title /--></div><!-- /wp:query -->`: "",
		`<!-- wp:heading --><h2>Learn <em>and</em> think</h2><!-- /wp:heading --><!-- wp:paragraph --><p>I am <a href="http://x.test/">Ann</a></p><!-- /wp:paragraph --><p>I am Ann</p>
<!-- wp:social-links --><ul><!-- wp:social-link {"url":"https://social.test/ann","service":"x"} /--></ul><!-- /wp:social-links --><img src="/logo.png">`: "Learn and think · I am Ann · http://x.test/ · /logo.png · https://social.test/ann",
		`<p>&nbsp;</p><p>©</p>`: "",
	} {
		if got := ThemeWords(content); got != want {
			t.Errorf("%s\nhas %q, want %q", content, got, want)
		}
	}
}
