// Package stack makes room on the stack of a goroutine before it is needed.
//
// A stack begins with 2 KB, and each time it has to double, every frame on it is looked up in the tables of the
// program: what is read of these for the first time costs a short run more than the rest. A stack that is nearly
// empty has few frames, so a goroutine that is known to get deep makes its room when it begins.
package stack

// Page is the room that the conversion of most pages takes.
type Page = [12 << 10]byte

// The expressions that packages of others compile when the program begins take 512 KB: their repetitions nest. This
// package imports nothing, so that it begins before nearly all others.
func init() { Room[[150 << 10]byte]() }

// Room makes room for two values of a type.
func Room[T any]() { wide[T](nil, nil) }

// wide needs room for a value, and once more to pass it on, which it never does.
//
//go:noinline
func wide[T any](value *T, take func(T)) {
	if value != nil {
		take(*value)
	}
}
