package live

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// A journal is a folder that holds every answer of the site. A fetch that was
// interrupted goes on with it; one that was finished asks only for what has
// changed since.
//
// journal.jsonl has a line for each answer, written after the file that holds
// its body; a line that a crash cut off is not read. Drafts can be among the
// answers, so only the owner may read the folder. Passwords are not in it.
type journal struct {
	dir string

	mu      sync.Mutex
	f       *os.File
	entries map[string]*entry // the newest for each key
	order   []*entry          // as journalled; one that is newer replaces another of its key
	touched map[string]bool   // files that this run stands on

	run     int       // number of this run, from 1
	started time.Time // when it began, before it was interrupted
	since   time.Time // when the last finished run began; zero if there is none
}

// entry is one line: a run that begins or ends, or an answer.
type entry struct {
	Site    string    `json:"site,omitempty"` // of a run that begins
	Started time.Time `json:"started,omitzero"`
	Done    bool      `json:"done,omitempty"`

	Run     int               `json:"run"`
	Key     string            `json:"key,omitempty"`
	Tag     string            `json:"tag,omitempty"`
	Status  int               `json:"status,omitempty"`
	Final   string            `json:"final,omitempty"`
	Headers map[string]string `json:"headers,omitempty"`
	File    string            `json:"file,omitempty"`
	Size    int               `json:"size,omitempty"`
}

// newIndex returns a journal of answers that can be had again at any time: they
// are not kept, only listed.
func newIndex(now time.Time) *journal {
	return &journal{entries: map[string]*entry{}, touched: map[string]bool{}, run: 1, started: now}
}

// note lists an answer that is not kept.
func (j *journal) note(e *entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.Run = j.run
	j.add(e)
}

// openJournal opens the journal in dir, or begins one.
func openJournal(dir, site string, now time.Time) (*journal, error) {
	j := &journal{dir: dir, entries: map[string]*entry{}, touched: map[string]bool{}}
	if err := os.MkdirAll(filepath.Join(dir, "answers"), 0o700); err != nil {
		return nil, err
	}
	name := filepath.Join(dir, "journal.jsonl")
	data, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	done, whole, other := true, 0, ""
	for rest := data; ; {
		line, more, ok := bytes.Cut(rest, []byte("\n"))
		if !ok {
			break
		}
		rest = more
		whole += len(line) + 1
		var e entry
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		switch {
		case e.Site != "":
			if e.Site != site {
				other = e.Site
			}
			j.run, j.started, done = e.Run, e.Started, false
		case e.Done:
			j.since, done = j.started, true
		case e.Key != "":
			j.add(&e)
		}
	}
	switch {
	case other != "" && len(j.entries) > 0:
		return nil, &otherSiteError{dir, other}
	case other != "":
		done, whole = true, 0 // a name that nobody has answered to, mistyped perhaps
	}
	if j.f, err = os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o600); err != nil {
		return nil, err
	}
	if err := j.f.Truncate(int64(whole)); err != nil {
		j.f.Close()
		return nil, err
	}
	if _, err := j.f.Seek(0, 2); err != nil {
		j.f.Close()
		return nil, err
	}
	if done {
		j.run++
		j.started = now.UTC().Truncate(time.Second)
		err = j.line(&entry{Site: site, Started: j.started, Run: j.run})
	}
	if err != nil {
		j.f.Close()
		return nil, err
	}
	return j, nil
}

func (j *journal) add(e *entry) {
	j.entries[e.Key] = e
	j.order = append(j.order, e)
}

func (j *journal) line(e *entry) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = j.f.Write(append(raw, '\n'))
	return err
}

// answer returns what this run, or with old one before it, was told for a key.
func (j *journal) answer(key string, old bool) *entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.entries[key]
	if e == nil || e.Run != j.run && !old {
		return nil
	}
	j.touched[e.File] = true
	return e
}

// body reads what an answer held.
func (j *journal) body(e *entry) ([]byte, error) {
	if e.Size == 0 {
		return nil, nil
	}
	b, err := os.ReadFile(filepath.Join(j.dir, "answers", e.File))
	if err == nil && len(b) != e.Size {
		err = fmt.Errorf("%s: %d bytes, not %d as journalled", filepath.Join(j.dir, "answers", e.File), len(b), e.Size)
	}
	return b, err
}

// put journals an answer. With a nil body it is the old one, still true.
func (j *journal) put(e *entry, body []byte) error {
	e.Run = j.run
	if body != nil {
		sum := sha256.Sum256([]byte(e.Key))
		e.File, e.Size = fmt.Sprintf("%s-%d", hex.EncodeToString(sum[:12]), j.run), len(body)
		name := filepath.Join(j.dir, "answers", e.File)
		if err := os.WriteFile(name+".part", body, 0o600); err != nil {
			return err
		}
		if err := os.Rename(name+".part", name); err != nil {
			return err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.add(e)
	j.touched[e.File] = true
	return j.line(e)
}

// tagged returns the answers with a tag of this run, with old also of those before
// it, the oldest first. What it does not return is not kept.
func (j *journal) tagged(tag string, old bool) []*entry {
	j.mu.Lock()
	defer j.mu.Unlock()
	var list []*entry
	for _, e := range j.order {
		if e.Tag == tag && e.Status == 200 && j.entries[e.Key] == e && (old || e.Run == j.run) {
			list = append(list, e)
			j.touched[e.File] = true
		}
	}
	return list
}

// done ends the run: the journal is written anew, with only what it stood on.
func (j *journal) done(site string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return nil
	}
	name := filepath.Join(j.dir, "journal.jsonl")
	f, err := os.OpenFile(name+".part", os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	enc.Encode(&entry{Site: site, Started: j.started, Run: j.run})
	kept := map[string]bool{}
	for _, e := range j.order {
		if j.entries[e.Key] == e && j.touched[e.File] {
			kept[e.File] = true
			enc.Encode(e)
		}
	}
	enc.Encode(&entry{Done: true, Run: j.run})
	err = errors.Join(w.Flush(), f.Close(), j.f.Close())
	j.f = nil
	if err != nil {
		return err
	}
	if err := os.Rename(name+".part", name); err != nil {
		return err
	}
	files, err := os.ReadDir(filepath.Join(j.dir, "answers"))
	if err != nil {
		return err
	}
	for _, d := range files {
		if !kept[strings.TrimSuffix(d.Name(), ".part")] {
			if err := os.Remove(filepath.Join(j.dir, "answers", d.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func (j *journal) close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return nil
	}
	err := j.f.Close()
	j.f = nil
	return err
}

// otherSiteError is a journal of another site.
type otherSiteError struct{ dir, site string }

func (e *otherSiteError) Error() string {
	return fmt.Sprintf("%s: holds what was fetched from %s", e.dir, e.site)
}
func (e *otherSiteError) Hint() string { return "name another file with -o, or remove that folder" }
