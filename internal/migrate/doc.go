// Package migrate is a run: it carries a source to an output folder.
//
// [Run] makes two passes over the source. The first makes the plan: where each
// item goes, and what items refer to. The second takes each item on its way.
// The part of the way that is parallel and depends on the item and the plan
// alone is the converter; the part that runs in the order of the source is the
// recorder; an [Outcome] is the value between them. Whatever the number of jobs
// is, the same source gives the same bytes.
//
// Nothing here prints. What a run tells while it goes, it tells [Events] and
// [Progress]; what it tells at its end is its [Result].
package migrate
