// Package emit owns the output folder: which file a page or an image becomes,
// how it gets there, and the record of what became of every item.
//
//   - [Names] hands out paths. They are safe on every system a site's
//     repository may be checked out on, never meet, and are the same for the
//     same items in the same order.
//   - [Folder] writes. No half file is ever seen under its name, nothing is
//     written outside the folder whatever a path says, an unchanged file is
//     not touched, and a file that a person has edited is never overwritten:
//     the new version is put beside it. A dry run decides the same and writes
//     nothing.
//   - The manifest, .wp2md/manifest.jsonl, has one [Entry] for every item of
//     the source. Its hashes tell an edited file from one that an earlier run
//     wrote, so it survives an interrupted run, even one that was killed.
//
// It does not delete: files of an earlier run that no item has any more are
// listed by [Folder.Stale]. It does not guard against two runs in one folder
// at the same time.
package emit
