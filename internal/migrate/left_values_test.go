package migrate

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Addresses, prices and dates of custom fields that nothing shows are named.
func TestLeftValues(t *testing.T) {
	it := &extract.Item{Type: "product", Meta: []extract.Meta{
		{Key: "_price", Value: "19.99"}, {Key: "_weight", Value: "1.5"}, {Key: "_stock_status", Value: "instock"}, {Key: "_sku", Value: "in-body-1"},
		{Key: "_product_attributes", Value: `a:1:{s:8:"material";a:2:{s:4:"name";s:8:"Material";s:5:"value";s:3:"Oak";}}`},
		{Key: "project", Value: `a:2:{s:4:"link";s:27:"https://acme.example/work/7";s:5:"color";s:19:"https://x.example/c";}`},
		{Key: "in_body", Value: "http://old.example/a/photo.jpg"}, {Key: "_oembed_1", Value: "https://x.example/o"},
		{Key: "_wp_page_template", Value: "https://x.example/t"}, {Key: "event_date", Value: "2019-05-04"}, {Key: "wanted_price", Value: "5"},
		{Key: "user_mail_url", Value: "https://x.example/m"}, {Key: "logo_url", Value: "https://x.example/logo.svg"},
	}}
	wanted := func(key string) bool { return strings.HasPrefix(key, "wanted") }
	got := leftValues(it, wanted, []byte("![](/images/photo.jpg) in-body-1"))
	const want = "_price=19.99, _weight=1.5, _stock_status=instock, project=https://acme.example/work/7, event_date=2019-05-04, logo_url=https://x.example/logo.svg"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("got\n%s\nwant\n%s", list, want)
	}
}
