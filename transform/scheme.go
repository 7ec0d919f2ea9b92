package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// unknownScheme returns the scheme of an address if there is none of that name, as in
// ttps://example.org, else "".
func unknownScheme(address string) string {
	scheme, _, ok := strings.Cut(strings.TrimSpace(address), "://")
	if !ok || scheme == "" || len(scheme) > 20 {
		return ""
	}
	for _, c := range scheme {
		if !tree.IsLetter(c) && (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' {
			return ""
		}
	}
	if strings.Contains(knownSchemes, " "+strings.ToLower(scheme)+" ") {
		return ""
	}
	return scheme
}

// mailOfSite returns the address of e-mail that is all of one of the web: http://info@example.org.
// So does that of a host begin with the name of a visitor: it takes the words of a link to tell
// the two apart.
func mailOfSite(address string) string {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(address), "://")
	if scheme = strings.ToLower(scheme); scheme != "http" && scheme != "https" {
		return ""
	}
	if rest = strings.TrimSuffix(rest, "/"); !isMailAddress(rest) || strings.ContainsAny(rest, "?#&") {
		return ""
	}
	return rest
}

// knownSchemes are those of addresses with an authority, and of programs that open
// such addresses.
const knownSchemes = " http https ftp ftps sftp ssh git svn file about data blob ws wss irc ircs nntp news gopher gemini ldap ldaps imap imaps pop smtp" +
	" rtsp rtsps rtmp rtmps mms mmsh udp rtp smb afp nfs dav davs telnet vnc rdp view-source feed webcal webcals itms itmss itms-apps market intent android-app ios-app" +
	" steam spotify skype slack tg viber whatsapp fb twitter instagram mailto tel sms magnet ed2k bittorrent ipfs ipns dat hyper chrome moz-extension chrome-extension" +
	" vscode zoommtg msteams callto sip sips xmpp facetime maps geo comgooglemaps zotero obsidian notion evernote things bitcoin ethereum content app resource doi info urn "

// isOnDisk reports whether an address is that of a file on the disk of whoever wrote it:
// file:///C:/x.png, C:\x.png, ///Users/ann/x.png.
func isOnDisk(address string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	if len(address) > 3 && 'a' <= address[0] && address[0] <= 'z' && (address[1] == ':' || address[1] == '|') && (address[2] == '\\' || address[2] == '/') {
		return true
	}
	if rest, ok := strings.CutPrefix(address, "file:"); ok {
		return strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "\\") || strings.Contains(rest, ":")
	}
	if strings.HasPrefix(address, "///") {
		address = address[len("//"):]
	}
	for _, home := range []string{"/users/", "/home/", "/documents and settings/"} {
		if of, ok := strings.CutPrefix(address, home); ok {
			_, folder, _ := strings.Cut(of, "/")
			folder, _, _ = strings.Cut(folder, "/")
			switch folder {
			case "library", "desktop", "documents", "downloads", "pictures", "appdata", "local%20settings", "my%20documents", "local settings", "my documents":
				return true
			}
		}
	}
	return strings.HasPrefix(address, "/var/folders/") || strings.HasPrefix(address, "/private/var/folders/")
}

// lacksScheme reports whether an address is that of another site but for its scheme:
// href="www.example.org", href="example.org/a/", which to a browser is a page of this one
// that nobody has.
func lacksScheme(address string) bool {
	host, path, _ := strings.Cut(strings.TrimSpace(address), "/")
	if len(host) < len("www.") || !strings.EqualFold(host[:len("www.")], "www.") {
		return isPublicHost(host) && !strings.HasSuffix(path, ".php")
	}
	i := strings.LastIndexByte(host, '.')
	last := host[i+1:]
	if i == len("www.")-1 || len(last) < 2 {
		return false
	}
	for _, c := range last {
		if !tree.IsLetter(c) {
			return false
		}
	}
	return !strings.ContainsAny(host, " ?#%:")
}

// isPublicHost reports whether a text is the name of a host with one of the best known
// endings, and hardly that of a file.
func isPublicHost(host string) bool {
	i := strings.LastIndexByte(host, '.')
	if i < 1 || len(host) > 80 {
		return false
	}
	switch strings.ToLower(host[i+1:]) {
	case "com", "org", "net", "edu", "gov", "io", "tv", "biz", "co", "us", "uk", "ca", "au", "de", "fr", "nl", "es", "se", "dk", "fi", "ch", "eu", "jp", "cn", "ru", "br", "nz":
	default:
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(host), ".")
	switch first {
	case "index", "default", "home", "page", "readme", "about", "contact":
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || strings.Trim(label, "-") != label {
			return false
		}
		for _, c := range label {
			if !tree.IsLetter(c) && (c < '0' || c > '9') && c != '-' {
				return false
			}
		}
	}
	return strings.IndexFunc(first, tree.IsLetter) >= 0
}
