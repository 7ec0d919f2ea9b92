package main

import (
	"fmt"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/wp2md/wp2md/extract/live"
)

// progress is a bar on standard error, if that is a terminal, and else
// nothing: progressbar itself does not look.
type progress struct {
	file *os.File
	bar  *progressbar.ProgressBar
}

func (a *app) progress(o *options) *progress {
	if f, ok := a.stderr.(*os.File); ok && !o.quiet && term.IsTerminal(int(f.Fd())) {
		return &progress{file: f}
	}
	return &progress{}
}

// start ends the bar there is and begins one for total of something.
func (p *progress) start(what string, total int64) {
	if p.file == nil {
		return
	}
	p.done()
	p.bar = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(p.file),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionShowBytes(what == "reading" || what == "downloading"),
		progressbar.OptionSetSpinnerChangeInterval(0), // it would go on after done
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true))
}

func (p *progress) add(n int) {
	if p.bar != nil {
		_ = p.bar.Add(n)
	}
}

func (p *progress) set(n int64) {
	if p.bar != nil {
		_ = p.bar.Set64(n)
	}
}

// fetched shows how far a fetch is: of what is known so far.
func (p *progress) fetched(f live.Progress) {
	if p.bar == nil {
		return
	}
	p.bar.Describe(fmt.Sprintf("fetching %s (%d requests)", f.What, f.Requests))
	p.bar.ChangeMax(max(f.Total, f.Items))
	_ = p.bar.Set(f.Items)
}

// describe says anew what is going on.
func (p *progress) describe(what string) {
	if p.bar != nil {
		p.bar.Describe(what)
	}
}

// done takes the bar off the screen.
func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Clear()
		p.bar = nil
	}
}
