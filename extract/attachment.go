package extract

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// AttachmentMeta is what WordPress knows of an uploaded file beside its
// address. All names come from the export and must not be trusted as paths.
type AttachmentMeta struct {
	File          string // relative to the uploads folder, such as 2013/04/rework.png
	Width, Height int
	Sizes         []ImageSize // the smaller copies, in the order of the export
	OriginalImage string      // name of the upload, if File is a copy scaled down or rotated
	Earlier       []ImageSize // the names it and its copies had before it was edited, by Name

	// Of audio and video.
	Title, Artist, Album, Length string
}

// ImageSize is one copy of an image.
type ImageSize struct {
	Name          string // thumbnail, medium, …
	File          string // its name, in the folder of the attachment's File
	Width, Height int
}

// attachmentMeta is what AttachmentMeta has made of some fields.
type attachmentMeta struct {
	fields [3]string
	meta   AttachmentMeta
	err    error
}

// AttachmentMeta returns what the custom fields of an attachment say of its
// file, whose lists are not to be changed. It is the zero value if there are none.
// With an error comes what could be read.
func (it *Item) AttachmentMeta() (AttachmentMeta, error) {
	fields := [3]string{it.Field("_wp_attachment_metadata"), it.Field("_wp_attached_file"), it.Field("_wp_attachment_backup_sizes")}
	if fields == [3]string{} {
		return AttachmentMeta{}, nil
	}
	if it.file == nil || it.file.fields != fields {
		m, err := it.attachmentMeta(fields[0], fields[1])
		it.file = &attachmentMeta{fields, m, err}
	}
	return it.file.meta, it.file.err
}

func (it *Item) attachmentMeta(meta, file string) (m AttachmentMeta, err error) {
	if meta != "" && !readMeta(meta, &m) {
		m, err = it.slowMeta()
	}
	m.File = cmp.Or(file, m.File)
	backup, err2 := it.phpField("_wp_attachment_backup_sizes")
	m.Earlier = imageSizes(backup)
	slices.SortStableFunc(m.Earlier, func(a, b ImageSize) int { return cmp.Compare(a.Name, b.Name) })
	return m, errors.Join(err, err2)
}

// slowMeta reads metadata that is not as PHP writes it.
func (it *Item) slowMeta() (m AttachmentMeta, err error) {
	meta, err := it.phpField("_wp_attachment_metadata")
	if meta == nil {
		return m, err
	}
	m.File = phpString(meta.Get("file"))
	m.Width, m.Height = phpInt(meta.Get("width")), phpInt(meta.Get("height"))
	m.OriginalImage = phpString(meta.Get("original_image"))
	sizes, _ := meta.Get("sizes").(PHPArray)
	m.Sizes = imageSizes(sizes)
	m.Title, m.Artist = phpString(meta.Get("title")), phpString(meta.Get("artist"))
	m.Album, m.Length = phpString(meta.Get("album")), phpString(meta.Get("length_formatted"))
	return m, err
}

// phpField returns the array in the custom field named key, nil if there is
// none. It may have been serialized twice.
func (it *Item) phpField(key string) (PHPArray, error) {
	s := it.Field(key)
	if s == "" {
		return nil, nil
	}
	v, err := Unserialize(s)
	if inner, ok := v.(string); ok && err == nil && strings.Contains(inner, "{") {
		v, err = Unserialize(inner)
	}
	a, _ := v.(PHPArray)
	if err != nil {
		err = fmt.Errorf("%s: %w", key, err)
	}
	return a, err
}

func imageSizes(a PHPArray) []ImageSize {
	var sizes []ImageSize
	for _, e := range a {
		size, ok := e.Value.(PHPArray)
		if !ok {
			continue
		}
		s := ImageSize{e.Key, phpString(size.Get("file")), phpInt(size.Get("width")), phpInt(size.Get("height"))}
		if s.File != "" {
			sizes = append(sizes, s)
		}
	}
	return sizes
}

func phpString(v any) string {
	s, _ := v.(string)
	return s
}

// phpInt reads a number, which old versions and plugins kept as a string.
func phpInt(v any) int {
	switch v := v.(type) {
	case int64:
		return int(min(max(v, 0), 1<<30))
	case string:
		if n, ok := parseInt([]byte(v)); ok {
			return phpInt(n)
		}
	case float64:
		if 0 <= v && v < 1<<30 {
			return int(v)
		}
	}
	return 0
}
