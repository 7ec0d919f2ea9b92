package transform

import (
	"slices"
	"strings"
)

// Carbon Fields keeps each value of a list of sections, and of lists in them, in a custom
// field of its own, whose name says where it belongs:
// _sections|features:title|3:1|0|value is the title of the second feature of the fourth
// section.

type carbonKey struct {
	root     string
	path     []string // fields, each in a row of the one before
	rows     []string // in which row of each
	property string   // value, or a part of one
}

// readCarbonKey reads the name of a custom field of Carbon Fields.
func readCarbonKey(key string) (k carbonKey, ok bool) {
	if !strings.HasPrefix(key, "_") || strings.Count(key, "|") != 4 {
		return k, false
	}
	parts := strings.Split(key[1:], "|")
	if k.root, k.property = parts[0], parts[4]; k.root == "" || k.property == "" || parts[3] == "" || strings.Trim(parts[3]+strings.ReplaceAll(parts[2], ":", ""), "0123456789") != "" {
		return k, false
	}
	if parts[1] != "" {
		k.path = strings.Split(parts[1], ":")
	}
	if parts[2] != "" {
		k.rows = strings.Split(parts[2], ":")
	}
	return k, len(k.path) == len(k.rows) && len(k.path) <= maxPropDepth
}

// name returns what the field of a value is called.
func (k *carbonKey) name() string {
	switch {
	case k.property != "value":
		return k.property
	case len(k.path) > 0:
		return k.path[len(k.path)-1]
	}
	return k.root
}

// FieldName returns what the custom field of a name is called on the form where it is filled
// in, and whether it is a value within a list of Carbon Fields, which the owner of the site has made.
func FieldName(key string) (name string, isWithin bool) {
	if k, ok := readCarbonKey(key); ok {
		return k.name(), len(k.path) > 0
	}
	return key, false
}

type carbonValue struct {
	carbonKey

	val string
}

// carbonSections returns the sections that Carbon Fields keeps of a post, each as the values
// of a widget, and the names of the
// lists.
func (b *builder) carbonSections() (sections [][]prop, names []string) {
	var roots []string
	values := map[string][]carbonValue{}
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		k, ok := readCarbonKey(m.Key)
		if !ok || len(k.path) == 0 {
			continue
		}
		if values[k.root] == nil {
			roots = append(roots, k.root)
		}
		values[k.root] = append(values[k.root], carbonValue{k, strings.TrimSpace(m.Value)})
	}
	for _, root := range roots {
		for _, row := range b.carbonRows(values[root], 0) {
			sections = append(sections, row.kids)
			if len(names) == 0 || names[len(names)-1] != "_"+root {
				names = append(names, "_"+root)
			}
		}
	}
	return sections, names
}

// carbonRows returns the rows of a list, each with its values in the order in which they are stored.
func (b *builder) carbonRows(values []carbonValue, depth int) (rows []prop) {
	var order []string
	of := map[string][]carbonValue{}
	for _, v := range values {
		row := v.rows[depth]
		if of[row] == nil {
			order = append(order, row)
		}
		of[row] = append(of[row], v)
	}
	for _, row := range order {
		if kids := b.carbonRow(of[row], depth); len(kids) > 0 {
			rows = append(rows, prop{kids: kids, tree: true})
		}
	}
	return rows
}

func (b *builder) carbonRow(values []carbonValue, depth int) (props []prop) {
	var order []string
	of, within := map[string][]carbonValue{}, map[string][]carbonValue{}
	for _, v := range values {
		name := v.path[depth]
		if of[name] == nil && within[name] == nil {
			order = append(order, name)
		}
		if len(v.path)-1 > depth {
			within[name] = append(within[name], v)
		} else {
			of[name] = append(of[name], v)
		}
	}
	for _, name := range order {
		if list := within[name]; list != nil { // what else there is of the name are the kinds of its rows
			if rows := b.carbonRows(list, depth+1); len(rows) > 0 {
				props = append(props, prop{key: name, kids: rows, tree: true})
			}
			continue
		}
		if p := b.carbonProp(name, of[name]); p.key != "" {
			props = append(props, p)
		}
	}
	return props
}

// carbonProp returns a field as a value of a widget. The key is empty if no template shows it.
func (b *builder) carbonProp(name string, values []carbonValue) prop {
	if isBackground(plainKey(name)) || strings.HasSuffix(name, "_bg") || slices.ContainsFunc(values, func(v carbonValue) bool { return v.property != "value" }) {
		return prop{}
	}
	if len(values) == 1 && isPlayedKey(plainKey(name)) && isWebAddress(values[0].val) {
		return prop{key: name, val: values[0].val}
	}
	if role := roleOf("", name); len(values) == 1 && (role == roleLabel || role == roleLink) && !IsPrivateField(name) && !isAboutSomebody(name) {
		return prop{key: name, val: values[0].val}
	}
	if len(values) == 1 {
		return b.fieldProp(name, values[0].val, true)
	}
	p := prop{key: name, tree: true}
	var ids []string
	for _, v := range values {
		if !b.isAttached(v.val) {
			break
		}
		ids = append(ids, v.val)
	}
	if len(ids) == len(values) {
		return prop{key: "images", val: strings.Join(ids, ",")}
	}
	for _, v := range values {
		if of := b.fieldProp(name, v.val, true); of.key != "" {
			p.kids = append(p.kids, of)
		}
	}
	if len(p.kids) == 0 {
		return prop{}
	}
	return p
}
