package emit

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"strings"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// strangers are the pages of the folder that no run is known to have written.
type strangers struct {
	bySum map[digest]string
	byID  map[string]string // the first one of each ID
}

// renamed returns the file to which a person has moved a page that an earlier
// run wrote: a stranger that has its bytes or, if it was edited too, the ID that
// the page has in its front matter. The folder is looked through once, and only
// if a page is missing.
func (f *Folder) renamed(v *version, last digest) (string, bool) {
	f.strangersOnce.Do(f.findStrangers)
	if file, ok := f.strangers.bySum[last]; ok {
		return file, true
	}
	// A run that was killed may have updated it where it is.
	if file, ok := f.strangers.bySum[v.digest()]; ok {
		return file, true
	}
	if id := idOf(v.data); id != "" {
		file, ok := f.strangers.byID[id]
		return file, ok
	}
	return "", false
}

func (f *Folder) findStrangers() {
	s := &f.strangers
	s.bySum, s.byID = map[digest]string{}, map[string]string{}
	root := f.handle()
	if root == nil {
		return
	}
	// What cannot be read is not found: the page then counts as deleted.
	_ = fs.WalkDir(root.FS(), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && file != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || !isPage(file):
			return nil
		}
		if _, known := f.before.sums[hash(file)]; known {
			return nil
		}
		if info, err := d.Info(); err != nil || info.Size() > maxPage {
			return nil
		}
		data, err := root.ReadFile(file)
		if err != nil {
			return nil
		}
		sum := sha256.Sum256(data)
		if d := digest(sum[:len(digest{})]); s.bySum[d] == "" {
			s.bySum[d] = file
		}
		if id := idOf(data); id != "" && s.byID[id] == "" {
			s.byID[id] = file
		}
		return nil
	})
}

// idOf returns the ID that a page has in its front matter, or "". Some targets
// have another name for it, in a part of the block or in a header.
func idOf(page []byte) string {
	block, _, err := frontmatter.Split(page)
	if err != nil {
		return ""
	}
	if block == nil {
		block, _ = frontmatter.SplitHeader(page)
	}
	nested := false
	for line := range bytes.Lines(block) {
		rest, ok := bytes.CutPrefix(line, []byte("wp_id"))
		if !ok {
			if rest, ok = bytes.CutPrefix(line, []byte("id")); !ok && nested {
				rest, ok = bytes.CutPrefix(line, []byte("  id"))
			}
		}
		if line[0] != ' ' {
			nested = bytes.HasPrefix(line, []byte("extra:"))
		}
		if !ok {
			continue
		}
		rest = bytes.TrimLeft(rest, " \t")
		if len(rest) > 0 && (rest[0] == ':' || rest[0] == '=') {
			return strings.Trim(strings.TrimSpace(string(rest[1:])), `"'`)
		}
	}
	return ""
}
