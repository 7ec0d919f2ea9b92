package transform

import (
	"github.com/wp2md/wp2md/internal/note"
)

// What becomes of a construct is known where it happens: builders count what
// does not get into the clean tree and what came from text (shortcodes,
// blocks), printers what is in the tree.

// countBlocks counts the blocks of the post. Those of reusable blocks are
// constructs of another item.
func (b *builder) countBlocks(root *block) {
	if len(b.blockRefs) > 0 {
		return
	}
	yieldBlocks(root, func(_ string, fate Fate) bool {
		if fate == Dropped {
			b.ledger.Count(note.BlockConstruct, note.Dropped)
		} else {
			b.ledger.Count(note.BlockConstruct, note.Converted)
		}
		return true
	})
}
