package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// phpValue writes JSON in the way PHP serializes values (docs/formats.md §A.8), in the
// order it has.
func phpValue(raw json.RawMessage) (string, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var b strings.Builder
	if err := phpNext(d, &b, 0); err != nil {
		return "", err
	}
	return b.String(), nil
}

func phpNext(d *json.Decoder, b *strings.Builder, depth int) error {
	t, err := d.Token()
	if err != nil {
		return err
	}
	switch v := t.(type) {
	case nil:
		b.WriteString("N;")
	case bool:
		b.WriteString(map[bool]string{true: "b:1;", false: "b:0;"}[v])
	case json.Number:
		if n, err := v.Int64(); err == nil {
			fmt.Fprintf(b, "i:%d;", n)
		} else {
			fmt.Fprintf(b, "d:%s;", v)
		}
	case string:
		phpString(b, v)
	case json.Delim:
		if depth > 32 {
			return fmt.Errorf("nested too deep")
		}
		var in strings.Builder
		n := 0
		for ; d.More(); n++ {
			if v == '[' {
				fmt.Fprintf(&in, "i:%d;", n)
			} else {
				key, err := d.Token()
				if err != nil {
					return err
				}
				phpKey(&in, key.(string))
			}
			if err := phpNext(d, &in, depth+1); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return err
		}
		fmt.Fprintf(b, "a:%d:{%s}", n, in.String())
	}
	return nil
}

func phpString(b *strings.Builder, s string) { fmt.Fprintf(b, "s:%d:\"%s\";", len(s), s) }

func phpKey(b *strings.Builder, s string) {
	if n, err := strconv.Atoi(s); err == nil && strconv.Itoa(n) == s {
		fmt.Fprintf(b, "i:%d;", n)
		return
	}
	phpString(b, s)
}

// mediaMetadata returns the media_details of the API as WordPress keeps them:
// without the full size and the addresses, which the API adds.
func mediaMetadata(raw json.RawMessage) string {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	v, err := ordered(d)
	top, ok := v.(*orderedObject)
	if err != nil || !ok || len(top.keys) == 0 {
		return ""
	}
	if sizes, ok := top.values["sizes"].(*orderedObject); ok {
		sizes.drop("full")
		for _, k := range sizes.keys {
			if size, ok := sizes.values[k].(*orderedObject); ok {
				size.drop("source_url")
				size.rename("mime_type", "mime-type")
			}
		}
	}
	clean, err := json.Marshal(top)
	if err != nil {
		return ""
	}
	s, _ := phpValue(clean)
	return s
}

// orderedObject is a JSON object whose order counts.
type orderedObject struct {
	keys   []string
	values map[string]any
}

func (o *orderedObject) drop(key string) {
	delete(o.values, key)
	for i, k := range o.keys {
		if k == key {
			o.keys = append(o.keys[:i], o.keys[i+1:]...)
			return
		}
	}
}

func (o *orderedObject) rename(from, to string) {
	for i, k := range o.keys {
		if k == from {
			o.keys[i] = to
			o.values[to] = o.values[from]
			delete(o.values, from)
		}
	}
}

func (o *orderedObject) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range o.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := json.Marshal(k)
		value, err := json.Marshal(o.values[k])
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func ordered(d *json.Decoder) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('{'):
		o := &orderedObject{values: map[string]any{}}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			k := key.(string)
			if _, ok := o.values[k]; !ok {
				o.keys = append(o.keys, k)
			}
			o.values[k] = v
		}
		_, err := d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := ordered(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.Token()
		return list, err
	}
	return t, nil
}
