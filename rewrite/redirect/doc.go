// Package redirect writes the redirects of a site in the formats of web servers
// and hosts.
//
// Each format gives the exact path back that the old site had: what has a
// meaning in it is escaped, and where a host compares addresses as they are
// sent, they are there in the spellings that browsers send. Each knows the
// limits of its host. What does not fit is not written, and is returned as
// [Left] with the reason: the less missed first (see [rewrite.RedirectKind]).
//
// The order is that of the redirects, which must not change from run to run.
// A format may range over them more than once.
package redirect
