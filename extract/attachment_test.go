package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

func metaItem(pairs ...string) *Item {
	it := new(Item)
	for i := 0; i < len(pairs); i += 2 {
		it.Meta = append(it.Meta, Meta{pairs[i], pairs[i+1]})
	}
	return it
}

func TestAttachmentMeta(t *testing.T) {
	image := `a:6:{s:5:"width";i:2560;s:6:"height";i:1440;s:4:"file";s:20:"2024/06/p-scaled.jpg";s:5:"sizes";a:2:{s:6:"medium";a:3:{s:4:"file";s:13:"p-300x169.jpg";s:5:"width";i:300;s:6:"height";i:169;}s:9:"thumbnail";a:4:{s:4:"file";s:13:"p-150x150.jpg";s:5:"width";s:3:"150";s:6:"height";s:3:"150";s:9:"mime-type";s:10:"image/jpeg";}}s:10:"image_meta";a:1:{s:5:"title";s:4:"none";}s:14:"original_image";s:5:"p.jpg";}`
	for _, c := range []struct {
		why  string
		it   *Item
		want string
		err  string
	}{
		{"nothing", metaItem(), "{ 0 0 []  []    }", ""},
		{"the file alone", metaItem("_wp_attached_file", "2013/01/a.pdf"), "{2013/01/a.pdf 0 0 []  []    }", ""},
		{"an image", metaItem("_wp_attached_file", "2024/06/p-scaled.jpg", "_wp_attachment_metadata", image),
			"{2024/06/p-scaled.jpg 2560 1440 [{medium p-300x169.jpg 300 169} {thumbnail p-150x150.jpg 150 150}] p.jpg []    }", ""},
		{"the file in the metadata alone", metaItem("_wp_attachment_metadata", `a:1:{s:4:"file";s:5:"a.jpg";}`), "{a.jpg 0 0 []  []    }", ""},
		{"serialized twice", metaItem("_wp_attachment_metadata", fmt.Sprintf(`s:%d:"%s";`, len(image), image)),
			"{2024/06/p-scaled.jpg 2560 1440 [{medium p-300x169.jpg 300 169} {thumbnail p-150x150.jpg 150 150}] p.jpg []    }", ""},
		{"edited", metaItem("_wp_attachment_backup_sizes", `a:2:{s:14:"thumbnail-orig";a:3:{s:5:"width";i:150;s:6:"height";i:150;s:4:"file";s:13:"p-150x150.jpg";}s:9:"full-orig";a:3:{s:5:"width";i:9;s:6:"height";i:8;s:4:"file";s:5:"p.jpg";}}`),
			"{ 0 0 []  [{full-orig p.jpg 9 8} {thumbnail-orig p-150x150.jpg 150 150}]    }", ""},
		{"audio", metaItem("_wp_attachment_metadata", `a:4:{s:5:"title";s:4:"Song";s:6:"artist";s:4:"Band";s:5:"album";s:3:"One";s:16:"length_formatted";s:4:"3:07";}`),
			"{ 0 0 []  [] Song Band One 3:07}", ""},
		{"cut off", metaItem("_wp_attachment_metadata", image[:200]), "{2024/06/p-scaled.jpg 2560 1440 [{medium p-300x169.jpg 300 169}]  []    }", "_wp_attachment_metadata: php: the value ends too early"},
		{"no array", metaItem("_wp_attachment_metadata", "hello"), "{ 0 0 []  []    }", "_wp_attachment_metadata: php: offset 0: no value"},
		{"sizes that are none", metaItem("_wp_attachment_metadata", `a:3:{s:5:"width";i:-4;s:6:"height";d:1.0E+25;s:5:"sizes";a:2:{i:0;i:1;i:1;a:0:{}}}`), "{ 0 0 []  []    }", ""},
	} {
		m, err := c.it.AttachmentMeta()
		if got := fmt.Sprint(m); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.why, got, c.want)
		}
		if got := errorText(err); got != c.err {
			t.Errorf("%s: got error %s, want %s", c.why, got, c.err)
		}
	}
}

// Every attachment of the captured site says what its file is.
func TestAttachmentMetaCapture(t *testing.T) {
	s, err := Open([]string{shared.Path(t, "capture/export-attachment.xml")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	images, sizes := 0, 0
	for it, err := range s.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		m, err := it.AttachmentMeta()
		if err != nil {
			t.Errorf("%d: %v", it.ID, err)
		}
		if !strings.HasSuffix(it.AttachmentURL, m.File) || m.File == "" {
			t.Errorf("%d: file %q of %q", it.ID, m.File, it.AttachmentURL)
		}
		if m.Width > 0 {
			images++
		}
		sizes += len(m.Sizes)
	}
	if images < 10 || sizes < 10 {
		t.Errorf("%d images with %d sizes", images, sizes)
	}
}
