// Package audience reads for whom something is: what plugins for members and for
// conditions write as names of shortcodes and blocks, attributes, settings of page
// builders and fields.
//
// There are hundreds of such plugins, and no list of them is complete. So it is
// the words that are read: a name that says "for members", a value that says "logged
// in", a list of roles under a key that is about who may see. Lists have only what
// no word gives away.
package audience
