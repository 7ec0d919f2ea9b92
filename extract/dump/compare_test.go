package dump

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// compareItems reports in which fields an item is not the one of an export.
// Terms of one name have no order in WordPress.
func compareItems(t *testing.T, want, got *extract.Item) {
	t.Helper()
	sorted := func(list []extract.TermRef) []extract.TermRef {
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b extract.TermRef) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Taxonomy, b.Taxonomy), cmp.Compare(a.Slug, b.Slug))
		})
		return list
	}
	for i := range want.Terms {
		if i < len(got.Terms) && !strings.EqualFold(want.Terms[i].Name, got.Terms[i].Name) {
			t.Errorf("%s %d: term %d is %q, want %q", got.Type, got.ID, i, got.Terms[i].Name, want.Terms[i].Name)
			break
		}
	}
	w, g := *want, *got
	w.Terms, g.Terms = sorted(w.Terms), sorted(g.Terms)
	for _, it := range []*extract.Item{&w, &g} {
		it.File, it.Line, it.Sum, it.Repairs = "", 0, [32]byte{}, nil
		if len(it.Terms) == 0 {
			it.Terms = nil
		}
	}
	a, b := reflect.ValueOf(w), reflect.ValueOf(g)
	for i := range a.NumField() {
		f := a.Type().Field(i)
		if f.IsExported() && !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			t.Errorf("%s %d (%s): %s is\n%.300q, want\n%.300q", got.Type, got.ID, got.Status, f.Name, b.Field(i).Interface(), a.Field(i).Interface())
		}
	}
}

// compareSites is compareItems for the channel. The version of WordPress that
// wrote it is not in the database.
func compareSites(t *testing.T, want, got *extract.Site) {
	t.Helper()
	w, g := *want, *got
	w.Generator, g.Generator, g.Settings = "", "", nil
	g.Authors = slices.Clone(g.Authors)
	for i := range g.Authors {
		g.Authors[i].Description = "" // which only WordPress.com exports
	}
	a, b := reflect.ValueOf(w), reflect.ValueOf(g)
	for i := range a.NumField() {
		if f := a.Type().Field(i); !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			x, y := a.Field(i), b.Field(i)
			if f.Type.Kind() == reflect.Slice && x.Len() == y.Len() {
				for j := range x.Len() {
					if !reflect.DeepEqual(x.Index(j).Interface(), y.Index(j).Interface()) {
						t.Errorf("site: %s %d is\n%+v, want\n%+v", f.Name, j, y.Index(j).Interface(), x.Index(j).Interface())
					}
				}
				continue
			}
			if f.Type.Kind() == reflect.Slice {
				t.Errorf("site: %d %s, want %d", y.Len(), f.Name, x.Len())
			} else {
				t.Errorf("site: %s is\n%v, want\n%v", f.Name, y.Interface(), x.Interface())
			}
			for j := range min(x.Len(), y.Len()) {
				if !reflect.DeepEqual(x.Index(j).Interface(), y.Index(j).Interface()) {
					t.Errorf("%d: %+v want %+v", j, y.Index(j).Interface(), x.Index(j).Interface())
					break
				}
			}
		}
	}
}
