package live

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/late"
)

// months are how the names of the months begin in the languages WordPress is
// used in, January first; forms of one name are divided by a bar.
var months = [...][2]string{
	{"en", "jan feb mar apr may jun jul aug sep oct nov dec"},
	{"fr", "jan fév|fev mar avr mai juin juil aoû|aou sep oct nov déc|dec"},
	{"de", "jan|jän feb mär|mae|mrz apr mai jun jul aug sep okt nov dez"},
	{"es", "ene feb mar abr may jun jul ago sep|set oct nov dic"},
	{"it", "gen feb mar apr mag giu lug ago set ott nov dic"},
	{"pt", "jan fev mar abr mai jun jul ago set out nov dez"},
	{"nl", "jan feb maa|mrt apr mei jun jul aug sep okt nov dec"},
	{"pl", "sty lut mar kwi maj cze lip sie wrz paź|paz lis gru"},
	{"ru", "янв фев мар апр май|мая июн июл авг сен окт ноя дек"},
	{"uk", "січ лют бер кві тра чер лип сер вер жов лис гру"},
	{"be", "сту лют сак кра тра|май|мая чэр ліп жні вер кас ліс сне|сьн"},
	{"bg", "яну фев мар апр май юни|юн юли|юл авг сеп окт ное дек"},
	{"sr", "jan|јан feb|феб mar|мар apr|апр maj|мај jun|јун jul|јул avg|авг sep|сеп okt|окт nov|нов dec|дец"},
	{"hr", "sij velj|vel ožu|ozu tra svi lip srp kol ruj lis stu pro"},
	{"sl", "jan feb mar apr maj jun jul avg sep okt nov dec"},
	{"cs", "led úno|uno bře|bre dub kvě|kve čer|cer čvc|červenec|července srp zář|zar říj|rij lis pro"},
	{"sk", "jan feb mar apr máj|maj jún|jun júl|jul aug sep okt nov dec"},
	{"sv", "jan feb mar apr maj jun jul aug sep okt nov dec"},
	{"da", "jan feb mar apr maj jun jul aug sep okt nov dec"},
	{"nb", "jan feb mar apr mai jun jul aug sep okt nov des"},
	{"fi", "tam hel maa huh tou kes hei elo syy lok mar jou"},
	{"et", "jaa vee mär apr mai juu juul aug sep okt nov det"},
	{"lv", "jan feb mar apr mai jūn|jun jūl|jul aug sep okt nov dec"},
	{"lt", "sau vas kov bal geg bir lie rugp rugs spa lap gru"},
	{"hu", "jan feb már|mar ápr|apr máj|maj jún|jun júl|jul aug sze okt nov dec"},
	{"ro", "ian feb mar apr mai iun iul aug sep oct noi|nov dec"},
	{"tr", "oca şub|sub mar nis may haz tem ağu|agu eyl eki kas ara"},
	{"el", "ιαν φεβ μαρ|μάρ απρ μαΐ|μάι|μαι ιουν|ιούν ιουλ|ιούλ αυγ|αύγ σεπ οκτ νοε|νοέ δεκ"},
	{"ca", "gen feb mar abr mai juny|jun juli|jul ago set oct nov des"},
	{"gl", "xan feb mar abr mai xuñ|xun xul ago set out nov dec"},
	{"eu", "urt ots mar api mai eka uzt abu ira urr aza abe"},
	{"id", "jan feb mar apr mei jun jul agu|ags sep okt nov des"},
	{"is", "jan feb mar apr maí jún júl ágú sep okt nóv des"},
	{"he", "ינו פבר מרץ|מרס אפר מאי יונ יול אוג ספט אוק נוב דצמ"},
	{"ar", "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر"},
	{"hi", "जन फर मार् अप् मई जून जुल अग सित अक् नव दिस"},
	{"th", "มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา"},
}

// monthStem is the beginning of a name in lower case, and its month.
type monthStem struct {
	stem  string
	month time.Month
}

// stems lists the stems of each language, and those that mean the same month
// in all that have them.
var stems = sync.OnceValues(func() (of map[string][]monthStem, common []monthStem) {
	of = map[string][]monthStem{}
	means := map[string]map[time.Month]bool{}
	for _, m := range months {
		lang := m[0]
		for i, forms := range strings.Fields(m[1]) {
			for stem := range strings.SplitSeq(forms, "|") {
				of[lang] = append(of[lang], monthStem{stem, time.Month(i + 1)})
				if means[stem] == nil {
					means[stem] = map[time.Month]bool{}
				}
				means[stem][time.Month(i+1)] = true
			}
		}
	}
	for _, stem := range sortedKeys(means) {
		if len(means[stem]) == 1 {
			for m := range means[stem] {
				common = append(common, monthStem{stem, m})
			}
		}
	}
	return of, common
})

// monthOf returns the month that a word names, in a language if that is known;
// of several beginnings the longest counts.
func monthOf(word, lang string) time.Month {
	word = strings.ToLower(word)
	// d'abril, באפריל
	if _, rest, ok := strings.Cut(word, "'"); ok {
		word = rest
	} else if _, rest, ok := strings.Cut(word, "’"); ok {
		word = rest
	}
	word = strings.TrimPrefix(word, "ב")
	longest := func(list []monthStem) (month time.Month) {
		n := 0
		for _, s := range list {
			if len(s.stem) > n && strings.HasPrefix(word, s.stem) {
				n, month = len(s.stem), s.month
			}
		}
		return month
	}
	of, common := stems()
	if list, ok := of[lang]; ok {
		if m := longest(list); m != 0 {
			return m
		}
	}
	return longest(common)
}

// token is a word or a number of a text.
type token struct {
	text string
	n    int  // of a number, also one like 2nd or 1er; -1 of a word
	long bool // the number has four digits
}

func tokens(s string) (list []token) {
	for _, f := range strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
	}) {
		t := token{text: f, n: -1}
		i := 0
		for i < len(f) && f[i] >= '0' && f[i] <= '9' {
			i++
		}
		if i > 0 && i <= 4 {
			switch strings.ToLower(f[i:]) {
			case "", "st", "nd", "rd", "th", "er", "º", "ª", "o", "a", "ος", "η", "e", "de", "й", "го", "го.":
				t.n, t.long = int(number(f[:i])), i == 4
			}
		}
		list = append(list, t)
	}
	return list
}

var (
	eastDate    = late.Regexp(`(\d{4})\s*(?:年|년)\s*(\d{1,2})\s*(?:月|월)\s*(\d{1,2})\s*(?:日|일)`)
	isoDate     = late.Regexp(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`)
	numericDate = late.Regexp(`\b(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4})\b`)
	vietDate    = late.Regexp(`(?i)\b(\d{1,2})\s+tháng\s+(\d{1,2})\D{1,8}(\d{4})\b`)
	clockTime   = late.Regexp(`(?i)\b(\d{1,2})\s?[:hH]\s?(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\b)?`)
)

// readWords reads a date as people write it, in the language of a page: "mardi
// 2 avril 2013 à 17:30", "April 2nd, 2013", "2013年4月2日", "02.04.2013". It is
// zero if there is none, or if it could be two.
func readWords(s, lang string) time.Time {
	s = oneLine(s)
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	lang, _, _ = strings.Cut(lang, "_")
	if lang == "no" || lang == "nn" {
		lang = "nb"
	}
	day, end := dayInWords(s, lang)
	if day.IsZero() {
		return time.Time{}
	}
	rest := s[end:]
	if len(rest) > 40 {
		cut := 40
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		rest = rest[:cut]
	}
	if m := clockTime().FindStringSubmatch(rest); m != nil {
		h, min, sec := int(number(m[1])), int(number(m[2])), int(number(m[3]))
		switch strings.ToLower(m[4]) {
		case "p":
			if h < 12 {
				h += 12
			}
		case "a":
			h %= 12
		}
		if h < 24 && min < 60 && sec < 60 {
			day = day.Add(time.Duration(h)*time.Hour + time.Duration(min)*time.Minute + time.Duration(sec)*time.Second)
		}
	}
	return day
}

// dayInWords finds the day and where it ends in s.
func dayInWords(s, lang string) (time.Time, int) {
	num := func(m []int, i int) int { return int(number(s[m[2*i]:m[2*i+1]])) }
	if m := eastDate().FindStringSubmatchIndex(s); m != nil {
		return dayOf(num(m, 1), num(m, 2), num(m, 3)), m[1]
	}
	if m := isoDate().FindStringSubmatchIndex(s); m != nil {
		return dayOf(num(m, 1), num(m, 2), num(m, 3)), m[1]
	}
	if m := vietDate().FindStringSubmatchIndex(s); m != nil {
		return dayOf(num(m, 3), num(m, 2), num(m, 1)), m[1]
	}
	if m := numericDate().FindStringSubmatchIndex(s); m != nil {
		a, b, year := num(m, 1), num(m, 3), num(m, 4)
		switch {
		case b > 12:
			a, b = b, a // month first
		case a > 12, a == b, s[m[4]:m[5]] == ".":
		case lang == "" || lang == "en":
			return time.Time{}, 0 // of America or of the rest of the world
		}
		return dayOf(year, b, a), m[1]
	}
	list := tokens(s)
	var best time.Time
	bestSpan, bestLast := 0, 0
	for i, t := range list {
		if t.n >= 0 {
			continue
		}
		month := monthOf(t.text, lang)
		if month == 0 {
			continue
		}
		day, year, last, span := 0, 0, i, 0
		for _, k := range []int{i - 1, i + 1, i - 2, i + 2, i + 3, i - 3} {
			if k < 0 || k >= len(list) || list[k].n < 0 {
				continue
			}
			n := list[k].n
			switch {
			case list[k].long && year == 0:
				if lang == "th" && n > 2400 {
					n -= 543 // of the Buddha
				}
				year = n
			case !list[k].long && day == 0 && n >= 1 && n <= 31 && (k-i >= -2 && k-i <= 1 || k-i == 2 && list[i+1].n < 0):
				day = n
			default:
				continue
			}
			last = max(last, k)
			span += max(k-i, i-k)
		}
		// Mardi is no month, though it begins like one: the month stands nearer.
		if d := dayOf(year, int(month), day); !d.IsZero() && (best.IsZero() || span < bestSpan) {
			best, bestSpan, bestLast = d, span, last
		}
	}
	if best.IsZero() {
		return best, 0
	}
	end := 0
	for k := 0; k <= bestLast; k++ {
		end += strings.Index(s[end:], list[k].text) + len(list[k].text)
	}
	return best, end
}

func dayOf(year, month, day int) time.Time {
	if year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 {
		return time.Time{}
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return time.Time{}
	}
	return t
}
