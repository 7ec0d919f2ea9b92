package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
)

// Plugins sort the files of the library into folders or categories, which are terms of
// attachments, and galleries show one of them.

// addToFolders keeps in which folders a picture is.
func (l *Library) addToFolders(it *extract.Item) {
	for i := range it.Terms {
		t := &it.Terms[i]
		if l.folders == nil {
			l.folders = map[string][]int64{}
		}
		slug, name := strings.ToLower(t.Slug), strings.ToLower(t.Name)
		l.putInFolder(slug, it.ID)
		if name != slug {
			l.putInFolder(name, it.ID)
		}
	}
}

func (l *Library) putInFolder(name string, id int64) {
	if name != "" && !slices.Contains(l.folders[name][max(0, len(l.folders[name])-1):], id) {
		l.folders[strings.Clone(name)] = append(l.folders[name], id)
	}
}

// sizeOfPicture is about what a picture adds to a page.
const sizeOfPicture = 200

// folderKeys are the plain names of values that say which folder or category of files a
// gallery shows.
var folderKeys = late.Words("folder folders foldername folderslug mediafolder mediafolders mediacategory mediacategories mediacat attachmentcategory gallerycategory album albumname galleryname")

// readFolder adds the pictures of the folder of the library that a gallery names, and
// returns its other values.
func (b *builder) readFolder(s *shown, widget string, props []prop) []prop {
	if b.lib == nil || len(b.lib.folders) == 0 || len(s.images) > 0 || !isAbout(widget, "gallery", "folder", "slider", "carousel", "album", "photos", "pictures", "media") {
		return props
	}
	for i := range props {
		if p := &props[i]; !p.tree && folderKeys.Has(plainKey(p.key)) {
			for name := range strings.SplitSeq(p.val, ",") {
				for _, id := range b.lib.folders[strings.ToLower(strings.TrimSpace(name))] {
					att := b.lib.Attachment(id)
					if att == nil || !att.IsImage() || b.lib.IsHidden(id) {
						continue
					}
					if b.room -= sizeOfPicture; b.room < 0 {
						b.notes.add(note.Nesting, true, "pictures left out: the page shows folders of files too often")
						return props
					}
					s.addPicture(b.pictureOf("", strconv.FormatInt(id, 10), "", ""))
				}
			}
			if len(s.images) > 0 {
				return slices.Concat(props[:i], props[i+1:])
			}
		}
	}
	return props
}
