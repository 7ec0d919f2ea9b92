package emit

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Clear takes away what earlier runs have written and nobody has changed since,
// and all that is known of it: the next run is the first. It returns the files
// that stay, for a person has changed them. A file that was fetched goes where
// move says, and counts as fetched there. A dry run changes nothing. The folder
// is to be closed after it, and opened again.
func (f *Folder) Clear(move func(Other) string) (left []string, err error) {
	root := f.handle()
	if root == nil {
		return nil, nil
	}
	var all []Other
	for o := range f.previousOthers() {
		all = append(all, o)
	}
	fetched := map[string]bool{}
	for _, o := range all {
		if o.URL != "" {
			fetched[o.Path] = true
		}
	}
	for line, err := range f.before.lines() {
		if err != nil {
			return nil, f.failed(manifestPath, err)
		}
		for _, o := range line.entry.made() {
			if !fetched[o.Path] {
				all = append(all, o)
			}
		}
	}
	seen, dirs := map[string]bool{}, map[string]bool{}
	for _, o := range all {
		name := path.Clean(o.Path)
		if seen[name] || f.check(name) != nil {
			continue
		}
		seen[name] = true
		is, known := f.asMade(root, o)
		switch {
		case !known:
			continue
		case !is:
			left = append(left, name)
			continue
		case f.dry:
			continue
		}
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			dirs[d] = true
		}
		if err := f.clear(root, o, name, move); err != nil {
			return left, f.failed(name, err)
		}
	}
	if f.dry {
		return left, nil
	}
	deepest := make([]string, 0, len(dirs))
	for d := range dirs {
		deepest = append(deepest, d)
	}
	slices.SortFunc(deepest, func(a, b string) int { return len(b) - len(a) })
	for _, d := range deepest {
		_ = root.Remove(d) // one that is not empty stays
	}
	if err := f.closeOthers(); err != nil {
		return left, err
	}
	own, err := fs.ReadDir(root.FS(), ourFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return left, f.failed(ourFolder, err)
	}
	for _, e := range own {
		if e.IsDir() || e.Name() == fetchedName || e.Name() == "lock" {
			continue
		}
		if err := root.Remove(ourFolder + "/" + e.Name()); err != nil {
			return left, f.failed(ourFolder+"/"+e.Name(), err)
		}
	}
	return left, nil
}

// asMade reports whether a file is as a run has made it. It is not known if it is
// not there.
func (f *Folder) asMade(root *os.Root, o Other) (is, known bool) {
	want, ok := digestOf(o.SHA256)
	info, err := root.Lstat(o.Path)
	if !ok || err != nil || !info.Mode().IsRegular() {
		return false, err == nil
	}
	file, err := root.Open(o.Path)
	if err != nil {
		return false, true
	}
	defer file.Close()
	got, err := digestOfFile(file)
	return err == nil && got == want, true
}

// clear takes one file away, or moves it.
func (f *Folder) clear(root *os.Root, o Other, name string, move func(Other) string) error {
	to := ""
	if o.URL != "" {
		to = move(o)
	}
	if to == "" || to == name || f.check(to) != nil || !filepath.IsLocal(filepath.FromSlash(to)) {
		return root.Remove(name)
	}
	if _, err := root.Lstat(to); err == nil {
		return root.Remove(name)
	}
	if _, err := f.make(path.Dir(to)); err != nil {
		return err
	}
	if err := root.Rename(name, to); err != nil {
		return err
	}
	return f.NoteFetched(Other{Path: to, SHA256: o.SHA256, URL: o.URL})
}
