package transform

import (
	"iter"
	"slices"
	"testing"
)

type counted struct {
	name string
	fate Fate
}

func count(seq iter.Seq2[string, Fate]) []counted {
	var all []counted
	for name, fate := range seq {
		all = append(all, counted{name, fate})
	}
	return all
}

func TestBlocks(t *testing.T) {
	got := count(Blocks(`<!-- wp:group --><div><!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --></div><!-- /wp:group -->
		<!-- wp:core-embed/youtube {"url":"https://youtu.be/x"} --><figure>https://youtu.be/x</figure><!-- /wp:core-embed/youtube -->
		<!-- wp:acme/card --><p>b</p><!-- /wp:acme/card --> <!-- wp:acme/card /-->
		<!-- wp:uagb/faq-child {"question":"a?"} /--> <!-- wp:jetpack/contact-form --><p>x</p><!-- /wp:jetpack/contact-form -->
		<!-- wp:latest-posts /--> <!-- wp:social-link {"url":"/"} /--> <!-- not wp:one -->`))
	want := []counted{
		{"core/group", Converted}, {"core/paragraph", Converted}, {"core-embed/youtube", Converted},
		{"acme/card", Saved}, {"acme/card", Dropped}, {"uagb/faq-child", Converted}, {"jetpack/contact-form", Dropped},
		{"core/latest-posts", Dropped}, {"core/social-link", Converted},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := count(Blocks("A classic post.")); got != nil {
		t.Errorf("blocks of a classic post: %v", got)
	}
}

func TestShortcodes(t *testing.T) {
	got := count(Shortcodes(`[gallery ids="1"] [col a="1"][caption id="x"]<img src="a.jpg"> b[/caption][/col] [[gallery]] [sic] <pre>[audio]</pre> [php]a[/php] [youtube id="a"] [contact-form-7 id="1"] [nosuch a="b"]`))
	want := []counted{{"gallery", Converted}, {"col", LaidOut}, {"caption", Converted}, {"php", Converted},
		{"youtube", Converted}, {"contact-form-7", Dropped}, {"nosuch", KeptTags}}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	// A widget of a theme in a builder's page is what it is there.
	got = count(Shortcodes(`[vc_row][vc_column][vc_column_text]Words.[/vc_column_text][price_row id="1"][/vc_column][/vc_row]`))
	if want := (counted{"price_row", Dropped}); !slices.Contains(got, want) {
		t.Errorf("got  %v\nwant %v among them", got, want)
	}
}
