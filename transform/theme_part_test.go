package transform

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
)

func TestThemeWords(t *testing.T) {
	for content, want := range map[string]string{
		`<!-- wp:template-part {"slug":"header"} /--><!-- wp:query {"queryId":1} --><div class="wp-block-query"><!-- wp:post-title /--></div><!-- /wp:query -->`: "",
		`<!-- wp:heading --><h2>Learn <em>and</em> think</h2><!-- /wp:heading --><!-- wp:paragraph --><p>I am <a href="http://x.test/">Ann</a></p><!-- /wp:paragraph --><p>I am Ann</p>
<!-- wp:social-links --><ul><!-- wp:social-link {"url":"https://social.test/ann","service":"x"} /--></ul><!-- /wp:social-links --><img src="/logo.png">`: "Learn and think · I am Ann · http://x.test/ · /logo.png · https://social.test/ann",
		`<!-- wp:post-excerpt {"moreText":"Go on"} /--><!-- wp:read-more {"content":"Continue \u003cem\u003efor\u003c/em\u003e recipe →"} /--><!-- wp:search {"label":"Look for","buttonText":"Go on","placeholder":"A word"} /--><!-- wp:navigation-link {"label":"Shop","url":"https://shop.test/","kind":"custom"} /--><!-- wp:post-terms {"term":"category","prefix":"Filed in "} /--><!-- wp:template-part {"slug":"header","theme":"x"} /--><!-- wp:home-link {"label":"Home"} /-->`: "Go on · Continue for recipe → · Look for · A word · Shop · https://shop.test/ · Filed in · Home",
		`<p>&nbsp;</p><p>©</p>`: "",
	} {
		if got := ThemeWords(content); got != want {
			t.Errorf("%s\nhas %q, want %q", content, got, want)
		}
	}
}

func TestUsesBlock(t *testing.T) {
	l := NewLibrary()
	l.Add(&extract.Item{ID: 1, Content: `<!-- wp:block {"ref":12} /--> wp:block {"className":"x","ref":"13"} <!-- wp:block {"ref":} /--> wp:block {`})
	for id, want := range map[int64]bool{12: true, 13: true, 0: false, 1: false} {
		if got := l.UsesBlock(id); got != want {
			t.Errorf("%d: %v", id, got)
		}
	}
}
