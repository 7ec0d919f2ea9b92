// Package bigpages has the heap of a program that imports it lie in large pages
// of memory, where the system has them for the asking (Linux). On virtual
// machines it costs more to be given a page of 4 KB for the first time than to
// fill it, and a short run does little else.
package bigpages
