package stack

import (
	"testing"
	"unsafe"
)

// A stack with room stays where it is.
func TestRoom(t *testing.T) {
	moved := make(chan bool)
	go func() {
		Room[Page]()
		var here byte
		before := uintptr(unsafe.Pointer(&here))
		fill(10)
		moved <- before != uintptr(unsafe.Pointer(&here))
	}()
	if <-moved {
		t.Error("the stack grew")
	}
}

// fill takes a kilobyte of the stack for each call.
//
//go:noinline
func fill(calls int) byte {
	var taken [1 << 10]byte
	if calls > 0 {
		taken[calls] = fill(calls - 1)
	}
	return taken[len(taken)-1-calls]
}
