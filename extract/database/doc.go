// Package database reads a WordPress site out of the MySQL or MariaDB server
// that it runs on, as extract/dump reads it out of a dump: Open by the address
// of a database, OpenFolder by the folder WordPress is installed in.
//
// Nothing is written: all is read in one read-only snapshot. Only the columns
// and rows that are needed are asked for; no password, key or session of a user
// leaves the server.
package database
