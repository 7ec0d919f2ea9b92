package transform

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// Reviewers wrote how good they found something with a shortcode that showed stars:
// [rating:3.5], [rating=4/5], [usr 4.5], [stars]3[/stars]. The number is what it says.

// ratingOf returns the rating that a shortcode gives in another form than a value with a name
// of its own, and whether what it encloses is that.
func ratingOf(sc *shortcode) (rating string, within, ok bool) {
	name, v, _ := strings.Cut(strings.ToLower(sc.name), ":")
	switch name {
	case "rating", "ratings", "star", "stars", "usr", "starrating", "star_rating", "star-rating", "rate":
	default:
		return "", false, false
	}
	attrs := strings.TrimSuffix(strings.TrimSpace(sc.attrs), "/")
	switch {
	case v != "":
		v += attrs // 4/5
	case attrs == "" && sc.enclosing:
		v, within = strings.TrimSpace(sc.content), true
	default:
		v = strings.TrimLeft(attrs, "=: ")
	}
	v, rest, _ := strings.Cut(v, " ")
	v = strings.Trim(v, `"'`)
	number, most, isOf := strings.Cut(v, "/")
	if isOf = isOf && most != ""; !isOf {
		if a := parseAttrs(rest); a.get("max") != "" {
			most, isOf = a.get("max"), true
		} else if !tree.IsBlankText(rest) && len(a.named) == 0 {
			return "", false, false
		}
	}
	if !isSmallNumber(number) || isOf && !isSmallNumber(most) || !isOf && !isInRange(number) {
		return "", false, false
	}
	if n, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64); !isOf && (err != nil || n > 100) { // of what a plugin keeps
		return "", false, false
	}
	if isOf {
		number += " / " + most
	}
	return number, within, true
}

// isInRange reports whether a number can be a rating that does not say of how many: of ten
// at the most.
func isInRange(s string) bool {
	n, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64)
	return err == nil && n <= 10
}

// isWordOfProse reports whether a name with a bare number behind it is as likely a word in
// brackets: the [star 3] hotel, a [rate 5].
func isWordOfProse(sc *shortcode) bool {
	return (sc.name == "rate" || sc.name == "star") && !sc.enclosing && !strings.ContainsAny(sc.attrs, "=/:.,")
}

// isSmallNumber reports whether s is a number as ratings are.
func isSmallNumber(s string) bool {
	return s != "" && len(s) <= 4 && '0' <= s[0] && s[0] <= '9' && strings.Trim(s, "0123456789.,") == "" && '0' <= s[len(s)-1] && s[len(s)-1] <= '9'
}

// rating handles the shortcode at i if it gives a rating.
func (t *textScanner) rating(i int, sc *shortcode) (next int, ok bool) {
	rating, within, ok := ratingOf(sc)
	if !ok || isWordOfProse(sc) && !t.aloneInLine(i, sc.tagEnd) {
		return 0, false
	}
	end := sc.tagEnd
	if within {
		end = sc.end
	} else if sc.enclosing {
		t.dropCloser(sc)
	}
	if t.aloneInLine(i, end) {
		rating = "Rating: " + rating
	}
	text := tree.NewText(rating)
	t.b.census(sc.name, Converted)
	t.b.noteValues(sc, []*html.Node{text})
	apart := ""
	if r, _ := utf8.DecodeRuneInString(t.s[end:]); isLetterOrDigit(r) {
		apart = " "
	}
	t.emit(i, end, t.b.place(t.s[i:end], text)+apart)
	return end, true
}
