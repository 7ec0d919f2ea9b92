package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// serve DIR is a site whose answers are the files of a folder: that of /a/b/ is
// a/b/index.html, that of /a?b=c is a@b=c. SITE in them is its address, which
// is also in $SITE. An answer to an address with "per_page" is the file without
// the query.
func cmdServe(ts *testscript.TestScript, neg bool, args []string) {
	server := siteOf(ts.MkAbs(args[0]))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
}

// siteOf serves the answers in a folder, as serve has them.
func siteOf(root string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" && r.Header.Get("Authorization") != "Basic YW5uYTphYmNkIGVmZ2g=" {
			http.Error(w, `{"code":"incorrect_password","message":"The password is wrong."}`, http.StatusUnauthorized)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if q := r.URL.Query(); len(q) > 0 && !q.Has("per_page") && !q.Has("context") {
			name += "@" + r.URL.RawQuery
		}
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			http.Error(w, `{"code":"rest_no_route","message":"No route."}`, http.StatusNotFound)
			return
		}
		switch filepath.Ext(name) {
		case ".html":
			w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		default:
			w.Header().Set("Content-Type", "application/json; charset=UTF-8")
		}
		w.Write(bytes.ReplaceAll(b, []byte("SITE"), []byte("http://"+r.Host)))
	}))
}
