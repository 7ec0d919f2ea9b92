// Package rewrite knows every address of the old site and where it leads in
// the new one.
//
// An [Index] is filled in a first pass over the source with each item's
// addresses (permalink, ?p=, guid, old slugs, attachment page, file, sizes of
// an image), sealed, and then only read, by any number of goroutines. Its
// Apply replaces addresses on a clean tree, so that code and text which only
// look like an address are never touched.
//
// It makes no request and reads no file: whether an address is known is
// decided by the export alone. Size variants of an image lead to the original
// only with evidence, because people upload files with names like
// photo-1024x569.jpg (facts.md §E.1).
package rewrite
