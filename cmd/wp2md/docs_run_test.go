package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/wp2md/wp2md/internal/settings"
)

// Every block of settings that a page shows migrates a site: all of settings.md and the
// README, and those of other pages that begin with the name of the file. There is one for
// each setting.
func TestSettingsInPages(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	folders := newDocFolders(t)
	var met bytes.Buffer
	for _, page := range docPages(t) {
		for _, f := range fences(t, page) {
			if f.info != "yaml" || !strings.HasPrefix(f.text, "# wp2md.yaml") && page != "docs/settings.md" && page != "README.md" {
				continue
			}
			dir := folders.folder(t, "")
			if err := os.WriteFile(filepath.Join(dir, "wp2md.yaml"), []byte(f.text), 0o666); err != nil {
				t.Fatal(err)
			}
			line := "wp2md migrate export.xml -o site"
			if !strings.Contains("\n"+f.text, "\nuploads:") { // nothing may be asked of a network
				line += " --uploads uploads"
			}
			runDocLine(t, dir, fmt.Sprintf("%s:%d", page, f.line), line)
			met.WriteString(f.text)
		}
	}
	for _, key := range settings.Keys() {
		if !regexp.MustCompile(`(?m)^` + key + `:`).Match(met.Bytes()) {
			t.Errorf("no page has a line of %s: that a test runs", key)
		}
	}
}

// notRun are the beginnings of command lines that no test runs, and why: they are
// programs that need what no test has. Of kubectl's, the files are read by other tests.
var notRun = map[string]string{
	"go test":            "is this",
	"docker build":       "needs a network and the right to start containers",
	"docker push":        "needs a registry",
	"kubectl create":     "needs a cluster",
	"kubectl apply":      "needs a cluster",
	"nomad job run":      "needs a cluster",
	"aws batch register": "needs an account",
	"aws batch submit":   "needs an account",
}

// runElsewhere are those that need more than a folder, and the tests that run them.
var runElsewhere = map[string]string{
	"hugo server":              "TestViewsInPages",
	"jekyll serve":             "TestViewsInPages",
	"zola --root":              "TestViewsInPages",
	"cd site && npm install":   "TestViewsInPages",
	"cd site && pelican":       "TestViewsInPages",
	"export WP2MD_DB_PASSWORD": "TestDatabaseInPages",
	"wp2md migrate mysql:":     "TestDatabaseInPages",
	"wp2md migrate /var/www":   "TestDatabaseInPages",
	"wget --mirror":            "TestWgetInPages",
}

// Every command line that a page shows is run, those of a block in one folder after the
// other, which has a site unless they begin by making one, and those in its text each
// by itself. Sites, archives and servers of the examples are ones of the test.
func TestCommandsInPages(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("there is no sh")
	}
	here, folders := examplesHere(t), newDocFolders(t)
	pages := docPages(t)
	met := make([]map[string]bool, len(pages)) // of each page that was run
	t.Run("pages", func(t *testing.T) {
		for n, page := range pages {
			t.Run(page, func(t *testing.T) {
				t.Parallel()
				met[n] = map[string]bool{}
				dir := ""
				for _, f := range append(fences(t, page), mentions(t, page)...) {
					if page != "docs/fleets.md" { // where the last sums up what the first have made
						dir = ""
					}
					for i, line := range f.commands() {
						at := fmt.Sprintf("%s:%d: %s", page, f.line+1+i, line)
						checkFlags(t, at, line)
						if begins := elsewhere(line); begins != "" {
							met[n][begins] = true
							continue
						}
						if dir == "" || page == "docs/commands.md" { // there each example stands for itself
							made := ""
							if !makesSite.MatchString(line) {
								made = "wp2md migrate export.xml -o site" + ofTarget.FindString(f.text)
							}
							dir = folders.folder(t, made)
						}
						runDocLine(t, dir, at, here.Replace(line))
					}
				}
			})
		}
	})
	all, whole := map[string]bool{}, true
	for _, page := range met {
		maps.Copy(all, page)
		whole = whole && page != nil // -run can choose some of them
	}
	for _, list := range []map[string]string{notRun, runElsewhere} {
		for _, begins := range slices.Sorted(maps.Keys(list)) {
			if !all[begins] && whole {
				t.Errorf("no page has a line %q", begins)
			}
			t.Logf("not run here: %s: %s", begins, list[begins])
		}
	}
}

// examplesHere serves what is at the addresses of the examples, and says where; words
// that stand for something are names of what docFolder writes.
func examplesHere(t *testing.T) *strings.Replacer {
	t.Helper()
	answers, captures := t.TempDir(), t.TempDir()
	unpack(t, "fetch.txtar", "old/", answers)
	unpack(t, "archive.txtar", "captures/", captures)
	captured, err := readTree(captures)
	if err != nil {
		t.Fatal(err)
	}
	site, archive := siteOf(answers), archiveOf(captured, captures)
	t.Cleanup(site.Close)
	t.Cleanup(archive.Close)
	return strings.NewReplacer("https://old.example", site.URL, "https://…", site.URL, "https://web.archive.org", archive.URL,
		"SOURCE", "export.xml", "COPY", "uploads.zip", "COMMAND", "migrate", "SLUG", "rex-bof-nossii", "seq 0 199", "seq 0 3")
}

// unpack writes the files of a script that are in one folder of it.
func unpack(t *testing.T, script, folder, dir string) {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", "script", script))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if rest, ok := strings.CutPrefix(f.Name, folder); ok {
			name := filepath.Join(dir, filepath.FromSlash(rest))
			if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, f.Data, 0o666)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var (
	makesSite = regexp.MustCompile(`wp2md (migrate|init|inspect|fetch) `)
	ofTarget  = regexp.MustCompile(` --for \w+`)
	mention   = regexp.MustCompile("`(wp2md [a-z]+ [^`]*[^`-]|grep [^`]+/[^`]+)`")
)

// mentions are the commands in the text of a page, each a block of its own. The name of
// a command alone is none, nor is one that ends with a flag whose value is missing.
func mentions(t *testing.T, page string) (all []fence) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(projectRoot, page))
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile("(?ms)^```.*?^```").ReplaceAllStringFunc(string(raw), func(block string) string {
		return strings.Repeat("\n", strings.Count(block, "\n"))
	})
	for _, m := range mention.FindAllStringSubmatchIndex(text, -1) {
		line := strings.ReplaceAll(text[m[2]:m[3]], "\n", " ")
		if words := strings.Fields(line); words[len(words)-1] == "--cause" {
			continue
		}
		all = append(all, fence{info: "sh", text: line + "\n", line: strings.Count(text[:m[0]], "\n")})
	}
	return all
}

// commands returns the lines of a block that a shell can run, without their comments and
// prompts.
func (f fence) commands() (lines []string) {
	if f.info != "sh" && f.info != "console" {
		return nil
	}
	for line := range strings.Lines(strings.ReplaceAll(f.text, "\\\n", " ")) {
		if at := strings.Index(line, "  #"); at >= 0 {
			line = line[:at]
		}
		line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// elsewhere returns the beginning of a line by which it is in a list of those that are not
// run with the others.
func elsewhere(line string) string {
	for _, list := range []map[string]string{notRun, runElsewhere} {
		for begins := range list {
			if strings.HasPrefix(line, begins) {
				return begins
			}
		}
	}
	return ""
}

// checkFlags looks up the command and the flags of a line that calls wp2md.
func checkFlags(t *testing.T, at, line string) {
	t.Helper()
	words := strings.Fields(line)
	if words[0] != "wp2md" || words[1] == "help" {
		return
	}
	root := newRoot(&app{})
	cmd, rest, err := root.Find(words[1:])
	if err == nil {
		err = cmd.ParseFlags(rest)
	}
	if err == nil && cmd == root && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		err = fmt.Errorf("no command %s", rest[0])
	}
	if err != nil {
		t.Errorf("%s: %v", at, err)
	}
}

// docFolders makes folders in which the commands of a page can be run. Each kind is made
// once, and copied.
type docFolders struct {
	t    *testing.T // as long as which they are there
	mu   sync.Mutex
	made map[string]string
}

func newDocFolders(t *testing.T) *docFolders { return &docFolders{t: t, made: map[string]string{}} }

// folder returns a folder with an export and its files, packed and not, and a site if a
// command is given that makes it.
func (d *docFolders) folder(t *testing.T, migrate string) string {
	t.Helper()
	d.mu.Lock()
	made := d.model(migrate)
	d.mu.Unlock()
	return copied(t, made)
}

func (d *docFolders) model(migrate string) string {
	if d.made[migrate] == "" {
		d.made[migrate] = d.make(migrate)
	}
	return d.made[migrate]
}

func copied(t *testing.T, from string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func (d *docFolders) make(migrate string) string {
	t := d.t
	t.Helper()
	if migrate != "" {
		dir := copied(t, d.model(""))
		runDocLine(t, dir, "a site to begin with", migrate)
		for _, to := range []string{"sites/blog", "blog", "shop"} {
			if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(dir, "site"))); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	dir := t.TempDir()
	blog := filepath.Join(projectRoot, "fixtures", "hakanai")
	for _, to := range []string{"fixtures/hakanai/uploads", "uploads", "backup/wp-content/uploads", "wp-content/uploads"} {
		if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(blog, "uploads"))); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(blog, "export.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"export.xml", "posts.xml", "pages.xml", "media.xml", "fixtures/hakanai/export.xml"} {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	zipFolder(t, filepath.Join(dir, "uploads.zip"), filepath.Join(dir, "wp-content"))
	otherSources(t, dir)
	fleet(t, dir)
	// Nothing may be asked of a network: all files are there.
	if err := os.WriteFile(filepath.Join(dir, "wp2md.yaml"), []byte("uploads: [uploads]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sample returns a file of one of the scripts of the tests.
func sample(t *testing.T, script, name string) []byte {
	t.Helper()
	ar, err := txtar.ParseFile(filepath.Join("testdata", "script", script))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range ar.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("%s has no %s", script, name)
	return nil
}

// otherSources writes what the pages name beside an export: a dump, packed and in
// backups, and saved pages.
func otherSources(t *testing.T, dir string) {
	t.Helper()
	write := func(name string, raw []byte) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, raw, 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	dump := sample(t, "dump.txtar", "garden.sql")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(dump); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	write("backup.sql.gz", packed.Bytes())
	write("backup_2019-03-05-db.gz", packed.Bytes())
	runDocLine(t, dir, "what fetch writes", "wp2md fetch backup.sql.gz -o site.xml")
	write("unpacked/database.sql", dump)
	write("site.wpress", wpress(map[string][]byte{"package.json": []byte(`{"SiteURL":"https://garden.example"}`),
		"database.sql": bytes.ReplaceAll(dump, []byte("wp_"), []byte("SERVMASK_PREFIX_"))}))
	if err := os.CopyFS(filepath.Join(dir, "unpacked", "wp-content"), os.DirFS(filepath.Join(dir, "wp-content"))); err != nil {
		t.Fatal(err)
	}
	zipFolder(t, filepath.Join(dir, "backup.zip"), filepath.Join(dir, "unpacked"))
	zipFolder(t, filepath.Join(dir, "backup_2019-03-05-uploads.zip"), filepath.Join(dir, "wp-content"))
	for _, name := range []string{"mirror/old.example/index.html", "mirror/old.example/2013/hello/index.html", "mirror/old.example/wp-content/uploads/2013/04/mud.jpg"} {
		write(name, sample(t, "saved.txtar", name))
	}
}

// fleet writes a list of sites, and the entry of the container that migrates them.
func fleet(t *testing.T, dir string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(dir, "deploy"), os.DirFS(filepath.Join(projectRoot, "deploy"))); err != nil {
		t.Fatal(err)
	}
	list := "# name\tsource\tflags\n"
	for i := range 4 {
		list += fmt.Sprintf("site-%d\texport.xml\t--media\tlocal\n", i)
	}
	if err := os.WriteFile(filepath.Join(dir, "sites.tsv"), []byte(list), 0o666); err != nil {
		t.Fatal(err)
	}
}

// wpress packs files as All-in-One WP Migration does: before each a head of fields of a
// fixed length, at the end one that is empty.
func wpress(files map[string][]byte) []byte {
	const name, size, time, path = 255, 14, 12, 4096
	var b bytes.Buffer
	for _, file := range slices.Sorted(maps.Keys(files)) {
		head := make([]byte, name+size+time+path)
		copy(head, filepath.Base(file))
		copy(head[name:], fmt.Sprint(len(files[file])))
		copy(head[name+size:], "1700000000")
		copy(head[name+size+time:], filepath.ToSlash(filepath.Dir(file)))
		b.Write(head)
		b.Write(files[file])
	}
	b.Write(make([]byte, name+size+time+path))
	return b.Bytes()
}

func runDocLine(t *testing.T, dir, at, line string) {
	t.Helper()
	line = strings.ReplaceAll(line, "go run ./cmd/wp2md", "wp2md")
	for begins, file := range map[string]string{"wp2md init": "wp2md.yaml", "wp2md fetch http": "site.xml", "wp2md fetch --archive": "site.xml", "wp2md fetch export.xml": "site.xml"} {
		if !strings.HasPrefix(line, begins) { // which write over no file of somebody else
			continue
		}
		if err := os.Remove(filepath.Join(dir, file)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "NO_COLOR=1")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitAttention {
		err = nil
	}
	if err != nil {
		t.Errorf("%s: %v\n%s\nif it needs a file that is not here, otherSources writes it; if it cannot be run here, notRun says why", at, err, out)
	}
}

// zipFolder packs a folder.
func zipFolder(t *testing.T, name, dir string) {
	t.Helper()
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	if err := errors.Join(w.AddFS(os.DirFS(dir)), w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
}
