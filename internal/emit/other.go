package emit

import (
	"bytes"
	"encoding/json"
)

// othersName is the file below .wp2md that records files which belong to no
// item of the source: the manifest has one line for each item and no other.
const othersName = "files.jsonl"

// Other is a file that was written and that no item of the source has: an image
// that a post shows and the export does not list.
type Other struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"` // of the file as it was made, in hex
}

// RecordOthers records the files of this run that no item has, in the place of
// those of the last run.
func (f *Folder) RecordOthers(list []Other) error {
	if len(list) == 0 && len(f.others) == 0 {
		return nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, o := range list {
		if err := enc.Encode(o); err != nil {
			return err
		}
	}
	return f.WriteOwn(othersName, b.Bytes())
}

// readOthers reads what the last run recorded. Without it, or where it is
// damaged, a file counts as somebody's own, which is the safe side.
func (f *Folder) readOthers() {
	raw, err := f.ReadOwn(othersName)
	if err != nil {
		return
	}
	for line := range bytes.Lines(raw) {
		var o Other
		if json.Unmarshal(line, &o) != nil || o.Path == "" {
			continue
		}
		f.others = append(f.others, o)
		key := hash(o.Path)
		if d, ok := digestOf(o.SHA256); ok {
			if _, known := f.before.sums[key]; !known {
				f.before.sums[key] = d
			}
		}
	}
}
