package frontmatter

import "bytes"

// MakeDraft returns a page as it is, but as a draft: with draft: true in its front
// matter.
func MakeDraft(page []byte) ([]byte, error) {
	block, _, err := Split(page)
	if err != nil {
		return nil, err
	}
	end := "\n"
	if bytes.Contains(page, []byte("\r\n")) {
		end = "\r\n"
	}
	if block == nil {
		return append([]byte("---"+end+"draft: true"+end+"---"+end+end), bytes.TrimPrefix(page, []byte("\ufeff"))...), nil
	}
	fields, err := Unmarshal(block)
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		if f.Name == "draft" && f.Value == true {
			return page, nil
		}
	}
	var out []byte
	rest, inDraft := page[:len(block)], false
	for first := true; len(rest) > 0; first = false {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		whole := rest[:len(rest)-len(after)]
		rest = after
		closes := !first && (string(bytes.TrimRight(line, " \t\r")) == "---" || string(bytes.TrimRight(line, " \t\r")) == "...")
		switch {
		case closes:
			out = append(append(out, "draft: true"+end...), whole...)
			return append(append(out, rest...), page[len(block):]...), nil
		case bytes.HasPrefix(line, []byte("draft:")):
			inDraft = true
			continue
		case inDraft && len(line) > 0 && (line[0] == ' ' || line[0] == '\t'):
			continue // its value goes on
		}
		inDraft = false
		out = append(out, whole...)
	}
	return page, nil // not reached: Split has found the end
}
