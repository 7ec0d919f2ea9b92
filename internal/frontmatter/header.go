package frontmatter

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MarshalHeader returns the fields as the lines of a header of Python-Markdown,
// "Title: text", which has no quotes: a value is what stands in the line. A list
// has semicolons between its elements.
func MarshalHeader(fields []Field) ([]byte, error) {
	var b bytes.Buffer
	for _, f := range fields {
		if !headerName(f.Name) {
			return nil, fmt.Errorf("field %q: a header has only names of letters, digits, - and _", f.Name)
		}
		v, err := headerValue(f.Value)
		if err != nil {
			return nil, fmt.Errorf("field %q: %w", f.Name, err)
		}
		if v == "" {
			continue
		}
		b.WriteString(strings.ToUpper(f.Name[:1]) + f.Name[1:])
		b.WriteString(": ")
		b.WriteString(v)
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

func headerValue(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return oneLine(v), nil
	case time.Time:
		return v.Format("2006-01-02 15:04:05"), nil
	case bool:
		return strconv.FormatBool(v), nil
	case int, int64, float64:
		return fmt.Sprint(v), nil
	case nil:
		return "", nil
	case []string:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return headerValue(list)
	case []any:
		var parts []string
		for _, e := range v {
			s, err := headerValue(e)
			if err != nil {
				return "", err
			}
			if s = strings.ReplaceAll(s, ";", ","); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "; "), nil
	}
	return "", fmt.Errorf("a value of type %T has no form in a header", v)
}

// oneLine replaces what ends a line for any reader.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) && r != '\u00a0' || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

func headerName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return s != "" && len(s) <= maxName
}

// SplitHeader is Split for a file with a header. The header ends with the first
// line that is empty; a file whose first line is none of a header is all body.
func SplitHeader(file []byte) (header, body []byte) {
	at := len(file) - len(bytes.TrimPrefix(file, []byte("\ufeff")))
	for at < len(file) {
		line, rest, _ := cutLine(file[at:])
		name, _, ok := strings.Cut(string(line), ":")
		switch {
		case len(line) == 0:
			return file[:at], rest
		case ok && headerName(name), at > 0 && bytes.HasPrefix(line, []byte("    ")):
			at = len(file) - len(rest)
			continue
		}
		if at == 0 {
			return nil, file
		}
		return file[:at], file[at:]
	}
	return file[:at], nil
}

// UnmarshalHeader returns the fields of a header, by their names in lower case.
// All values are strings, those that go on in a line below with a space between.
func UnmarshalHeader(header []byte) ([]Field, error) {
	if !utf8.Valid(header) {
		return nil, fmt.Errorf("front matter: not UTF-8")
	}
	var fields []Field
	for line := range bytes.Lines(bytes.TrimPrefix(header, []byte("\ufeff"))) {
		text := strings.TrimRight(string(line), " \t\r\n")
		if rest, ok := strings.CutPrefix(text, "    "); ok && len(fields) > 0 {
			f := &fields[len(fields)-1]
			f.Value = f.Value.(string) + " " + strings.TrimSpace(rest)
			continue
		}
		name, value, ok := strings.Cut(text, ":")
		if !ok || !headerName(name) {
			return nil, fmt.Errorf("front matter: %q is no line of a header", text)
		}
		name = strings.ToLower(name)
		for _, f := range fields {
			if f.Name == name {
				return nil, fmt.Errorf("front matter: field %q occurs twice", name)
			}
		}
		fields = append(fields, Field{name, strings.TrimSpace(value)})
	}
	return fields, nil
}
