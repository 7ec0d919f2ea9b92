module github.com/wp2md/wp2md

go 1.26
