package transform

import (
	"encoding/base64"
	"fmt"
	"math/rand"
	"net/url"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

// TestUntold makes shortcodes, blocks and widgets of names and values as plugins have them, and
// holds that each value is in the page or in a note.
func TestUntold(t *testing.T) {
	lib := testLibrary()
	r := rand.New(rand.NewSource(1))
	pick := func(of ...string) string { return of[r.Intn(len(of))] }
	words := strings.Fields("acme zee box team price plan counter fact stat list item event hours menu person quote slide tab toggle info icon feature service step timeline video map contact social product skill chart bar title heading button banner hero about gallery")
	keys := strings.Fields("title text name label value number amount price mood subject sender source reason note by of from to who when where what kind grade level part phase motto slogan city place street company brand model year day season unit suffix before after first second left right extra detail info point rate score rank stars sum total share role job field key_fact fact text_1 line_2 item_name item_value members_only_text phone fax mail url link data content desc")
	n := 0
	for range 4000 {
		n++
		mark := fmt.Sprintf("zq%dw", n)
		value := pick(mark, strings.ToUpper(mark), mark+" of the harbour", "The "+mark+".", "== "+mark+" ==", mark+"; and more", "a|"+mark+"|b", "9"+fmt.Sprint(100000+n), "$4"+fmt.Sprint(100000+n)+"M", mark+", other", "http://other.example/"+mark, "http://old.example/"+mark+"/", mark+"@x.example", "+49 30 7"+fmt.Sprint(100000+n), "#"+mark, mark+"_"+mark, "("+mark+")")
		want := strings.ToLower(mark)
		if strings.ContainsAny(value, "0123456789") && !strings.Contains(strings.ToLower(value), "zq") {
			want = fmt.Sprint(100000 + n)
		}
		key := pick(keys...)
		name := pick(words...) + "_" + pick(words...)
		var it extract.Item
		it.Type, it.ID, it.Status = "page", 77, "publish"
		switch r.Intn(7) {
		case 0:
			it.Content = `[` + name + ` ` + key + `="` + value + `"]`
		case 1:
			it.Content = `[vc_row][vc_column][` + name + ` ` + key + `="` + value + `" title="Shown"]Words[/` + name + `][/vc_column][/vc_row]`
		case 2:
			group := url.PathEscape(`[{"` + key + `":"` + value + `","icon":"fa fa-x"}]`)
			it.Content = `[vc_row][vc_column][` + name + ` values="` + group + `" title="Shown"][/vc_column][/vc_row]`
		case 3:
			it.Content = `<!-- wp:acme/` + strings.ReplaceAll(name, "_", "-") + ` {"` + key + `":"` + value + `"} --><div class="wp-block-acme"><p>Shown</p></div><!-- /wp:acme/` + strings.ReplaceAll(name, "_", "-") + ` -->`
		case 4:
			it.Meta = []extract.Meta{{Key: "_elementor_data", Value: `[{"elType":"widget","widgetType":"` + name + `","settings":{"title":"Shown","` + key + `":"` + value + `"}},{"elType":"widget","widgetType":"` + name + `","settings":{"items":[{"` + key + `":"` + value + `"}]}}]`}}
		case 6:
			el := pick("div", "span", "section", "i")
			it.Content = `<p>Before</p><` + el + ` data-` + strings.ReplaceAll(key, "_", "-") + `="` + value + `"></` + el + `><p>After</p>`
		case 5:
			it.Content = `[vc_row][vc_column][` + name + ` ` + key + `="` + base64.StdEncoding.EncodeToString([]byte("<p>"+value+"</p>")) + `"][/vc_column][/vc_row]`
		}
		page := Tree(&it, lib, Options{})
		out := string(markdown.New(nil).Print(page.Tree))
		for _, n := range page.Notes {
			out += "\n" + n.Text
		}
		out += strings.Join(page.Held, "\n")
		if out = strings.ToLower(out); !strings.Contains(out, want) && !strings.Contains(strings.ReplaceAll(out, `\`, ""), want) {
			t.Errorf("%s=%q is in neither the page nor a note:\n%s %v\n⇒ %s", key, value, it.Content, it.Meta, out)
		}
	}
}

// TestUntoldElsewhere holds that a value of one word or number is named though the same stands in a
// sentence about something else, and not if a line of the page has it.
func TestUntoldElsewhere(t *testing.T) {
	block := func(saved string) string {
		return `<!-- wp:acme/zee {"sale":"50"} --><div class="wp-block-acme-zee">` + saved + `</div><!-- /wp:acme/zee -->`
	}
	for content, want := range map[string]bool{
		block("<p>We have worked for 50 years in this town and for all of its people.</p>"): true,
		block("<p>Now 50 less</p>"): false,
		block("<p>50%</p><p>We have worked for many years in this town and for its people.</p>"): false,
	} {
		page := Tree(&extract.Item{Type: "page", ID: 77, Status: "publish", Content: content}, testLibrary(), Options{})
		if got := len(page.Notes) > 0; got != want {
			t.Errorf("%s: notes %v, want some: %v", content, page.Notes, want)
		}
	}
}
