// Package extract reads WordPress exports (WXR: RSS 2.0 with the export
// namespace) and delivers the site they describe one item at a time.
//
// [Open] finds out what it was given, from the bytes and never from the name:
// files, gzip, zip, folders of parts, standard input. [Source.Items] then
// reads it, as often as wanted, with a window that grows to the largest item
// and no further. [Writer] writes WXR that reads back as it was.
//
// # Promises
//
// Any bytes can be read: no panic, no hang, no memory beyond the item in hand,
// which may be as large as 1 GiB.
// Every <item> element of the source is delivered, in the order of the source;
// one that is broken off is delivered too, marked Cut. What had to be mended
// on the way is counted by kind in [Item.Repairs] and [Source.Repairs]; what
// could not be read is an error that names the file and the line, after
// everything that could. Two passes over the same source give the same items.
// All text delivered is valid UTF-8 without the control characters below U+0020,
// but for tab and newline, and from U+0080 to U+009F.
//
// # What it does not do
//
// It does not drop duplicates, resolve references between items, interpret
// content, or judge what is worth migrating. It keeps no item. Elements of an
// item that belong neither to RSS nor to WXR are counted ([RepairUnknown]) and kept as
// custom fields of their names. It
// expands no XML entity but the five of XML and the named characters of HTML,
// reads no DTD, follows no reference, and writes no file of its own but one
// temporary file for input that cannot be read twice.
//
// # How it reads
//
// The reader is no XML parser: damaged exports are the rule for a site one
// wants to leave, and an XML parser must stop at the first fault. It walks from
// tag to tag, knows elements by prefix and local name, and decides where a
// field ends by rules that agree with XML on well-formed files (see
// parser.content). Encodings are decided as described at charsetRule.
package extract
