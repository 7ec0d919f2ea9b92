// Package media gets the files that pages show. It takes them from a copy of
// the old site's uploads folder, read through a root that nothing leads out
// of.
package media
