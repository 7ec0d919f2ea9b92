package dump

import "github.com/wp2md/wp2md/extract"

// The kinds of damage that are mended while a dump is read.
const (
	repairJunk       = extract.RepairJunk
	repairStatement  = "broken-statement" // what is no row where one must stand; the rest of its statement is passed over
	repairExpression = "sql-expression"   // a value that is neither a string nor a number, such as the call of a function; kept as it is
	repairDouble     = "double-encoding"  // UTF-8 taken for windows-1252 and turned into UTF-8 again; undone
	repairMojibake   = "mojibake"         // what looks like it, among texts that are right; kept
	repairColumns    = "row-length"       // a row with more or fewer values than the table has columns
)
