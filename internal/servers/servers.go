// Package servers starts web servers for tests: nginx, Apache and Caddy, as a
// system has them installed, on 127.0.0.1.
package servers

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

// Names are those of the servers, which are also the names of the formats that
// they read.
var Names = []string{"nginx", "apache", "caddy"}

// A server is a web server that reads a format.
type server struct {
	name    string
	program []string // by which it is called, the first that is there
	start   func(dir, root, port string) (config string, args []string)
}

var servers = []server{
	{"nginx", []string{"nginx"}, func(dir, root, port string) (string, []string) {
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
	include ` + root + `/redirects.nginx.conf;
	server {
		listen 127.0.0.1:` + port + `;
		root ` + root + `;
		absolute_redirect off;
		if ($wp2md_301) { return 301 $wp2md_301; }
		error_page 404 @wp2md;
		location @wp2md {
			if ($wp2md_302) { return 302 $wp2md_302; }
			return 404;
		}
	}
}`, []string{"-e", dir + "/error.log", "-p", dir, "-c", dir + "/config"}
	}},
	{"apache", []string{"apache2", "httpd"}, func(dir, root, port string) (string, []string) {
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
DocumentRoot ` + root + `
<Directory ` + root + `>
	AllowOverride All
	Require all granted
</Directory>`, []string{"-X", "-f", dir + "/config"}
	}},
	{"caddy", []string{"caddy"}, func(dir, root, port string) (string, []string) {
		return `{
	admin off
	auto_https off
}
http://127.0.0.1:` + port + ` {
	import ` + root + `/redirects.caddy
	root * ` + root + `
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

// Start starts a server on a folder with a site and its file of redirects, and
// returns its host and port. The folder is made readable to the server's user.
// Where the program is not installed the test is skipped, unless the environment
// variable WP2MD_SERVERS says that all are.
func Start(t testing.TB, name, root string) (host string) {
	t.Helper()
	var s server
	for _, s = range servers {
		if s.name == name {
			break
		}
	}
	program := s.find()
	if program == "" {
		if os.Getenv("WP2MD_SERVERS") != "" {
			t.Fatalf("%s is not installed, and WP2MD_SERVERS says that it is", s.program[0])
		}
		t.Skipf("%s is not installed: its format is not checked by its own reader", s.program[0])
	}
	dir, err := os.MkdirTemp("", "servers")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.CopyFS(filepath.Join(dir, "root"), os.DirFS(root)); err != nil {
		t.Fatal(err)
	}
	root = filepath.Join(dir, "root")
	open := func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o644)
	}
	if err := filepath.WalkDir(dir, open); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	config, args := s.start(dir, root, port)
	if err := os.WriteFile(filepath.Join(dir, "config"), []byte(config+"\n"), 0o644); err != nil {
		t.Fatal(err)
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
	host = "127.0.0.1:" + port
	for range 600 {
		if c, err := net.Dial("tcp", host); err == nil {
			c.Close()
			return host
		}
		select {
		case <-gone:
			log, _ := os.ReadFile(filepath.Join(dir, "error.log"))
			t.Fatalf("%s ended:\n%s%s", s.name, &out, log)
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("%s does not answer", s.name)
	return ""
}

// find returns the program of a server, or "".
func (s *server) find() string {
	for _, name := range s.program {
		for _, p := range []string{name, "/usr/sbin/" + name} {
			if found, err := exec.LookPath(p); err == nil {
				return found
			}
		}
	}
	return ""
}

// Get asks for a path and query as they are written, and returns the status of
// the answer and where it leads, without the host if that is the server.
func Get(t testing.TB, host, target string) (status int, to string) {
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
