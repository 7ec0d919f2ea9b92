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

// knownSchemes are those of addresses with an authority, and of programs that open
// such addresses.
const knownSchemes = " http https ftp ftps sftp ssh git svn file about data blob ws wss irc ircs nntp news gopher gemini ldap ldaps imap imaps pop smtp" +
	" rtsp rtsps rtmp rtmps mms mmsh udp rtp smb afp nfs dav davs telnet vnc rdp view-source feed webcal webcals itms itmss itms-apps market intent android-app ios-app" +
	" steam spotify skype slack tg viber whatsapp fb twitter instagram mailto tel sms magnet ed2k bittorrent ipfs ipns dat hyper chrome moz-extension chrome-extension" +
	" vscode zoommtg msteams callto sip sips xmpp facetime maps geo comgooglemaps zotero obsidian notion evernote things bitcoin ethereum content app resource doi info urn "

// lacksScheme reports whether an address is that of another site but for its scheme:
// href="www.example.org", which to a browser is a page of this one that nobody has.
func lacksScheme(address string) bool {
	host, _, _ := strings.Cut(strings.TrimSpace(address), "/")
	if len(host) < len("www.") || !strings.EqualFold(host[:len("www.")], "www.") {
		return false
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
