package bigpages

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// What the runtime allocates next lies in memory that asks for large pages.
func TestHeap(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil || syscall.Getpagesize() != 4<<10 || unsafe.Sizeof(uintptr(0)) < 8 {
		t.Skip("no large pages here")
	}
	if flags := flagsOf(t, uintptr(unsafe.Pointer(first))); !strings.Contains(flags, " hg") {
		t.Errorf("the beginning of the heap, at %p, has the flags %q", first, flags)
	}
	// The goroutine that had the heap grow may not have ended yet, on a busy
	// machine, and then its stack still takes the room.
	var kept [][]byte
	for try := 0; ; try++ {
		data := make([]byte, 10<<20)
		kept = append(kept, data)
		begin, end := flagsOf(t, uintptr(unsafe.Pointer(&data[0]))), flagsOf(t, uintptr(unsafe.Pointer(&data[len(data)-1])))
		if strings.Contains(begin, " hg") && strings.Contains(end, " hg") {
			break
		}
		if try == 100 {
			t.Fatalf("the memory from %p to %p has the flags %q and %q", &data[0], &data[len(data)-1], begin, end)
		}
		time.Sleep(10 * time.Millisecond)
	}
	runtime.KeepAlive(kept)
}

// flagsOf returns what the system says of the memory at an address.
func flagsOf(t *testing.T, at uintptr) string {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	within := false
	for s := bufio.NewScanner(f); s.Scan(); {
		var begin, end uintptr
		if _, err := fmt.Sscanf(s.Text(), "%x-%x ", &begin, &end); err == nil {
			within = begin <= at && at < end
		}
		if flags, ok := strings.CutPrefix(s.Text(), "VmFlags:"); ok && within {
			return flags
		}
	}
	return ""
}
