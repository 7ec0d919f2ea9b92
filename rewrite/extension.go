package rewrite

import (
	"path"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// isFilePath reports whether a path is that of a file rather than of a page, by
// its extension.
func isFilePath(p string) bool { return isFileExtension(extension(p)) }

// isImagePath reports whether a path is that of a picture.
func isImagePath(p string) bool { return isImageExtension(extension(p)) }

func extension(p string) string { return strings.TrimPrefix(path.Ext(p), ".") }

func isImageExtension(ext string) bool {
	return minExtension <= len(ext) && len(ext) <= maxExtension && imageExtensions.Has(strings.ToLower(ext))
}

func isFileExtension(ext string) bool {
	if len(ext) < minExtension || len(ext) > maxExtension { // most often what is behind a full stop: nothing
		return false
	}
	ext = strings.ToLower(ext)
	return imageExtensions.Has(ext) || fileExtensions.Has(ext)
}

// The lengths of the shortest and the longest one.
const (
	minExtension = 2
	maxExtension = 7
)

var imageExtensions = late.Words(`jpg jpeg jpe png gif webp avif svg bmp tif tiff ico heic heif jxl`)

// fileExtensions are those of the files that WordPress lets people upload, and
// of a few that old sites have, but for pictures.
var fileExtensions = late.Words(`mp3 ogg oga wav m4a m4b flac wma aac opus mid midi mka ra ram
	mp4 m4v webm ogv flv mov qt wmv avi mpg mpeg mkv 3gp 3gpp 3g2 asf vtt srt swf
	pdf doc docx docm dot dotx odt ods odp odg xls xlsx xlsm csv tsv ppt pptx pptm pps ppsx key pages numbers rtf tex
	zip gz tgz bz2 xz zst deb rpm msi pkg xpi bin patch diff sql rar 7z tar exe dmg apk jar iso txt asc ics psd xcf ai eps ttf otf woff woff2 epub mobi gpx kml kmz torrent`)
