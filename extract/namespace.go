package extract

import (
	"bytes"
	"strings"
)

// A vocabulary is what a prefix stands for.
type vocabulary uint8

const (
	vocUndeclared vocabulary = iota
	vocRSS
	vocWP
	vocContent
	vocExcerpt
	vocDC
	vocForeign
)

// bound is a prefix that the file declares itself.
type bound struct {
	prefix string
	voc    vocabulary
}

const maxBound = 64

// bind takes note of the namespace declarations among the attributes of a
// tag. Scope is ignored: a prefix means one thing in a file.
func (p *parser) bind(attrs []byte) {
	for rest := attrs; ; {
		var name, value []byte
		if name, value, rest = nextAttribute(rest); len(name) == 0 {
			return
		}
		prefix, ok := bytes.CutPrefix(name, []byte("xmlns"))
		if !ok {
			continue
		}
		voc := namespace(string(value))
		p.export = p.export || voc == vocWP || voc == vocExcerpt
		prefix = bytes.TrimPrefix(prefix, []byte(":"))
		if len(prefix) > 0 && len(prefix) <= 32 && len(p.bound) < maxBound && literalPrefix(prefix) == vocUndeclared {
			p.bound = append(p.bound, bound{string(prefix), voc})
			p.followers = followers{} // whose names may mean something else now
		}
	}
}

// namespace tells what a namespace URL stands for. WordPress has spelled its
// own with http and https and with versions 1.0 to 1.2 (docs/formats.md §0.1).
func namespace(url string) vocabulary {
	_, version, ok := strings.Cut(url, "/export/")
	switch {
	case ok && version != "" && '0' <= version[0] && version[0] <= '9':
		if strings.Contains(version, "excerpt") {
			return vocExcerpt
		}
		return vocWP
	case strings.Contains(url, "purl.org/rss/1.0/modules/content"):
		return vocContent
	case strings.Contains(url, "purl.org/dc/elements"), strings.Contains(url, "purl.org/dc/terms"):
		return vocDC
	}
	return vocForeign
}

// literalPrefix knows the prefixes that mean the same in every export,
// declared or not.
func literalPrefix(prefix []byte) vocabulary {
	switch string(prefix) {
	case "wp":
		return vocWP
	case "content":
		return vocContent
	case "excerpt":
		return vocExcerpt
	case "dc":
		return vocDC
	case "atom", "media", "itunes", "slash", "wfw", "sy", "georss", "feedburner", "thr", "rdf", "xml", "podcast", "googleplay":
		return vocForeign
	}
	return vocUndeclared
}

func (p *parser) vocabulary(prefix []byte) vocabulary {
	if v := literalPrefix(prefix); v != vocUndeclared {
		return v
	}
	for i := len(p.bound) - 1; i >= 0; i-- {
		if p.bound[i].prefix == string(prefix) {
			return p.bound[i].voc
		}
	}
	return vocUndeclared
}

// resolve tells which element a tag name means: by its prefix, and where the
// prefix is missing or nowhere declared, by its local name.
func (p *parser) resolve(name []byte) (elem, vocabulary) {
	if len(name) > 3 && name[0] == 'w' && name[1] == 'p' && name[2] == ':' {
		return wpElem(name[3:]), vocWP
	}
	i := bytes.IndexByte(name, ':')
	if i < 0 {
		if e := rssElem(name); e != elOther {
			return e, vocRSS
		}
		return unprefixedElem(name), vocRSS
	}
	voc, local := p.vocabulary(name[:i]), name[i+1:]
	switch voc {
	case vocWP:
		return wpElem(local), voc
	case vocContent, vocExcerpt, vocDC:
		switch {
		case voc == vocContent && string(local) == "encoded":
			return elContent, voc
		case voc == vocExcerpt && string(local) == "encoded":
			return elExcerpt, voc
		case voc == vocDC && string(local) == "creator":
			return elCreator, voc
		}
		return elOther, voc
	case vocUndeclared:
		switch string(local) {
		case "encoded":
			return elContent, vocContent
		case "creator":
			return elCreator, vocDC
		case "author", "category", "tag", "term":
			return elOther, voc
		}
		if e := wpElem(local); e != elOther {
			return e, vocWP
		}
	}
	return elOther, voc
}
