package transform

import (
	"slices"
	"strings"
)

// Avada, when it converted an old site, took a bracket in a text or in code for the beginning of
// one of its elements and put three tags of its own in front of it:
//
//	buf[fusion_builder_container …][fusion_builder_row][fusion_builder_column …][strlen(buf)] = '/';
//
// WordPress takes them out wherever they stand, in code as well.

const (
	injectedStart = "[fusion_builder_container "
	injectedEnd   = "[/fusion_builder_column][/fusion_builder_row][/fusion_builder_container]"
)

// withoutInjected returns a content without such tags, which stand right behind something else.
func withoutInjected(s string) string {
	if !strings.Contains(s, injectedStart) {
		return s
	}
	var out strings.Builder
	done, injected := 0, 0
	for i := 0; ; {
		k := strings.Index(s[i:], injectedStart)
		if k < 0 {
			break
		}
		start := i + k
		i = start + len(injectedStart)
		end, ok := endOfInjected(s, start)
		if !ok || start == 0 || strings.IndexByte(" \t\r\n>]", s[start-1]) >= 0 {
			continue
		}
		out.WriteString(s[done:start])
		done, i = end, end
		injected++
	}
	if injected == 0 {
		return s
	}
	rest := s[done:]
	var ends []int // of the tags that end them: the last ones
	for end := len(rest); injected > 0; injected-- {
		if end = strings.LastIndex(rest[:end], injectedEnd); end < 0 {
			break
		}
		ends = append(ends, end)
	}
	done = 0
	for _, end := range slices.Backward(ends) {
		out.WriteString(rest[done:end])
		done = end + len(injectedEnd)
	}
	out.WriteString(rest[done:])
	return out.String()
}

// endOfInjected returns where the last of the three tags ends of which the first begins at a place,
// if none of them has a picture to show.
func endOfInjected(s string, start int) (end int, ok bool) {
	const most = 4 << 10 // of the attributes of a tag
	end = start
	for _, tag := range [...]string{injectedStart, "[fusion_builder_row]", "[fusion_builder_column "} {
		if !strings.HasPrefix(s[end:], tag) {
			return 0, false
		}
		k := strings.IndexByte(s[end:min(len(s), end+most)], ']')
		if k < 0 {
			return 0, false
		}
		for _, key := range [...]string{`background_image="`, `video_url="`} {
			if _, after, shows := strings.Cut(s[end:end+k], key); shows && !strings.HasPrefix(after, `"`) {
				return 0, false
			}
		}
		end += k + 1
	}
	return end, true
}
