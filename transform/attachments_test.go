package transform

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestAttachments(t *testing.T) {
	long := strings.Repeat("x", 2*textPiece)
	var s attachments
	var want []*Attachment
	for i := range 12_000 { // more than there are folders
		a := &Attachment{
			ID: int64(30_000 - i), Parent: int64(i % 3), MenuOrder: i % 5, Date: int64(-i),
			URL:  fmt.Sprintf("https://old.example/uploads/%d/é-%d.jpg", i%7, i),
			Page: fmt.Sprintf("https://old.example/post-%d/é/", i), Title: fmt.Sprint("title ", i), Alt: "a",
		}
		switch i {
		case 5:
			a.URL, a.Page, a.Description = "", "no address", long
		case 6:
			a.URL, a.Page, a.Caption, a.Artist = "/", "https://old.example/", long, "b"
		}
		s.add(a)
		s.add(&Attachment{ID: a.ID, Parent: 9, Title: "the second of its number"})
		want = append(want, a)
	}
	s.seal()
	children := 0
	for _, a := range want {
		if got := s.find(a.ID); !reflect.DeepEqual(got, a) {
			t.Fatalf("%d: got %.200v, want %.200v", a.ID, got, a)
		}
		if a.Parent == 1 {
			children++
		}
	}
	if s.find(1) != nil || len(s.of(9)) > 0 || len(s.of(0)) > 0 {
		t.Error("found what is not there")
	}
	of := s.of(1)
	if len(of) != children {
		t.Errorf("%d children, want %d", len(of), children)
	}
	for i := 1; i < len(of); i++ {
		if a, b := of[i-1], of[i]; a.MenuOrder > b.MenuOrder || a.MenuOrder == b.MenuOrder && a.ID >= b.ID {
			t.Errorf("%d (order %d) stands before %d (order %d)", a.ID, a.MenuOrder, b.ID, b.MenuOrder)
		}
	}
}
