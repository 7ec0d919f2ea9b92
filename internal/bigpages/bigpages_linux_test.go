package bigpages

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// What the runtime allocates next lies in memory that asks for large pages.
func TestHeap(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil || syscall.Getpagesize() != 4<<10 || unsafe.Sizeof(uintptr(0)) < 8 {
		t.Skip("no large pages here")
	}
	data := make([]byte, 10<<20)
	for _, at := range []uintptr{uintptr(unsafe.Pointer(first)), uintptr(unsafe.Pointer(&data[0])), uintptr(unsafe.Pointer(&data[len(data)-1]))} {
		if flags := flagsOf(t, at); !strings.Contains(flags, " hg") {
			t.Errorf("the memory at %x has the flags %q", at, flags)
		}
	}
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
