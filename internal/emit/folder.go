package emit

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"

	"github.com/wp2md/wp2md/internal/merge"
)

// Options say how a Folder is opened.
type Options struct {
	Force  bool // also one that has files but no manifest of ours
	DryRun bool // decide as ever, write nothing

	// Prefer decides for every page of which a person and this run have changed
	// the same place. Without it such a page stays as it is, and the new version
	// is put beside it.
	Prefer Side

	// Contents asks for the bytes of pages that change, in [File].Contents.
	Contents bool
}

// Side is one of the two that may have changed a page.
type Side = merge.Side

const (
	Neither Side = merge.Neither
	Ours    Side = merge.Ours   // what the person wrote stands
	Theirs  Side = merge.Theirs // what is generated stands; what was deleted is written again
)

// Folder is an output folder during a run. It is made when the first file or
// line goes into it, so a run that fails before leaves nothing behind. Its
// methods may be called by any number of goroutines.
type Folder struct {
	dir     string
	dry     bool
	o       Options
	before  *previous
	others  others
	wasOurs bool          // there was a run before
	temps   atomic.Uint64 // number of the next temporary file
	looks   atomic.Bool   // see writeNew

	mu   sync.Mutex
	root *os.Root // nil until the folder is there
	made bool     // and has what makes it ours
	now  map[uint64]digest
	dirs map[string]bool // folders that are there, without old temporary files

	held dirs

	base     *pack
	merging  map[digest]digest  // see mergingPath
	merged   map[digest]bool    // pages that a killed run has merged, and that are as it has generated them
	mergings *os.File           // the same of this run, guarded by lines.mu
	pending  map[digest]*[]byte // records of pages that are written and not recorded
	live     set                // packKey of the pages that this run has recorded
	kept     []uint64           // the same, in their order
	away     set                // hash of the files that this run has removed
	pruning  bool               // and what one that was killed has removed is as if it did

	strangersOnce sync.Once
	strangers     strangers

	locked  *os.File            // see lock
	spools  map[string]*os.File // temporary files that are still there
	moves   *os.File            // see noteMove
	records recordSums          // of those that were there, if there are moves
	views   map[string]string   // see see

	lines journal
}

// Open opens the folder dir, which need not exist. It refuses one that has
// files but no manifest of an earlier run.
func Open(dir string, o Options) (*Folder, error) {
	f := &Folder{dir: dir, dry: o.DryRun, o: o, now: map[uint64]digest{}, dirs: map[string]bool{}, pending: map[digest]*[]byte{}}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Lstat(dir); err == nil {
			return nil, f.failed("", errors.New("the link leads to nothing"))
		}
	case err != nil:
		if info, err := os.Stat(dir); err == nil && !info.IsDir() {
			return nil, f.failed("", errors.New("not a folder"))
		}
		return nil, f.failed("", err)
	default:
		if err := f.admit(root, o.Force); err != nil {
			root.Close()
			return nil, err
		}
		f.root = root
		if info, err := root.Lstat(ourFolder); err == nil && info.IsDir() {
			if err := f.lock(root); err != nil {
				f.Close()
				return nil, err
			}
		}
		f.wasOurs = recorded(root)
	}
	if f.before, err = readPrevious(f.root); err != nil {
		f.Close()
		return nil, f.failed(ourFolder, err)
	}
	if f.base, err = readPack(f.root); err != nil {
		f.Close()
		return nil, f.failed(packPath, err)
	}
	f.merging, f.merged = readMerging(f.root)
	f.readOthers()
	return f, nil
}

// admit refuses a folder that is not ours.
func (f *Folder) admit(root *os.Root, force bool) error {
	if force || recorded(root) {
		return nil
	}
	d, err := root.Open(".")
	if err != nil {
		return f.failed("", err)
	}
	defer d.Close()
	names, err := d.Readdirnames(2)
	if err != nil && err != io.EOF {
		return f.failed("", err)
	}
	for _, name := range names {
		if name != ourFolder { // a run may have been killed before it had more
			return ForeignError{f.dir}
		}
	}
	return nil
}

// Ours reports whether the folder has the record of an earlier run.
func (f *Folder) Ours() bool {
	root := f.handle()
	return root != nil && recorded(root)
}

func recorded(root *os.Root) bool {
	for _, name := range []string{manifestPath, journalPath} {
		if info, err := root.Lstat(name); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// handle returns the folder, or nil if it is not there yet.
func (f *Folder) handle() *os.Root {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.root
}
