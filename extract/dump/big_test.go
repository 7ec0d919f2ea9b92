package dump

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestBig(t *testing.T) {
	name := os.Getenv("BIG_SQL")
	if name == "" {
		t.Skip()
	}
	if _, err := os.Stat(name); err != nil {
		f, _ := os.Create(name)
		if err := synthetic(f, 1000<<20); err != nil {
			t.Fatal(err)
		}
		f.Close()
		return
	}
	src := open(t, Options{}, name)
	n := 0
	for range src.Items(nil) {
		n++
	}
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "VmHWM") {
			fmt.Print(n, line)
		}
	}
}
