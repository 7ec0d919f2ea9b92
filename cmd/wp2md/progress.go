package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
)

// progress is a bar on standard error, if that is a terminal, and else
// nothing: progressbar itself does not look.
type progress struct {
	file *os.File
	bar  *progressbar.ProgressBar

	mu   sync.Mutex
	said time.Time // when was last said why a site that is fetched lets us wait
	say  io.Writer // where; nil: nowhere
}

func (a *app) progress(quiet bool) *progress {
	if f, ok := a.stderr.(*os.File); ok && !quiet && term.IsTerminal(int(f.Fd())) {
		return &progress{file: f}
	}
	if quiet {
		return &progress{}
	}
	return &progress{say: a.stderr}
}

// mostSilence is how long nothing is said of a site that lets us wait, where there
// is no bar.
const mostSilence = 5 * time.Second

// waits says why a site lets us wait.
func (p *progress) waits(why string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.say != nil && time.Since(p.said) >= mostSilence {
		p.said = time.Now()
		fmt.Fprintf(p.say, "wp2md: %s\n", terminal.Safe(why))
	}
}

// Start ends the bar there is and begins one for total of something.
func (p *progress) Start(stage migrate.Stage, total int64) {
	p.Done()
	if p.file == nil {
		return
	}
	p.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(p.file),
		progressbar.OptionSetDescription(string(stage)),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionShowBytes(stage == migrate.StageReading || stage == migrate.StageDownloading),
		progressbar.OptionSetSpinnerChangeInterval(0), // it would go on after done
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true))
}

// Add shows that so much more is done.
func (p *progress) Add(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n)
	}
}

// Set shows that so much is done.
func (p *progress) Set(n int64) {
	if p.bar != nil {
		_ = p.bar.Set64(n)
	}
}

// Fetched shows how far a fetch is: of what is known so far.
func (p *progress) Fetched(f live.Progress) {
	switch {
	case f.Waiting != "" && p.bar == nil:
		p.waits(f.Waiting)
		return
	case f.Waiting != "":
		p.bar.Describe(terminal.Safe(f.Waiting))
		return
	case p.bar == nil:
		return
	}
	p.bar.Describe(fmt.Sprintf("fetching %s (%d requests)", f.What, f.Requests))
	p.bar.ChangeMax(max(f.Total, f.Items))
	_ = p.bar.Set(f.Items)
}

// Files shows how many files are fetched.
func (p *progress) Files(n int) {
	if p.bar != nil {
		p.bar.Describe("downloading, " + report.Plural(n, "file"))
	}
}

// Done takes the bar off the screen.
func (p *progress) Done() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
