package audience

import (
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// sold are custom fields with the files that somebody gets who has bought something.
var sold = late.Words("_downloadable_files edd_download_files edd_variable_download_files _edd_download_files __wpdm_files __wpdm_fileinfo __wpdm_masterkey _wc_downloadable_files")

// IsForBuyers reports whether a field has the files that somebody gets who has bought something.
func IsForBuyers(key string) bool { return sold.Has(key) }

// guarded are folders of the uploads that plugins let nobody into but by their own doors: files
// for sale, for members, and what visitors have sent.
var guarded = late.Words(`woocommerce_uploads edd _pda download-manager-files memberpress s2member-files wc-logs wpo_wcpdf gravity_forms ninja-forms wpforms wpcf7_uploads wpcf7-submissions cfdb7_uploads cfdb_uploads
	fluentform formidable forminator everest_forms_uploads happyforms quform user_registration_uploads job_applications ultimatemember backwpup updraft aiowps_backups`)

// IsGuarded reports whether the path of a file below the uploads is in a folder that visitors
// do not get into.
func IsGuarded(path string) bool {
	if path == "" || '0' <= path[0] && path[0] <= '9' { // of a year, as nearly all are
		return false
	}
	folder, _, ok := strings.Cut(path, "/")
	return ok && guarded.Has(folder)
}
