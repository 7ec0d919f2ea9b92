package setup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/wp2md/wp2md/internal/terminal"
)

// dialogue asks a person.
type dialogue struct {
	ctx context.Context
	o   *Options
	in  *bufio.Reader
}

func newDialogue(ctx context.Context, o *Options) *dialogue {
	in, ok := o.Ask.(*bufio.Reader)
	if !ok {
		in = bufio.NewReader(o.Ask)
		o.Ask = in // what it has read ahead is not lost
	}
	return &dialogue{ctx, o, in}
}

// say prints a line, no wider than the terminal. What a source says can hold escape
// sequences.
func (d *dialogue) say(format string, args ...any) {
	fmt.Fprintln(d.o.Tell, terminal.Wrap(terminal.Safe(fmt.Sprintf(format, args...)), d.o.Columns))
}

// ask asks until an answer passes the check. An empty one is the default.
func (d *dialogue) ask(question, def string, check func(string) (string, error)) (string, error) {
	for {
		fmt.Fprintf(d.o.Tell, "%s [%s]: ", question, terminal.Safe(def))
		line, err := d.line()
		if err != nil {
			fmt.Fprintln(d.o.Tell)
			return "", err
		}
		if line == "" {
			line = def
		}
		answer, err := check(line)
		if err == nil {
			return answer, nil
		}
		d.say("  %s", err)
		var h interface{ Hint() string }
		if errors.As(err, &h) && h.Hint() != "" {
			d.say("  %s", h.Hint())
		}
	}
}

// line reads a line, unless the context ends before it does. The reading then goes
// on, but nobody waits for it.
func (d *dialogue) line() (string, error) {
	type read struct {
		line string
		err  error
	}
	got := make(chan read, 1)
	go func() {
		line, err := d.in.ReadString('\n')
		got <- read{line, err}
	}()
	select {
	case <-d.ctx.Done():
		return "", context.Canceled
	case r := <-got:
		if r.err != nil && r.line == "" {
			return "", endedError{}
		}
		return strings.TrimSpace(r.line), nil
	}
}

// endedError is a person who has closed the input.
type endedError struct{}

func (endedError) Error() string { return "no answer: nothing is written" }
func (endedError) Hint() string  { return "flags answer, too: see wp2md help init" }

// problem is what is wrong with an answer, and what may have been meant.
func problem(text, near string) error {
	if near != "" {
		text += "; did you mean " + near + "?"
	}
	return errors.New(text)
}
