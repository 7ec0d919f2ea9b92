// Package rewrite knows every address of the old site and where it leads in
// the new one.
//
// An [Index] is filled in a first pass over the source with each item's
// addresses (permalink, ?p=, guid, old slugs, attachment page, file, copies of
// an image), sealed, and then only read, by any number of goroutines. Apply
// replaces addresses on a clean tree, so that code and text which only look
// like an address are never touched.
//
// # Promises
//
// An address that is not one of the old site comes back byte for byte. One that
// is, and whose page or file is in the output, becomes a path of the new site:
// it begins with a slash and is decoded, but for what a path cannot hold. One
// whose page or file is not becomes or stays absolute, and there is a note.
// Applying twice changes nothing more, unless an address of the new site is
// also one that another file or page had on the old. The same items in the same order give
// the same paths, names and notes. Any bytes can be an address: no panic, and
// time in proportion to their number.
//
// # What it does not do
//
// It makes no request and reads no file: whether an address is known is
// decided by the export alone. Copies of an image lead to the original only
// with evidence, because people upload files with names like photo-1024x569.jpg
// (docs/formats.md §E.1). It does not know which archives and feeds the new site
// will have: links to them are led where the options say, else they keep their
// path, and there is a note. Of a fragment it knows only whether the old content
// had such an id.
//
// # Redirects
//
// Redirects and ListRedirects return what led to something on the old site and
// has another address now. They are made of the items as they come by again,
// since the index does not hold the old addresses. Package redirect writes them.
//
// # Memory
//
// Addresses are kept as hashes in tables without pointers, paths and names in
// arenas: about 100 bytes for an item, whatever its size.
package rewrite
