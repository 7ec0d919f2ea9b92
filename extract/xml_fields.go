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
// under the name of its element, or behind that of the document where there is such a field. What
// is private by the name of its document or of an element around it has the names from there on
// in its own. A document that cannot be read, or of which a part has no name, stays as it is. A
// second call adds nothing.
func (it *Item) SpreadXML(isPrivate func(name string) bool) {
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
		document := m.Key
		values, ok := valuesOfXML(document, m.Value, isPrivate)
		if !ok {
			continue
		}
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

// valuesOfXML returns the elements of a document that hold text and no other element. A document
// with attributes, or with text beside elements, has more than those say.
func valuesOfXML(name, document string, isPrivate func(name string) bool) (values []Meta, ok bool) {
	d := xml.NewDecoder(strings.NewReader(document))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // an export is UTF-8, whatever a part of it says
	var text strings.Builder
	isLeaf := false
	hidden := ""
	if strings.HasPrefix(name, "_") {
		hidden = "_"
	}
	within := []string{""} // of each open element, and first of the document, what the names in it begin with
	if isPrivate(name) {
		within[0] = name
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return values, true
		}
		if err != nil || len(within) > deepestXML || len(values) > mostXML {
			return nil, false
		}
		switch token := token.(type) {
		case xml.StartElement:
			if slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return a.Name.Local != "xmlns" && a.Name.Space != "xmlns" }) || strings.TrimSpace(text.String()) != "" {
				return nil, false
			}
			prefix := within[len(within)-1]
			switch {
			case prefix != "":
				prefix += "_" + token.Name.Local
			case isPrivate(token.Name.Local):
				prefix = hidden + token.Name.Local
			}
			within, isLeaf = append(within, prefix), true
			text.Reset()
		case xml.CharData:
			if len(within) > 1 {
				text.Write(token)
			}
		case xml.EndElement:
			v := strings.TrimSpace(text.String())
			switch {
			case v == "":
			case !isLeaf:
				return nil, false
			default:
				key := within[len(within)-1]
				if key == "" {
					key = hidden + token.Name.Local
				}
				values = append(values, Meta{Key: key, Value: v})
			}
			within, isLeaf = within[:len(within)-1], false
			text.Reset()
		}
	}
}
