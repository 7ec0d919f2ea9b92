// Package frontmatter makes the block of YAML at the head of a Markdown file,
// and reads it back.
//
// What a page's block holds is said by [Settings], which know the fields of
// the plain preset and what the user's settings file makes of them. [Marshal]
// writes fields, [Split] and [Unmarshal] read them.
//
// It promises that every string is double-quoted on one line, whatever it
// holds, and that YAML 1.1 and 1.2 readers get the same string back; that the
// same post gives the same bytes; and that a field that cannot be made for one
// post is that post's error. It does not choose what a description or an image
// is: the caller fills in a [Post].
package frontmatter

// Field is one key of a block and its value, which has one of these types:
//
//	string, bool, int, int64, float64
//	time.Time         as a string; without offset if the location is time.UTC
//	[]string, []any   a list of values of these types
//	[][]string        a list of lists, each on one line in brackets
//	[]Field           a mapping, in this order
//	nil               null
//
// A time.Time in [time.UTC] is a wall clock whose zone is not known: exports
// have such times. A time in Greenwich is one in a location of offset 0.
type Field struct {
	Name  string
	Value any
}
