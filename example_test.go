package wp2md_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/wp2md/wp2md"
)

func ExampleMigrate() {
	dir, _ := os.MkdirTemp("", "site")
	defer os.RemoveAll(dir)
	report, err := wp2md.Migrate(context.Background(), wp2md.Options{
		Sources: []string{"fixtures/blog/export.xml"}, Uploads: []string{"fixtures/blog/uploads"}, Media: "local", Out: dir,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, it := range report.Attention {
		fmt.Println(it.Result, it.Title, len(it.Notes))
	}
	// Output:
	// failed Wheel 1
	// review What a kiln sounds like 1
	// review A controller for the kiln 2
	// review The new studio 2
	// review Contact 1
}
