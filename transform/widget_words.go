package transform

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// What a value shows can be said by the value, or by those beside it, where its name
// says nothing.

// withLoneWords returns the entries of a list of a widget of which each has one value of
// words, under a name that says nothing: those are its texts.
func withLoneWords(widget string, list []prop) []prop {
	lone := ""
	for i := range list {
		for j := range list[i].kids {
			p := &list[i].kids[j]
			if p.tree || p.key == "" || p.val == "" {
				continue
			}
			switch r := roleOf(widget, p.key); {
			case r == roleHeading || r == roleText || r == roleAfter || r == roleLabel || r == roleBefore:
				return list
			case r != roleNone || p.key == lone:
			case isNamedByItself(p.key, strings.TrimSpace(p.val)):
				if lone != "" {
					return list
				}
				lone = p.key
			}
		}
	}
	if lone == "" || isOfMachine(plainKey(lone)) {
		return list
	}
	texts := make([]prop, len(list))
	for i := range list {
		texts[i] = list[i]
		texts[i].kids = slices.Clone(list[i].kids)
		for j := range texts[i].kids {
			if p := &texts[i].kids[j]; p.key == lone && !p.tree {
				p.key = "text"
			}
		}
	}
	return texts
}

// withOwnWords returns the entries of a list of a widget with what each of them says in words of
// its own, under a name that says nothing, as their texts: award_org, item_duty. A setting is the
// same in all of them, or no words.
func withOwnWords(widget string, list []prop) []prop {
	if len(list) < 2 {
		return list
	}
	said, unsaid, headed, shares := map[string][]string{}, map[string]bool{}, false, false
	for i := range list {
		for j := range list[i].kids {
			p := &list[i].kids[j]
			v := strings.TrimSpace(p.val)
			if r := roleOf(widget, p.key); p.tree || v == "" || r != roleNone {
				headed = headed || r == roleHeading && v != ""
				continue
			}
			k, first := plainKey(p.key), []rune(v)[0]
			switch {
			case isShare(k, v):
				shares = true
			case unicode.IsLower(first), !isNamedByItself(p.key, v) && !(mayBeWords(v) && !isLookOf(k, v)) && !isAcronym(v) && !(isYear(v) && strings.HasSuffix(k, "year")), k == "name" || k == "label" || k == "slug", isPrivateName(p.key),
				slices.ContainsFunc(WordsOfName(p.key), func(w string) bool { return insteadOfText.Has(w) || ofQueries.Has(w) }):
				unsaid[p.key] = true
			case len(said[p.key]) < 2 && !slices.Contains(said[p.key], v):
				said[p.key] = append(said[p.key], v)
			}
		}
	}
	isOwn := func(key string) bool { return len(said[key]) > 1 && !unsaid[key] }
	if !shares && !slices.ContainsFunc(list, func(row prop) bool {
		return slices.ContainsFunc(row.kids, func(p prop) bool { return !p.tree && isOwn(p.key) })
	}) {
		return list
	}
	texts := slices.Clone(list)
	for i := range texts {
		texts[i].kids = slices.Clone(texts[i].kids)
		for j := range texts[i].kids {
			p := &texts[i].kids[j]
			if v := strings.TrimSpace(p.val); !p.tree && headed && roleOf(widget, p.key) == roleNone && isShare(plainKey(p.key), v) {
				p.key, p.val = "text", v+"%"
			} else if !p.tree && isOwn(p.key) {
				if !headed && strings.HasSuffix(plainKey(p.key), "name") {
					p.key = "title"
				} else {
					p.key = "text"
				}
			}
		}
	}
	return texts
}

// isShare reports whether a value is by its plain name how much of a hundred something is.
func isShare(key, v string) bool {
	return hasAnySuffix(key, "percent", "percentage") && key != "percent" && key != "percentage" && len(v) < 4 && isCount(v)
}

// ofQueries are words in the names of what chooses, and does not show.
var ofQueries = late.Words("query filter post posts taxonomy term terms category categories order condition operator compare field source provider")

// withCells returns the entries of a list of a widget with what stands below one name, in
// some of them a quantity, as their texts: it is a column of a table.
func withCells(widget string, list []prop) []prop {
	cells := map[string]bool{}
	for i := range list {
		for j := range list[i].kids {
			if p := &list[i].kids[j]; !p.tree && p.val != "" && !cells[p.key] && isQuantity(strings.TrimSpace(p.val)) && roleOf(widget, p.key) == roleNone && !isLook(plainKey(p.key)) {
				cells[p.key] = true
			}
		}
	}
	if len(cells) == 0 {
		return list
	}
	texts := make([]prop, len(list))
	for i := range list {
		texts[i] = list[i]
		texts[i].kids = slices.Clone(list[i].kids)
		for j := range texts[i].kids {
			if p := &texts[i].kids[j]; !p.tree && cells[p.key] {
				p.key = "text"
			}
		}
	}
	return texts
}

// isNamedByItself reports whether a value is words that are no setting, whatever its name.
func isNamedByItself(key, v string) bool {
	if k := plainKey(key); isLook(k) || isBackground(k) || isOfMachine(k) || isAddress(v) || v == "" || settings.Has(v) || isLookValue(v) {
		return false
	}
	return isWords(v) || isCapitalized(v) || isCountedWord(v)
}

// withHighest returns the values of a widget of numbers with each thing that it counts on
// one line with its number: fact_one and fact_one_max.
func withHighest(widget string, props []prop) []prop {
	if !isAbout(widget, aboutNumbers...) {
		return props
	}
	var list []prop
	for i := range props {
		number := strings.TrimSpace(props[i].val)
		of, ok := strings.CutSuffix(props[i].key, "_max")
		if !ok || props[i].tree || value(props, of) == "" || number == "" || strings.Trim(number, "0123456789.,") != "" || roleOf(widget, of) != roleNone {
			continue
		}
		if list == nil {
			list = append(list, props...)
		}
		if isAbout(widget, "skill", "progress") {
			number += "%"
		}
		for j := range list {
			if p := &list[j]; p.key == of && !p.tree {
				p.key, p.val = "text", p.val+"<br />"+number
			}
		}
		list[i].val = ""
	}
	if list == nil {
		return props
	}
	return list
}

// withRating returns the values of a widget with how many of the stars somebody gave beside how
// many there are: rating="4" max="5". One that is called no more than a value is a rating where
// the widget is one.
func withRating(widget string, props []prop) []prop {
	if !isOfRatings(widget) {
		return props
	}
	isNumber := func(p *prop) bool {
		v := strings.TrimSpace(p.val)
		return !p.tree && v != "" && len(v) < 6 && v[0] != '.' && strings.Trim(v, "0123456789.,") == ""
	}
	at, most := -1, ""
	for i := range props {
		p := &props[i]
		if !isNumber(p) {
			continue
		}
		switch k := plainKey(p.key); {
		case isRatingKey(k):
			at = i
		case at < 0 && isRatingName(widget) && (k == "value" || k == "score" || k == "number"):
			at = i
		case k == "max" || k == "outof" || k == "scale" || k == "best" || hasAnySuffix(k, "maxrating", "ratingmax", "ratingscale", "maxstars", "starsmax", "maxvalue", "bestrating", "numberofstars", "totalstars"):
			most = strings.TrimSpace(p.val)
		}
	}
	if at < 0 {
		return props
	}
	p := props[at]
	if !isRatingKey(plainKey(p.key)) {
		p.key = "rating"
	}
	if isHighestRating(most, p.val) && strings.Trim(p.val, "0") != "" {
		p.val = strings.TrimSpace(p.val) + " / " + most
	}
	props = slices.Clone(props)
	props[at] = p
	return props
}

// isHighestRating reports whether a number is the most that a scale has, of which a rating can be.
func isHighestRating(most, rating string) bool {
	switch most {
	case "5", "6", "10", "20", "100":
		highest, _ := strconv.ParseFloat(most, 64)
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(rating), ",", ".", 1), 64)
		return err == nil && n <= highest
	}
	return false
}

// isOfRatings reports whether a widget shows how good somebody found something.
func isOfRatings(widget string) bool {
	return isAbout(widget, "rating", "star", "review", "testimonial")
}

// isRatingName reports whether a widget of that name is a rating and nothing else.
func isRatingName(name string) bool {
	switch lastPart(strings.ToLower(name)) {
	case "rating", "star", "stars", "starrating":
		return true
	}
	return false
}

// isRatingKey reports whether a value is by its plain name how good somebody found something.
func isRatingKey(k string) bool {
	switch k {
	case "rating", "stars", "ratingvalue", "ratingnumber", "starrating", "ratingstars", "starsrating", "testimonialrating", "reviewrating":
		return true
	}
	return false
}

// isSpanOfYears reports whether a value says from when to when: 2018 - 2020, 2021 – today.
func isSpanOfYears(v string) bool {
	from, to, ok := strings.Cut(v, "-")
	if !ok {
		if from, to, ok = strings.Cut(v, "–"); !ok {
			return false
		}
	}
	from, to = strings.TrimSpace(from), strings.TrimSpace(to)
	if to == "" || len(to) > 20 || !isYear(from[strings.LastIndexByte(from, ' ')+1:]) {
		return false
	}
	return isYear(to[strings.LastIndexByte(to, ' ')+1:]) || strings.IndexFunc(to, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func isYear(v string) bool {
	return len(v) == 4 && (v[:2] == "19" || v[:2] == "20") && strings.Trim(v, "0123456789") == ""
}

// isDateText reports whether a value is a date as people write it: June 2017, 5. Mai 2018.
func isDateText(v string) bool {
	at := strings.LastIndexByte(v, ' ')
	if at < 3 || len(v) > 30 || !isYear(v[at+1:]) {
		return false
	}
	letters := 0
	for _, r := range v[:at] {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsDigit(r) && r != ' ' && r != '.' && r != ',':
			return false
		}
	}
	return letters >= 3 && unicode.IsUpper([]rune(strings.TrimLeft(v, "0123456789., "))[0])
}

// withoutDash returns a value without the mark that parts it from what stands before it.
func withoutDash(v string) string { return strings.TrimLeft(v, "-–—·|/ ") }

// isQuantity reports whether a value is a number with a unit as no style sheet has it:
// 6GB, 10 Gbps, $12/mo.
func isQuantity(v string) bool {
	if len(v) > 24 {
		return false
	}
	rest := strings.TrimLeft(v, "0123456789.,")
	if rest != v {
		unit := strings.TrimLeft(rest, " ")
		return len(unit) >= 2 && len(unit) <= 6 && strings.IndexFunc(unit, unicode.IsUpper) >= 0 && strings.IndexFunc(unit, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
	}
	price, period, ok := strings.Cut(v, "/")
	return ok && isPriceText(strings.TrimSpace(price)) && period != "" && strings.IndexFunc(strings.TrimSpace(period), func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// isCountedWord reports whether a value is a number and what it counts: 1 Database, 24 hours.
func isCountedWord(v string) bool {
	number, word, ok := strings.Cut(v, " ")
	if word = strings.TrimSpace(word); !ok || number == "" || strings.Trim(number, "0123456789.,+") != "" || len(word) < 3 || len(word) > 24 || settings.Has(word) {
		return false
	}
	switch strings.TrimSuffix(strings.ToLower(word), "s") {
	case "column", "col", "row", "item", "post", "slide", "pixel", "page", "auto":
		return false
	}
	return strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// isAcronym reports whether a value is a few capitals that are no word of a query: BTC.
func isAcronym(v string) bool {
	if len(v) < 2 || len(v) > 6 || strings.IndexFunc(v, func(r rune) bool { return r < 'A' || r > 'Z' }) >= 0 {
		return false
	}
	switch v {
	case "ASC", "DESC", "RAND", "AND", "OR", "IN", "NOT", "EXISTS", "LIKE", "DATE", "YES", "NO", "ON", "OFF", "NONE", "POST", "GET", "DIV", "SPAN", "LTR", "RTL", "URL", "ID", "TITLE", "NAME", "NULL", "TRUE", "FALSE", "AUTO", "LEFT", "RIGHT", "TOP", "CENTER", "MAIN", "AJAX", "HTML", "CSS", "JSON", "XML", "MENU", "NUMBER", "CHAR":
		return false
	}
	return true
}

// isMailAddress reports whether a value is one address of e-mail.
func isMailAddress(v string) bool {
	name, host, ok := strings.Cut(v, "@")
	return ok && name != "" && len(v) < 80 && strings.Contains(host, ".") && !strings.ContainsAny(v, " /<>[]{}%,;:") && tree.IsLetter(rune(host[0]))
}

// withScores returns the rows of a list, of which each is a few words and how much it has of
// them, as one line each: skill_title and skill_value.
func withScores(widget string, list []prop) []prop {
	rows := slices.Clone(list)
	for i := range rows {
		words, score := -1, -1
		for j, p := range rows[i].kids {
			k := plainKey(p.key)
			switch v := strings.TrimSpace(p.val); {
			case p.tree || v == "":
			case roleOf(widget, p.key) == roleHeading:
				if words >= 0 {
					return list
				}
				words = j
			case isCount(v) && hasAnySuffix(k, "value", "percent", "percentage", "score", "progress") && roleOf(widget, p.key) == roleNone:
				score = j
			case !isLook(k) && !settings.Has(v) && !isLookValue(v):
				return list
			}
		}
		if words < 0 || score < 0 {
			return list
		}
		kids := slices.Clone(rows[i].kids)
		unit := ""
		if isAbout(widget+plainKey(kids[score].key), "skill", "percent", "progress") {
			unit = "%"
		}
		kids[words].val = strings.TrimSpace(kids[words].val) + ": " + strings.TrimSpace(kids[score].val) + unit
		rows[i].kids = slices.Delete(kids, score, score+1)
	}
	return rows
}

// withAffixes returns the values of a widget with what stands by its name before or behind
// another one as a part of that: before_email and email.
func withAffixes(props []prop) []prop {
	var all []prop
	for i := range props {
		p := &props[i]
		of, isBefore := strings.CutPrefix(p.key, "before_")
		if !isBefore {
			of, _ = strings.CutPrefix(p.key, "after_")
		}
		if of == p.key || p.tree || strings.TrimSpace(p.val) == "" || strings.ContainsAny(p.val, "<>[]{}") || isAbout(of, "title", "heading", "widget", "content") || len(p.val) > 60 || isAddress(p.val) || settings.Has(p.val) || isLookValue(p.val) || isFileNumber(p.val) {
			continue
		}
		j := slices.IndexFunc(props, func(q prop) bool {
			if of == "text" { // of the number: before_text and number
				return !q.tree && isCount(q.val) && hasAnySuffix(plainKey(q.key), "number", "count", "value", "digit")
			}
			return q.key == of && !q.tree && strings.TrimSpace(q.val) != "" && !isAddress(q.val) && !isFileNumber(q.val)
		})
		if j < 0 {
			continue
		}
		if all == nil {
			all = slices.Clone(props)
		}
		if v := strings.TrimSpace(p.val); of == "text" && isBefore {
			all[j].val = joinUnit(v, strings.TrimSpace(all[j].val))
		} else if of == "text" {
			all[j].val = joinUnit(strings.TrimSpace(all[j].val), v)
		} else if isBefore {
			all[j].val = v + " " + strings.TrimSpace(all[j].val)
		} else {
			all[j].val = strings.TrimSpace(all[j].val) + " " + v
		}
		all[i].val = ""
	}
	if all == nil {
		return props
	}
	return all
}

// brokenLines are ends of lines that a tag breaks already.
var brokenLines = strings.NewReplacer("<br />\n", "\n", "<br/>\n", "\n", "<br>\n", "\n")

// withSign returns the values of a widget with the one number among them as a visitor saw it,
// with the sign behind it that another one has: funfact_number 95, funfact_plus %.
func withSign(props []prop) []prop {
	number, sign := -1, -1
	for i := range props {
		p := &props[i]
		if p.tree {
			continue
		}
		k, v := plainKey(p.key), strings.TrimSpace(p.val)
		switch {
		case isSignBehind(k, v):
			if sign >= 0 {
				return props
			}
			sign = i
		case isCount(v) && isAbout(k, "number", "count", "value", "digit", "figure") && !isLook(k) && !isNumberOfSetting(k):
			if number >= 0 {
				return props
			}
			number = i
		}
	}
	if number < 0 || sign < 0 {
		return props
	}
	props = slices.Clone(props)
	props[number].val = strings.TrimSpace(props[number].val) + strings.TrimSpace(props[sign].val)
	props[sign].val = ""
	return props
}

// isSignBehind reports whether a value is a sign that stands behind a number, and none whose
// name other rules know.
func isSignBehind(key, v string) bool {
	if hasAnySuffix(key, "unit", "units", "prefix", "preffix", "suffix", "postfix", "symbol", "before", "separator") {
		return false
	}
	switch v {
	case "%", "+", "‰", "%+", "+%":
		return true
	case "k", "K", "M", "k+", "K+", "M+":
		return isAbout(key, "plus", "sign", "text", "after")
	}
	return false
}

// withBreaks returns a value of a shortcode with its lines as WordPress breaks them there,
// which takes what stands in an attribute for text like any other.
func withBreaks(v string) string {
	v = strings.TrimSpace(v)
	lines := lineEnds.Replace(brokenLines.Replace(v))
	if !strings.Contains(lines, "\n") || lineItems(lines) == nil || strings.Contains(lines, "<br") {
		return v
	}
	var paragraphs []string
	for p := range strings.SplitSeq(lines, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			paragraphs = append(paragraphs, strings.ReplaceAll(p, "\n", "<br>"))
		}
	}
	if len(paragraphs) == 1 {
		return paragraphs[0]
	}
	return "<p>" + strings.Join(paragraphs, "</p><p>") + "</p>"
}

// withTag returns the values of a group that is a heading by a value of its own as one:
// {"text":"Our house","tag":"h3"}.
func withTag(props []prop) []prop {
	tag := strings.ToLower(strings.TrimSpace(value(props, "tag")))
	if len(tag) != 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6' {
		return props
	}
	i := slices.IndexFunc(props, func(p prop) bool { return p.key == "text" && !p.tree && !tree.IsBlankText(p.val) })
	if i < 0 || len(props[i].val) > 300 || lineItems(props[i].val) == nil {
		return props
	}
	props = slices.Clone(props)
	props[i].val = "<" + tag + ">" + strings.TrimSpace(props[i].val) + "</" + tag + ">"
	return props
}

// withNamed returns the values of a row with the name of what it describes as its title: a step, a
// place, an account. Of somebody who is quoted the name is behind the words.
func withNamed(widget string, props []prop) []prop {
	if isAbout(widget, "quote", "testimonial", "review") || isAbout(widget, aboutPeople...) {
		return props
	}
	name, described := -1, false
	for i := range props {
		p := &props[i]
		switch k := plainKey(p.key); {
		case p.tree || strings.TrimSpace(p.val) == "":
		case k == "name":
			name = i
		case k == "description" || k == "desc" || k == "address":
			described = true
		case roleOf(widget, p.key) == roleHeading || isAbout(k, "quote", "testimonial", "review", "rating", "star", "job", "position", "role", "company", "author", "designation", "occupation"):
			return props
		}
	}
	if name < 0 || !described {
		return props
	}
	props = slices.Clone(props)
	props[name].key = "title"
	return props
}
