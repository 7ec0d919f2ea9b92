package media

import "time"

const (
	// polite is how many requests at a time a host gets before anything is
	// known of it. Browsers ask for six, and shared hosts are made for them.
	polite = 4

	// slack is how much later an answer may come without being called late:
	// less than that a network does by itself.
	slack = 5 * time.Millisecond

	// streakUp is how many successes in a row give a host that had trouble one
	// request more.
	streakUp = 8
)

// pace is how many requests at a time a host gets. It begins politely, and
// grows as long as the host answers as soon as it did with fewer: a request
// that only waits for others in a queue over there is not worth making. Where
// answers come late it shrinks again, with trouble it is one.
type pace struct {
	limit  int
	start  int // from here on it has to be earned
	roof   int // never more
	streak int // successes in a row

	// Of the answers since the limit last changed: how many, and how long it
	// took until they began, together.
	answers int
	waited  time.Duration
	best    time.Duration // the shortest mean of these; -1 before there is one
}

func newPace(roof int) pace {
	start := min(polite, roof)
	return pace{limit: start, start: start, roof: roof, best: -1}
}

// answer takes note of a success whose answer began after the wait.
func (p *pace) answer(wait time.Duration) {
	p.streak++
	if p.limit < p.start {
		if p.streak%streakUp == 0 {
			p.set(p.limit + 1)
		}
		return
	}
	p.answers++
	p.waited += wait
	if p.answers < 2*p.limit {
		return
	}
	mean := p.waited / time.Duration(p.answers)
	p.set(p.limit)
	switch {
	case p.best < 0 || mean <= p.best:
		p.best = mean
		fallthrough
	case mean <= p.best+p.best/4+slack:
		p.set(min(p.limit+1, p.roof))
	case mean > 3*p.best+slack:
		p.set(max(p.limit-1, p.start))
	}
}

// trouble takes note of what went wrong; the host gets one request at a time
// if it is slowed. What was too much is not tried again.
func (p *pace) trouble(slow bool) {
	p.streak = 0
	if !slow {
		return
	}
	if p.limit > p.start {
		p.roof = max(p.start, p.limit/2)
	}
	p.set(1)
}

func (p *pace) set(limit int) {
	p.limit, p.answers, p.waited = limit, 0, 0
}
