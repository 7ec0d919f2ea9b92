package emit

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// A Withdrawn is what has become of the files of an item that is not to be
// published any more.
type Withdrawn struct {
	Removed []string // that were as a run had made them; or would be, in a dry run
	Draft   string   // the page that a person has edited, now a draft; "" if there is none
	Was     string   // where a run has written that, if it is elsewhere
	Left    []string // other files that a person has edited
}

// A Drafting is how a page is made a draft.
type Drafting struct {
	Mark func(page []byte) ([]byte, error) // returns a page that says that it is one

	// Place returns where a page of a path goes for the site not to show it, "" if
	// it can stay; nil if it always can.
	Place func(name string) string
}

// Withdraw takes what was written for an item, whose last entry is e, out of what
// is published: its post has become private, a draft or trash since. Files that
// nobody has edited are removed. A page that a person has edited or renamed stays,
// as a draft.
func (f *Folder) Withdraw(e *Entry, d Drafting) (w Withdrawn, err error) {
	for _, file := range e.made() {
		page := isPage(file.Path)
		if _, err := f.lstat(file.Path); err != nil && !f.before.moves.removes(file.Path) {
			now, ok := "", false
			if page && file.Path == e.Path {
				now, ok = f.stranger(e)
			}
			if !ok {
				continue // a person has deleted it
			}
			if w.Draft, _, err = f.MakeDraft(now, d); err != nil {
				return w, err
			}
			w.Was = file.Path
			continue
		}
		removed, err := f.removeOurs(file, !page || e.From == "")
		switch {
		case err != nil:
			return w, err
		case removed:
			w.Removed = append(w.Removed, file.Path)
		case !page:
			w.Left = append(w.Left, file.Path)
		default:
			if w.Draft, _, err = f.MakeDraft(file.Path, d); err != nil {
				return w, err
			}
			if w.Draft != file.Path {
				w.Was = file.Path
			}
		}
	}
	return w, nil
}

// stranger returns where a page is that a person has moved since the last run.
func (f *Folder) stranger(e *Entry) (string, bool) {
	f.strangersOnce.Do(f.findStrangers)
	if d, ok := digestOf(e.SHA256); ok {
		if file, ok := f.strangers.bySum[d]; ok {
			return file, true
		}
	}
	if e.ID == 0 {
		return "", false
	}
	file, ok := f.strangers.byID[strconv.FormatInt(e.ID, 10)]
	return file, ok
}

// MakeDraft makes a page a draft, and returns where it is now and whether that has
// changed it. A person may have edited the page.
func (f *Folder) MakeDraft(name string, d Drafting) (now string, made bool, err error) {
	if made, err = f.mark(name, d); err != nil {
		return name, made, f.failed(name, err)
	}
	if d.Place == nil {
		return name, made, nil
	}
	to := d.Place(name)
	if to == "" {
		return name, made, nil
	}
	if to, err = f.vacant(to); err == nil {
		err = f.rename(name, to, true)
	}
	if err == nil {
		err = f.noteMoved()
	}
	if err != nil {
		return name, made, f.failed(name, err)
	}
	return to, true, nil
}

// IsDraft reports whether a page is a draft already: MakeDraft would leave it as it is.
func (f *Folder) IsDraft(name string, d Drafting) bool {
	page, err := f.read(name)
	if err != nil {
		return false
	}
	marked, err := d.Mark(page)
	return err == nil && string(marked) == string(page) && (d.Place == nil || d.Place(name) == "")
}

// vacant returns the first name like one that no file has.
func (f *Folder) vacant(name string) (string, error) {
	ext := path.Ext(name)
	for n, free := 1, name; n < 1000; n++ {
		if n > 1 {
			free = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
		}
		if err := f.check(free); err != nil {
			return "", err
		}
		if _, err := f.lstat(free); errors.Is(err, fs.ErrNotExist) {
			return free, nil
		}
	}
	return "", errors.New("there is no place for the draft")
}

func (f *Folder) mark(name string, d Drafting) (made bool, err error) {
	if f.check(name) != nil || !f.regular(name) {
		return false, errors.New("not a file that can be made a draft")
	}
	page, err := f.read(name)
	if err != nil {
		return false, err
	}
	now, err := d.Mark(page)
	if err != nil || string(now) == string(page) {
		return false, err
	}
	if f.dry {
		return true, nil
	}
	return true, f.writeFile(name, now)
}
