package dump

import (
	"encoding/json"
	"strings"
)

type numbered struct {
	key   string
	value int64
}

// jsonObject reads which posts hold the tables of TablePress, in their order:
// {"table_post":{"1":12,"2":14}}.
func jsonObject(s string) ([]numbered, bool) {
	var v struct {
		Posts json.RawMessage `json:"table_post"`
	}
	if s == "" || json.Unmarshal([]byte(s), &v) != nil || len(v.Posts) == 0 {
		return nil, false
	}
	d := json.NewDecoder(strings.NewReader(string(v.Posts)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, false
	}
	var list []numbered
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return nil, false
		}
		var n int64
		if err := d.Decode(&n); err != nil {
			return nil, false
		}
		list = append(list, numbered{k.(string), n})
	}
	return list, true
}
