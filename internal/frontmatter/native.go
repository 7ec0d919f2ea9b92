package frontmatter

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"time"
)

// fieldValue turns what a template has come by into the value of a field.
// False is no value, as for the fields that are there only when they are true.
func fieldValue(v reflect.Value, depth int) (any, error) {
	for v.IsValid() && (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) {
		v = v.Elem()
	}
	if !v.IsValid() {
		return nil, nil
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("nested over %d deep", maxDepth)
	}
	switch x := v.Interface().(type) {
	case time.Time, []string:
		return x, nil
	case fmt.Stringer:
		return x.String(), nil
	}
	switch v.Kind() {
	case reflect.String:
		if v.Len() > maxText {
			return nil, errTooLong
		}
		return v.String(), nil
	case reflect.Bool:
		if v.Bool() {
			return true, nil
		}
		return nil, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if v.Uint() > math.MaxInt64 {
			return nil, errors.New("the number is too big")
		}
		return int64(v.Uint()), nil
	case reflect.Float32, reflect.Float64:
		return v.Float(), nil
	case reflect.Slice, reflect.Array:
		list := make([]any, v.Len())
		for i := range list {
			x, err := fieldValue(v.Index(i), depth+1)
			if err != nil {
				return nil, err
			}
			list[i] = x
		}
		return list, nil
	case reflect.Map:
		return mapValue(v, depth)
	}
	return nil, fmt.Errorf("a %s cannot be a field", v.Type())
}

// mapValue returns the entries of a map with string keys, sorted by key.
func mapValue(v reflect.Value, depth int) (any, error) {
	if v.Type().Key().Kind() != reflect.String {
		return nil, fmt.Errorf("a %s cannot be a field", v.Type())
	}
	entries := make(map[string]reflect.Value, v.Len())
	for iter := v.MapRange(); iter.Next(); {
		entries[iter.Key().String()] = iter.Value()
	}
	var fields []Field
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		x, err := fieldValue(entries[name], depth+1)
		if err != nil {
			return nil, err
		}
		if !empty(x) {
			fields = append(fields, Field{name, x})
		}
	}
	return fields, nil
}
