package emit

import (
	"io/fs"
	"path"
	"strings"
)

// renamed returns the file to which a person has moved a page that an earlier
// run wrote: one of the same bytes that no run is known to have written. The
// folder is looked through once, and only if a page is missing.
func (f *Folder) renamed(name string, last digest) (string, bool) {
	f.strangers.Do(func() {
		f.stranger = map[digest]string{}
		root := f.handle()
		if root == nil {
			return
		}
		// What cannot be read is not found: the page then counts as deleted.
		_ = fs.WalkDir(root.FS(), ".", func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir() && file != "." && strings.HasPrefix(d.Name(), "."):
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case !d.Type().IsRegular() || !strings.EqualFold(path.Ext(file), ".md"):
				return nil
			}
			if _, known := f.before.sums[hash(file)]; known {
				return nil
			}
			in, err := root.Open(file)
			if err != nil {
				return nil
			}
			defer in.Close()
			sum, err := digestOfFile(in)
			if _, taken := f.stranger[sum]; err == nil && !taken {
				f.stranger[sum] = file
			}
			return nil
		})
	})
	file, ok := f.stranger[last]
	return file, ok && path.Ext(file) == path.Ext(name)
}
