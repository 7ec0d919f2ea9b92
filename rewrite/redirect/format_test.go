package redirect

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/rewrite"
)

// A reader is what a test understands of a host: it returns where the host leads
// a request, or "".
type reader func(t *testing.T, path, query string) (status int, to string)

// underscoreReader reads _redirects as the documentation of Netlify and of
// Cloudflare says, apart from how it was written: the first line that fits
// counts.
func underscoreReader(t *testing.T, file string, queries bool) reader {
	type line struct {
		from   []string
		params url.Values
		to     string
		status int
	}
	var lines []line
	for text := range strings.Lines(file) {
		fields := strings.Fields(text)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		l := line{from: strings.Split(strings.TrimSuffix(fields[0], "/"), "/"), params: url.Values{}, status: 301}
		for i, f := range fields[1:] {
			if strings.HasPrefix(f, "/") || strings.HasPrefix(f, "http") {
				l.to = f
				if i+2 < len(fields) {
					l.status, _ = strconv.Atoi(strings.TrimSuffix(fields[i+2], "!"))
				}
				break
			}
			if !queries {
				t.Errorf("a line with parameters: %s", text)
			}
			k, v, _ := strings.Cut(f, "=")
			l.params.Set(k, v)
		}
		if l.to == "" || len(fields) > 4 {
			t.Errorf("not a line: %q", text)
		}
		lines = append(lines, l)
	}
	// On Netlify a letter is the same encoded or not; Cloudflare compares what is sent.
	same := func(a, b string) bool {
		if queries {
			a, b = must(url.PathUnescape(a)), must(url.PathUnescape(b))
		}
		return a == b
	}
	return func(t *testing.T, path, query string) (int, string) {
		segs := strings.Split(path, "/")
		slash := segs[len(segs)-1] == "" && path != "/"
		params, _ := url.ParseQuery(query)
	next:
		for _, l := range lines {
			for k := range l.params {
				if params.Get(k) != l.params.Get(k) {
					continue next
				}
			}
			got := segs
			if slash || path == "/" {
				got = segs[:len(segs)-1]
			}
			to := l.to
			for i, want := range l.from {
				switch {
				case want == "*":
					return l.status, to
				case i >= len(got):
					continue next
				case strings.HasPrefix(want, ":") && got[i] != "":
					to = strings.ReplaceAll(to, want, got[i])
				case !same(want, got[i]):
					continue next
				}
			}
			if len(got) == len(l.from) {
				return l.status, to
			}
		}
		return 0, ""
	}
}

// vercelReader reads vercel.json: its sources are patterns of path-to-regexp.
func vercelReader(t *testing.T, file string) reader {
	var config struct {
		Redirects []struct {
			Source, Destination string
			Permanent           bool
			Has                 []struct{ Type, Key, Value string }
		}
	}
	d := json.NewDecoder(strings.NewReader(file))
	d.DisallowUnknownFields()
	if err := d.Decode(&config); err != nil {
		t.Fatal(err)
	}
	var sources []*regexp.Regexp
	for _, r := range config.Redirects {
		sources = append(sources, pathToRegexp(t, r.Source))
	}
	return func(t *testing.T, path, query string) (int, string) {
		params, _ := url.ParseQuery(query)
	next:
		for i, r := range config.Redirects {
			m := sources[i].FindStringSubmatch(path)
			if m == nil {
				continue
			}
			for _, h := range r.Has {
				if !regexp.MustCompile(`^(?:` + h.Value + `)$`).MatchString(params.Get(h.Key)) {
					continue next
				}
			}
			to := r.Destination
			if len(m) > 1 {
				to = strings.ReplaceAll(to, ":path", m[1])
			}
			if r.Permanent {
				return 301, to
			}
			return 302, to
		}
		return 0, ""
	}
}

// pathToRegexp understands of path-to-regexp: \x, :name(regexp), (regexp).
func pathToRegexp(t *testing.T, s string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("^")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\\':
			i++
			b.WriteString(regexp.QuoteMeta(s[i : i+1]))
		case ':':
			for i+1 < len(s) && 'a' <= s[i+1] && s[i+1] <= 'z' {
				i++
			}
			if i+1 == len(s) || s[i+1] != '(' {
				b.WriteString("([^/]+?)")
			}
		case '(':
			depth, start := 1, i
			for depth > 0 {
				i++
				switch s[i] {
				case '\\':
					i++
				case '(':
					depth++
				case ')':
					depth--
				}
			}
			b.WriteString(s[start : i+1])
		case '*', '+', '?', '{', '}', ')':
			t.Fatalf("%q: %q means something", s, c)
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	return regexp.MustCompile(b.String() + "$")
}

// A host that reads a file leads each old address to the new one, in any
// spelling, and no other.
func TestHosts(t *testing.T) {
	for _, c := range []struct {
		name string
		read func(t *testing.T, file string) reader
	}{
		{"netlify", func(t *testing.T, file string) reader { return underscoreReader(t, file, true) }},
		{"cloudflare", func(t *testing.T, file string) reader { return underscoreReader(t, file, false) }},
		{"vercel", vercelReader},
	} {
		file, _, left := write(t, c.name, rules())
		read := c.read(t, file)
		for _, a := range asks() {
			if left[a.of] != "" {
				continue
			}
			path, query, _ := strings.Cut(a.target, "?")
			if status, to := read(t, path, query); status != a.status || to != a.to {
				t.Errorf("%s: %s: %d %s, want %d %s", c.name, a.target, status, to, a.status, a.to)
			}
		}
		for _, target := range never {
			path, query, _ := strings.Cut(target, "?")
			if status, to := read(t, path, query); status != 0 {
				t.Errorf("%s: %s: %d %s, want no redirect", c.name, target, status, to)
			}
		}
		if status, to := read(t, "/a/kept/feed/", ""); status != 301 || strings.TrimSuffix(to, "/") != "/a/kept" {
			t.Errorf("%s: the feed of a page: %d %s", c.name, status, to)
		}
		for a, why := range left {
			if c.name != "cloudflare" || !strings.Contains(a, "?") && !strings.Contains(a, ":") {
				t.Errorf("%s left %s: %s", c.name, a, why)
			}
		}
	}
}

func TestTables(t *testing.T) {
	file, written, _ := write(t, "csv", rules())
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil || len(rows) != written+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	raw, _, _ := write(t, "json", rules())
	var objects []struct {
		From, To, Kind string
		Status         int
	}
	if err := json.Unmarshal([]byte(raw), &objects); err != nil {
		t.Fatal(err)
	}
	i := 0
	for r := range rules() {
		row, o := rows[i+1], objects[i]
		from, query, _ := strings.Cut(row[0], "?")
		path, err := url.PathUnescape(from)
		if r.Below {
			path = strings.TrimSuffix(path, "/*")
		}
		if err != nil || path != r.From || query != r.Query || row[1] != r.To || row[3] != r.Kind.String() || !isASCII(row[0]) {
			t.Errorf("got %q of %q", row, r.From)
		}
		if o.From != row[0] || o.To != row[1] || strconv.Itoa(o.Status) != row[2] || o.Kind != row[3] {
			t.Errorf("JSON has %v, CSV %v", o, row)
		}
		i++
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 || r <= ' ' })
}

// many are redirects of a large site, the dearest first.
func many(n int, of func(i int) rewrite.Redirect) iter.Seq[rewrite.Redirect] {
	return func(yield func(rewrite.Redirect) bool) {
		for i := range n {
			if !yield(of(i)) {
				return
			}
		}
	}
}

// What does not fit is told with the reason, and is the last.
func TestLimits(t *testing.T) {
	plain := func(i int) rewrite.Redirect {
		return rewrite.Redirect{From: fmt.Sprintf("/old-%d/", i), To: fmt.Sprintf("/new-%d/", i)}
	}
	below := func(i int) rewrite.Redirect {
		return rewrite.Redirect{From: fmt.Sprintf("/old-%d", i), Below: true, To: "/"}
	}
	long := func(i int) rewrite.Redirect {
		return rewrite.Redirect{From: "/" + strings.Repeat("x", 990) + "/", To: "/new/"}
	}
	for _, c := range []struct {
		format string
		n      int
		of     func(int) rewrite.Redirect
		fit    int
	}{
		{"cloudflare", 1999, plain, 1999}, {"cloudflare", 2000, plain, 2000}, {"cloudflare", 2001, plain, 2000},
		{"cloudflare", 84, below, 84}, {"cloudflare", 85, below, 84}, {"cloudflare", 1, long, 0},
		{"vercel", 1023, plain, 1023}, {"vercel", 1024, plain, 1023},
		{"netlify", 3000, plain, 3000}, {"nginx", 3000, plain, 3000}, {"apache", 1, long, 0}, {"csv", 3000, plain, 3000},
	} {
		var b strings.Builder
		written, left, err := named(t, c.format).Write(&b, many(c.n, c.of))
		if err != nil || written != c.fit {
			t.Errorf("%s: %d of %d written, want %d", c.format, written, c.n, c.fit)
		}
		if c.fit == c.n && left != nil || c.fit < c.n && (len(left) != 1 || left[0].Count != c.n-c.fit || left[0].First[0] != Address(ptr(c.of(c.fit)))) {
			t.Errorf("%s: of %d left %v", c.format, c.n, left)
		}
		static, dynamic := 0, 0
		if c.format == "cloudflare" {
			for l := range strings.Lines(b.String()) {
				if from, _, _ := strings.Cut(l, " "); strings.ContainsAny(from, ":*") {
					dynamic++
				} else {
					static++
				}
				if len(l) > 1001 {
					t.Errorf("a line of %d bytes", len(l))
				}
			}
		}
		if c.format == "vercel" {
			static = strings.Count(b.String(), `"source"`)
			if static > 1024 {
				t.Errorf("vercel: %d redirects", static)
			}
		}
		if static > 2000 || dynamic > 100 {
			t.Errorf("cloudflare: %d static and %d dynamic rules", static, dynamic)
		}
	}
}

func ptr(r rewrite.Redirect) *rewrite.Redirect { return &r }

// nginx takes "/About/" and "/about/" for one key, and refuses two.
func TestCapitals(t *testing.T) {
	list := []rewrite.Redirect{{From: "/About/", To: "/x/"}, {From: "/about/", To: "/y/"}, {From: "/team/", To: "/Team/"}, {From: "/other/", To: "/z/"}}
	file, written, left := write(t, "nginx", slices.Values(list))
	if written != 2 || left["/about/"] == "" || left["/team/"] == "" || !strings.Contains(file, `"/About" "301 /x/";`) {
		t.Errorf("%d written, left %v", written, left)
	}
	if f, written, _ := write(t, "csv", slices.Values(list)); written != 4 {
		t.Errorf("%s", f)
	}
}

// No bytes in a path break a format: no line of its own, and the same number.
func FuzzFormats(f *testing.F) {
	for _, path := range odd {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		list := slices.Values([]rewrite.Redirect{{From: "/" + path, To: "/new/"}, {From: "/" + path, Below: true, To: "/"}})
		for _, format := range Formats {
			_, empty, _ := write(t, format.Name, many(0, nil))
			file, written, left := write(t, format.Name, list)
			if written+len(left) < 1 || empty != 0 {
				t.Errorf("%s: %d written, %v left", format.Name, written, left)
			}
			if format.Name == "csv" || format.Name == "json" {
				continue
			}
			for line := range strings.Lines(file) {
				if strings.ContainsAny(strings.TrimSuffix(line, "\n"), "\r\x00\n") {
					t.Errorf("%s: %q", format.Name, line)
				}
			}
		}
	})
}

func TestNames(t *testing.T) {
	for _, f := range Formats {
		if g, ok := Named(f.Name); !ok || g.File != f.File {
			t.Errorf("%s is not found", f.Name)
		}
	}
	if _, ok := Named("iis"); ok {
		t.Error("a format that is not there is found")
	}
}
