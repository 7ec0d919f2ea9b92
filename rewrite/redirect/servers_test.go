package redirect

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/servers"
)

// site returns a folder with a few pages and a file of redirects.
func site(t *testing.T, name, text string) string {
	t.Helper()
	dir := t.TempDir()
	for file, text := range map[string]string{name: text, "index.html": "home", "new/aa/index.html": "new", "kept/index.html": "kept", "tag/made/index.html": "made"} {
		file = filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// The servers themselves lead each old address to the new one, in any spelling,
// and no other.
func TestServers(t *testing.T) {
	for _, name := range servers.Names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file, _, left := write(t, name, rules())
			host := servers.Start(t, name, site(t, named(t, name).File, file))
			for _, a := range asks() {
				if left[a.of] != "" {
					continue
				}
				if status, to := servers.Get(t, host, a.target); status != a.status || to != a.to {
					t.Errorf("%s: %d %s, want %d %s", a.target, status, to, a.status, a.to)
				}
			}
			for _, target := range never {
				if status, to := servers.Get(t, host, target); status == 301 && strings.TrimRight(target, "/")+"/" != to || status == 302 {
					t.Errorf("%s: %d %s, want no redirect", target, status, to)
				}
			}
			for _, target := range []string{"/tag/made/", "/tag/made/index.html"} { // it is there, and needs no next best page
				if status, to := servers.Get(t, host, target); status != 200 {
					t.Errorf("%s: %d %s, want the page", target, status, to)
				}
			}
			// A page that is where it was, in its other forms; never another host.
			for _, c := range [][2]string{
				{"/kept/feed/", "/kept/"}, {"/kept/feed/atom/", "/kept/"}, {"/kept/comment-page-2/", "/kept/"}, {"/kept/amp", "/kept/"}, {"/plain/amp/", "/new/aa/"},
				{"/a%20b/comment-page-3/", "/new/ea/"}, {"/%e6%97%a5/%24x/feed/", "/%e6%97%a5/%24x/"},
			} {
				status, to := servers.Get(t, host, c[0])
				if p, _ := url.PathUnescape(to); status != 301 || p != must(url.PathUnescape(c[1])) {
					t.Errorf("%s: %d %s, want 301 %s", c[0], status, to, c[1])
				}
			}
			for _, target := range []string{"//evil.example/feed/", "/%5Cevil.example/feed/", `/\evil.example/feed/`, "/%2Fevil.example/feed/", "/x%0d%0aSet-Cookie:a/feed/"} {
				_, to := servers.Get(t, host, target)
				if strings.HasPrefix(strings.ReplaceAll(to, `\`, "/"), "//") || strings.ContainsAny(to, "\r\n") {
					t.Errorf("%s leads to another host: %q", target, to)
				}
			}
			if t.Failed() {
				for a, why := range left {
					t.Log("left:", a, why)
				}
			}
		})
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}
