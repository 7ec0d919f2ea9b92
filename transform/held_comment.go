package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/late"
)

// Plugins of Chinese blogs mark with comments what only those see who have answered,
// logged in or followed a channel (docs/formats.md §C.4):
//
//	<!--reply start-->…<!--reply end-->
//	<!--easy2hide start{reply_to_this=true}-->…<!--easy2hide end-->
//
// A mark without its end hides nothing there, and so it does here.

// commentWalls are the names of such marks that do not say it by their words.
var commentWalls = late.Words("reply easy2hide loginview login hide hidden wechatfans wemedia vip pay secret password private member members")

// holdBackMarked takes from a content what stands between two such comments, and elements that
// say that visitors did not see them.
func (b *builder) holdBackMarked(s string) string {
	if b.opt.Restricted {
		return s
	}
	var walls commentWallReader
	return b.holdBackElements(replaceParts(s, "", func(_ string, i int) (commentWall, bool) {
		w, ok := walls.next(s, i)
		if ok {
			b.heldBack(forMembers, "comments <!--"+w.name+"-->", s[w.start:w.end])
		}
		return w, ok
	}))
}

// commentWall is a part of a content between two comments.
type commentWall struct {
	name       string
	start, end int
}

type commentWallReader struct {
	without map[string]bool // ends that do not come any more
}

// mostWallNames bounds how many ends are looked for in vain.
const mostWallNames = 64

func (r *commentWallReader) next(s string, i int) (w commentWall, ok bool) {
	for len(r.without) < mostWallNames {
		start := indexComment(s, i)
		if start < 0 {
			return w, false
		}
		i = start + len("<!--")
		if i == len(s) || !isKeyByte(s[i]) || strings.HasPrefix(s[i:], "wp:") {
			continue
		}
		close := strings.Index(s[i:min(len(s), i+200)], "-->")
		if close < 0 {
			continue
		}
		mark, to := s[i:i+close], 0
		for to < len(mark) && isKeyByte(mark[to]) {
			to++
		}
		name, rest, end := mark[:to], mark[to:], ""
		switch stem, glued := strings.CutSuffix(name, "start"); {
		case glued && stem != "" && rest == "":
			name, end = stem, "<!--"+stem+"end"
		case strings.HasPrefix(rest, " start"):
			end = "<!--" + name + " end"
		case rest == "":
			end = "<!--/" + name
		default:
			continue
		}
		if !commentWalls.Has(plainKey(name)) && !audience.IsForInsiders(name) || audience.IsForOutsiders(name) {
			continue
		}
		i += close
		if r.without[end] {
			continue
		}
		k := indexFold(s[i:], end+"-->")
		if k < 0 {
			if r.without == nil {
				r.without = map[string]bool{}
			}
			r.without[end] = true
			continue
		}
		return commentWall{name, start, i + k + len(end) + len("-->")}, true
	}
	return w, false
}
