// Package saved reads a site out of what somebody kept of its pages: a folder
// as wget, HTTrack, Simply Static or a browser leave it, an archive of such a
// folder, single pages (.html, .mht), WARC and WACZ files.
//
// It stands in for the site: what [live.Fetch] asks is answered from the files,
// under the addresses the pages once had, so that a site that is gone is read
// as one that runs. Links that were changed to lead to files lead to pages
// again before anybody reads them. Every page is looked at, whether another
// links to it or not.
package saved
