package transform

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Library holds what contents refer to: attachments, reusable blocks and tables
// by their number, places in other posts by their id. It is filled in a first
// pass over the source, sealed, and then only read, by any number of goroutines.
type Library struct {
	attachments attachments
	blocks      map[int64]string
	tables      map[string]tablePress
	galleries   galleries
	forms       forms
	templates   templates
	shownItems  shownItems
	language    string // of the site: en, de
	slides      []slide
	sliders     map[int64][]string // of Slide Anything, the HTML of each slide
	themeNames  map[string]bool    // shortcodes of pages that are made of them
	folders     map[string][]int64 // pictures by the terms of the library's folders
	pages       *siteIndex         // of all items, if it is asked for
	entries     entries
	listings    listings
	goods       goods
	partsOf     map[int64][]listedPart // what items list on their pages
	replies     replies
	located     map[string]int64 // places, by the numbers of Events Manager
	fieldForms  map[string]*fieldForm
	nimble      map[int64]string    // sections of Nimble, by the page that shows them
	places      map[int64]string    // addresses of items that are places
	unseen      map[int64]unseen    // posts of which visitors saw no page, and why
	unseenFiles map[int64]bool      // and attachments
	usedBlocks  map[int64]bool      // reusable blocks that items show
	usedParts   map[string]bool     // and templates, by number or name
	brizyNames  map[string]int64    // of attachments
	displays    map[string]displays // of Thrive
	url         string              // of the site, without a slash at its end
	fragments   map[string]bool     // that addresses with a path end in: a page may be asked for the place
}

// Attachment is what the library knows of one attachment item.
type Attachment struct {
	ID, Parent  int64
	MenuOrder   int
	Date        int64 // Unix seconds
	URL         string
	Page        string // address of the attachment page
	Title       string
	Caption     string // HTML
	Description string // HTML
	Alt         string
	Artist      string
}

// NewLibrary returns an empty library.
func NewLibrary() *Library {
	return &Library{blocks: map[int64]string{}, tables: map[string]tablePress{}, unseen: map[int64]unseen{}, unseenFiles: map[int64]bool{}, usedBlocks: map[int64]bool{}, usedParts: map[string]bool{}, fragments: map[string]bool{}, themeNames: map[string]bool{}, forms: forms{}}
}

// Add keeps what an item holds for others to refer to. Of two items of one
// number the first wins.
func (l *Library) Add(it *extract.Item) {
	l.addFragments(it.Content)
	l.addThemeNames(it.Content)
	isGone := it.Status == "trash" || it.Status == "auto-draft" || it.Type == "revision" // it shows nothing any more
	if !isGone {
		l.addBlockRefs(it.Content)
		l.addTagRefs(it, it.Content)
	}
	for i := range it.Meta {
		if m := &it.Meta[i]; IsBuilderField(m.Key) {
			l.addFragments(m.Value)
			if !isGone {
				l.addTemplateRefs(it, m.Value)
			}
		}
	}
	if url := it.Field("_menu_item_url"); strings.HasPrefix(url, "#") && len(url) > 1 { // on whatever page the menu stands
		addID(l.fragments, url[1:])
	} else {
		l.addFragments(url)
	}
	l.pages.add(it)
	unseen := it.Status != "publish" && it.Status != "inherit" && it.Status != "" || it.Password != ""
	switch {
	case unseen && it.Type == "attachment":
		l.unseenFiles[it.ID] = true
	case unseen:
		l.Hide(it.ID)
		l.unseen[it.ID] = unpublished
	}
	l.goods.add(it, unseen)
	l.addField(it)
	l.addDisplays(it)
	switch it.Type {
	case "attachment":
		a := &Attachment{
			ID: it.ID, Parent: it.Parent, MenuOrder: it.MenuOrder, Date: it.Date.Unix(),
			URL:         cmp.Or(it.AttachmentURL, it.GUID),
			Page:        it.Link,
			Title:       it.PlainTitle(),
			Caption:     it.Excerpt,
			Description: it.Content,
			Alt:         it.Field("_wp_attachment_image_alt"),
		}
		if a.isAudio() || a.isVideo() {
			m, _ := it.AttachmentMeta() // of damaged data, what can be read
			a.Artist = m.Artist
		}
		l.attachments.add(a)
		l.addBrizyName(it)
		if !unseen {
			l.addToFolders(it)
		}
	case "wp_navigation", "wp_block":
		if _, ok := l.blocks[it.ID]; !ok && it.Status == "publish" && it.Password == "" {
			l.blocks[it.ID] = strings.Clone(it.Content)
		}
	case tablePressType:
		if id := tablePressID(it); id != "" && l.tables[id].rows == "" && !unseen {
			l.tables[strings.Clone(id)] = tablePress{
				rows:       strings.Clone(it.Content),
				options:    strings.Clone(it.Field("_tablepress_table_options")),
				visibility: strings.Clone(it.Field("_tablepress_table_visibility")),
			}
		}
	default:
		if !unseen {
			l.entries.add(it)
			l.listings.add(it)
			l.forms.add(it)
			l.templates.add(it)
			l.addNimble(it)
			l.addSlide(it)
			l.addPlace(it)
			l.addPart(it)
		}
	}
}

// Hide says that visitors did not see a post: for its own status or password, which
// Add reads, or for a reason that only others know.
func (l *Library) Hide(id int64) {
	l.unseen[id] = max(l.unseen[id], withheld)
	delete(l.shownItems.byID, id)
	delete(l.shownItems.parts, id)
	l.shownItems.hidePart(id)
}

// Withhold is Hide for a post that only some people may read: it is no part of the pages of
// others, either.
func (l *Library) Withhold(id int64) {
	l.Hide(id)
	delete(l.blocks, id)
	delete(l.templates.items, id)
	delete(l.forms, strconv.FormatInt(id, 10))
}

// HidePage says that nothing shows the page of a post to have been public. A shortcode can
// still show what it is made of.
func (l *Library) HidePage(id int64) { l.unseen[id] = max(l.unseen[id], withoutPage) }

// unseen says why visitors saw no page of a post.
type unseen uint8

const (
	withoutPage unseen = iota + 1 // nothing shows that there was one; see HidePage
	withheld                      // it is kept back for what is in it: a form, what members saw
	unpublished                   // by its status, or it has a password: no page showed it
)

// Seal ends the filling.
func (l *Library) Seal() {
	l.attachments.seal()
	l.pages.seal(l.unseen)
	l.entries.seal()
}

// Attachment returns the attachment of that number, or nil.
func (l *Library) Attachment(id int64) *Attachment {
	if l == nil {
		return nil
	}
	return l.attachments.find(id)
}

// IsHidden reports whether visitors did not see the attachment of that number.
func (l *Library) IsHidden(id int64) bool { return l != nil && l.unseenFiles[id] }

// IsUnseen reports whether visitors did not see the post of that number.
func (l *Library) IsUnseen(id int64) bool { return l != nil && l.unseen[id] > 0 }

func (l *Library) hasFragment(id string) bool { return l != nil && l.fragments[id] }

// childrenOf returns the attachments of a post that visitors saw, in the order of
// galleries. Those of one post are asked for again and again.
func (b *builder) childrenOf(id int64) []*Attachment {
	if b.lib == nil {
		return nil
	}
	if !b.hasChildren || b.childrenID != id {
		b.children, b.unseenChildren = nil, nil
		for _, a := range b.lib.attachments.of(id) {
			if b.lib.unseenFiles[a.ID] {
				b.unseenChildren = append(b.unseenChildren, a)
			} else {
				b.children = append(b.children, a)
			}
		}
		b.childrenID, b.hasChildren = id, true
	}
	return b.children
}

func (l *Library) block(id int64) (string, bool) {
	if l == nil {
		return "", false
	}
	s, ok := l.blocks[id]
	return s, ok
}

func (l *Library) table(id string) (tablePress, bool) {
	if l == nil {
		return tablePress{}, false
	}
	t, ok := l.tables[id]
	return t, ok
}

// IsImage reports whether an attachment is a picture. The export does not state its MIME
// type; its file name does (docs/formats.md §A.4).
func (a *Attachment) IsImage() bool { return fileKind(a.URL) == "image" }
func (a *Attachment) isAudio() bool { return fileKind(a.URL) == "audio" }
func (a *Attachment) isVideo() bool { return fileKind(a.URL) == "video" }

// fileKind returns image, audio or video for the address of such a file, else
// "".
func fileKind(url string) string {
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	switch strings.ToLower(path.Ext(url)) {
	case ".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".ico", ".heic", ".heif":
		return "image"
	case ".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac", ".wma", ".aac", ".opus", ".mid", ".midi", ".mka":
		return "audio"
	case ".mp4", ".m4v", ".webm", ".ogv", ".flv", ".mov", ".wmv", ".avi", ".mpg", ".mpeg", ".mkv", ".3gp", ".3g2":
		return "video"
	}
	return ""
}

// HasAttachments reports whether the export holds any attachment. If not, that is one
// cause, and no reason to look at each post.
func (l *Library) HasAttachments() bool { return l == nil || len(l.attachments.list) > 0 }
