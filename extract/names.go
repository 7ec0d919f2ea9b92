package extract

import (
	"bytes"
	"strings"
)

// An elem is an element the reader knows.
type elem uint8

const (
	elOther  elem = iota
	elProlog      // <?xml …?>

	// Structure.
	elRSS
	elChannel
	elItem
	elAuthor
	elCategory // of the channel
	elTag
	elTerm
	elTermMeta
	elPostMeta
	elComment
	elCommentMeta

	// RSS.
	elTitle
	elLink
	elPubDate
	elGUID
	elDescription
	elLanguage
	elGenerator
	elItemCategory // <category> without prefix
	elIgnored      // of RSS, without meaning for a migration
	elCreator
	elContent
	elExcerpt

	// The channel.
	elVersion
	elBaseSiteURL
	elBaseBlogURL
	elAuthorID
	elAuthorLogin
	elAuthorEmail
	elAuthorDisplayName
	elAuthorFirstName
	elAuthorLastName
	elTermID
	elTermTaxonomy
	elTermSlug
	elTermParent
	elTermName
	elTermDescription

	// An item.
	elPostID
	elPostDate
	elPostDateGMT
	elPostModified
	elPostModifiedGMT
	elCommentStatus
	elPingStatus
	elPostName
	elStatus
	elPostParent
	elMenuOrder
	elPostType
	elPostPassword
	elIsSticky
	elAttachmentURL
	elMetaKey
	elMetaValue

	// A comment.
	elCommentID
	elCommentAuthor
	elCommentAuthorEmail
	elCommentAuthorURL
	elCommentAuthorIP
	elCommentDate
	elCommentDateGMT
	elCommentContent
	elCommentApproved
	elCommentType
	elCommentParent
	elCommentUserID
)

// container reports that e holds elements, not text.
func (e elem) container() bool { return e >= elRSS && e <= elCommentMeta }

// rich reports that the text of e may hold markup of its own, so that a tag
// in it proves nothing.
func (e elem) rich() bool {
	switch e {
	case elContent, elExcerpt, elDescription, elTermDescription, elMetaValue, elCommentContent:
		return true
	}
	return false
}

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
		}
	}
}

// namespace tells what a namespace URL stands for. WordPress has spelled its
// own with http and https and with versions 1.0 to 1.2 (facts.md §0.1).
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

func rssElem(name []byte) elem {
	switch string(name) {
	case "item":
		return elItem
	case "title":
		return elTitle
	case "link":
		return elLink
	case "pubDate":
		return elPubDate
	case "guid":
		return elGUID
	case "description":
		return elDescription
	case "category":
		return elItemCategory
	case "channel":
		return elChannel
	case "rss":
		return elRSS
	case "language":
		return elLanguage
	case "generator":
		return elGenerator
	case "comments", "lastBuildDate", "docs", "ttl", "managingEditor", "webMaster", "copyright":
		return elIgnored
	}
	return elOther
}

// unprefixedElem knows the elements of WXR that are unmistakable without
// their prefix.
func unprefixedElem(local []byte) elem {
	switch string(local) {
	case "author", "category", "tag", "term":
		return elOther
	case "encoded":
		return elContent
	case "creator":
		return elCreator
	}
	return wpElem(local)
}

func wpElem(local []byte) elem {
	switch string(local) {
	case "post_id":
		return elPostID
	case "post_date":
		return elPostDate
	case "post_date_gmt":
		return elPostDateGMT
	case "post_modified":
		return elPostModified
	case "post_modified_gmt":
		return elPostModifiedGMT
	case "comment_status":
		return elCommentStatus
	case "ping_status":
		return elPingStatus
	case "post_name":
		return elPostName
	case "status":
		return elStatus
	case "post_parent":
		return elPostParent
	case "menu_order":
		return elMenuOrder
	case "post_type":
		return elPostType
	case "post_password":
		return elPostPassword
	case "is_sticky":
		return elIsSticky
	case "attachment_url":
		return elAttachmentURL
	case "postmeta":
		return elPostMeta
	case "meta_key":
		return elMetaKey
	case "meta_value":
		return elMetaValue
	case "comment":
		return elComment
	case "comment_id":
		return elCommentID
	case "comment_author":
		return elCommentAuthor
	case "comment_author_email":
		return elCommentAuthorEmail
	case "comment_author_url":
		return elCommentAuthorURL
	case "comment_author_IP", "comment_author_ip":
		return elCommentAuthorIP
	case "comment_date":
		return elCommentDate
	case "comment_date_gmt":
		return elCommentDateGMT
	case "comment_content":
		return elCommentContent
	case "comment_approved":
		return elCommentApproved
	case "comment_type":
		return elCommentType
	case "comment_parent":
		return elCommentParent
	case "comment_user_id":
		return elCommentUserID
	case "commentmeta":
		return elCommentMeta
	case "wxr_version":
		return elVersion
	case "base_site_url":
		return elBaseSiteURL
	case "base_blog_url":
		return elBaseBlogURL
	case "author", "wp_author": // the latter on WordPress.com, facts.md §0.3
		return elAuthor
	case "author_id":
		return elAuthorID
	case "author_login":
		return elAuthorLogin
	case "author_email":
		return elAuthorEmail
	case "author_display_name":
		return elAuthorDisplayName
	case "author_first_name":
		return elAuthorFirstName
	case "author_last_name":
		return elAuthorLastName
	case "category":
		return elCategory
	case "tag":
		return elTag
	case "term":
		return elTerm
	case "termmeta":
		return elTermMeta
	case "term_id":
		return elTermID
	case "term_taxonomy":
		return elTermTaxonomy
	case "category_nicename", "tag_slug", "term_slug":
		return elTermSlug
	case "category_parent", "term_parent":
		return elTermParent
	case "cat_name", "tag_name", "term_name":
		return elTermName
	case "category_description", "tag_description", "term_description":
		return elTermDescription
	}
	return elOther
}
