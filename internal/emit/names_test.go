package emit

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// page takes the name of a post.
func page(n *Names, stem string) string {
	return n.Take(Name{Dir: []string{"posts"}, Stem: stem, Ext: ".md", Fallback: "post-12"})
}

var long = strings.Repeat("x", 300)

// hazards are the rows of the list of file system hazards, each with what it
// becomes as the only post of a site.
var hazards = []struct{ why, stem, want string }{
	{"plain", "rex-bof-nossii", "rex-bof-nossii"},
	{"underscore inside", "a_b", "a_b"},
	{"dot inside", "v1.2", "v1.2"},
	{"case stays", "ReadMeNot", "ReadMeNot"},

	{"traversal", "../../evil", "evil"},
	{"traversal inside", "a/../../b", "a-..-..-b"},
	{"parent", "..", "post-12"},
	{"here", ".", "post-12"},
	{"absolute", "/etc/passwd", "etc-passwd"},
	{"drive", `C:\Windows\x`, "C-Windows-x"},
	{"drive alone", "C:", "C"},
	{"server", `\\server\share`, "server-share"},
	{"stream", "a.txt:b", "a.txt-b"},
	{"NUL", "a\x00b", "a-b"},
	{"encoded traversal", "%2e%2e%2fevil", "evil"},
	{"encoded twice", "%252e%252e%252fevil", "evil"},
	{"encoded five times", "%252525252fevil", "evil"},
	{"encoded NUL", "a%00b", "a-b"},
	{"full-width traversal", "．．／evil", "evil"},
	{"full-width backslash", "a＼b", "a-b"},
	{"dot leaders", "‥／․∕evil", "evil"},
	{"slashes of other blocks", "a∕b⁄c⧸d╱e", "a-b-c-d-e"},
	{"signs that fold to slashes", "a℀b℅c", "a-b-c"},

	{"reserved characters", `a<b>c:d"e/f\g|h?i*j`, "a-b-c-d-e-f-g-h-i-j"},
	{"percent sign", "100% sure %zz", "100-sure-zz"},
	{"control characters", "a\nb\tc\x1b[31md\x7fe\u009bf", "a-b-c-[31md-e-f"},
	{"bidi", "a\u202egnp.exe\u2066b", "agnp.exeb"},
	{"zero width", "a\u200bb\u200d\u00adc\ufeff", "abc"},
	{"spaces", " a  b\u00a0\u3000c ", "a-b-c"},
	{"line separators", "a\u2028b\u0085c", "a-b-c"},
	{"noncharacters and private use", "a\uffffb\ue000c", "a-b-c"},
	{"invalid UTF-8", "caf\xe9s", "caf-s"},
	{"octets that are no UTF-8", "caf%e9s", "caf-s"},
	{"trailing dot and space", "a. . ", "a"},
	{"many dashes stay", "a--b", "a--b"},

	{"hidden", ".htaccess", "htaccess"},
	{"git", ".git\u200c", "git"},
	{"underscore first", "_drafts", "drafts"},
	{"option", "--rf", "rf"},
	{"only marks", "._- -_.", "post-12"},
	{"empty", "", "post-12"},
	{"only invisible", "\u200b\u202e", "post-12"},

	{"device", "con", "con_"},
	{"device with extension", "NUL.tar", "NUL_.tar"},
	{"device with number", "com0", "com0_"}, {"printer", "LpT9", "LpT9_"}, {"superscript", "com¹", "com¹_"},
	{"console", "CONIN$", "CONIN$_"}, {"auxiliary", "aux", "aux_"}, {"printer", "prn", "prn_"},
	{"no device", "com10", "com10"}, {"no device", "console", "console"}, {"no device", "com", "com"},
	{"device behind a dot", ".con", "con_"},

	{"index", "index", "index-2"}, {"Index", "Index", "Index-2"}, {"section", "_index", "index-2"},
	{"read me", "README", "README-2"},

	{"encoded slug", "%e6%97%a5%E6%9C%AC%e8%aa%9e", "日本語"},
	{"accents in two parts", "cafe\u0301", "café"},
	{"parts that meet when what is between them goes", "cafe\u200d\u0301", "café"},
	{"emoji", "👨\u200d👩", "👨👩"},
	{"Japanese punctuation", "何：？", "何：？"},
	{"200 bytes of code", strings.Repeat("%e9%95%b7", 22), strings.Repeat("長", 22)},
	{"147 bytes", long[:147], long[:147]},
	{"148 bytes", long[:148], long[:138] + "-199083ac"},
	{"long", long, long[:138] + "-d7b58d59"},
	{"long and otherwise", long[:299] + "y", long[:138] + "-ac6d3075"},
	{"long, cut between characters", strings.Repeat("長", 60), strings.Repeat("長", 46) + "-173b75be"},
	{"long, cut behind a dot", long[:137] + "." + long, long[:137] + "-1d16650f"},
}

func TestHazards(t *testing.T) {
	for _, h := range hazards {
		n := Names{Files: "images"}
		if got, want := page(&n, h.stem), "posts/"+h.want+".md"; got != want {
			t.Errorf("%s: %q becomes %q, want %q", h.why, h.stem, got, want)
		}
	}
}

// The same hazards as a folder, for types and the parents of pages.
func TestHazardsAsFolder(t *testing.T) {
	for _, h := range hazards {
		n := Names{Files: "images"}
		got := n.Take(Name{Dir: []string{h.stem, h.stem}, Stem: "a", Ext: ".md"})
		dirs := strings.Split(got, "/")
		if len(dirs) != 3 || dirs[0] != dirs[1] || !filepath.IsLocal(got) || strings.ContainsAny(got[:1], "._-") || dirs[2] != "a.md" {
			t.Errorf("%s: %q becomes %q", h.why, h.stem, got)
		}
	}
}

func TestCollisions(t *testing.T) {
	for _, c := range []struct {
		why   string
		stems string
		want  string
	}{
		{"same slug", "a a a", "a a-2 a-3"},
		{"case", "foo Foo FOO", "foo Foo-2 FOO-3"},
		{"accents", "caf\u00e9 cafe\u0301 CAF\u00c9", "café café-2 CAFÉ-3"},
		{"ligature", "ﬁn fin", "ﬁn fin-2"},
		{"sharp s", "straße STRASSE", "straße STRASSE-2"},
		{"sigma", "οδος ΟΔΟΣ", "οδος ΟΔΟΣ-2"},
		{"a number that is taken", "a a-2 a a", "a a-2 a-3 a-4"},
		{"a number that was given", "a a a-2 a", "a a-2 a-2-2 a-3"},
		{"what cleaning makes equal", "a:b a?b a-b", "a-b a-b-2 a-b-3"},
		{"device", "con con_", "con_ con_-2"},
		{"index", "index index-2 index", "index-2 index-2-2 index-3"},
	} {
		n := Names{Files: "images"}
		var got []string
		for _, stem := range strings.Fields(c.stems) {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(page(&n, stem), "posts/"), ".md"))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %s become %s, want %s", c.why, c.stems, g, c.want)
		}
	}
}

// A folder cannot have the name of a file.
func TestFileAndFolder(t *testing.T) {
	take := func(n *Names, path string) string {
		parts := strings.Split(path, "/")
		return n.Take(Name{Dir: parts[:len(parts)-1], Stem: parts[len(parts)-1]})
	}
	for _, c := range []struct{ why, paths, want string }{
		{"page and child", "p/about p/about/team", "p/about p/about-2/team"},
		{"child and page", "p/about/team p/about", "p/about/team p/about-2"},
		{"children keep together", "p/about p/about/a p/ABOUT/b p/about/a", "p/about p/about-2/a p/ABOUT-2/b p/about-2/a-2"},
		{"the folder of images is no type's", "images/a Images/b", "images-2/a Images-2/b"},
		{"nor a file at the top", "images", "images-2"},
		{"images below a type", "posts/images/a", "posts/images/a"},
		{"our own folder is no type's", ".wp2md/manifest.jsonl", "wp2md/manifest.jsonl"},
	} {
		n := Names{Files: "images"}
		var got []string
		for p := range strings.FieldsSeq(c.paths) {
			got = append(got, take(&n, p))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %s become %s, want %s", c.why, c.paths, g, c.want)
		}
	}
	n := Names{Files: "images"}
	if got := n.Take(Name{Dir: []string{"pages", "about"}, Stem: "team", Ext: ".md"}); got != "pages/about/team.md" {
		t.Errorf("got %s", got)
	}
	if got := n.Take(Name{Dir: []string{"pages"}, Stem: "about", Ext: ".md"}); got != "pages/about.md" {
		t.Errorf("got %s", got)
	}
}

func TestImages(t *testing.T) {
	n := Names{Files: "images"}
	for _, c := range []struct{ why, name, want string }{
		{"plain", "rework.png", "rework.png"},
		{"another of this name", "rework.png", "rework-2.png"},
		{"case", "Rework.PNG", "Rework-3.PNG"},
		{"another extension", "rework.jpg", "rework.jpg"},
		{"of a camera", "_DSC0001.JPG", "DSC0001.JPG"},
		{"parentheses", "Picture(2).jpg", "Picture(2).jpg"},
		{"spaces", "My%20Photo 1.jpg", "My-Photo-1.jpg"},
		{"encoded", "%C3%A9t%C3%A9.jpg", "été.jpg"},
		{"two extensions", "a.tar.gz", "a.tar.gz"},
		{"no extension", "xyz", "xyz"},
		{"only an extension", ".jpg", "jpg"},
		{"query", "a.jpg?w=300", "a.jpg-w=300"},
		{"traversal", "../../a%2F..%2Fb.jpg", "a-..-b.jpg"},
		{"NUL before the extension", "a.php%00.jpg", "a-php.jpg"},
		{"nothing", "", "image-7"},
		{"nothing but an extension that is none", "?.", "image-7-2"},
		{"trailing dot", "a.", "a"},
		{"index is no page", "index.html", "index.html"},
		{"long extension", "a." + strings.Repeat("e", 17), "a." + strings.Repeat("e", 17)},
	} {
		if got := n.Image(c.name, "image-7"); got != "images/"+c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.why, c.name, got, c.want)
		}
	}
}

func TestDeepFolders(t *testing.T) {
	n := Names{Files: "images"}
	dir := make([]string, 500)
	for i := range dir {
		dir[i] = "level"
	}
	a := n.Take(Name{Dir: dir, Stem: "a", Ext: ".md"})
	b := n.Take(Name{Dir: append(dir[:499:499], "other"), Stem: "a", Ext: ".md"})
	if len(a) > 1200 || a == b {
		t.Errorf("%d bytes: %s", len(a), a)
	}
}

// checkPaths checks what holds for the paths of any folder.
func checkPaths(t *testing.T, paths []string) {
	t.Helper()
	files := map[string]string{}
	dirs := map[string]string{}
	for _, p := range paths {
		if !filepath.IsLocal(p) || !utf8.ValidString(p) || !norm.NFC.IsNormalString(p) {
			t.Fatalf("%q", p)
		}
		parts := strings.Split(p, "/")
		for i, part := range parts {
			base, _, _ := strings.Cut(part, ".")
			switch {
			case part == "" || len(part) > 160,
				strings.ContainsAny(part[:1], "._-"),
				strings.ContainsAny(part[len(part)-1:], ". "),
				strings.ContainsAny(part, "<>:\"\\|?*%"),
				strings.EqualFold(base, "con"), strings.EqualFold(base, "nul"), strings.EqualFold(base, "com1"):
				t.Fatalf("%q has the name %q", p, part)
			}
			for _, r := range part {
				if r < ' ' || 0x7f <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 {
					t.Fatalf("%q has %q", p, r)
				}
			}
			if i > 0 {
				dirs[fold(strings.Join(parts[:i], "/"))] = p
			}
		}
		key := fold(p)
		if q, ok := files[key]; ok {
			t.Fatalf("%q and %q are one file", p, q)
		}
		files[key] = p
	}
	for d, p := range dirs {
		if f, ok := files[d]; ok {
			t.Fatalf("%q is a file and a folder, of %q", f, p)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, h := range hazards {
		f.Add(h.stem, h.stem, ".md")
		f.Add(h.stem, "a", "."+h.stem)
	}
	f.Add("a/b\nA/b\na", "b\nB\nb", "")
	f.Fuzz(func(t *testing.T, dirs, stems, ext string) {
		run := func() (paths []string) {
			n := Names{Files: "images"}
			for _, dir := range strings.Split(dirs, "\n") {
				for _, stem := range strings.Split(stems, "\n") {
					paths = append(paths,
						n.Take(Name{Dir: strings.Split(dir, "/"), Stem: stem, Ext: ext}),
						n.Take(Name{Stem: dir, Ext: ext, Fallback: stem}),
						n.Image(stem+ext, "image"))
				}
			}
			return paths
		}
		if strings.Count(dirs, "\n")*strings.Count(stems, "\n") > 1000 {
			return
		}
		paths := run()
		checkPaths(t, paths)
		if again := run(); fmt.Sprint(again) != fmt.Sprint(paths) {
			t.Fatalf("%q, then %q", paths, again)
		}
	})
}

// Many posts of one name do not take time in the square of their number, and a
// million names take some 20 MB.
func TestManyNames(t *testing.T) {
	const same, others = 50_000, 150_000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC() // the second empties pools that other tests have filled
	runtime.ReadMemStats(&before)
	n := Names{Files: "images"}
	for range same {
		page(&n, "untitled")
	}
	for i := range others {
		page(&n, fmt.Sprintf("an-ordinary-slug-of-a-post-%d", i))
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if size := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / (same + others); size > 20 {
		t.Errorf("%d bytes a name", size)
	}
	if got, want := page(&n, "Untitled"), fmt.Sprintf("posts/Untitled-%d.md", same+1); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkTake(b *testing.B) {
	for _, c := range []struct{ why, stem string }{{"ASCII", "an-ordinary-slug-"}, {"Japanese", "%e6%97%a5%e6%9c%ac-"}} {
		b.Run(c.why, func(b *testing.B) {
			n := Names{Files: "images"}
			name := Name{Dir: []string{"posts"}, Ext: ".md"}
			for i := range b.N {
				name.Stem = fmt.Sprint(c.stem, i)
				n.Take(name)
			}
		})
	}
}

func TestSet(t *testing.T) {
	var s set
	want := map[uint64]bool{}
	for i := range uint64(5000) {
		h := i * i * 0x9e3779b97f4a7c15 // every other one more than once in the low bits
		if i%3 == 0 {
			h = i % 7
		}
		if got := s.has(h); got != want[h] {
			t.Fatalf("has(%d) = %v", h, got)
		}
		if got := s.add(h); got == want[h] {
			t.Fatalf("add(%d) = %v", h, got)
		}
		want[h] = true
	}
	for h := range want {
		if !s.has(h) {
			t.Fatalf("%d is lost", h)
		}
	}
}
