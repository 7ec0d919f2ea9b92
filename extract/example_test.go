package extract_test

import (
	"fmt"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

func Example() {
	export := `<rss><channel><title>Garden notes</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>First frost</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type></item>
<item><title>About</title><wp:post_id>8</wp:post_id><wp:post_type>page</wp:post_type></item>
</channel></rss>`
	src, err := extract.Open([]string{"-"}, strings.NewReader(export))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer src.Close()
	var site extract.Site
	for it, err := range src.Items(&site) {
		if err != nil {
			fmt.Println(err) // the items before it are whole
			break
		}
		fmt.Println(it.Type, it.ID, it.Title)
	}
	fmt.Println("of", site.Title)
	// Output:
	// post 7 First frost
	// page 8 About
	// of Garden notes
}
