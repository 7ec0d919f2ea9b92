package emit

import "errors"

// A Withdrawn is what has become of the files of an item that is not to be
// published any more.
type Withdrawn struct {
	Removed []string // that were as a run had made them; or would be, in a dry run
	Draft   string   // the page that a person has edited, now a draft; "" if there is none
	Left    []string // other files that a person has edited
}

// Withdraw takes what was written for an item, whose last entry is e, out of what
// is published: its post has become private, a draft or trash since. Files that
// nobody has edited are removed. A page that a person has edited or renamed stays,
// as draft makes of it, which has the words of the page and what tells the new
// site not to show it.
func (f *Folder) Withdraw(e *Entry, draft func(page []byte) ([]byte, error)) (w Withdrawn, err error) {
	for _, file := range e.made() {
		if _, err := f.lstat(file.Path); err != nil {
			continue // a person has deleted it
		}
		page := isPage(file.Path)
		removed, err := f.removeOurs(file, !page || e.From == "")
		switch {
		case err != nil:
			return w, err
		case removed:
			w.Removed = append(w.Removed, file.Path)
		case !page:
			w.Left = append(w.Left, file.Path)
		default:
			if _, err := f.makeDraft(file.Path, draft); err != nil {
				return w, f.failed(file.Path, err)
			}
			w.Draft = file.Path
		}
	}
	return w, nil
}

// MakeDraft makes a page what draft makes of it, and reports whether that is
// another one. A person may have edited the page.
func (f *Folder) MakeDraft(name string, draft func(page []byte) ([]byte, error)) (made bool, err error) {
	if made, err = f.makeDraft(name, draft); err != nil {
		err = f.failed(name, err)
	}
	return made, err
}

func (f *Folder) makeDraft(name string, draft func([]byte) ([]byte, error)) (made bool, err error) {
	if f.check(name) != nil || !f.regular(name) {
		return false, errors.New("not a file that can be made a draft")
	}
	page, err := f.read(name)
	if err != nil {
		return false, err
	}
	now, err := draft(page)
	if err != nil || string(now) == string(page) {
		return false, err
	}
	if f.dry {
		return true, nil
	}
	return true, f.writeFile(name, now)
}
