package census

import (
	"iter"
	"strings"
)

// hostsIn yields the host of each http address in a content, in lower case and
// without a port.
func hostsIn(content string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for {
			i := strings.Index(content, "://")
			if i < 0 {
				return
			}
			web := strings.HasSuffix(strings.ToLower(content[max(0, i-5):i]), "http") || strings.EqualFold(content[max(0, i-5):i], "https")
			content = content[i+len("://"):]
			end := 0
			for end < len(content) && isHostByte(content[end]) {
				end++
			}
			host := strings.Trim(strings.ToLower(content[:end]), ".-")
			content = content[end:]
			if web && strings.Contains(host, ".") && !yield(host) {
				return
			}
		}
	}
}

func isHostByte(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c >= 0x80
}
