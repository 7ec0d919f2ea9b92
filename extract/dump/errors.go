package dump

import (
	"fmt"
	"strings"
)

// A RefusedError says that a source is no database that can be read.
type RefusedError struct {
	File   string
	Reason string // what it looks like
	hint   string
	named  bool // it is a backup all the same
	lost   bool
}

func refuse(file, reason, hint string) error {
	return &RefusedError{File: file, Reason: reason, hint: hint}
}

func (e *RefusedError) Error() string { return e.File + ": " + e.Reason }

// Lost reports whether the file holds posts that may be missing, and is not just
// something else.
func (e *RefusedError) Lost() bool { return e.lost }

// Hint says what to try instead; it may be empty.
func (e *RefusedError) Hint() string { return e.hint }

// A SitesError says that a database holds several sites, or not the one with
// the given prefix.
type SitesError struct {
	File   string
	Prefix string // that was asked for
	Sites  []Site
}

func (e *SitesError) Error() string {
	var b strings.Builder
	if e.Prefix != "" {
		fmt.Fprintf(&b, "%s: no site with the prefix %q", e.File, e.Prefix)
		if len(e.Sites) > 0 {
			b.WriteString("; there are:")
		}
	} else {
		fmt.Fprintf(&b, "%s: %d sites in one database:", e.File, len(e.Sites))
	}
	for _, s := range e.Sites {
		rows := "rows"
		if s.Posts == 1 {
			rows = "row"
		}
		fmt.Fprintf(&b, "\n%-12s %s, %s, %d %s of posts", s.Prefix, s.Title, s.Home, s.Posts, rows)
	}
	return b.String()
}

// Hint says what to do.
func (e *SitesError) Hint() string { return "choose one with --site PREFIX" }

// A TruncatedError says that a dump ends before it is complete. Every whole row
// was read.
type TruncatedError struct {
	File  string
	Line  int    // where the file ends
	Table string // in which it ends; may be empty
	Err   error  // what ended it, such as damaged compression; may be nil
}

func (e *TruncatedError) Error() string {
	s := fmt.Sprintf("%s: line %d: the dump ends before it is complete", e.File, e.Line)
	if e.Table != "" {
		s = fmt.Sprintf("%s: line %d: the dump ends inside the table %s; every whole row before that is read", e.File, e.Line, e.Table)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Hint says what to try.
func (e *TruncatedError) Hint() string {
	if e.Err != nil {
		return "the file is damaged: copy or download it again"
	}
	return "dump the database again, or copy the file again; what comes after its end is missing"
}

func (e *TruncatedError) Unwrap() error { return e.Err }
