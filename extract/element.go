package extract

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
	elAuthorDescription
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
	case "author", "wp_author": // the latter on WordPress.com, docs/formats.md §0.3
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
	case "author_description":
		return elAuthorDescription
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
