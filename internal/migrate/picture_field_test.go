package migrate

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// The picture of a post is in a field of which name and value say so.
func TestPictureField(t *testing.T) {
	type meta = []extract.Meta
	for _, c := range []struct {
		fields  meta
		key     string
		typ     string
		comment string
	}{
		{meta{{Key: "Thumbnail", Value: "http://a.example/wp-content/uploads/2010/05/t.png"}}, "Thumbnail", "post", "of a theme"},
		{meta{{Key: "image1_value", Value: "/wp-content/uploads/2005/06/a.jpg"}}, "image1_value", "post", "without a host"},
		{meta{{Key: "thumb", Value: "http://a.example/t.jpg"}, {Key: "featured_image_url", Value: "http://a.example/a.jpg?w=300"}}, "featured_image_url", "post", "the large one of two"},
		{meta{{Key: "fifu_image_url", Value: "https://b.example/a.webp"}}, "fifu_image_url", "page", "of a plugin"},
		{meta{{Key: "background_image", Value: "http://a.example/a.jpg"}}, "", "post", "behind the page"},
		{meta{{Key: "author_photo", Value: "http://a.example/a.jpg"}}, "", "post", "of somebody"},
		{meta{{Key: "image_tag", Value: "http://a.example/a.jpg"}}, "", "post", "another name"},
		{meta{{Key: "image", Value: "http://a.example/a.jpg http://a.example/b.jpg"}}, "", "post", "two"},
		{meta{{Key: "image", Value: "17"}}, "", "post", "a number"},
		{meta{{Key: "image", Value: "http://a.example/a.jpg"}, {Key: "_image", Value: "field_5f1"}}, "", "post", "of Advanced Custom Fields"},
		{meta{{Key: "image", Value: "http://a.example/a.jpg"}}, "", "product", "a thing"},
	} {
		key, address := pictureField(&extract.Item{Type: c.typ, Meta: c.fields})
		if key != c.key || (address == "") != (key == "") {
			t.Errorf("%s: %q, %q", c.comment, key, address)
		}
	}
}
