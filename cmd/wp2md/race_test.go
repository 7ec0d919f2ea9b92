//go:build race

package main

// raceEnabled makes tests that only repeat themselves repeat less.
const raceEnabled = true
