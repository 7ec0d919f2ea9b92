package rewrite

import (
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for _, c := range []struct{ in, want string }{ // host and the rest, or "" if it is none
		{"http://a.example/b?c#d", "a.example /b ?c #d"},
		{"http://a.example", "a.example   "},
		{"//a.example?c", "a.example  ?c "},
		{"/b//c", " /b//c  "},
		{"b", " b  "},
		{"?c", "  ?c "},
		{"#d?e", "   #d?e"},
		{"", "   "},
		{"b?c?d#e#f", " b ?c?d #e#f"},
		{"b:c", ""},
		{"1:c", " 1:c  "},
		{"./b:c", " ./b:c  "},
		{":c", " :c  "},
		{"HTTPS://WWW.A.Example./", "a.example /  "},
		{"http://me:pw@a.example:81/", "a.example:81 /  "},
		{"http://a.example:/", "a.example /  "},
		{"http://[::1]:8080/", "[::1]:8080 /  "},
		{"http://[::1]/", "[::1] /  "},
		{"http://bücher.example/", "xn--bcher-kva.example /  "},
		{"http://BÜCHER.example:443/", "xn--bcher-kva.example /  "},
		{"http://xn--bcher-kva.example/", "xn--bcher-kva.example /  "},
		{"http://https://a.example/b", "a.example /b  "},
		{"http:////a.example/b", ""},
		{"http://http/b", "http /b  "},
		{"http:///b", ""},
		{"///b", ""},
		{"http://www./b", "www /b  "},
		{"http:a.example", ""},
		{"https//a.example/b", " https//a.example/b  "},
		{"www.a.example", " www.a.example  "},
		{"ftp://a.example/", ""},
		{"javascript:alert(1)", ""},
		{"mailto:a@a.example", ""},
		{"java\nscript:alert(1)", ""},
		{" \u3000http://a.example/b\u00a0", "a.example /b  "},
		{"/?a&amp;b&amp;amp;#038;c&#038;d&amp", " / ?a&b&c&d&amp "},
		{"/" + strings.Repeat("x", maxAddress), ""},
	} {
		a, ok := parseAddress(c.in)
		got := ""
		if ok {
			got = strings.Join([]string{a.host, a.path, a.query, a.fragment}, " ")
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// The examples of RFC 3986, section 5.4, with the base http://a/b/c/d;p?q.
func TestResolve(t *testing.T) {
	base, _ := parseAddress("http://a/b/c/d;p?q")
	for _, c := range []struct{ ref, want string }{
		{"g", "http://a/b/c/g"},
		{"./g", "http://a/b/c/g"},
		{"g/", "http://a/b/c/g/"},
		{"/g", "http://a/g"},
		{"//g", "http://g"},
		{"?y", "http://a/b/c/d;p?y"},
		{"g?y", "http://a/b/c/g?y"},
		{"#s", "http://a/b/c/d;p?q#s"},
		{"g#s", "http://a/b/c/g#s"},
		{"g?y#s", "http://a/b/c/g?y#s"},
		{";x", "http://a/b/c/;x"},
		{"g;x", "http://a/b/c/g;x"},
		{"g;x?y#s", "http://a/b/c/g;x?y#s"},
		{"", "http://a/b/c/d;p?q"},
		{".", "http://a/b/c/"},
		{"./", "http://a/b/c/"},
		{"..", "http://a/b/"},
		{"../", "http://a/b/"},
		{"../g", "http://a/b/g"},
		{"../..", "http://a/"},
		{"../../", "http://a/"},
		{"../../g", "http://a/g"},

		{"../../../g", "http://a/g"},
		{"../../../../g", "http://a/g"},
		{"/./g", "http://a/g"},
		{"/../g", "http://a/g"},
		{"g.", "http://a/b/c/g."},
		{".g", "http://a/b/c/.g"},
		{"g..", "http://a/b/c/g.."},
		{"..g", "http://a/b/c/..g"},
		{"./../g", "http://a/b/g"},
		{"./g/.", "http://a/b/c/g/"},
		{"g/./h", "http://a/b/c/g/h"},
		{"g/../h", "http://a/b/c/h"},
		{"g;x=1/./y", "http://a/b/c/g;x=1/y"},
		{"g;x=1/../y", "http://a/b/c/y"},
		{"g?y/./x", "http://a/b/c/g?y/./x"},
		{"g?y/../x", "http://a/b/c/g?y/../x"},
		{"g#s/./x", "http://a/b/c/g#s/./x"},
		{"g#s/../x", "http://a/b/c/g#s/../x"},

		{"g//h/../i", "http://a/b/c/g//i"},
		{"https://h/g/../i", "https://h/g/../i"},
	} {
		ref, ok := parseAddress(c.ref)
		if !ok {
			t.Fatalf("%q is no reference", c.ref)
		}
		if got := ref.resolve(base).String(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.ref, got, c.want)
		}
	}
	bare, _ := parseAddress("https://a")
	for ref, want := range map[string]string{"g": "https://a/g", "../g": "https://a/g", "?y": "https://a?y", "//h": "https://h"} {
		a, _ := parseAddress(ref)
		if got := a.resolve(bare).String(); got != want {
			t.Errorf("%q on https://a: got %q, want %q", ref, got, want)
		}
	}
}

func TestCanonicalPath(t *testing.T) {
	for _, c := range []struct{ in, want, new string }{
		{"", "", "/"},
		{"/", "", "/"},
		{"//", "", "/"},
		{"/a", "/a", "/a"},
		{"/a/", "/a", "/a/"},
		{"/a//b///", "/a/b", "/a/b/"},
		{"/a/./b/.", "/a/b", "/a/b/"},
		{"/a/../../b/..", "", "/"},
		{"/a/b/..", "/a", "/a/"},
		{"/.a/..b/c..", "/.a/..b/c..", "/.a/..b/c.."},
		{"/index.php", "", "/"},
		{"/index.php/a/", "/a", "/a/"},
		{"/blog/index.php/a", "/blog/a", "/blog/a"},
		{"/index.php/index.php/a", "/a", "/a"},
		{"/index.phpx/a", "/index.phpx/a", "/index.phpx/a"},
		{"/indexes/", "/indexes", "/indexes/"},
		{"/%61%2Fb", "/a/b", "/a/b"},
		{"/%2e%2e/%2E/a", "/a", "/a"},
		{"/%2F%2Fevil.example/", "/evil.example", "/evil.example/"},
		{`/a\b\`, "/a/b", "/a/b/"},
		{`\\evil.example`, "/evil.example", "/evil.example"},
		{"/%5c%5cevil", `/\\evil`, `/\\evil`},
		{"/%C3%A9/e\u0301", "/é/é", "/é/é"},
		{"/%E9t%e9", "/été", "/été"},
		{"/é%E9", "/é%e9", "/é%e9"}, // cut within a letter
		{"/%e4%bd", "/ä½", "/ä½"},
		{"/%", "/%", "/%"},
		{"/%4", "/%4", "/%4"},
		{"/%zz%41", "/%zzA", "/%zzA"},
		{"/%2541", "/%41", "/%41"},
		{"/a%00b\x01c\x7f\u0085", "/abc", "/abc"},
		{"a/b", "/a/b", "/a/b"},
	} {
		if got := canonicalPath(c.in); got != c.want {
			t.Errorf("canonical %q: got %q, want %q", c.in, got, c.want)
		}
		if got := newPath(c.in); got != c.new {
			t.Errorf("new %q: got %q, want %q", c.in, got, c.new)
		}
		if got := canonicalPath(escapePath(c.new)); got != c.want {
			t.Errorf("%q escaped: canonical is %q, want %q", c.new, got, c.want)
		}
	}
}

// Only what a path cannot hold is escaped.
func TestEscapePath(t *testing.T) {
	for in, want := range map[string]string{
		"/2013/04/hello-world_1.html": "/2013/04/hello-world_1.html",
		"/你好/été/ß/🙂/":                "/你好/été/ß/🙂/",
		"/a(b)!$&'*+,;=:@~":           "/a(b)!$&'*+,;=:@~",
		"/50% off?#1":                 "/50%25%20off%3F%231",
		"/a\"<b>[c]{d}|e\\f^g`":       "/a%22%3Cb%3E%5Bc%5D%7Bd%7D%7Ce%5Cf%5Eg%60",
		"/a\u00a0b\u3000c\u2028":      "/a%C2%A0b%E3%80%80c%E2%80%A8",
		"/\u202eexe.gpj\ufeff":        "/%E2%80%AEexe.gpj%EF%BB%BF",
		"/می\u200cخواهم/":             "/می\u200cخواهم/",
		"/a\n\x7f\xff":                "/a%0A%7F%FF",
	} {
		if got := escapePath(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// What is hostile takes time in proportion to its length: else this does not end
// before the time limit of the tests.
func TestLinearTime(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	const size = 5 << 20
	for _, unit := range []string{".", "/", "../", "http://", "a.jpg", "/a.jpg ", `"/a.jpg`, "&quot;.jpg", `\/.jpg`, "%25", ";.png", "=a.png,", "é.png", "e\u0301", "blog/", "category/", "feed/page/2/", "?cat=1&", "id='", "a://"} {
		s := strings.Repeat(unit, size/len(unit))
		for range fileAddresses(s) {
		}
		for _, s := range []string{s, s[:maxAddress-20], "http://old.example/" + s[:maxAddress-20]} {
			follow(x, "http://old.example/2013/04/02/hello-world/", s)
			show(x, "http://old.example/2013/04/02/hello-world/", s)
		}
	}
}
