package emit

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
)

// mergingPath is the file that says, while a run lasts, from which generated
// version a page was merged: a run may be killed after it has written the page
// and before it has recorded that, and merging the page once more could double
// what is new in it. A line is two halves of SHA-256 in hex: of the page as it
// was merged and of that version.
const mergingPath = ourFolder + "/merging"

func readMerging(root *os.Root) map[digest]digest {
	from := map[digest]digest{}
	if root == nil {
		return from
	}
	raw, err := root.ReadFile(mergingPath)
	if err != nil {
		return from
	}
	for line := range bytes.Lines(raw) {
		var m, v digest
		if len(line) != 4*len(m)+2 {
			continue
		}
		_, err1 := hex.Decode(m[:], line[:2*len(m)])
		_, err2 := hex.Decode(v[:], line[2*len(m)+1:4*len(m)+1])
		if err1 == nil && err2 == nil {
			from[m] = v
		}
	}
	return from
}

// mergeFrom notes that a page is about to hold what was merged from a version.
func (f *Folder) mergeFrom(merged, version digest) error {
	root, err := f.make(ourFolder)
	if err != nil {
		return err
	}
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	file, err := root.OpenFile(mergingPath, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(file, "%x %x\n", merged, version)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	return err
}
