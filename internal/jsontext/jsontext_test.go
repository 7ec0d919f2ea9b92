package jsontext

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestAppend holds every byte at every place of a word against package json.
func TestAppend(t *testing.T) {
	check := func(s string) {
		t.Helper()
		if want, _ := json.Marshal(s); string(AppendEscaped(nil, s)) != string(want) {
			t.Errorf("escaped: %s, want %s", AppendEscaped(nil, s), want)
		}
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(s)
		if got := string(Append([]byte("x"), s)); got+"\n" != "x"+want.String() {
			t.Errorf("%s, want %s", got, want.String())
		}
	}
	for c := range 256 {
		for _, around := range []string{" ", "a", "~", "#", "]"} {
			for at := range 19 {
				check(strings.Repeat(around, at) + string([]byte{byte(c)}) + strings.Repeat(around, 18-at))
			}
		}
	}
	for _, s := range []string{"", "é", "an é in the words of a text", "\u2028", "a line\u2029and another", "\xff and more of it", "日本語のとても長いテキスト", "слова и\u2029слова", "Wörter, dann \xc3", "\xc0\xaf and words of a text", "ein Gruß \"", "é\n"} {
		check(s)
	}
}
