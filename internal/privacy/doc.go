// Package privacy decides what visitors of the old site did not see: by the
// status of an item, by the fields in which plugins keep who may read it, and, for
// a post type that nobody here knows, by what the export proves of it.
//
// No list of types is ever complete. What is not shown to be public is held back:
// wrongly held back is a line in the summary, wrongly published is a leak.
package privacy
