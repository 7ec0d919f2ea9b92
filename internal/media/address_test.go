package media

import (
	"net/url"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"http://old.example/a.png", "http://old.example/a.png"},
		{"HTTPS://Old.Example/A.png", "https://old.example/A.png"},
		{"http://old.example/my photo.png", "http://old.example/my%20photo.png"},
		{"http://old.example/caf\u00e9.png", "http://old.example/caf%C3%A9.png"},
		{"http://old.example/caf%C3%A9.png", "http://old.example/caf%C3%A9.png"},
		{"http://old.example/cafe\u0301.png", "http://old.example/cafe%CC%81.png"},
		{"http://old.example/caf\xe9.png", "http://old.example/caf%E9.png"},
		{"http://old.example/100%.png", "http://old.example/100%25.png"},
		{"http://old.example/100%zz%2f.png", "http://old.example/100%25zz%2f.png"},
		{"http://old.example/%", "http://old.example/%25"},
		{"http://old.example/Picture(2).jpg", "http://old.example/Picture(2).jpg"},
		{"http://old.example/a[1]{2}|'.jpg", "http://old.example/a[1]%7B2%7D%7C'.jpg"},
		{"http://old.example/a+b.jpg?v=1 2&w=\"", "http://old.example/a+b.jpg?v=1%202&w=%22"},
		{"http://old.example\\up\\a.png", "http://old.example/up/a.png"},
		{" http://old.example/a\n\t.png ", "http://old.example/a.png"},
		{"http://user:secret@old.example/a.png", "http://old.example/a.png"},
		{"http://old.example/a.pdf#page=2", "http://old.example/a.pdf"},
		{"http://old.example.:8080/a.png", "http://old.example:8080/a.png"},
		{"http://m\u00fcller.example/a.png", "http://xn--mller-kva.example/a.png"},
		{"http://[2001:db8::1]:81/a.png", "http://[2001:db8::1]:81/a.png"},
		{"http://old.example", "http://old.example/"},
		{"http:///old.example/a.png", "http://old.example/a.png"},

		{"", ""},
		{"ftp://old.example/a.png", ""},
		{"file:///etc/passwd", ""},
		{"//old.example/a.png", ""},
		{"http://", ""},
		{"http:///", ""},
		{"http://a b/c.png", ""},
		{"http://old.example:port/c.png", ""},
		{"http://[::1/c.png", ""},
		{"data:image/png;base64,AA", ""},
	} {
		got, err := Address(tt.in)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("Address(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
		}
		if again, err := Address(got); got != "" && (err != nil || again != got) {
			t.Errorf("%q becomes %q, %v", got, again, err)
		}
	}
}

func TestOtherForm(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"http://old.example/a.png", ""},
		{"http://old.example/caf%C3%A9.png", "http://old.example/cafe%CC%81.png"},
		{"http://old.example/cafe%CC%81.png", "http://old.example/caf%C3%A9.png"},
		{"http://old.example/caf%E9.png", ""},
	} {
		u, err := parse(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if o := otherForm(u); o != nil {
			got = o.String()
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://old.example/a b%zz\u00e9.png?x#y", "https://user:p@[::1]:80/", "http:\\\\h\\p", "http://m\u00fcller.example/%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Address(s)
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(got, " \"\n\r\t#") {
			t.Errorf("%q becomes %q, %v", s, got, err)
		}
		if again, err := Address(got); err != nil || again != got {
			t.Errorf("%q becomes %q, then %q, %v", s, got, again, err)
		}
	})
}
