package transform

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// datedTime shows the date of a time element whose text was true on the day of the export
// alone: a year ago.
func (b *builder) datedTime(n *html.Node) {
	said := n.FirstChild
	for range 4 {
		if tree.IsElement(said, atom.Span) && said.NextSibling == nil {
			said = said.FirstChild
		}
	}
	if said == nil || said.Type != html.TextNode || said.NextSibling != nil {
		return // what else it has is not to be lost
	}
	text := tree.CollapseSpace(strings.TrimSpace(said.Data))
	if !isRelativeTime(text) {
		return
	}
	day, _, _ := strings.Cut(strings.TrimSpace(tree.Attr(n, "datetime")), "T")
	m, ok := momentOf(day)
	if !ok {
		return
	}
	said.Data = m.day
	b.notes.add(note.HTML, false, "the date stands for how long ago it was: "+Quote(text))
}

var (
	// before and behind are what stands around a span of time, if it is one that has passed.
	before    = []string{"vor ", "il y a ", "hace ", "há ", "ha "}
	behind    = []string{" ago", " geleden", " atrás", " fa"}
	timeSpans = late.Words(`second seconds sec secs minute minutes min mins hour hours hr hrs day days week weeks month months year years yr yrs
		sekunde sekunden minuten stunde stunden tag tagen tage woche wochen monat monaten monate jahr jahren jahre
		seconde secondes heure heures jour jours semaine semaines mois an ans année années
		segundo segundos minuto minutos hora horas día días dia dias semana semanas mes meses mês año años ano anos
		secondo secondi minuti ora ore giorno giorni settimana settimane mese mesi anno anni
		uur uren dag dagen weken maand maanden jaar jaren`)
	// besideSpans are the other words of how long ago something was: how many, and about.
	besideSpans = late.Words(`a an one two three four five six seven eight nine ten few couple of about almost around over more less than nearly last half and ago
		vor ein eine einem einen einer zwei drei vier fünf etwa ungefähr fast über mehr weniger als und paar
		il y un une deux trois quatre cinq environ presque plus moins de quelques et
		hace há ha uno dos tres cuatro cinco unos unas más menos casi cerca que y mais quase um uma dois duas três poucos poucas e atrás
		due tre quattro cinque circa quasi più meno di qualche fa een twee drie ongeveer bijna meer minder dan geleden en`)
)

// isRelativeTime reports whether a text says how long ago something was, and nothing else.
func isRelativeTime(text string) bool {
	if text == "" || len(text) > 40 || strings.Count(text, " ") > 7 {
		return false
	}
	low := strings.ToLower(text)
	passed := false
	for _, w := range before {
		passed = passed || strings.HasPrefix(low, w)
	}
	for _, w := range behind {
		passed = passed || strings.HasSuffix(low, w)
	}
	if !passed {
		return false
	}
	span := false
	for w := range strings.FieldsFuncSeq(low, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !timeSpans.Has(w) && !besideSpans.Has(w) {
			return false
		}
		span = span || timeSpans.Has(w)
	}
	return span
}
