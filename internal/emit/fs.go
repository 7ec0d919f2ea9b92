package emit

import "io/fs"

// FS returns the files of the folder to read. It is good until Close; there is
// none before the folder is.
func (f *Folder) FS() (fs.FS, bool) {
	root := f.handle()
	if root == nil {
		return nil, false
	}
	return root.FS(), true
}
