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
// what is new in it, or take for a person's edit what that run has made. A line is two
// halves of SHA-256 in hex: of the page as it was merged and of that version. They are
// equal if the page is that version; the second one is zeros if a merge has made it so, for
// it has left nothing of what a person has edited.
const mergingPath = ourFolder + "/merging"

func readMerging(root *os.Root) (from map[digest]digest, whole map[digest]bool) {
	from, whole = map[digest]digest{}, map[digest]bool{}
	if root == nil {
		return from, whole
	}
	raw, err := root.ReadFile(mergingPath)
	if err != nil {
		return from, whole
	}
	for line := range bytes.Lines(raw) {
		var m, v digest
		if len(line) != 4*len(m)+2 {
			continue
		}
		_, err1 := hex.Decode(m[:], line[:2*len(m)])
		_, err2 := hex.Decode(v[:], line[2*len(m)+1:4*len(m)+1])
		if err1 == nil && err2 == nil {
			whole[m] = v == (digest{})
			if whole[m] {
				v = m
			}
			from[m] = v
		}
	}
	return from, whole
}

// mergeFrom notes that a page is about to hold what was merged from a version.
func (f *Folder) mergeFrom(merged, version digest) error {
	root, err := f.make(ourFolder)
	if err != nil {
		return err
	}
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	if f.mergings == nil {
		if f.mergings, err = root.OpenFile(mergingPath, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666); err != nil {
			return err
		}
		if _, err = f.mergings.WriteString("\n"); err != nil { // the last line of a run that was killed may be cut
			return err
		}
	}
	_, err = fmt.Fprintf(f.mergings, "%x %x\n", merged, version)
	return err
}

// closeMergings closes mergingPath.
func (f *Folder) closeMergings() error {
	if f.mergings == nil {
		return nil
	}
	err := f.mergings.Close()
	f.mergings = nil
	return err
}

// isLeft reports whether a page is a version that a killed run has put in the place of
// another.
func (f *Folder) isLeft(name string) bool {
	if len(f.merging) == 0 {
		return false
	}
	sum, ok := f.digestOn(name)
	if !ok {
		return false
	}
	version, ok := f.merging[sum]
	return ok && version == sum
}
