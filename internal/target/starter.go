package target

import (
	"bytes"
	"embed"
	"encoding/json"
	"io/fs"
	"strings"
	"text/template"
)

// The settings and the smallest layouts that make a site of the pages: templates
// with [[ ]], for those of the generators have {{ }}.
//
//go:embed all:starter
var starters embed.FS

// File is a file of a starter.
type File struct {
	Path string
	Data []byte
}

// Starter returns the settings and layouts that make a site of the pages, for
// those who have none. One without text is not needed.
func (t *Target) Starter(s *Site) ([]File, error) {
	var files []File
	if !t.Generator() {
		return nil, nil
	}
	top := "starter/" + t.Name
	err := fs.WalkDir(starters, top, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := starters.ReadFile(name)
		if err != nil {
			return err
		}
		data, err := fill(name, raw, s)
		if err == nil && len(bytes.TrimSpace(data)) > 0 {
			files = append(files, File{strings.TrimPrefix(name, top+"/"), data})
		}
		return err
	})
	if t.Style != "" && err == nil {
		style, err := starters.ReadFile("starter/style.css")
		if err != nil {
			return nil, err
		}
		files = append(files, File{t.Style, style})
	}
	return files, err
}

func fill(name string, raw []byte, s *Site) ([]byte, error) {
	t, err := template.New(name).Delims("[[", "]]").Option("missingkey=error").Funcs(template.FuncMap{"quote": quote, "inc": func(i int) int { return i + 1 }}).Parse(string(raw))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

// quote returns a string as TOML, YAML, JavaScript and Python write it alike.
func quote(s string) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(s)
	return strings.TrimSuffix(b.String(), "\n"), err
}
