package extract

import (
	"fmt"
	"testing"
)

// What the fast reader of metadata reads is what the other one makes of it, also of
// values that are cut or changed anywhere.
func TestReadMeta(t *testing.T) {
	read := 0
	look := func(s string) {
		var m AttachmentMeta
		if !readMeta(s, &m) {
			return
		}
		read++
		want, err := metaItem("_wp_attachment_metadata", s).slowMeta()
		if got, want := fmt.Sprintf("%#v", m), fmt.Sprintf("%#v", want); err != nil || got != want {
			t.Errorf("%q:\ngot  %s\nwant %s, %v", s, got, want, err)
		}
	}
	whole := `a:4:{s:5:"width";i:2560;s:4:"file";s:5:"p.jpg";s:5:"sizes";a:1:{s:6:"medium";a:3:{s:4:"file";s:7:"p-3.jpg";s:5:"width";i:300;s:6:"height";s:3:"169";}}s:10:"image_meta";a:2:{s:8:"keywords";a:1:{i:0;s:1:"k";}s:5:"title";N;}}`
	for _, s := range []string{
		whole,
		`a:3:{s:4:"file";s:1:"a";s:4:"file";s:1:"b";s:4:"file";i:3;}`,
		`a:3:{s:5:"title";b:1;s:5:"album";a:0:{}s:16:"length_formatted";s:4:"3:07";}`,
		` a:2:{s:5:"width";i:-4;s:5:"sizes";a:3:{s:1:"x";i:1;s:1:"y";a:0:{}s:0:"";a:1:{s:4:"file";s:1:"f";}}} `,
		`a:1:{s:5:"width";i:99999999999999999999;}`, `a:1:{s:5:"sizes";s:1:"n";}`, `a:1:{s:4:"file";s:9:"a.jpg";}`,
		`a:1:{s:5:"sizes";a:1:{s:1:"x";a:2:{s:4:"file";s:1:"f";s:4:"file";s:1:"g";}}}`, `a:1:{i:0;s:1:"x";}`, `a:0:{}x`, `a:0:{`, `i:1;`,
		`a:1:{s:4:"file";s:6:"a";}b";}`, `a:1:{s:1:"b";b:x;}`, `a:1:{s:1:"b";b:;;}`, `a:1:{s:5:"sizes";N;}`,
	} {
		look(s)
		for i := range s {
			look(s[:i])
			look(s[:i] + s[i+1:])
			for _, c := range []byte(`0;:{}"sabN`) {
				look(s[:i] + string(c) + s[i+1:])
				look(s[:i] + string(c) + s[i:])
			}
		}
	}
	if read < 100 {
		t.Errorf("it has read %d values", read)
	}
	var m AttachmentMeta
	if !readMeta(whole, &m) {
		t.Error("it does not read what WordPress writes")
	}
}
