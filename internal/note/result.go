package note

// Result is what became of an item of the source. Every item has exactly one.
type Result string

const (
	OK      Result = "ok"      // written
	Review  Result = "review"  // written, but something in it needs a person's eye
	Failed  Result = "failed"  // not written; a note says why
	Skipped Result = "skipped" // not asked for; a note says why
)
