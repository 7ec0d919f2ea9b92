package extract

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// Some themes keep all that they know of an item as a document of XML in one custom field.

const (
	deepestXML = 100
	mostXML    = 10_000 // values of one document
)

// IsXML reports whether the value of a custom field is a document of XML.
func IsXML(value string) bool { return strings.HasPrefix(value, "<?xml") }

// SpreadXML adds to the custom fields what those hold that are documents of XML, each value
// under the name of its element, or behind that of the document where there is such a field. A
// document that cannot be read stays as it is. A second call adds nothing.
func (it *Item) SpreadXML() {
	if it.spread != nil || !slices.ContainsFunc(it.Meta, func(m Meta) bool { return IsXML(m.Value) }) {
		return
	}
	it.spread = map[string]bool{}
	known := len(it.Meta)
	for i := range known {
		m := &it.Meta[i]
		if !IsXML(m.Value) {
			continue
		}
		values, ok := valuesOfXML(m.Value)
		if !ok {
			continue
		}
		document := m.Key
		it.spread[document] = true
		for _, v := range values {
			for j := range known {
				if it.Meta[j].Key == v.Key {
					v.Key = document + "_" + v.Key
					break
				}
			}
			it.Meta = append(it.Meta, v)
		}
	}
}

// IsSpread reports whether the values of a custom field are fields of their own by now.
func (it *Item) IsSpread(key string) bool { return it.spread[key] }

// valuesOfXML returns the elements of a document that hold text and no other element.
func valuesOfXML(document string) (values []Meta, ok bool) {
	d := xml.NewDecoder(strings.NewReader(document))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // an export is UTF-8, whatever a part of it says
	var text strings.Builder
	depth, isLeaf := 0, false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return values, true
		}
		if err != nil || depth > deepestXML || len(values) > mostXML {
			return nil, false
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth, isLeaf = depth+1, true
			text.Reset()
		case xml.CharData:
			if depth > 0 {
				text.Write(token)
			}
		case xml.EndElement:
			if v := strings.TrimSpace(text.String()); isLeaf && v != "" {
				values = append(values, Meta{Key: token.Name.Local, Value: v})
			}
			depth, isLeaf = depth-1, false
			text.Reset()
		}
	}
}
