package frontmatter

import "testing"

func TestMakeDraft(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"a page", "---\nid: \"1\"\ntitle: x\n---\n\nmine\n", "---\nid: \"1\"\ntitle: x\ndraft: true\n---\n\nmine\n"},
		{"one already", "---\ndraft: true\n---\nmine\n", "---\ndraft: true\n---\nmine\n"},
		{"one that says it is none", "---\ndraft: false\ntitle: x\n---\nmine\n", "---\ntitle: x\ndraft: true\n---\nmine\n"},
		{"without front matter", "mine: --- x\n", "---\ndraft: true\n---\n\nmine: --- x\n"},
		{"CRLF", "---\r\ntitle: x\r\n---\r\nmine\r\n", "---\r\ntitle: x\r\ndraft: true\r\n---\r\nmine\r\n"},
		{"the word in its body", "---\ntitle: x\n---\ndraft: false\n---\n", "---\ntitle: x\ndraft: true\n---\ndraft: false\n---\n"},
	} {
		got, err := Plain().MakeDraft([]byte(tt.page))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %v\n%q, want\n%q", tt.name, err, got, tt.want)
		}
	}
	if _, err := Plain().MakeDraft([]byte("---\ntitle: x\n")); err == nil {
		t.Error("front matter without an end: no error")
	}
}

func TestMakeHeaderDraft(t *testing.T) {
	s, err := Compile(nil, nil, Options{Presets: []Preset{{Name: "status", Value: func(*Post) any { return nil }, Draft: "skip"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, page, want string }{
		{"a page", "Title: x\nwp_id: 1\n\nmine\n", "Title: x\nwp_id: 1\nStatus: skip\n\nmine\n"},
		{"one already", "title: x\nStatus: skip\n\nmine\n", "title: x\nStatus: skip\n\nmine\n"},
		{"one that says it is none", "title: x\nStatus: published\n\nmine\n", "title: x\nStatus: skip\n\nmine\n"},
		{"without a header", "# mine\n", "Status: skip\n\n# mine\n"},
		{"CRLF", "title: x\r\n\r\nmine\r\n", "title: x\r\nStatus: skip\r\n\r\nmine\r\n"},
	} {
		got, err := s.MakeHeaderDraft([]byte(tt.page))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %v\n%q, want\n%q", tt.name, err, got, tt.want)
		}
	}
}
