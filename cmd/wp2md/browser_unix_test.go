//go:build unix

package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// A browser is a headless Chromium with one page, driven over a pipe.
type browser struct {
	t       *testing.T
	in      *os.File
	out     chan map[string]any
	session string
	id      int
	faults  []string // errors of the page, and requests that it must not make
}

// startBrowser skips the test where there is no Chromium.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	var bin string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			bin = path
			break
		}
	}
	if bin == "" {
		t.Skip("no Chromium here: the HTML report is not opened in a browser (.ci/run installs one)")
	}
	toR, toW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	fromR, fromW, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-default-apps", "--remote-debugging-pipe", "--user-data-dir="+t.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{toR, fromW}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	toR.Close()
	fromW.Close()
	b := &browser{t: t, in: toW, out: make(chan map[string]any, 1000)}
	t.Cleanup(func() {
		_ = b.send("Browser.close", nil)
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-done:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
			<-done
		}
		toW.Close()
		fromR.Close()
	})
	go func() {
		defer close(b.out)
		r := bufio.NewReaderSize(fromR, 1<<20)
		for {
			raw, err := r.ReadBytes(0)
			if err != nil {
				return
			}
			var m map[string]any
			if json.Unmarshal(raw[:len(raw)-1], &m) == nil {
				b.out <- m
			}
		}
	}()
	target := b.call("Target.createTarget", map[string]any{"url": "about:blank"})["targetId"]
	b.session = b.call("Target.attachToTarget", map[string]any{"targetId": target, "flatten": true})["sessionId"].(string)
	for _, domain := range []string{"Page", "Runtime", "Log", "Network", "Performance"} {
		b.call(domain+".enable", nil)
	}
	return b
}

func (b *browser) send(method string, params map[string]any) error {
	b.id++
	if params == nil {
		params = map[string]any{}
	}
	m := map[string]any{"id": b.id, "method": method, "params": params}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") {
		m["sessionId"] = b.session
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = b.in.Write(append(raw, 0))
	return err
}

// call returns the result of a command.
func (b *browser) call(method string, params map[string]any) map[string]any {
	b.t.Helper()
	if err := b.send(method, params); err != nil {
		b.t.Fatal(err)
	}
	for {
		m := b.next(method)
		if id, ok := m["id"].(float64); ok && int(id) == b.id {
			if m["error"] != nil {
				b.t.Fatalf("%s: %v", method, m["error"])
			}
			result, _ := m["result"].(map[string]any)
			return result
		}
	}
}

// next returns the next message, and notes those that tell of a fault.
func (b *browser) next(what string) map[string]any {
	b.t.Helper()
	select {
	case m, ok := <-b.out:
		if !ok {
			b.t.Fatalf("%s: the browser has gone", what)
		}
		params, _ := m["params"].(map[string]any)
		switch m["method"] {
		case "Runtime.exceptionThrown":
			b.faults = append(b.faults, fmt.Sprint(params["exceptionDetails"]))
		case "Log.entryAdded":
			if e, _ := params["entry"].(map[string]any); e["level"] == "error" || e["level"] == "warning" {
				b.faults = append(b.faults, fmt.Sprint(e["text"]))
			}
		case "Runtime.consoleAPICalled":
			if params["type"] == "error" || params["type"] == "warning" {
				b.faults = append(b.faults, fmt.Sprint(params["args"]))
			}
		case "Network.requestWillBeSent":
			r, _ := params["request"].(map[string]any)
			if url := fmt.Sprint(r["url"]); !strings.HasPrefix(url, "file:") && !strings.HasPrefix(url, "about:") && !strings.HasPrefix(url, "data:") {
				b.faults = append(b.faults, "asked for "+url)
			}
		}
		return m
	case <-time.After(60 * time.Second):
		b.t.Fatalf("%s: no answer of the browser", what)
	}
	return nil
}

func (b *browser) open(file string) {
	b.t.Helper()
	abs, err := filepath.Abs(file)
	if err != nil {
		b.t.Fatal(err)
	}
	b.call("Page.navigate", map[string]any{"url": "file://" + filepath.ToSlash(abs)})
	b.wait(`document.documentElement && document.documentElement.dataset.ready !== undefined`)
}

// work is how long the page has kept a processor busy, which other work of the
// machine does not change.
func (b *browser) work() time.Duration {
	b.t.Helper()
	for _, m := range b.call("Performance.getMetrics", nil)["metrics"].([]any) {
		if m, _ := m.(map[string]any); m["name"] == "ProcessTime" {
			return time.Duration(m["value"].(float64) * float64(time.Second))
		}
	}
	b.t.Fatal("the browser does not tell how long it worked")
	return 0
}

// eval returns the value of an expression in the page.
func (b *browser) eval(js string) any {
	b.t.Helper()
	r := b.call("Runtime.evaluate", map[string]any{"expression": js, "returnByValue": true, "awaitPromise": true})
	if r["exceptionDetails"] != nil {
		b.t.Fatalf("%s: %v", js, r["exceptionDetails"])
	}
	v, _ := r["result"].(map[string]any)
	return v["value"]
}

// wait waits until an expression is true.
func (b *browser) wait(js string) {
	b.t.Helper()
	for range 600 {
		if b.eval(js) == true {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("never true: %s", js)
}

func (b *browser) want(js string, want any) {
	b.t.Helper()
	if got := b.eval(js); fmt.Sprint(got) != fmt.Sprint(want) {
		b.t.Errorf("%s: got %v, want %v", js, got, want)
	}
}

func (b *browser) key(key string) {
	b.t.Helper()
	b.eval(fmt.Sprintf(`(document.activeElement || document.body).dispatchEvent(new KeyboardEvent('keydown', {key: %q, bubbles: true, cancelable: true}))`, key))
}

// screenshot writes a picture of the page into the folder that the variable
// WP2MD_SCREENSHOTS names, if it is set.
func (b *browser) screenshot(name string, width int, scheme string) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 1500, "deviceScaleFactor": 1, "mobile": width < 500})
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": []any{map[string]any{"name": "prefers-color-scheme", "value": scheme}}})
	time.Sleep(300 * time.Millisecond)
	b.want("document.documentElement.scrollWidth <= innerWidth", true) // nothing sticks out
	dir := os.Getenv("WP2MD_SCREENSHOTS")
	if dir == "" {
		return
	}
	raw, err := base64.StdEncoding.DecodeString(b.call("Page.captureScreenshot", nil)["data"].(string))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), raw, 0o666)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// show chooses one of the buttons above the list.
func (b *browser) show(name, value string) {
	b.t.Helper()
	b.eval(fmt.Sprintf(`document.querySelector('[data-%s="%s"]').click()`, name, value))
}

// choose gives a control above the list a value.
func (b *browser) choose(id, value string) {
	b.t.Helper()
	event := "change"
	if id == "search" {
		event = "input"
	}
	b.eval(fmt.Sprintf(`(() => { const c = document.getElementById(%q); c.value = %q; c.dispatchEvent(new Event(%q)); })()`, id, value, event))
}

// titles are those of the list, as far as it is drawn.
const titles = `[...document.querySelectorAll('.list .title')].map(e => e.textContent).join()`

// frames waits until both sides of a page are shown.
func (b *browser) frames() {
	b.t.Helper()
	b.wait(`document.querySelectorAll('iframe').length === 2 && [...document.querySelectorAll('iframe')].every(f => f.contentDocument && f.contentDocument.readyState === 'complete' && f.contentDocument.body.childNodes.length > 0)`)
}

// The report of the blog opens without an error, filters, and shows each page as it
// was beside what it is.
func TestReportInBrowser(t *testing.T) {
	b := startBrowser(t)
	t.Chdir(filepath.Join("..", "..", "fixtures", "blog"))
	dir := t.TempDir()
	migrated(t, exitAttention, "export.xml", "--uploads", "uploads", "--media", "local", "-o", dir, "--quiet")
	b.open(filepath.Join(dir, ".wp2md", "report.html"))
	b.want(`document.documentElement.dataset.ready`, 35)
	b.screenshot("report-light", 1280, "light")
	b.screenshot("report-dark", 1280, "dark")
	b.screenshot("report-narrow", 400, "light")

	// Its sums are those of the summary.
	var sum report.Summary
	readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &sum)
	pages, looks := 0, 0
	for _, c := range sum.Types {
		pages += c.Count
	}
	for _, it := range sum.Attention {
		if it.Type != "attachment" && it.Result == note.Review {
			looks++
		}
	}
	b.show("view", "pages")
	b.show("result", "review")
	b.want(`document.querySelectorAll('#list > li').length`, looks)
	b.show("result", "")
	b.want(`[...document.querySelectorAll('#list .tag')].filter(e => !e.classList.contains('failed')).length`, pages)
	b.want(`document.querySelector('.totals .review').textContent`, looks)
	b.want(`document.querySelectorAll('.causes > li').length`, len(sum.Causes))
	b.show("view", "all")
	b.want(`document.querySelectorAll('#list > li').length`, sum.Items)
	for i, c := range sum.Causes { // each leads to its items
		b.eval(fmt.Sprintf(`document.querySelectorAll('.causes .filter')[%d].click()`, i))
		b.wait(fmt.Sprintf(`document.querySelector('#cause').value === %q`, c.Key))
		b.want(`document.querySelectorAll('#list > li').length`, c.Items)
	}
	b.eval(`location.hash = '#view=pages'`)
	b.wait(`document.querySelector('#cause').value === ''`)

	// Filters, and their addresses.
	b.choose("search", "she-said POSTS/")
	b.wait(`document.querySelectorAll('#list > li').length === 1`)
	b.want(`document.querySelector('#count').textContent`, fmt.Sprintf("1 of %d pages", pages))
	b.want(`document.querySelector('#link').getAttribute('href')`, "#q=she-said%20POSTS%2F")
	b.choose("search", "")
	b.wait(`document.querySelectorAll('#list > li').length > 1`)
	b.choose("type", "page")
	b.want(`document.querySelectorAll('#list > li').length`, 4)
	b.choose("type", "")
	b.choose("kind", "block")
	b.want(titles, "The new studio")

	// Side by side, by keyboard, at the first difference.
	b.key("j")
	b.want(`document.activeElement.querySelector('.title').textContent`, "The new studio")
	b.eval(`document.activeElement.click()`)
	b.frames()
	b.want(`document.querySelectorAll('iframe:not([sandbox="allow-same-origin"])').length`, 0) // no scripts
	b.want(`document.querySelector('.dropped') !== null`, true)
	b.want(`[...document.querySelector('iframe').contentDocument.querySelectorAll('.gap')].map(e => e.previousElementSibling.textContent + ' | ' + e.textContent).join()`,
		`What I wrote lately: | only the old site could fill it, dropped: latest-posts {"postsToShow":3,"displayPostDate":true}`)
	b.want(`document.querySelector('iframe').contentDocument.querySelectorAll('.gap mark').length`, 0) // it is no text of the page
	b.want(`document.querySelector('.detail a').getAttribute('href')`, "../posts/the-new-studio.md")
	b.screenshot("sides-light", 1280, "light")
	b.screenshot("sides-dark", 1280, "dark")
	b.screenshot("sides-narrow", 400, "dark")
	b.key("Escape")
	b.want(`document.querySelectorAll('iframe').length`, 0)
	b.key("/")
	b.want(`document.activeElement.id`, "search")

	// A page that needs nothing has both sides too, with its pictures, and no marks
	// where they say the same.
	b.eval(`location.hash = '#item=page-' + JSON.parse(document.querySelector('#rows').textContent).find(r => r.type === 'page' && r.result === 'ok').id`)
	b.frames()
	b.want(`document.querySelector('.legend').textContent`, "Both sides say the same, word for word.")
	b.want(`[...document.querySelectorAll('iframe')].flatMap(f => [...f.contentDocument.querySelectorAll('mark')]).length`, 0)

	// An embed is no difference.
	b.eval(`location.hash = '#item=post-22'`)
	b.frames()
	b.want(`[...document.querySelectorAll('iframe')].map(f => f.contentDocument.body.textContent.includes('https://www.youtube.com/watch?v=a1b2c3d4e5f')).join()`, "true,true")
	b.want(`document.querySelector('.legend').textContent`, "Both sides say the same, word for word.")
	for _, fault := range b.faults {
		t.Error(fault)
	}
}

// Pictures are shown from the folder, whatever the target.
func TestPicturesInReport(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	top := t.TempDir()
	png, err := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	uploads := filepath.Join(top, "uploads")
	if err := os.MkdirAll(uploads, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(uploads, "dot #1.png"), png, 0o666); err != nil {
		t.Fatal(err)
	}
	export := filepath.Join(top, "export.xml")
	if err := os.WriteFile(export, []byte(`<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Dots</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://dots.example.org</wp:base_blog_url>
<item><title>One dot</title><link>http://dots.example.org/one/</link><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>one</wp:post_name><wp:post_date>2012-11-03 09:00:00</wp:post_date>
<content:encoded><![CDATA[<p>A dot: <img src="http://dots.example.org/wp-content/uploads/dot%20%231.png" alt="dot"> and <a href="http://dots.example.org/one/">a link</a></p>]]></content:encoded></item></channel></rss>`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"plain", "hugo", "jekyll", "astro"} {
		dir := filepath.Join(top, target)
		migrated(t, exitOK, export, "--uploads", uploads, "--media", "local", "--for", target, "-o", dir, "--quiet")
		b.open(filepath.Join(dir, ".wp2md", "report.html"))
		b.eval(`location.hash = '#item=post-1'`)
		b.frames()
		b.wait(`[...document.querySelectorAll('iframe')].every(f => { const i = f.contentDocument.querySelector('img'); return i && i.complete; })`)
		b.want(`[...document.querySelectorAll('iframe')].map(f => f.contentDocument.querySelector('img').naturalWidth).join()`, "1,1")
		b.want(`document.querySelector('iframe').contentDocument.querySelector('a').title`, "http://dots.example.org/one/")
	}
	for _, fault := range b.faults {
		t.Error(fault)
	}
}

// Nothing of a hostile site runs or is loaded.
func TestHostileReportInBrowser(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	var asked atomic.Int32
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			c.Close()
		}
	}()
	host := "http://" + l.Addr().String()
	content := strings.ReplaceAll(`<script>parent.hacked=1</script><img src="HOST/a.png" onerror="parent.hacked=2"><svg onload="parent.hacked=3"></svg>
<iframe src="HOST/b"></iframe><iframe srcdoc="<script>parent.parent.hacked=4</script>"></iframe><style>@import "HOST/c";body{background:url(HOST/d)}</style>
<a href="javascript:parent.hacked=5">x</a><link rel="stylesheet" href="HOST/e"><meta http-equiv="refresh" content="0;url=HOST/f"><form action="HOST/g"><button>x</button></form>
<p style="background:url(HOST/h)" onclick="parent.hacked=6">words</p><video poster="HOST/i" src="HOST/j"></video><object data="HOST/k"></object><base href="HOST/">
<math><mtext><img src=x onerror="parent.hacked=7"></mtext></math><template><img src="HOST/l"></template></script><script>parent.hacked=8</script><!--<img src="HOST/m">-->
[unknown_thing a="1"] </textarea><noscript><img src="HOST/n"></noscript><p>&lt;img src=x onerror=parent.hacked=9&gt;</p>`, "HOST", host)
	dir, code, stderr := migrateBytes(t, hostileExport("evil", strings.ReplaceAll(content, "]]>", "")))
	if code != exitAttention {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	b.open(filepath.Join(dir, ".wp2md", "report.html"))
	b.want(`document.querySelectorAll('#list > li').length`, 1)
	b.eval(`document.querySelector('.row').click()`)
	b.frames()
	b.want(`document.querySelectorAll('iframe:not([sandbox="allow-same-origin"])').length`, 0) // no scripts
	b.want(`/onerror=|onload=|onclick=|<script|javascript:[^"]*"[^>]*href|src=|style="/.test([...document.querySelectorAll('iframe')].map(f => f.srcdoc.split('</style>')[1].replace(/&lt;.*?&gt;|title="[^"]*"|<span class="thing">[^<]*/g, '')).join())`, false)
	time.Sleep(500 * time.Millisecond)
	b.want(`window.hacked`, "<nil>")
	if n := asked.Load(); n > 0 {
		t.Errorf("the old site was asked %d times", n)
	}
	for _, fault := range b.faults {
		t.Error(fault)
	}
}

// Thousands of posts open and are searched.
func TestLargeReportInBrowser(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("a large export, made without the race detector")
	}
	b := startBrowser(t)
	dir := t.TempDir()
	migrated(t, exitAttention, largeExport(t, 10_000), "-o", dir, "--media", "local", "--uploads", t.TempDir(), "--quiet")
	if err := os.WriteFile(filepath.Join(dir, ".wp2md", "none.html"), []byte("<html data-ready></html>"), 0o666); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, ".wp2md", "report.html")); err == nil {
		t.Logf("%d kB", info.Size()/1000)
	}
	took, work := time.Hour, time.Hour
	for range 5 { // the machine has other work too
		b.open(filepath.Join(dir, ".wp2md", "none.html"))
		start, before := time.Now(), b.work()
		b.open(filepath.Join(dir, ".wp2md", "report.html"))
		took = min(took, time.Since(start))
		b.wait(`document.readyState === 'complete'`)
		work = min(work, b.work()-before)
	}
	t.Logf("the list is there after %v, both sides of all pages after %v of work", took.Round(time.Millisecond), work.Round(time.Millisecond))
	if took > 2*time.Second || work > 2*time.Second {
		t.Errorf("the list is there after %v, all after %v of work", took, work)
	}

	// A page that is opened before its sides are there shows them when they are.
	b.call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `new MutationObserver(() => {
		if (!document.documentElement || document.documentElement.dataset.ready === undefined || window.early) return;
		document.querySelector('#list > li:nth-child(90) .row').click();
		window.early = document.querySelector('.legend').textContent;
	}).observe(document, {attributes: true, subtree: true})`})
	b.open(filepath.Join(dir, ".wp2md", "report.html"))
	b.want(`window.early`, "Both sides of this page are being read …")
	b.frames()
	items := len(readManifest(t, dir))
	b.want(`document.documentElement.dataset.ready`, items)
	b.show("view", "all")
	b.show("result", "")
	b.want(`document.querySelector('#count').textContent`, fmt.Sprintf("%d items", items))
	b.show("view", "pages")
	b.show("result", "review")
	b.eval(`document.querySelector('#list > li:nth-child(90) .row').click()`)
	b.frames()
	b.show("view", "all")
	b.show("result", "")
	start := time.Now()
	b.choose("search", "zzzz")
	b.wait(`document.querySelectorAll('#list > li').length === 0`)
	t.Logf("and searched after %v", time.Since(start).Round(time.Millisecond))
	for _, fault := range b.faults {
		t.Error(fault)
	}
}
