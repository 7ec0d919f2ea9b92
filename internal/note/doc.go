// Package note is the ground that every stage stands on: what a stage says of
// one construct of an item ([Note]), what became of the item ([Result]), and the
// count of its constructs by what became of each ([Ledger]). They are data. A
// stage returns them; only the command prints.
//
// Nothing here knows of reports: package report shows what this package holds.
package note
