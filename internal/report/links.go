package report

// DeadLink is an address of the old site that a link has and that leads nowhere on
// the new one, or not for certain.
type DeadLink struct {
	Address string     `json:"address"`
	Why     string     `json:"why"`
	Count   int        `json:"count"`          // posts that have it
	Posts   []LinkPost `json:"posts,omitzero"` // the first of them
}

// LinkPost is a post with a link.
type LinkPost struct {
	ID   int64  `json:"id"`
	Path string `json:"path"`
}

// Redirects is what leads from old addresses to new ones.
type Redirects struct {
	Count   int              `json:"count"`
	Formats []RedirectFormat `json:"formats"` // that were asked for
	NoFeed  bool             `json:"no_feed"` // it is not known where the new site has its feed
}

// RedirectFormat is a file of redirects for a server or host.
type RedirectFormat struct {
	Name    string          `json:"name"`
	File    string          `json:"file"`
	Written int             `json:"written"`
	Left    []RedirectsLeft `json:"left"`
}

// RedirectsLeft is what a format could not hold.
type RedirectsLeft struct {
	Why   string   `json:"why"`
	Count int      `json:"count"`
	First []string `json:"first"` // a few of the old addresses
}
