package note

// Note says in words what happened to one construct of an item: what could not
// be carried over, or what a reader of the result should know. It is data: a
// stage returns its notes, only the command prints them.
type Note struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"`

	// Review asks for a person's eye: something that the old site showed is not
	// in the output, or not the way it was.
	Review bool `json:"review,omitempty"`

	// Like is the path of an earlier page that asks for the look in place of this
	// one: the same form, say, stands on both.
	Like string `json:"like,omitempty"`

	// Accepted says that a person has looked, and that it may stay as it is.
	Accepted bool `json:"accepted,omitempty"`
}

// UnshownSettings begins the text of a note that has what shortcodes, widgets and blocks say
// beside what is shown of them or noted of it: settings, as far as is known. It explains no
// loss: whoever holds a page against its source does without it.
const UnshownSettings = "settings that the page does not show: "

// Kind is the stable word by which notes are counted and filtered.
type Kind string

// What a note can be about.
const (
	Shortcode   Kind = "shortcode"    // a shortcode that is not known, or whose data the export does not hold
	Block       Kind = "block"        // a block that only the running site could fill, or that is not known
	HTML        Kind = "html"         // markup that was dropped, or kept although Markdown has no word for it
	Template    Kind = "template"     // code of a template, which some site generators would run
	Embed       Kind = "embed"        // something of another site, now a link
	Media       Kind = "media"        // a file that is not there, or is still to be got
	Link        Kind = "link"         // a link to a page of the old site that the export does not hold
	Footnote    Kind = "footnote"     // a footnote without its mark, or the reverse
	Nesting     Kind = "nesting"      // markup nested deeper than can be read
	Repair      Kind = "repair"       // bytes that were mended to be read
	Name        Kind = "name"         // a file that had to take another name
	Date        Kind = "date"         // a date that cannot be
	FrontMatter Kind = "front-matter" // a field that could not be set
	Comments    Kind = "comments"     // comments that are not in the output
	Type        Kind = "type"         // a post type that is not content
	Status      Kind = "status"       // a status that was not asked for
	Private     Kind = "private"      // held back: private or behind a password
	Filtered    Kind = "filtered"     // left out by a flag
	Settings    Kind = "settings"     // left out by the settings file
	Duplicate   Kind = "duplicate"    // the same item stands in the source twice
	Truncated   Kind = "truncated"    // the source ends inside the item
	Edited      Kind = "edited"       // a file that was edited since it was written
	Deleted     Kind = "deleted"      // a file that a person has deleted since it was written
	Withdrawn   Kind = "withdrawn"    // a page taken out of what is published, for its post is not public any more
	Gone        Kind = "gone"         // an item that the source does not have any more
	Renamed     Kind = "renamed"      // a file that a person has renamed since it was written
	Unwritten   Kind = "failed"       // why an item could not be written
	Verify      Kind = "verify"       // the page, read again, differs from its source
	Unread      Kind = "unread"       // something of a live site that could not be fetched
	Joined      Kind = "joined"       // which of several sources an item was taken from
)
