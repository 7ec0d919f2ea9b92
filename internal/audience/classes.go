package audience

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// A style sheet shows an element to some people by its class, which the page of those who are
// logged in has a class for, too: logged-in-only, hide-logged-out. Such a class has no other
// words, and members-only is one of boxes and badges that tell everybody of members.

// OfClasses says who sees an element, by its classes.
func OfClasses(classes string) Who {
	for class := range strings.FieldsSeq(classes) {
		if who := ofClass(class); who != Everyone {
			return who
		}
	}
	return Everyone
}

// OfAttribute says who sees an element, by an attribute for scripts and its value.
func OfAttribute(key, value string) Who {
	key, ok := strings.CutPrefix(key, "data-")
	if !ok || value == "" || !slices.ContainsFunc(words(key), seesBy.Has) {
		return Everyone
	}
	// Of what is accessible and visible other things are told: data-access="premium" is a filter.
	sure := slices.ContainsFunc(words(key), func(w string) bool { return w != "access" && w != "visible" && w != "viewable" && seesBy.Has(w) })
	switch says := audience(value, sure, false).turned(hides(words(key))); {
	case says.in && !says.out:
		return Insiders
	case says.out && !says.in:
		return Outsiders
	}
	return Everyone
}

var (
	seesBy     = late.Words(`visibility visible access restrict restricted restriction audience viewable hide hidden`)
	inClass    = late.Words(`admin admins administrator staff loggedin`)
	besideThem = late.Words(`if for from when to user users the is are`)
)

func ofClass(class string) Who {
	if len(class) > 40 || strings.IndexByte("0123456789", class[len(class)-1]) >= 0 {
		return Everyone
	}
	list := slices.DeleteFunc(words(class), besideThem.Has)
	if len(list) < 2 || len(list) > 4 {
		return Everyone
	}
	// What is left of the class is what it does, and who.
	hide, does := false, false
	switch first, last := list[0], list[len(list)-1]; {
	case last == "only":
		list, does = list[:len(list)-1], true
	case first == "only" || first == "show" || first == "visible":
		list, does = list[1:], true
	case first == "hide" || first == "hidden":
		list, does, hide = list[1:], true, true
	}
	who := strings.Join(list, " ")
	in := who == "logged in" || who == "not logged out" || len(list) == 1 && inClass.Has(who) && (!hide && strings.HasSuffix(class, "only") || who == "loggedin")
	out := who == "logged out" || who == "not logged in" || who == "loggedout" || who == "guests" || who == "visitors" || who == "non members"
	switch {
	case !does:
	case in != hide && (in || out):
		return Insiders
	case in || out:
		return Outsiders
	}
	return Everyone
}

// isClasses reports whether a key is one of classes for style sheets.
func isClasses(k string) bool {
	return k == "class" || hasAnySuffix(k, "elclass", "cssclass", "cssclasses", "classname", "classnames", "extraclass", "customclass")
}
