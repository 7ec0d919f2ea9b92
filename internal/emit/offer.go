package emit

import (
	"crypto/sha256"
)

// Offer puts a file of a path there for those who have none: settings, say. One
// that is there and that no run has written, or that a person has changed, is
// theirs, and there is no new version beside it. One that a person has deleted
// stays away.
func (f *Folder) Offer(name string, data []byte) (File, error) {
	if err := f.check(name); err != nil {
		return File{}, err
	}
	v := version{sum: sha256.Sum256(data), size: int64(len(data)), data: data, offer: true}
	v.put = func(to string) error { return f.writeFile(to, data) }
	return f.place(name, &v)
}
