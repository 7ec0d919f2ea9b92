package bigpages

import (
	"syscall"
	"unsafe"

	"github.com/wp2md/wp2md/internal/stack"
)

// size is how large a large page is where a small one has 4 KB.
const size = 2 << 20

// first lies where the heap begins.
var first = new([64]byte)

// The packages that begin later than this one, most, already use large pages.
func init() {
	if syscall.Getpagesize() != 4<<10 || unsafe.Sizeof(uintptr(0)) < 8 {
		return
	}
	var here byte // on the stack, which is of the heap, too, and was made before
	begin := min(uintptr(unsafe.Pointer(first)), uintptr(unsafe.Pointer(&here))) &^ (size - 1)
	if madvise(begin, size, syscall.MADV_HUGEPAGE) != 0 {
		return
	}
	const collapse = 25 // MADV_COLLAPSE: what has small pages gets a large one (since Linux 6.1, else nothing)
	madvise(begin, size, collapse)
	madvise(begin+size, size, collapse)
	// A heap that the runtime has put elsewhere is left as it is: this is advice alone, and
	// no more than a run is as slow without it.
	if end := grow() &^ (size - 1); end > begin && end-begin < 5*room {
		madvise(begin, end+size-begin, syscall.MADV_HUGEPAGE)
	}
}

// room makes a stack of 64 MB, by which the heap grows: stacks double in size.
const room = 20 << 20

// grow has the runtime ask the system for more heap, none of which is used
// yet, and returns an address at its end. A stack lies in the heap, and when its
// goroutine ends it is free at once, without a collection.
func grow() uintptr {
	end := make(chan uintptr)
	go func() {
		stack.Room[[room]byte]()
		var here byte
		end <- uintptr(unsafe.Pointer(&here))
	}()
	return <-end
}

func madvise(begin, length uintptr, advice int) syscall.Errno {
	_, _, err := syscall.Syscall(syscall.SYS_MADVISE, begin, length, uintptr(advice))
	return err
}
