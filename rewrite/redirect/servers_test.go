package redirect

import (
	"bytes"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A server is a web server that reads a format.
type server struct {
	format  string
	program []string // by which it is called, the first that is there
	start   func(dir, port string) (config string, args []string)
}

var servers = []server{
	{"nginx", []string{"nginx"}, func(dir, port string) (string, []string) {
		user := ""
		if os.Geteuid() == 0 {
			user = "user root;"
		}
		return user + `
daemon off; master_process off; pid ` + dir + `/pid; error_log ` + dir + `/error.log;
events {}
http {
	access_log off;
	client_body_temp_path ` + dir + `/t1; proxy_temp_path ` + dir + `/t2; fastcgi_temp_path ` + dir + `/t3; uwsgi_temp_path ` + dir + `/t4; scgi_temp_path ` + dir + `/t5;
	include ` + dir + `/root/redirects.nginx.conf;
	server {
		listen 127.0.0.1:` + port + `;
		root ` + dir + `/root;
		absolute_redirect off;
		if ($wp2md_301) { return 301 $wp2md_301; }
		if ($wp2md_302) { return 302 $wp2md_302; }
	}
}`, []string{"-e", dir + "/error.log", "-p", dir, "-c", dir + "/config"}
	}},
	{"apache", []string{"apache2", "httpd"}, func(dir, port string) (string, []string) {
		user := ""
		if os.Geteuid() == 0 {
			user = "User www-data\nGroup www-data\n"
		}
		return user + `ServerName localhost
Listen 127.0.0.1:` + port + `
ServerRoot ` + dir + `
DefaultRuntimeDir ` + dir + `
PidFile ` + dir + `/pid
ErrorLog ` + dir + `/error.log
LoadModule mpm_prefork_module ` + apacheModules() + `/mod_mpm_prefork.so
LoadModule authz_core_module ` + apacheModules() + `/mod_authz_core.so
LoadModule dir_module ` + apacheModules() + `/mod_dir.so
LoadModule rewrite_module ` + apacheModules() + `/mod_rewrite.so
DocumentRoot ` + dir + `/root
<Directory ` + dir + `/root>
	AllowOverride All
	Require all granted
</Directory>`, []string{"-X", "-f", dir + "/config"}
	}},
	{"caddy", []string{"caddy"}, func(dir, port string) (string, []string) {
		return `{
	admin off
	auto_https off
}
http://127.0.0.1:` + port + ` {
	import ` + dir + `/root/redirects.caddy
	root * ` + dir + `/root
	file_server
}`, []string{"run", "--adapter", "caddyfile", "--config", dir + "/config"}
	}},
}

func apacheModules() string {
	for _, dir := range []string{"/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2"} {
		if _, err := os.Stat(filepath.Join(dir, "mod_rewrite.so")); err == nil {
			return dir
		}
	}
	return "modules"
}

// serve starts a server with the file of its format, and returns its address.
// Where the program is not installed the test is skipped, unless the
// environment says that all are.
func (s server) serve(t *testing.T, file string) string {
	t.Helper()
	program := ""
	for _, name := range s.program {
		for _, p := range []string{name, "/usr/sbin/" + name} {
			if found, err := exec.LookPath(p); err == nil && program == "" {
				program = found
			}
		}
	}
	if program == "" {
		if os.Getenv("WP2MD_SERVERS") != "" {
			t.Fatalf("%s is not installed, and WP2MD_SERVERS says that it is", s.program[0])
		}
		t.Skipf("%s is not installed: its format is not checked by its own reader", s.program[0])
	}
	dir, err := os.MkdirTemp("", "redirects") // t.TempDir is not open to the server's user
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, d := range []string{dir, dir + "/root", dir + "/root/new", dir + "/root/new/aa", dir + "/root/kept"} {
		os.Mkdir(d, 0o755)
		os.Chmod(d, 0o755)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	config, args := s.start(dir, port)
	for name, text := range map[string]string{
		"config": config + "\n", "root/" + named(t, s.format).File: file, "root/index.html": "home", "root/new/aa/index.html": "new", "root/kept/index.html": "kept",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { cmd.Wait(); close(gone) }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		<-gone
	})
	for range 300 {
		if c, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			c.Close()
			return "127.0.0.1:" + port
		}
		select {
		case <-gone:
			log, _ := os.ReadFile(dir + "/error.log")
			t.Fatalf("%s ended:\n%s%s", s.program[0], &out, log)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer", s.program[0])
	return ""
}

// get asks for a path as it is written, and returns the status and where it
// leads, without the name of the host.
func get(t *testing.T, host, target string) (status int, to string) {
	t.Helper()
	req := &http.Request{Method: "GET", Header: http.Header{}, URL: &url.URL{Scheme: "http", Host: host, Opaque: target}, Host: host}
	if path, query, ok := strings.Cut(target, "?"); ok {
		req.URL.Opaque, req.URL.RawQuery = path, query
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, strings.TrimPrefix(resp.Header.Get("Location"), "http://"+host)
}

// The servers themselves lead each old address to the new one, in any spelling,
// and no other.
func TestServers(t *testing.T) {
	for _, s := range servers {
		t.Run(s.format, func(t *testing.T) {
			t.Parallel()
			file, _, left := write(t, s.format, rules())
			host := s.serve(t, file)
			for _, a := range asks() {
				if left[a.of] != "" {
					continue
				}
				if status, to := get(t, host, a.target); status != a.status || to != a.to {
					t.Errorf("%s: %d %s, want %d %s", a.target, status, to, a.status, a.to)
				}
			}
			for _, target := range never {
				if status, to := get(t, host, target); status == 301 && strings.TrimRight(target, "/")+"/" != to || status == 302 {
					t.Errorf("%s: %d %s, want no redirect", target, status, to)
				}
			}
			// A page that is where it was, in its other forms; never another host.
			for _, c := range [][2]string{
				{"/kept/feed/", "/kept/"}, {"/kept/feed/atom/", "/kept/"}, {"/kept/comment-page-2/", "/kept/"}, {"/kept/amp", "/kept/"}, {"/plain/amp/", "/new/aa/"},
				{"/a%20b/comment-page-3/", "/new/ea/"}, {"/%e6%97%a5/%24x/feed/", "/%e6%97%a5/%24x/"},
			} {
				status, to := get(t, host, c[0])
				if p, _ := url.PathUnescape(to); status != 301 || p != must(url.PathUnescape(c[1])) {
					t.Errorf("%s: %d %s, want 301 %s", c[0], status, to, c[1])
				}
			}
			for _, target := range []string{"//evil.example/feed/", "/%5Cevil.example/feed/", `/\evil.example/feed/`, "/%2Fevil.example/feed/", "/x%0d%0aSet-Cookie:a/feed/"} {
				_, to := get(t, host, target)
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
