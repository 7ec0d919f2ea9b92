package migrate

import "github.com/wp2md/wp2md/extract/live"

// Progress is told how far a run is. Its calls come one after the other.
type Progress interface {
	// Start begins a stage of so many bytes (reading, downloading) or items; -1
	// if it is not known how many.
	Start(stage Stage, total int64)
	Set(n int64)             // so many of them are done
	Add(n int)               // so many more are
	Files(n int)             // so many files are fetched
	Fetched(p live.Progress) // so much of a live site is
	Done()                   // the stage is over
}

// Stage is a part of a run.
type Stage string

// The stages, in their order.
const (
	StageFetching    Stage = "fetching"    // a live site
	StageReading     Stage = "reading"     // the first pass
	StageDownloading Stage = "downloading" // files
	StageWriting     Stage = "writing"     // pages
)

type noProgress struct{}

func (noProgress) Start(Stage, int64)    {}
func (noProgress) Set(int64)             {}
func (noProgress) Add(int)               {}
func (noProgress) Files(int)             {}
func (noProgress) Fetched(live.Progress) {}
func (noProgress) Done()                 {}
