//go:build race

package main

// raceEnabled is true with the race detector, which allocates by itself.
const raceEnabled = true
