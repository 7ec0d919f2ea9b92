package rewrite

import "strings"

// Month returns the folder of a month that a file of the uploads is in, with its
// slash: 2013/04/. It is "" of a file that is in no such folder.
func Month(path string) string {
	folder, _ := cutLast(path)
	n := len(folder) - len("/2013/04")
	if n < 0 || folder[n] != '/' || folder[n+5] != '/' {
		return ""
	}
	year, month := folder[n+1:n+5], folder[n+6:]
	if strings.Trim(year, "0123456789") != "" || month < "01" || month > "12" || strings.Trim(month, "0123456789") != "" {
		return ""
	}
	return folder[n+1:] + "/"
}
