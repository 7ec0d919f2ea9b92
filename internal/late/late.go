// Package late makes what most runs do not need when it is needed, not when the
// program begins.
package late

import (
	"regexp"
	"sync"
)

// Regexp compiles an expression when it is asked for the first time. It panics if
// there is none like it.
func Regexp(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
