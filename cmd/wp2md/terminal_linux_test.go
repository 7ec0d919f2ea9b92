package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// terminalRun is a command in a pseudo-terminal of its own.
type terminalRun struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File // the other end
	seen string   // since the last answer
	all  string
	more chan string
}

// inTerminal starts wp2md in a terminal that is so wide.
func inTerminal(t *testing.T, columns uint16, env []string, args ...string) *terminalRun {
	t.Helper()
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	t.Cleanup(func() { tty.Close() })
	fd := int(tty.Fd())
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 50, Col: columns})
	}
	if err != nil {
		t.Fatal(err)
	}
	own, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	defer own.Close()
	cmd := exec.Command("wp2md", args...)
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") || strings.HasPrefix(v, "TERM=") }), "TERM=xterm")
	cmd.Env = append(cmd.Env, env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = own, own, own
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := &terminalRun{t: t, cmd: cmd, tty: tty, more: make(chan string, 1000)}
	go func() {
		defer close(r.more)
		buf := make([]byte, 4096)
		for {
			n, err := tty.Read(buf)
			if n > 0 {
				r.more <- string(buf[:n])
			}
			if err != nil {
				return // EIO when nobody has the other end open
			}
		}
	}()
	return r
}

// until waits for words.
func (r *terminalRun) until(words string) {
	r.t.Helper()
	patience := time.After(time.Minute)
	for !strings.Contains(r.seen, words) {
		select {
		case s, ok := <-r.more:
			if !ok {
				r.t.Fatalf("it ended without %q:\n%s", words, r.seen)
			}
			r.seen, r.all = r.seen+s, r.all+s
		case <-patience:
			_ = r.cmd.Process.Kill()
			r.t.Fatalf("no %q:\n%s", words, r.seen)
		}
	}
}

// answer types a line to a question.
func (r *terminalRun) answer(question, line string) {
	r.t.Helper()
	r.until(question)
	_, r.seen, _ = strings.Cut(r.seen, question)
	if _, err := io.WriteString(r.tty, line+"\n"); err != nil {
		r.t.Fatal(err)
	}
}

// end waits for the end, and returns the exit code and what was on the screen since
// the last answer.
func (r *terminalRun) end() (code int, screen string) {
	r.t.Helper()
	patience := time.After(2 * time.Minute)
	for open := true; open; {
		select {
		case s, ok := <-r.more:
			r.seen, r.all = r.seen+s, r.all+s
			open = ok
		case <-patience:
			_ = r.cmd.Process.Kill()
			r.t.Fatalf("it does not end:\n%s", r.seen)
		}
	}
	err := r.cmd.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		r.t.Fatal(err)
	}
	return r.cmd.ProcessState.ExitCode(), strings.ReplaceAll(r.seen, "\r\n", "\n")
}

var escapes = regexp.MustCompile(`\x1b\[[0-9;?]*[A-Za-z]`)

// bare returns what stands on a screen in the end, without colours and bars.
func bare(screen string) string {
	var b strings.Builder
	for line := range strings.Lines(escapes.ReplaceAllString(screen, "")) {
		b.WriteString(line[strings.LastIndexByte(line, '\r')+1:])
	}
	return b.String()
}

// gardenFolder is a folder with an export and a copy of its uploads, to work in.
func gardenFolder(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	script, err := os.ReadFile(filepath.Join(sourceDir, "testdata", "script", "init.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	_, blog, _ := strings.Cut(string(script), "-- blog.xml --\n")
	blog, _, _ = strings.Cut(blog, "-- there.txt --\n")
	for name, text := range map[string]string{"blog.xml": blog, "uploads/2012/11/rose.png": "rose"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// sourceDir is where the tests are.
var sourceDir, _ = os.Getwd()

// init asks, asks again what cannot be, shows a post, and writes the file.
func TestInitAsks(t *testing.T) {
	for _, columns := range []uint16{80, 120} {
		gardenFolder(t)
		r := inTerminal(t, columns, nil, "init", "blog.xml")
		r.answer("generator [plain]: ", "huog")
		r.until("did you mean hugo?")
		r.answer("generator [plain]: ", "hugo")
		r.answer("paths [old ones]: ", "/:year/:slug/")
		r.until("slug: spaete-rosen   name: Späte Rosen")
		r.answer("terms [slug]: ", "name")
		r.answer("uploads [uploads]: ", "")
		r.until("1 of the first 1 files of the site are there")
		r.until(`url: "/2012/first-frost/"`)
		r.answer("write wp2md.yaml? yes, or no to answer again [yes]: ", "")
		code, screen := r.end()
		if code != 0 || !strings.Contains(screen, "Next: wp2md migrate blog.xml\n") {
			t.Errorf("exit code %d:\n%s", code, screen)
		}
		for line := range strings.Lines(bare(strings.ReplaceAll(r.all, "\r\n", "\n"))) {
			if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > int(columns) {
				t.Errorf("%d columns in one of %d: %s", n, columns, line)
			}
		}
		raw, err := os.ReadFile("wp2md.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"for: hugo", "permalinks: /:year/:slug/", "terms: name", "uploads: [uploads]"} {
			if !strings.Contains(string(raw), "\n"+line+"\n") {
				t.Errorf("no %s", line)
			}
		}
	}
}

// Control-C in a question ends it, and nothing is written; so does the end of input.
func TestInitInterrupted(t *testing.T) {
	gardenFolder(t)
	for key, want := range map[string]int{"\x03": exitInterrupted, "\x04": exitFailed} {
		r := inTerminal(t, 80, nil, "init", "blog.xml")
		r.answer("generator [plain]: ", "hugo")
		r.until("paths [old ones]: ")
		if _, err := io.WriteString(r.tty, key); err != nil {
			t.Fatal(err)
		}
		if code, screen := r.end(); code != want {
			t.Errorf("%q: exit code %d, want %d:\n%s", key, code, want, screen)
		}
		if _, err := os.Stat("wp2md.yaml"); err == nil {
			t.Error("a file is written")
		}
	}
}

// What people read is no wider than their terminal, but for words that are, and has
// the same words in it whatever the width.
func TestWidth(t *testing.T) {
	gardenFolder(t)
	export, err := os.ReadFile("blog.xml")
	if err != nil {
		t.Fatal(err)
	}
	odd := strings.Replace(string(export), "The dahlias are black.", `[unknown-thing a="b"] [gallery ids="77,78"] <script>alert(1)</script> <a href="http://garden.example.org/nowhere/to/be/found/">there</a>`, 1)
	if err := os.WriteFile("blog.xml", []byte(odd), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"migrate", "blog.xml", "--media", "local", "--uploads", "uploads", "-o", "site"},
		{"retry", "-o", "site"}, {"check", "-o", "site"}, {"inspect", "blog.xml"}, {"migrate", "blog.xml", "-o", "blog.xml/site"},
		{"help"}, {"help", "migrate"}, {"migrate", "--for", "huog", "blog.xml"}, {"accept", "-o", "site", "--cause", "none"},
	} {
		t.Run(strings.Join(args[:min(len(args), 2)], " "), func(t *testing.T) {
			words := map[uint16]string{}
			for _, columns := range []uint16{80, 120, 400} {
				_ = os.RemoveAll("site.again")
				if args[0] == "migrate" {
					_ = os.RemoveAll("site")
				}
				_, screen := inTerminal(t, columns, nil, args...).end()
				screen = bare(screen)
				if strings.TrimSpace(screen) == "" {
					t.Fatal("nothing is said")
				}
				for line := range strings.Lines(screen) {
					line = strings.TrimRight(line, "\n")
					if n := utf8.RuneCountInString(line); n > int(columns) && len(strings.Fields(line)) > 1 {
						t.Errorf("%d columns in one of %d: %s", n, columns, line)
					}
				}
				words[columns] = strings.Join(strings.Fields(screen), " ")
			}
			if words[80] != words[400] || words[120] != words[400] {
				t.Errorf("not the same words:\n%s\n%s\n%s", words[80], words[120], words[400])
			}
		})
	}
}

// Colours are for terminals that want them, unless --color says otherwise.
func TestColour(t *testing.T) {
	gardenFolder(t)
	for _, c := range []struct {
		name string
		env  []string
		args []string
		want bool
	}{
		{"a terminal", nil, nil, true},
		{"NO_COLOR", []string{"NO_COLOR=1"}, nil, false},
		{"a simple terminal", []string{"TERM=dumb"}, nil, false},
		{"never", nil, []string{"--color", "never"}, false},
		{"always, in spite of NO_COLOR", []string{"NO_COLOR=1"}, []string{"--color", "always"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, args := range [][]string{{"migrate", "--for", "huog", "blog.xml"}, {"diff", "blog.xml", "--media", "keep"}} {
				_, screen := inTerminal(t, 100, c.env, append(args, c.args...)...).end()
				if got := strings.Contains(screen, "\x1b[3"); got != c.want {
					t.Errorf("%v: colours %v\n%q", args, got, screen)
				}
			}
		})
	}
	// What is no terminal has none, unless asked.
	for flag, want := range map[string]bool{"auto": false, "never": false, "always": true} {
		out, _ := exec.Command("wp2md", "diff", "blog.xml", "--media", "keep", "--color", flag).Output()
		if got := strings.Contains(string(out), "\x1b["); got != want || len(out) == 0 {
			t.Errorf("%s into a pipe: %v", flag, got)
		}
	}
	out, err := exec.Command("wp2md", "diff", "blog.xml", "--color", "yes").CombinedOutput()
	if err == nil || !strings.Contains(string(out), `wp2md: --color "yes": unknown value`) {
		t.Errorf("%s", out)
	}
}
