// Package media gets the files that pages show: from a copy of the old site's
// uploads folder or a tar of it, or from the network. It is, with the reader
// of live sites, all that reaches the network.
//
// [Open] reads a copy. A folder is read through a root that nothing leads out
// of, an archive by an index of its plain files.
//
// [Fetch] downloads. It promises:
//
//   - A file is whole or not there: its length is that which the server says,
//     and its first bytes are not a page in the place of a picture. The caller
//     gets it when that is known.
//   - What is cut goes on where it ended, in this run or a later one, if the
//     server says that the file is still the same.
//   - Servers are asked a few things at a time, fewer when they have trouble,
//     and nothing more when they are gone. Every wait has an end, and every file
//     a limit.
//   - Addresses that are not on the public internet are refused where they are
//     dialled, on each redirect, unless the caller allows them.
//   - No cookies, no credentials, and no proxy unless private addresses are
//     allowed: behind a proxy nobody knows what is reached.
//
// It does not decide what is needed, name files or write them: that is the
// caller's. It does not ask whether a file it fetched once has changed since.
package media
