package emit

import (
	"io/fs"
	"os"
)

// Spool makes a temporary file in the program's own folder. The caller calls
// remove when it is done with it; Close does too. A run that is killed leaves it to the next.
func (f *Folder) Spool() (file *os.File, remove func(), err error) {
	root, err := f.make(ourFolder)
	if err != nil {
		return nil, nil, err
	}
	file, name, err := f.temp(root, ourFolder)
	if err != nil {
		return nil, nil, f.failed(ourFolder, err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.spools == nil {
		f.spools = map[string]*os.File{}
	}
	f.spools[name] = file
	return file, func() {
		file.Close()
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.spools[name] != nil && f.root != nil {
			delete(f.spools, name)
			f.root.Remove(name)
		}
	}, nil
}

// FS returns the files of the folder to read. It is good until Close; there is
// none before the folder is.
func (f *Folder) FS() (fs.FS, bool) {
	root := f.handle()
	if root == nil {
		return nil, false
	}
	return root.FS(), true
}
