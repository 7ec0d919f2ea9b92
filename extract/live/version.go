package live

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// A version is a post as one place of the site shows it: its own page, a list
// of posts, a feed. None need know everything; joined makes an item of several.
type version struct {
	link     string
	id       int64
	kind     string // post type
	title    string // HTML
	titled   bool   // the theme shows a title, if only an empty one
	docTitle string // what the head of the page says it is called, without the name of the site

	date time.Time // on the clock of the site
	gmt  time.Time
	zone *int // seconds east of Greenwich

	author   person
	terms    []extract.TermRef
	labels   []string // names of terms, of whichever taxonomy
	image    string   // address of the featured image
	parent   int64
	excerpt  string
	comments []extract.Comment

	content    string     // HTML
	words      int        // of it
	sum        uint64     // of its words
	found      bool       // it is known where the content stands, if only that there is none
	ends       []endBlock // what it begins and ends with
	links      []string   // from it
	cut        bool       // it is only the beginning
	protected  bool       // by a password
	sticky     bool
	more       []string // addresses of further pages of the same post
	hidesPages bool     // the theme would not show that there are any

	single, feed bool // where it stands; in a list if neither
	dropped      map[string]int
}

type person struct{ login, name string }

// light is the version without what takes space.
func (v *version) light() *version {
	c := *v
	c.content, c.comments, c.dropped, c.links, c.ends = "", nil, nil, nil, nil
	return &c
}

func number(s string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// linkKey returns what two spellings of the address of a page have in common.
func linkKey(u *url.URL) string {
	path := strings.TrimRight(withoutIndex(u).EscapedPath(), "/")
	if p, err := url.PathUnescape(path); err == nil {
		path = p
	}
	key := bareHost(u) + ":" + u.Port() + path
	if u.RawQuery != "" {
		key += "?" + u.Query().Encode()
	}
	return key
}

// slugIn returns the last part of the path of a page, as WordPress stores it.
func slugIn(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	path := strings.Trim(withoutIndex(u).EscapedPath(), "/")
	path = path[strings.LastIndexByte(path, '/')+1:]
	if path == "index.php" {
		return ""
	}
	for _, ext := range []string{".html", ".htm", ".php"} {
		path = strings.TrimSuffix(path, ext)
	}
	return lowerHex(path)
}

// lowerHex writes the percent-encoded bytes of a slug as WordPress does.
func lowerHex(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:], strings.ToLower(string(b[i+1:i+3])))
		}
	}
	return string(b)
}

// dayIn returns the day that an address names: /2013/04/02/slug/.
func dayIn(link string) (day time.Time, precise bool) {
	u, err := url.Parse(link)
	if err != nil {
		return time.Time{}, false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i := range parts {
		if i+1 >= len(parts) || len(parts[i]) != 4 || number(parts[i]) < 1990 || number(parts[i]) > 2100 || len(parts[i+1]) != 2 {
			continue
		}
		month := number(parts[i+1])
		if month < 1 || month > 12 {
			continue
		}
		if i+2 < len(parts) && len(parts[i+2]) == 2 && number(parts[i+2]) >= 1 && number(parts[i+2]) <= 31 {
			return time.Date(int(number(parts[i])), time.Month(month), int(number(parts[i+2])), 0, 0, 0, 0, time.UTC), true
		}
		return time.Date(int(number(parts[i])), time.Month(month), 1, 0, 0, 0, 0, time.UTC), false
	}
	return time.Time{}, false
}
