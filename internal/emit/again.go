package emit

import "encoding/hex"

// Again reports whether the file of a path is there as an earlier run made it, with
// the SHA-256 that is given in hex, and nothing is to be done about it. If so, this
// run has the file, as if it had been written anew.
func (f *Folder) Again(name, sum string) (File, bool) {
	key := hash(name)
	var v version
	d, ok := digestOf(sum)
	if _, err := hex.Decode(v.sum[:], []byte(sum)); !ok || err != nil || f.check(name) != nil {
		return File{}, false
	}
	f.mu.Lock()
	last, known := f.before.sums[key]
	f.mu.Unlock()
	_, renamed := f.before.moved[key]
	_, waits := f.before.bases[key]
	if !known || last.digest != d || renamed || waits || isPage(name) && !f.base.has(d) {
		return File{}, false
	}
	v.size = -1
	if found, err := f.compare(name, &v, &d); err != nil || found != same {
		return File{}, false
	}
	if _, err := f.claim(name, v.sum); err != nil {
		return File{}, false
	}
	return File{State: Unchanged, Path: name, SHA256: sum}, true
}

// Settled returns the digest of the manifest of the last run, or "" if there is none
// or more is to be known than what it says: a run was killed, or this one has moved
// files.
func (f *Folder) Settled() string {
	root := f.handle()
	if root == nil || f.before.journal > 0 || len(f.before.went) > 0 || f.before.damaged > 0 {
		return ""
	}
	for _, name := range []string{movesPath, mergingPath} {
		if _, err := root.Lstat(name); err == nil {
			return ""
		}
	}
	return digestOfManifest(root)
}

// Manifest returns the digest of the manifest, when this run has come to its end.
func (f *Folder) Manifest() string {
	if root := f.handle(); root != nil {
		return digestOfManifest(root)
	}
	return ""
}
