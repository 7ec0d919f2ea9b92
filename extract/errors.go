package extract

import (
	"fmt"
	"strings"
)

// A RefusedError says that a source is not an export that can be read, or not
// together with the others.
type RefusedError struct {
	File   string
	With   string // the other file, if the two do not belong together
	Reason string // what it looks like
	lost   bool
	hint   string
}

func (e *RefusedError) Error() string {
	if e.With != "" {
		return e.File + " and " + e.With + " are " + e.Reason
	}
	return e.File + ": " + e.Reason
}

func refuse(file, reason, hint string) error {
	return &RefusedError{File: file, Reason: reason, hint: hint}
}

// Lost reports whether the file may well be an export, and cannot be read: what it
// holds is missing, and is not just something else.
func (e *RefusedError) Lost() bool { return e.lost }

// Hint says what to try instead; it may be empty.
func (e *RefusedError) Hint() string { return e.hint }

// A TruncatedError says that a file ends before the export does. Every whole
// item of the file has been delivered before it, and so has the one that is
// cut, if there is one.
type TruncatedError struct {
	File  string
	Line  int // where the file ends
	Whole int // items before that are whole
	Cut   bool
	// ID and Title are those of the item that is cut, else of the last whole
	// one; zero if unknown.
	ID    int64
	Title string
	Err   error // what ended the file, such as damaged compression; may be nil

	goesOn bool   // another export follows in the file
	tail   string // the last bytes, which may hold the error message of the server
}

func (e *TruncatedError) Error() string {
	var b strings.Builder
	what := "the file"
	if e.goesOn {
		what = "one of several exports in the file"
	}
	fmt.Fprintf(&b, "%s: line %d: %s ends ", e.File, e.Line, what)
	items := plural(e.Whole, "item")
	switch {
	case e.Cut:
		b.WriteString("inside an item")
		if n := e.item(); n != "" {
			fmt.Fprintf(&b, " (%s)", n)
		}
		fmt.Fprintf(&b, "; %s before it %s whole", items, isAre(e.Whole))
	case e.Whole == 0:
		b.WriteString("before the first item")
	default:
		b.WriteString("between items")
		if n := e.item(); n != "" {
			fmt.Fprintf(&b, ", after %s", n)
		}
		fmt.Fprintf(&b, "; its %s %s whole", items, isAre(e.Whole))
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

func (e *TruncatedError) Unwrap() error { return e.Err }

// item names the item of the error, as far as it is known.
func (e *TruncatedError) item() string {
	switch {
	case e.Title != "":
		return fmt.Sprintf("%q", shorten(e.Title, 60))
	case e.ID != 0:
		return fmt.Sprintf("ID %d", e.ID)
	}
	return ""
}

// Hint says what to try.
func (e *TruncatedError) Hint() string {
	switch {
	case e.Err != nil:
		return "the file is damaged: download or copy it again"
	case strings.Contains(e.tail, "Allowed memory size"):
		return "the site ran out of memory while exporting: export posts, pages and media apart, or by year, and give all the files"
	case strings.Contains(e.tail, "Maximum execution time"),
		strings.Contains(e.tail, "504 Gateway"), strings.Contains(e.tail, "502 Bad Gateway"):
		return "the site ran out of time while exporting: export posts, pages and media apart, or by year, and give all the files"
	case strings.Contains(e.tail, "critical error"), strings.Contains(e.tail, "Fatal error"):
		return "the export ends in an error of the site: deactivate its plugins and export again, or export in parts"
	}
	return "download or export it again; exports of big sites come through in parts (by type, author or year): give all the files"
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// shorten cuts s after at most n runes.
func shorten(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
