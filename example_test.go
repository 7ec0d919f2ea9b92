package wp2md_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"
	"testing"

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
	// review What a kiln sounds like 2
	// review A controller for the kiln 2
	// review Contact 1
}

func ExampleOptions_events() {
	dir, _ := os.MkdirTemp("", "site")
	defer os.RemoveAll(dir)
	_, err := wp2md.Migrate(context.Background(), wp2md.Options{
		Sources: []string{"fixtures/blog/export.xml"}, Uploads: []string{"fixtures/blog/uploads"}, Media: "local", Out: dir,
		Events: func(e wp2md.Event) error {
			if e.Type == "page" {
				fmt.Println(e.Result, e.State, e.Path)
			}
			return nil
		},
	})
	fmt.Println(err)
	// Output:
	// ok new pages/about/studio/visit.md
	// ok new pages/about.md
	// ok new pages/about/studio.md
	// review new pages/contact.md
	// <nil>
}

// A second run, which changes nothing, tells of the same items as the first.
func TestEventsAgain(t *testing.T) {
	o, told := wp2md.Options{Sources: []string{"fixtures/blog/export.xml"}, Media: "keep", Out: t.TempDir()}, [2][]string{}
	for i := range told {
		o.Events = func(e wp2md.Event) error {
			told[i] = append(told[i], fmt.Sprint(e.Type, e.ID, e.Title, e.Result))
			return nil
		}
		if _, err := wp2md.Migrate(context.Background(), o); err != nil {
			t.Fatal(err)
		}
	}
	if len(told[0]) == 0 || !slices.Equal(told[0], told[1]) {
		t.Errorf("first: %q\nthen: %q", told[0], told[1])
	}
}

func TestEventsEnd(t *testing.T) {
	enough, n := errors.New("enough"), 0
	_, err := wp2md.Migrate(context.Background(), wp2md.Options{
		Sources: []string{"fixtures/blog/export.xml"}, Media: "keep", Out: t.TempDir(),
		Events: func(wp2md.Event) error { n++; return enough },
	})
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("told %d times, then %v", n, err)
	}
}
