package emit

import "encoding/hex"

// Again reports whether the file of a path is there as an earlier run made it, with
// the SHA-256 that is given in hex, and nothing is to be done about it. If so, this
// run has the file, as if it had been written anew.
func (f *Folder) Again(name, sum string) (File, bool) {
	v, ok := f.holds(name, sum)
	if !ok {
		return File{}, false
	}
	if _, err := f.claim(name, v.sum); err != nil {
		return File{}, false
	}
	return File{State: Unchanged, Path: name, SHA256: sum}, true
}

// Holds is Again of a run that may have nothing to do: it has the file only if it says
// so otherwise.
func (f *Folder) Holds(name, sum string) bool {
	_, ok := f.holds(name, sum)
	return ok
}

func (f *Folder) holds(name, sum string) (v version, ok bool) {
	key := hash(name)
	d, ok := digestOf(sum)
	if _, err := hex.Decode(v.sum[:], []byte(sum)); !ok || err != nil || f.check(name) != nil {
		return v, false
	}
	f.mu.Lock()
	last, known := f.before.sums[key]
	f.mu.Unlock()
	_, renamed := f.before.moved[key]
	_, waits := f.before.bases[key]
	if !known || last.digest != d || renamed || waits || isPage(name) && !f.base.has(d) {
		return v, false
	}
	v.size = -1
	found, err := f.compare(name, &v, &d)
	return v, err == nil && found == same
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
