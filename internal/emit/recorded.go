package emit

import (
	"encoding/json"
	"io"
	"iter"
)

// Recorded yields what this run has recorded so far, in order. A dry run has
// recorded nothing.
func (f *Folder) Recorded() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		f.lines.mu.Lock()
		none, start := f.lines.file == nil, f.lines.start
		var err error
		if !none {
			err = f.flush()
		}
		f.lines.mu.Unlock()
		if err != nil {
			yield(Entry{}, err)
			return
		}
		if none {
			return
		}
		file, err := f.handle().Open(journalPath)
		if err == nil {
			defer file.Close()
			_, err = file.Seek(start, io.SeekStart)
		}
		if err == nil {
			err = eachLine(file, func(_ int64, line []byte) error {
				var e Entry
				if err := json.Unmarshal(line, &e); err != nil {
					return err
				}
				if !yield(e, nil) {
					return errStop
				}
				return nil
			})
		}
		if err != nil && err != errStop {
			yield(Entry{}, f.failed(journalPath, err))
		}
	}
}
