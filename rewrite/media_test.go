package rewrite

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

const up = "http://old.example/wp-content/uploads/"

// gallery is a blog with the files whose names are hard to read.
func gallery() []*extract.Item {
	return []*extract.Item{
		file_(1, up+"2013/04/rework.png", sizes("2013/04/rework.png", "rework-150x150.png", "rework-300x200.png", "rework-square.png")),
		file_(2, up+"2013/04/justiceleague-1024x569.jpg"),
		file_(3, up+"2013/03/image-alignment-580x300.jpg", sizes("2013/03/image-alignment-580x300.jpg", "image-alignment-580x300-300x155.jpg")),
		file_(4, up+"2013/03/image-alignment-150x150.jpg"),
		file_(5, up+"2013/03/image-alignment-1200x4002.jpg"),
		file_(6, up+"2024/06/harbour-scaled.jpg",
			meta("_wp_attached_file", "2024/06/harbour-scaled.jpg"),
			meta("_wp_attachment_metadata", phpArray("file", "2024/06/harbour-scaled.jpg", "original_image", "harbour-upload.jpg", "sizes", phpSizes([]string{"harbour-upload-300x188.jpg"})))),
		file_(7, up+"2024/06/tower-rotated.jpg"),
		file_(8, up+"2020/02/face-e1563987029380.jpg", sizes("2020/02/face-e1563987029380.jpg", "face-e1563987029380-150x150.jpg"),
			meta("_wp_attachment_backup_sizes", phpArray("full-orig", []any{"file", "face.jpg"}, "thumbnail-orig", []any{"file", "face-150x150.jpg"}))),
		file_(9, up+"2020/02/paper.pdf", sizes("2020/02/paper.pdf", "paper-pdf.jpg", "paper-pdf-232x300.jpg")),
		file_(10, up+"2020/02/two.png"),
		file_(11, up+"2020/02/big.jpg"),
		file_(12, up+"2020/02/big-300x200.jpg"),
		file_(13, up+"2020/02/photo.JPG"),
		file_(14, up+"2020/02/t%C3%AAte%20%C3%A0%20t%C3%AAte.jpg"),
		file_(15, up+"2020/02/50% off (2).jpg"),
		file_(16, up+"2020/02/a+b.jpg"),
		file_(17, up+"2020/02/c d.jpg"),
		file_(18, up+"2021/01/rework.png"), // the name of 1
		file_(19, up+"2021/01/REWORK.png"),
		file_(20, "//www.old.example/wp-content/uploads/2013/04/rework.png"), // the file of 1
		file_(21, "/files/root.png"),
		file_(22, "http://cdn.example/site/wp-content/uploads/2022/01/far.jpg", meta("_wp_attached_file", "2022/01/far.jpg"),
			guid("http://dev.example/wp-content/uploads/2022/01/far.jpg")),
		file_(23, "", guid("http://old.example/wp-content/uploads/2022/01/guid.gif")),
		file_(24, "", guid("http://old.example/?attachment_id=24")),     // no file
		file_(25, "http://old.example/?attachment_id=25"),               // no file
		file_(26, "http://old.example/", guid("http://old.example/x/")), // no file
		file_(27, up+"2022/01/film.mp4"),
		post_(100, "http://old.example/show/", content(`<img src="http://old.example/images/free.png"> <img src="http://old.example/images/free-100x100.png">
			<img src="https://old.example/images/Free.png"> [video poster="/images/poster.jpg" mp4="http://cdn.example/site/wp-content/uploads/2022/02/own.mp4"]
			<img src="http://cdn.example/another/x.png"> <img src="http://other.example/images/x.png"> <img src="`+up+`2013/04/rework-150x150.png">
			<img src="../images/free.png"> <img src="/images/rework.png">`)),
	}
}

// Files are numbered and named in the order of the source, attachments first.
// One file is one, whatever its addresses; no name occurs twice.
func TestFiles(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, gallery()...)
	const want = `rework.png = http://old.example/wp-content/uploads/2013/04/rework.png (2013/04/rework.png)
justiceleague-1024x569.jpg = http://old.example/wp-content/uploads/2013/04/justiceleague-1024x569.jpg (2013/04/justiceleague-1024x569.jpg)
image-alignment-580x300.jpg = http://old.example/wp-content/uploads/2013/03/image-alignment-580x300.jpg (2013/03/image-alignment-580x300.jpg)
image-alignment-150x150.jpg = http://old.example/wp-content/uploads/2013/03/image-alignment-150x150.jpg (2013/03/image-alignment-150x150.jpg)
image-alignment-1200x4002.jpg = http://old.example/wp-content/uploads/2013/03/image-alignment-1200x4002.jpg (2013/03/image-alignment-1200x4002.jpg)
harbour-scaled.jpg = http://old.example/wp-content/uploads/2024/06/harbour-scaled.jpg (2024/06/harbour-scaled.jpg)
tower-rotated.jpg = http://old.example/wp-content/uploads/2024/06/tower-rotated.jpg (2024/06/tower-rotated.jpg)
face-e1563987029380.jpg = http://old.example/wp-content/uploads/2020/02/face-e1563987029380.jpg (2020/02/face-e1563987029380.jpg)
paper.pdf = http://old.example/wp-content/uploads/2020/02/paper.pdf (2020/02/paper.pdf)
two.png = http://old.example/wp-content/uploads/2020/02/two.png (2020/02/two.png)
big.jpg = http://old.example/wp-content/uploads/2020/02/big.jpg (2020/02/big.jpg)
big-300x200.jpg = http://old.example/wp-content/uploads/2020/02/big-300x200.jpg (2020/02/big-300x200.jpg)
photo.JPG = http://old.example/wp-content/uploads/2020/02/photo.JPG (2020/02/photo.JPG)
tête à tête.jpg = http://old.example/wp-content/uploads/2020/02/t%C3%AAte%20%C3%A0%20t%C3%AAte.jpg (2020/02/tête à tête.jpg)
50% off (2).jpg = http://old.example/wp-content/uploads/2020/02/50% off (2).jpg (2020/02/50% off (2).jpg)
a+b.jpg = http://old.example/wp-content/uploads/2020/02/a+b.jpg (2020/02/a+b.jpg)
c d.jpg = http://old.example/wp-content/uploads/2020/02/c d.jpg (2020/02/c d.jpg)
rework-2.png = http://old.example/wp-content/uploads/2021/01/rework.png (2021/01/rework.png)
REWORK-3.png = http://old.example/wp-content/uploads/2021/01/REWORK.png (2021/01/REWORK.png)
root.png = http://old.example/files/root.png (root.png)
far.jpg = http://cdn.example/site/wp-content/uploads/2022/01/far.jpg (2022/01/far.jpg)
guid.gif = http://old.example/wp-content/uploads/2022/01/guid.gif (2022/01/guid.gif)
film.mp4 = http://old.example/wp-content/uploads/2022/01/film.mp4 (2022/01/film.mp4)
free.png = http://old.example/images/free.png (images/free.png)
free-100x100.png = http://old.example/images/free-100x100.png (images/free-100x100.png)
Free-2.png = https://old.example/images/Free.png (images/Free.png)
poster.jpg = http://old.example/images/poster.jpg (images/poster.jpg)
own.mp4 = http://cdn.example/site/wp-content/uploads/2022/02/own.mp4 (2022/02/own.mp4)
rework-4.png = http://old.example/images/rework.png (images/rework.png)
`
	if got := fileURLs(x); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	for n, want := range map[int]int{0: 0, 16: 16, 19: 0, 20: 19, 23: -1, 24: -1, 25: -1, 27: -1} {
		if i, ok := x.FileOf(n); i != want || ok != (want >= 0) {
			t.Errorf("the file of item %d is %d, %v; want %d", n, i, ok, want)
		}
	}
}

// A copy leads to its original only with evidence that it is one (docs/formats.md
// §E.1): metadata, or an attachment that has the name without the suffix where
// none has the name with it.
func TestOriginals(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, gallery()...)
	const earlier = "media: shown as it is since it was edited, not as it was before: "
	for _, c := range []struct{ why, src, want, note string }{
		{"the file", up + "2013/04/rework.png", "rework.png", ""},
		{"https, www", "https://www.old.example/wp-content/uploads/2013/04/rework.png", "rework.png", ""},
		{"a size of the metadata", up + "2013/04/rework-300x200.png", "rework.png", ""},
		{"a size of the metadata with another name", up + "2013/04/rework-square.png", "rework.png", ""},
		{"a size that the metadata has not, by its name", up + "2013/04/rework-768x9.png", "rework.png", ""},
		{"a query that chooses a size", up + "2013/04/rework.png?w=300&h=20#x", "rework.png#x", ""},
		{"the same name in another month", up + "2021/01/rework-150x150.png", "rework-2.png", ""},

		{"the seed's original with a name like a size", up + "2013/04/justiceleague-1024x569.jpg", "justiceleague-1024x569.jpg", ""},
		{"a size of it", up + "2013/04/justiceleague-1024x569-300x166.jpg", "justiceleague-1024x569.jpg", ""},
		{"what its name would come from", up + "2013/04/justiceleague.jpg", "", noFile},
		{"the unit test's original", up + "2013/03/image-alignment-580x300.jpg", "image-alignment-580x300.jpg", ""},
		{"another", up + "2013/03/image-alignment-150x150.jpg", "image-alignment-150x150.jpg", ""},
		{"a size of an original with such a name", up + "2013/03/image-alignment-580x300-300x155.jpg", "image-alignment-580x300.jpg", ""},
		{"a number glued to the size", up + "2013/03/image-alignment-1200x4002.jpg", "image-alignment-1200x4002.jpg", ""},
		{"a size of what is no attachment", up + "2013/03/image-alignment-300x200.jpg", "", noFile},
		{"both are attachments", up + "2020/02/big-300x200.jpg", "big-300x200.jpg", ""},
		{"digits that are no size", up + "2013/04/rework-300x.png", "", noFile},
		{"six digits", up + "2013/04/rework-300000x200.png", "", noFile},

		{"scaled", up + "2024/06/harbour-scaled.jpg", "harbour-scaled.jpg", ""},
		{"the upload it was scaled from", up + "2024/06/harbour-upload.jpg", "harbour-scaled.jpg", ""},
		{"a size of the upload", up + "2024/06/harbour-upload-300x188.jpg", "harbour-scaled.jpg", ""},
		{"the upload by its name", up + "2024/06/harbour.jpg", "harbour-scaled.jpg", ""},
		{"a size of the upload by its name", up + "2024/06/harbour-300x188.jpg", "harbour-scaled.jpg", ""},
		{"the upload of a rotated one", up + "2024/06/tower.jpg", "tower-rotated.jpg", ""},
		{"scaled, of an attachment that is not", up + "2020/02/two-scaled.png", "two.png", ""},

		{"edited", up + "2020/02/face-e1563987029380.jpg", "face-e1563987029380.jpg", ""},
		{"a size of the edited one", up + "2020/02/face-e1563987029380-150x150.jpg", "face-e1563987029380.jpg", ""},
		{"before it was edited", up + "2020/02/face.jpg", "face-e1563987029380.jpg", earlier},
		{"a size from before it was edited", up + "2020/02/face-150x150.jpg", "face-e1563987029380.jpg", earlier},

		{"a picture of a PDF is no PDF", up + "2020/02/paper-pdf-232x300.jpg", "", noFile},
		{"for fine screens", up + "2020/02/two@2x.png", "two.png", ""},
		{"a size for fine screens", up + "2020/02/two-150x150@2x.png", "two.png", ""},
		{"converted by a plugin", up + "2020/02/two.png.webp", "two.png", ""},
		{"converted by another", up + "2020/02/two-png.webp", "two.png", ""},
		{"a size, converted", up + "2020/02/two-300x300.png.avif", "two.png", ""},
		{"converted, of no attachment", up + "2020/02/three.png.webp", "", noFile},

		{"other case, by its name alone", up + "2020/02/Photo.jpg", "photo.JPG", ""},
		{"other case, two files", up + "2021/01/Rework.png", "", noFile},
		{"raw letters", up + "2020/02/tête à tête.jpg", "tête%20à%20tête.jpg", ""},
		{"letters in two parts", up + "2020/02/te\u0302te%20a\u0300%20te\u0302te.jpg", "tête%20à%20tête.jpg", ""},
		{"encoded twice", up + "2020/02/t%25C3%25AAte%2520%25C3%25A0%2520t%25C3%25AAte.jpg", "tête%20à%20tête.jpg", ""},
		{"a percent sign", up + "2020/02/50%25%20off%20(2).jpg", "50%25%20off%20(2).jpg", ""},
		{"a plus", up + "2020/02/a+b.jpg", "a+b.jpg", ""},
		{"a plus for a blank", up + "2020/02/c+d.jpg", "c%20d.jpg", ""},
		{"a quote behind it", up + "2013/04/rework.png%22", "rework.png", ""},
		{"a bracket behind it", up + "2013/04/rework.png)", "rework.png", ""},

		{"relative to the blog", "http://old.example/files/root.png", "root.png", ""},
		{"a server of files", "https://cdn.example/site/wp-content/uploads/2022/01/far-10x10.jpg", "far.jpg", ""},
		{"the host of the guid", "http://dev.example/wp-content/uploads/2022/01/far.jpg", "far.jpg", ""},
		{"the site itself, for a size of a file on a server of files", "http://old.example/site/wp-content/uploads/2022/01/far-10x10.jpg", "far.jpg", ""},
		{"the site itself, for a file on a server of files", "http://old.example/site/wp-content/uploads/2022/01/far.jpg", "far.jpg", ""},
		{"the guid in place of the address", up + "2022/01/guid.gif", "guid.gif", ""},
		{"by its number", "/?attachment_id=1", "rework.png", ""},

		{"no attachment, named by a content", "http://old.example/images/free.png", "free.png", ""},
		{"no attachment, in capitals", "http://old.example/images/Free.png", "Free-2.png", ""},
		{"no attachment, other case, two files", "http://old.example/IMAGES/free.png", "", noFile},
		{"no attachment, like a size", "http://old.example/images/free-100x100.png", "free-100x100.png", ""},
		{"no attachment, named by none", "http://old.example/images/more.png", "", noFile},
		{"a name that a new one looks like", "http://old.example/images/rework.png", "rework-4.png", ""},
		{"another folder of the server of files", "http://cdn.example/another/x.png", "", ""},
		{"no attachment, named by none, by way of Photon", "https://i0.wp.com/old.example/images/more.png?w=3", "", noFile},
		{"another site", "http://other.example/images/x.png?a=b&amp;c", "", ""},
		{"no file", "http://old.example/captcha.php?id=3", "", noFile},
		{"data", "data:image/png;base64,iVBOR/rework.png", "", ""},
	} {
		want, note := c.src, c.note
		if c.want != "" {
			want = "/images/" + c.want
		}
		if note != "" {
			note += c.src
		}
		if c.note == noFile {
			note += " (review)"
		}
		got, gotNote := show(x, "http://old.example/show/", c.src)
		if got != want || gotNote != note {
			t.Errorf("%s: %q\ngot  %q %s\nwant %q %s", c.why, c.src, got, gotNote, want, note)
		}
		if again, _ := show(x, "http://old.example/show/", got); again != got && !strings.HasPrefix(c.want, "rework.png") { // the old site has another at /images/rework.png
			t.Errorf("%s: %q leads to %q, and that to %q", c.why, c.src, got, again)
		}
	}
}

// A server of files has them in folders of its own, under the names that the site gave them.
func TestServedFiles(t *testing.T) {
	x := index(t, at("http://old.example/blog"), Options{},
		file_(1, "http://files.example/2019/12345678/far.jpg", meta("_wp_attached_file", "2019/05/far.jpg")),
		file_(2, "http://files.example/wp-files/2011/10/sea.jpg", guid("http://was.example/wp-content/uploads/2011/10/sea.jpg")),
		file_(3, "http://old.example/blog/wp-content/uploads/2011/10/hill.jpg", meta("_wp_attached_file", "2011/10/hill.jpg")),
		file_(4, "http://files.example/2020/12345678/hill.jpg", meta("_wp_attached_file", "2011/10/hill.jpg")),
		file_(5, "http://files.example/2020/87654321/photo-of-it.jpg", meta("_wp_attached_file", "2020/01/it.jpg"), guid("http://old.example/blog/wp-content/uploads/2020/01/it.jpg")),
		post_(9, "http://old.example/blog/show/"))
	for _, c := range []struct{ why, src, want string }{
		{"where it is", "http://files.example/2019/12345678/far.jpg", "far.jpg"},
		{"a size there", "http://files.example/2019/12345678/far-300x200.jpg", "far.jpg"},
		{"where the site had it", "http://old.example/blog/wp-content/uploads/2019/05/far.jpg", "far.jpg"},
		{"a size there", "http://old.example/blog/wp-content/uploads/2019/05/far-300x200.jpg", "far.jpg"},
		{"in another folder", "http://old.example/blog/wp-content/uploads/2019/06/far.jpg", ""},
		{"a size by the guid", "http://was.example/wp-content/uploads/2011/10/sea-300x130.jpg", "sea.jpg"},
		{"one that the site has itself", "http://old.example/blog/wp-content/uploads/2011/10/hill-300x130.jpg", "hill.jpg"},
		{"one of another name, by its guid", "http://old.example/blog/wp-content/uploads/2020/01/it.jpg", "photo-of-it.jpg"},
		{"a size of it", "http://old.example/blog/wp-content/uploads/2020/01/it-300x130.jpg", ""},
	} {
		want := c.src
		if c.want != "" {
			want = "/images/" + c.want
		}
		if got, _ := show(x, "http://old.example/blog/show/", c.src); got != want {
			t.Errorf("%s: %s leads to %s, want %s", c.why, c.src, got, want)
		}
	}
}

// An image's class or data-id names an attachment; that counts if the names of
// the files agree, and on a host that is not the site's the folders too: after
// an import the numbers are those of another site (docs/formats.md §E.4).
func TestImageIdentity(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, gallery()...)
	for _, c := range []struct{ why, src, key, val, want string }{
		{"moved within the site", "http://old.example/media/rework.png", "class", "size-full wp-image-1 alignleft", "/images/rework.png"},
		{"moved, a size", "http://old.example/media/rework-300x200.png", "class", "wp-image-1", "/images/rework.png"},
		{"moved, scaled since", "http://old.example/media/harbour-10x10.jpg", "class", "wp-image-6", "/images/harbour-scaled.jpg"},
		{"block gallery", "http://old.example/media/rework.png", "data-id", "1", "/images/rework.png"},
		{"carousel", "http://old.example/media/REWORK.PNG", "data-attachment-id", "1", "/images/rework.png"},
		{"a host of long ago", "http://ancient.example/wp/wp-content/uploads/2013/04/rework-300x200.png", "class", "wp-image-1", "/images/rework.png"},
		{"a stale number", "http://old.example/media/rework.png", "class", "wp-image-2", ""},
		{"a number that is no attachment", "http://old.example/media/rework.png", "class", "wp-image-100", ""},
		{"a number that is not there", "http://old.example/media/rework.png", "class", "wp-image-999", ""},
		{"no number", "http://old.example/media/rework.png", "class", "wp-image-", ""},
		{"an attachment without a file", "http://old.example/media/rework.png", "class", "wp-image-24", ""},
		{"on a network of copies, in another folder", "http://cdn.example/abc/rework-300x200.png", "class", "wp-image-1", "/images/rework.png"},
		{"another file there", "http://cdn.example/abc/other.png", "class", "wp-image-1", ""},
		{"a stale number on another site", "http://ancient.example/wp-content/uploads/2014/05/rework.png", "class", "wp-image-1", ""},
		{"the address says otherwise", up + "2020/02/two.png", "class", "wp-image-1", "/images/two.png"},
	} {
		want := c.want
		if want == "" {
			want = c.src
		}
		if got, _ := show(x, "", c.src, c.key, c.val); got != want {
			t.Errorf("%s: %s %s=%q: got %q, want %q", c.why, c.src, c.key, c.val, got, want)
		}
	}
}

// What a page shows is listed once each, in the order of the page.
func TestResultFiles(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, gallery()...)
	tree := element(0)
	for _, src := range []string{"two.png", "paper.pdf", "two-150x150.png", "two.png"} {
		tree.AppendChild(element(0, "href", up+"2020/02/"+src))
	}
	for c := tree.FirstChild; c != nil; c = c.NextSibling {
		c.Data = "wp-autolink"
	}
	if r := x.Apply(tree, ""); len(r.Files) != 2 || r.Files[0] != 9 || r.Files[1] != 8 {
		t.Errorf("got files %v, want 9 and 8", r.Files)
	}
}

// Without attachments, as in an export of posts alone, files are what contents
// name, in any of their parts and in the data of page builders, also in reusable blocks
// and captions.
func TestFilesOfContents(t *testing.T) {
	shown := func(field string) bool { return field == "_builder" }
	pictures := func(field, _ string) bool { return field == "_gallery" }
	x := index(t, at("http://old.example"), Options{Shown: shown, Pictures: pictures},
		post_(1, "http://old.example/one/", meta("_builder", `{"url":"http:\/\/old.example\/u\/built.png"}`), meta("_other", `{"url":"http:\/\/old.example\/u\/other.png"}`),
			meta("_gallery", `a:1:{i:89;s:33:"http://old.example/u/gallery.jpeg";}`), meta("_alike", "http://old.example/u/alike.png"),
			content(`<a href="/u/a.jpg"><img src="/u/a-300x200.jpg"></a>`), excerpt(`<img src="/u/excerpt.gif">`)),
		post_(2, "http://old.example/two/", content(`<img src="http://www.old.example/u/a.jpg"> <img src="./b.png"> b.png`)),
		post_(3, "http://old.example/secret/", status("private"), content(`<img src="/u/secret.jpg">`)),
		newItem("wp_block", 4, "http://old.example/?p=4", content(`<img src="/u/block.jpg">`)),
		newItem("nav_menu_item", 5, "http://old.example/?p=5", content(`<img src="/u/menu.jpg">`)),
		file_(6, up+"x.png", excerpt(`<a href="/u/caption.pdf">more</a>`)),
	)
	const want = `x.png = http://old.example/wp-content/uploads/x.png (x.png)
a.jpg = http://old.example/u/a.jpg (u/a.jpg)
a-300x200.jpg = http://old.example/u/a-300x200.jpg (u/a-300x200.jpg)
excerpt.gif = http://old.example/u/excerpt.gif (u/excerpt.gif)
built.png = http://old.example/u/built.png (u/built.png)
gallery.jpeg = http://old.example/u/gallery.jpeg (u/gallery.jpeg)
b.png = http://old.example/two/b.png (two/b.png)
block.jpg = http://old.example/u/block.jpg (u/block.jpg)
caption.pdf = http://old.example/u/caption.pdf (u/caption.pdf)
`
	if got := fileURLs(x); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// Originals of a path are tried in this order.
func TestOriginalsOf(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"/a.jpg", "/a-scaled.jpg /a-rotated.jpg"},
		{"/a-300x200.jpg", "/a.jpg /a-scaled.jpg /a-rotated.jpg /a-300x200-scaled.jpg /a-300x200-rotated.jpg"},
		{"/a-scaled.jpg", "/a.jpg /a-scaled-rotated.jpg"},
		{"/a-1x1@2x.jpg.webp", "/a-1x1@2x.jpg /a-1x1.jpg /a.jpg"},
		{"/a-jpg.avif", "/a.jpg"},
		{"/a-300x200.pdf", "/a.pdf"},
		{"/a-300x200.mp3", "/a.mp3"},
		{"/-300x200.jpg", ""},
		{"/a-x200.jpg", ""},
		{"/a300x200.jpg", ""},
		{"/300x200.jpg", ""},
		{"/a.pdf", ""},
		{"a", ""},
		{"", ""},
	} {
		var got []string
		for o := range originals(c.path) {
			if !strings.HasPrefix(c.want, o) && !strings.Contains(c.want, " "+o) && (strings.HasSuffix(o, "-scaled.jpg") || strings.HasSuffix(o, "-rotated.jpg") || strings.Contains(o, "-scaled.") || strings.Contains(o, "-rotated.")) {
				continue // of the forms between
			}
			got = append(got, o)
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.path, got, c.want)
		}
	}
}

// TestSized holds what is seen of a copy's name against what it would be cut to.
func TestSized(t *testing.T) {
	files := []string{"a.jpg", "a-1.jpg", "a-10x10.jpg", "a", ".jpg", "a.b.png", "a.webp", "a.jpg.webp", "a@2x.png", "é.jpg"}
	sized := 0
	for _, of := range files {
		stem, ext, dot := strings.Cut(of, ".")
		if dot {
			ext = "." + ext
		}
		for _, size := range []string{"", "-1x1", "-12345x67890", "-123456x1", "-1x123456", "-x1", "-1x", "1x1", "-1x1@2x", "-10x10-20x20", "-1x1-", "-e1365"} {
			name := stem + size + ext
			if isSized(name, of) {
				sized++
				if got := firstOriginal("/2013/" + name); got != "/2013/"+of {
					t.Errorf("%s is a copy of %s, not of %s", name, got, of)
				}
			}
		}
	}
	if sized < 10 {
		t.Errorf("only %d names are those of copies", sized)
	}
}
