// Package archive reads a site out of a web archive: any server that lists its
// captures by CDX and serves them under their moment and address, as the
// Wayback Machine and pywb do.
//
// It stands in for the site: what [live.Fetch] asks is answered with the newest
// good capture of an address. The index says what there is; nothing else is
// asked for. What the archive put into a page is taken out before anybody reads
// it. What was got is kept in a folder, so that a run that was interrupted goes
// on where it was, and no capture is ever asked for twice.
package archive
