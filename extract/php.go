package extract

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A PHPArray is an array of PHP, whose elements have an order, or an object
// as the array of its properties.
type PHPArray []PHPElement

// A PHPElement is one element of an array. Whole numbers as keys are written
// in decimal, as PHP itself makes numbers of such strings.
type PHPElement struct {
	Key   string
	Value any // see Unserialize
}

// Get returns the first element with the given key, or nil.
func (a PHPArray) Get(key string) any {
	for _, e := range a {
		if e.Key == key {
			return e.Value
		}
	}
	return nil
}

// Unserialize reads a value in the format of PHP's serialize, in which
// WordPress keeps arrays (docs/formats.md §A.8). The value is nil, a bool, int64,
// float64, string or [PHPArray]; objects are arrays, references are nil, a case
// of an enum is a string.
//
// Strings carry their length in bytes, which is wrong wherever someone
// converted line ends or the encoding, or replaced the domain. Then the string
// ends at the first quote that a serialized value can follow. The number of
// elements an array declares is never relied on.
//
// With an error comes what was read before it, which may be nil. Depth and
// number of values are limited, whatever s is.
func Unserialize(s string) (any, error) {
	s = strings.TrimSpace(s)
	v, err := unserialize(s)
	if err != nil && strings.Contains(s, `:\"`) {
		// Slashes were added, once, before each quote and backslash.
		if plain, err := unserialize(stripSlashes(s)); err == nil {
			return plain, nil
		}
	}
	return v, err
}

const (
	maxPHPDepth  = 64
	maxPHPValues = 100_000
)

var errPHPEnd = errors.New("php: the value ends too early")

func unserialize(s string) (any, error) {
	u := unserializer{s: s}
	v, err := u.value(0)
	if err == nil && u.i < len(s) {
		err = u.errorf("%s after the value", strconv.Quote(shorten(s[u.i:], 10)))
	}
	return v, err
}

type unserializer struct {
	s      string
	i      int
	values int
	lacks  int64 // how many bytes the last string is shorter than it says
}

func (u *unserializer) errorf(format string, args ...any) error {
	return fmt.Errorf("php: offset %d: %s", u.i, fmt.Sprintf(format, args...))
}

func (u *unserializer) value(depth int) (any, error) {
	if u.values++; u.values > maxPHPValues {
		return nil, u.errorf("more than %d values", maxPHPValues)
	}
	if len(u.s)-u.i < 2 {
		return nil, errPHPEnd
	}
	kind := u.s[u.i]
	if kind == 'N' && u.s[u.i+1] == ';' {
		u.i += 2
		return nil, nil
	}
	if u.s[u.i+1] != ':' {
		return nil, u.errorf("no value")
	}
	u.i += 2
	switch kind {
	case 'b', 'i', 'd', 'r', 'R':
		return u.scalar(kind)
	case 's', 'E':
		v, err := u.string(";")
		if err != nil {
			return nil, err
		}
		return v, nil
	case 'a':
		a, err := u.array(depth, "")
		if a == nil {
			return nil, err
		}
		return a, err
	case 'O':
		class, err := u.string(":")
		if err != nil {
			return nil, err
		}
		a, err := u.array(depth, class)
		if a == nil {
			return nil, err
		}
		return a, err
	case 'C':
		if _, err := u.string(":"); err != nil {
			return nil, err
		}
		return u.custom()
	}
	u.i -= 2
	return nil, u.errorf("no value")
}

// scalar reads what ends at the next semicolon.
func (u *unserializer) scalar(kind byte) (any, error) {
	const longest = 400 // of a float
	rest := u.s[u.i:min(len(u.s), u.i+longest)]
	end := strings.IndexByte(rest, ';')
	if end < 0 {
		return nil, errPHPEnd
	}
	text := rest[:end]
	u.i += end + 1
	switch kind {
	case 'b':
		return text != "0" && text != "", nil
	case 'i':
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n, nil
		}
	case 'd':
		switch text {
		case "INF":
			return math.Inf(1), nil
		case "-INF":
			return math.Inf(-1), nil
		case "NAN":
			return math.NaN(), nil
		}
	case 'r', 'R':
		return nil, nil
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || strings.ContainsAny(text, "_xXpP") {
		return nil, u.errorf("%q is no number", shorten(text, 40))
	}
	return f, nil
}

// string reads a length, a quoted string and what must follow it.
func (u *unserializer) string(after string) (string, error) {
	n, err := u.length()
	if err != nil {
		return "", err
	}
	if u.i >= len(u.s) || u.s[u.i] != '"' {
		return "", u.errorf("no string")
	}
	u.i++
	rest := u.s[u.i:]
	u.lacks = 0
	if n <= int64(len(rest)) && strings.HasPrefix(rest[n:], `"`+after) {
		u.i += int(n) + 1 + len(after)
		return rest[:n], nil
	}
	// The length is wrong.
	if u.values == 1 && after == ";" && strings.HasSuffix(rest, `";`) { // nothing else is there
		u.i = len(u.s)
		return rest[:len(rest)-2], nil
	}
	for from := 0; ; {
		k := strings.Index(rest[from:], `"`+after)
		if k < 0 {
			return "", errPHPEnd
		}
		k += from
		if next := k + 1 + len(after); after == ":" || canFollow(rest[next:]) {
			u.i += next
			u.lacks = n - int64(k)
			return rest[:k], nil
		}
		from = k + 1
	}
}

// canFollow reports whether s can stand after a value.
func canFollow(s string) bool {
	if s == "" || s[0] == '}' || strings.HasPrefix(s, "N;") {
		return true
	}
	if len(s) < 3 || s[1] != ':' {
		return false
	}
	c := s[2]
	digit := '0' <= c && c <= '9'
	switch s[0] {
	case 's', 'a', 'O', 'C', 'E', 'b', 'r', 'R':
		return digit
	case 'i':
		return digit || c == '-'
	case 'd':
		return digit || c == '-' || c == '.' || c == 'I' || c == 'N'
	}
	return false
}

// length reads a number and the colon after it.
func (u *unserializer) length() (int64, error) {
	start := u.i
	for u.i < len(u.s) && '0' <= u.s[u.i] && u.s[u.i] <= '9' {
		u.i++
	}
	text := u.s[start:u.i]
	switch {
	case u.i == len(u.s):
		return 0, errPHPEnd
	case text == "" || u.s[u.i] != ':':
		return 0, u.errorf("no length")
	}
	u.i++
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return math.MaxInt64, nil // hostile, and as wrong as any
	}
	return n, nil
}

// array reads the elements of an array, or the properties of an object of
// the given class.
func (u *unserializer) array(depth int, class string) (PHPArray, error) {
	if depth >= maxPHPDepth {
		return nil, u.errorf("more than %d levels", maxPHPDepth)
	}
	n, err := u.length()
	if err != nil {
		return nil, err
	}
	if u.i >= len(u.s) || u.s[u.i] != '{' {
		return nil, u.errorf("no elements")
	}
	u.i++
	a := make(PHPArray, 0, min(n, 16)) // it may have any other number
	for {
		if u.i >= len(u.s) {
			return a, errPHPEnd
		}
		if u.s[u.i] == '}' {
			u.i++
			return a, nil
		}
		u.lacks = 0
		key, err := u.key()
		if err != nil {
			return a, err
		}
		if class != "" {
			key = property(key, class, u.lacks)
		}
		v, err := u.value(depth + 1)
		if err == nil || v != nil {
			a = append(a, PHPElement{key, v})
		}
		if err != nil {
			return a, err
		}
	}
}

// key reads the key of an element, which is no array.
func (u *unserializer) key() (string, error) {
	if strings.HasPrefix(u.s[u.i:], "s:") && u.values < maxPHPValues { // nearly all are strings
		u.values++
		u.i += 2
		return u.string(";")
	}
	k, err := u.value(maxPHPDepth)
	return phpKey(k), err
}

func phpKey(k any) string {
	switch k := k.(type) {
	case string:
		return k
	case int64:
		return strconv.FormatInt(k, 10)
	case bool:
		if k {
			return "1"
		}
		return "0"
	case float64:
		return strconv.FormatFloat(k, 'g', -1, 64)
	}
	return ""
}

// custom reads what an object with a serialization of its own wrote: bytes.
func (u *unserializer) custom() (any, error) {
	n, err := u.length()
	if err != nil {
		return nil, err
	}
	rest := u.s[u.i:]
	if strings.HasPrefix(rest, "{") {
		if n < int64(len(rest))-1 && rest[1+n] == '}' {
			u.i += int(n) + 2
			return rest[1 : 1+n], nil
		}
		if k := strings.IndexByte(rest, '}'); k > 0 {
			u.i += k + 1
			return rest[1:k], nil
		}
	}
	return nil, errPHPEnd
}

// property returns the name of a property of an object without the marks PHP
// puts before those that are protected (\0*\0) or private (\0Class\0). The NULs
// do not survive an export; then the key is two bytes shorter than it says.
func property(key, class string, lacks int64) string {
	if rest, ok := strings.CutPrefix(key, "\x00"); ok {
		if _, name, ok := strings.Cut(rest, "\x00"); ok {
			return name
		}
	}
	if lacks != 2 {
		return key
	}
	if name, ok := strings.CutPrefix(key, "*"); ok {
		return name
	}
	return strings.TrimPrefix(key, class)
}

// stripSlashes undoes PHP's addslashes.
func stripSlashes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
