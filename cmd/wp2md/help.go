package main

import "embed"

//go:embed help
var helpTexts embed.FS

// help returns the help of a command, which a person has written: help/NAME.txt.
func help(name string) string {
	text, err := helpTexts.ReadFile("help/" + name + ".txt")
	if err != nil {
		panic("wp2md: internal error: " + err.Error())
	}
	return string(text)
}
