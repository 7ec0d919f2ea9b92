package media

import (
	"cmp"
	"context"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"sync"
	"time"
)

// Want is a file to be had.
type Want struct {
	Number int    // the caller's
	Name   string // that it gets: its extension says what it must be
	URL    string // as the content of the site has it
}

// Options say how files are fetched.
type Options struct {
	Agent   string                    // what the program calls itself
	Private bool                      // allow private addresses, and proxies of the environment
	Allow   func(netip.AddrPort) bool // or these private addresses; may be nil
	Limits

	// Parts is the folder of unfinished files, which a later run goes on with.
	Parts *os.Root

	// Save gets each file that came whole. Several goroutines call it.
	Save func(w Want, r io.Reader) error

	// Done gets each file that was saved, and the others with a *Failure. One
	// goroutine at a time calls it, in no order. Of files that a cancelled run
	// did not come to, nothing is heard.
	Done func(w Want, err error)

	// Received hears of the bytes that come; may be nil.
	Received func(n int)
}

// Limits bound what is asked of servers, and what they may ask of us. A zero
// is the default.
type Limits struct {
	PerHost int           // requests at a time of a host, if it is up to that
	Overall int           // requests at a time; at least PerHost
	Tries   int           // of a file
	Backoff time.Duration // before the second try; doubled before each further one
	MaxWait time.Duration // for what a server asks to wait
	Answer  time.Duration // to connect, and until the answer begins
	Idle    time.Duration // without a byte
	Total   time.Duration // of one try

	MaxImage   int64 // size of an image, in bytes
	MaxSize    int64 // of any other file
	MaxUnsized int64 // of a file whose server does not say its size
}

func (l *Limits) setDefaults() {
	l.PerHost = cmp.Or(l.PerHost, 16)
	l.Overall = max(cmp.Or(l.Overall, 16), l.PerHost)
	l.Tries = cmp.Or(l.Tries, 5)
	l.Backoff = cmp.Or(l.Backoff, 500*time.Millisecond)
	l.MaxWait = cmp.Or(l.MaxWait, time.Minute)
	l.Answer = cmp.Or(l.Answer, 20*time.Second)
	l.Idle = cmp.Or(l.Idle, 15*time.Second)
	l.Total = cmp.Or(l.Total, 30*time.Minute)
	l.MaxImage = cmp.Or(l.MaxImage, 128<<20)
	l.MaxSize = cmp.Or(l.MaxSize, 2<<30)
	l.MaxUnsized = cmp.Or(l.MaxUnsized, 256<<20)
}

// ahead is how many files may be on their way or wait for their turn.
const ahead = 512

// fetch is one run.
type fetch struct {
	Options
	client *http.Client
	jitter func() float64 // from 0 to 1
	slots  chan struct{}  // for requests
	places chan struct{}  // for files ahead
	wait   sync.WaitGroup

	mu    sync.Mutex
	hosts map[string]*host
	kept  map[string]bool // names of parts

	done sync.Mutex // held while Done is called
}

// A job is a file on its way.
type job struct {
	Want
	url   *url.URL
	other *url.URL // the same in other letters, to be tried if that is not there
	tries int
	until time.Time     // not before
	wait  time.Duration // until the last answer began
}

// Fetch gets files until the sequence ends or the context is cancelled. It is
// polite: a few requests at a time of each host, fewer and later when the
// host has trouble, and none when it is gone. Only what is cancelled, and what
// goes wrong with the folder of parts, is an error of Fetch.
func Fetch(ctx context.Context, wants iter.Seq[Want], o Options) error {
	return newFetch(o).run(ctx, wants)
}

func newFetch(o Options) *fetch {
	o.setDefaults()
	return &fetch{
		Options: o,
		client:  newClient(&guard{private: o.Private, allow: o.Allow}, &o.Limits),
		jitter:  rand.Float64,
		slots:   make(chan struct{}, o.Overall),
		places:  make(chan struct{}, ahead),
		hosts:   map[string]*host{},
		kept:    map[string]bool{},
	}
}

func (f *fetch) run(ctx context.Context, wants iter.Seq[Want]) error {
	defer f.client.CloseIdleConnections()
	for w := range wants {
		if !acquire(ctx, f.places) {
			break
		}
		f.add(ctx, w)
	}
	f.wait.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return cleanParts(f.Parts, f.kept)
}

// add gives a file to its host.
func (f *fetch) add(ctx context.Context, w Want) {
	u, err := parse(w.URL)
	if err != nil {
		f.finish(&job{Want: w}, &Failure{Cause: err.Error()})
		return
	}
	j := &job{Want: w, url: u, other: otherForm(u)}
	f.mu.Lock()
	h := f.hosts[u.Host]
	if h == nil {
		h = &host{name: u.Host, pace: newPace(f.PerHost), wake: make(chan struct{}, 1)}
		f.hosts[u.Host] = h
	}
	h.queue = append(h.queue, j)
	f.staff(ctx, h)
	f.mu.Unlock()
}

// finish tells what became of a file.
func (f *fetch) finish(j *job, failure *Failure) {
	f.done.Lock()
	if failure == nil {
		f.Done(j.Want, nil)
	} else {
		f.Done(j.Want, failure)
	}
	f.done.Unlock()
	<-f.places
}

func (f *fetch) keep(part string) {
	f.mu.Lock()
	f.kept[part] = true
	f.mu.Unlock()
}

func acquire(ctx context.Context, slots chan struct{}) bool {
	if ctx.Err() != nil {
		return false
	}
	select {
	case slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}
