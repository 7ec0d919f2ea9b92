// Package dump reads the database of a WordPress site out of SQL dumps and
// backups, and delivers an [extract.Site] and its items, as the site's own
// export would.
//
// Open finds out what it was given, from the bytes: a dump as mysqldump,
// mariadb-dump, phpMyAdmin, plugins and host panels write it, plain or
// compressed; a backup of UpdraftPlus, Duplicator, All-in-One WP Migration,
// BackWPup, Jetpack or a host panel, whose uploads are then found, too.
//
// # Promises
//
// Any bytes can be read: no panic, no hang, no memory beyond the row in hand.
// A dump that is cut off gives every whole row. The dump is read once, as a
// stream; what is wanted of it goes through sorted runs on disk, so that memory
// stays flat whatever its size. Two passes give the same items, and so do
// dumps of the same database in different forms.
//
// Passwords, keys and sessions of users, users who wrote nothing, what people
// entered into forms and what they bought are not read: such tables, columns,
// options and post types are passed over by name, undecoded.
//
// # What it does not do
//
// It runs no SQL: it knows the statements that dumps consist of and passes over
// all others. Post types and taxonomies are what the rows say; what only code
// knows of them (whether they are public, other addresses) it does not know,
// beyond the rewrite rules that WordPress keeps.
package dump
