package target

import "testing"

func TestIsURL(t *testing.T) {
	for address, want := range map[string]bool{
		"/a/b":                      true,
		"a:b":                       true,
		"mailto:a@b.example":        true,
		"http://e.example/{{x}}":    true,
		"https://ü.example:8080/?q": true,
		"http://127.0.0.1/":         true,
		"//e.example/x":             true,
		"http://[x":                 false,
		"//[x":                      false,
		"http://":                   false,
		"http://e.example:99999/":   false,
		"http://a%20b/":             false,
		"http://1.2.3.999/":         false,
		"http://xn--/":              false,
	} {
		if got := isURL(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
