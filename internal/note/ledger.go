package note

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Construct is a thing in the content of an item that the ledger counts.
type Construct uint8

// The constructs that are counted.
const (
	ImageConstruct Construct = iota
	LinkConstruct
	FrameConstruct
	PlayerConstruct
	EmbedConstruct
	FormConstruct
	ScriptConstruct
	ShortcodeConstruct
	BlockConstruct
	CommentConstruct
	Constructs // how many there are
)

var constructNames = [Constructs]string{"image", "link", "iframe", "player", "embed", "form", "script", "shortcode", "block", "comment"}

func (c Construct) String() string { return constructNames[c] }

// Fate is what became of a construct.
type Fate uint8

// What can become of a construct. Of what was dropped there is a note, unless
// it showed nothing.
const (
	Converted Fate = iota // Markdown, or a file of its own
	AsHTML                // kept as HTML
	AsText                // kept as it was written
	Unwrapped             // its content without it
	Replaced              // something else stands for it: a link for a player
	Dropped
	Fates // how many there are
)

var fateNames = [Fates]string{"converted", "html", "text", "unwrapped", "replaced", "dropped"}

func (f Fate) String() string { return fateNames[f] }

// Ledger counts the constructs of an item, or of all, by what became of them.
// As JSON it is {"image":{"converted":3,"dropped":1}}, without zeros.
type Ledger [Constructs][Fates]int32

// Count adds one.
func (l *Ledger) Count(c Construct, f Fate) { l[c][f]++ }

// Add adds another ledger.
func (l *Ledger) Add(m *Ledger) {
	for c := range l {
		for f := range l[c] {
			l[c][f] += m[c][f]
		}
	}
}

// Of returns how many of a construct were counted.
func (l *Ledger) Of(c Construct) int {
	n := 0
	for _, k := range l[c] {
		n += int(k)
	}
	return n
}

// Set sets how many of a construct had a fate, both by name. It returns a number that
// is greater for what stands later in the JSON, or -1 if it does not know the names.
func (l *Ledger) Set(construct, fate string, n int32) int {
	c, f := slices.Index(constructNames[:], construct), slices.Index(fateNames[:], fate)
	if c < 0 || f < 0 {
		return -1
	}
	l[c][f] = n
	return c*int(Fates) + f
}

// MarshalJSON writes constructs and fates in their order.
func (l Ledger) MarshalJSON() ([]byte, error) { return l.AppendJSON(nil), nil }

// AppendJSON appends what MarshalJSON returns.
func (l Ledger) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	sep := ""
	for c := range l {
		if l[c] == [Fates]int32{} {
			continue
		}
		b = append(append(append(b, sep...), '"'), constructNames[c]...)
		sep = `":{"`
		for f, n := range l[c] {
			if n != 0 {
				b = append(append(append(b, sep...), fateNames[f]...), `":`...)
				b = strconv.AppendInt(b, int64(n), 10)
				sep = `,"`
			}
		}
		b, sep = append(b, '}'), ","
	}
	return append(b, '}')
}

// UnmarshalJSON reads what MarshalJSON writes.
func (l *Ledger) UnmarshalJSON(data []byte) error {
	var m map[string]map[string]int32
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	*l = Ledger{}
	for c, name := range constructNames {
		for f, fate := range fateNames {
			l[c][f] = m[name][fate]
		}
	}
	return nil
}
