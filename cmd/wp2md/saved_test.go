package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// addressOf is the address of which a file of a copy is the answer, and its type.
func addressOf(site, name string) (address, mime string) {
	if dir, ok := strings.CutSuffix("/"+name, "/index.html"); ok {
		return site + dir + "/", "text/html"
	}
	return site + "/" + name, "image/jpeg"
}

// warc FILE DIR SITE packs the files of a folder as a crawler records the answers
// of a site.
func cmdWARC(ts *testscript.TestScript, neg bool, args []string) {
	all := scriptTree(ts, args[1])
	var b strings.Builder
	for i, name := range slices.Sorted(maps.Keys(all)) {
		address, mime := addressOf(args[2], name)
		answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", mime, len(all[name]), all[name])
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: %s\r\nWARC-Date: 2014-01-01T00:00:00Z\r\n"+
			"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, address, len(answer), answer)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o666))
}

// archive DIR is a web archive that has captured the files of a folder from
// http://old.example, as long as they are there; its address is in $ARCHIVE.
func cmdArchive(ts *testscript.TestScript, neg bool, args []string) {
	server := archiveOf(scriptTree(ts, args[0]), ts.MkAbs(args[0]))
	ts.Defer(server.Close)
	ts.Setenv("ARCHIVE", server.URL)
}

// archiveOf serves captures as a web archive does, as long as a folder is there.
func archiveOf(all map[string]string, dir string) *httptest.Server {
	const moment = "20140101000000"
	rows := [][]string{{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}}
	captures := map[string]string{}
	for i, name := range slices.Sorted(maps.Keys(all)) {
		address, mime := addressOf("http://old.example", name)
		rows = append(rows, []string{"k", moment, address, mime, "200", fmt.Sprint(i), "1"})
		captures["/web/"+moment+"id_/"+address] = mime + " " + all[name]
	}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mime, body, ok := strings.Cut(captures[r.URL.RequestURI()], " ")
		_, err := os.Stat(dir)
		switch {
		case err != nil:
			http.Error(w, "the archive is closed", http.StatusServiceUnavailable)
		case strings.HasPrefix(r.URL.Path, "/cdx/"):
			lines := make([]string, len(rows))
			for i, row := range rows {
				b, _ := json.Marshal(row)
				lines[i] = string(b)
			}
			fmt.Fprintf(w, "[%s]\n", strings.Join(lines, ",\n"))
		case ok:
			w.Header().Set("Content-Type", mime)
			fmt.Fprint(w, body)
		default:
			http.NotFound(w, r)
		}
	}))
}
