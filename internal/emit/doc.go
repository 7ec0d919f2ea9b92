// Package emit owns the output folder: which file a page or an image becomes,
// how it gets there, and the record of what became of every item.
//
//   - [Names] hands out paths. They are safe on every system a site's
//     repository may be checked out on, never meet, and are the same for the
//     same items in the same order.
//   - [Folder] writes. No half file is ever seen under its name, nothing is
//     written outside the folder whatever a path says, an unchanged file is
//     not touched, and nothing that a person has written into a file is lost:
//     what is new in a page is merged into it, and where both have changed the
//     same, the new version is put beside it. Pages that a person has deleted
//     stay away, those that were renamed are updated where they are. A dry run
//     decides the same and writes nothing.
//   - The manifest, .wp2md/manifest.jsonl, has one [Entry] for every item of
//     the source; what earlier runs had and the source has not is in
//     .wp2md/absent.jsonl, with its files, until it is met again or pruned. Its hashes tell an edited file from one that an earlier run
//     wrote, so it survives an interrupted run, even one that was killed.
//
// For merging it keeps each page as it was last generated, in .wp2md/base.pack.
//
// Pages whose path has changed are moved ([Folder.Moves]). Nothing is deleted but
// by [Folder.Prune] and [Folder.Withdraw], and nothing that a person has edited:
// files of an earlier run that no item has any more are listed by [Folder.Stale].
// One run at a time writes into a folder; a second one is refused.
package emit
