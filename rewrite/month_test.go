package rewrite

import "testing"

func TestMonth(t *testing.T) {
	for path, want := range map[string]string{
		"/wp-content/uploads/2013/04/a.png":         "2013/04/",
		"/wp-content/uploads/sites/2/2013/12/a.png": "2013/12/",
		"http://blog.files.example/2013/04/a.png":   "2013/04/",
		"/2013/04/a.png":                            "2013/04/",
		"2013/04/a.png":                             "",
		"/wp-content/uploads/a.png":                 "",
		"/wp-content/uploads/2013/a.png":            "",
		"/wp-content/uploads/2013/13/a.png":         "",
		"/wp-content/uploads/2013/00/a.png":         "",
		"/wp-content/uploads/2013/4/a.png":          "",
		"/wp-content/uploads/20x3/04/a.png":         "",
		"/wp-content/uploads/x2013/04/a.png":        "",
		"":                                          "",
	} {
		if got := Month(path); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
