package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// Of most post types nobody knows the plugin. Their custom fields are facts by what their
// names say, or by the labels of the form in which the owner of the site has made them, where
// the export has that form.

// fields adds the custom fields of an item that visitors read, whatever its plugin. Those
// whose names begin so are told already, or are none.
func (f *facts) fields(told ...string) {
	it := f.b.item
	r := fieldReader{f: f, event: isAbout(strings.ToLower(it.Type), "event", "course", "tour", "workshop", "class", "trip", "camp", "timeline", "milestone", "veranstaltung", "evenement", "curso", "kurs") || slices.Contains(WordsOfName(it.Type), "taller"), place: isPlaceType(it.Type), person: isOfPerson(it.Type), private: isAbout(strings.ToLower(it.Type), "rtcl", "classified", "advert", "ad_"), ofType: inEnglish(WordsOfName(it.Type))}
	r.event = r.event || f.isOfEvent()
	r.work = isAbout(strings.ToLower(it.Type), "sermon", "portfolio", "project", "exhibition", "concert", "performance", "screening", "publication", "artwork", "painting", "film", "story")
	r.learning = isAbout(strings.ToLower(it.Type), "course", "lesson", "sfwd", "workshop", "training")
	seen := map[string]bool{}
	for i := range it.Meta {
		m := &it.Meta[i]
		if seen[m.Key] || slices.ContainsFunc(told, func(p string) bool { return strings.HasPrefix(m.Key, p) }) {
			continue
		}
		seen[m.Key] = true
		if base, _, _, ok := rowOf(m.Key); ok {
			if r.rows == nil {
				r.readRows()
			}
			if !seen[base+"_0_"] {
				seen[base+"_0_"] = true
				r.addRows(base)
			}
			continue
		}
		r.add(m)
	}
}

// fieldReader reads the custom fields of an item.
type fieldReader struct {
	f                    *facts
	event, place, person bool
	learning             bool                  // what only those read whole who have joined
	private              bool                  // what somebody offers, who need not be a firm
	ofType               []string              // the words of the post type
	rows                 map[string][]rowField // see addRows; nil until one is met
	work                 bool                  // what somebody has made or held on a day
	dated                bool                  // the name of the field at hand says of what it has the day: release_date
}

// A factWord says what values a field may have whose name has it.
type factWord uint8

const (
	factText   factWord = 1 << iota // words
	factNumber                      // a number
	factDate                        // a day
	factLink                        // an address
	factPlace                       // of a place or firm alone
	factEvent                       // of an event or course alone
)

// factWords are the words of names of what visitors read.
var factWords = sync.OnceValue(func() map[string]factWord {
	words := map[string]factWord{}
	for kinds, list := range map[factWord]string{
		factText | factNumber: `price prices fee fees rent deposit sku isbn issn ean gtin upc mpn duration length bed beds bedroom bedrooms bath baths bathroom bathrooms room rooms garage garages parking floors storeys
			area larea size sizes sqft sqm acres lot land mileage weight height width depth dimensions servings yield calories salary experience capacity seats pages edition runtime grade season episode level
			horsepower doors year years built rating stars score difficulty roast elevation distance population speed volume quantity`,
		factText: `city town state province region country neighborhood neighbourhood district location venue place qualification qualifications education skill skills specialty specialties publisher language languages genre genres director
			cast actors starring artist label composer passage scripture bible preacher speaker speakers series ingredients material materials brand model make engine fuel transmission condition energy heating cooling furnished furnishing
			color colour colors colours tagline slogan department company employer industry services service features amenities client clients hours opening season format platform developer cuisine accreditation
			author authors translator illustrator narrator grape variety vineyard origin breed species habitat temperament award awards medium technique collection architect photographer
			artists directors composers photographers architects translators illustrators narrators producer producers writer writers performer performers ensemble orchestra conductor choreographer
			journal doi hops malt malts toxicity timing timings schedule leader leaders programme repertoire awarded cultivar`,
		factDate | factText:               `opens closes opening release released published publication founded founding established build completed completion available availability deadline checkin checkout premiere premiered recorded aired launch launched debut`,
		factDate | factText | factEvent:   `date dates start end begin begins finish time times day days weekday`,
		factNumber:                        `guests monthly yearly annual annually abv ibu alcohol vintage`,
		factLink:                          `website web site url link homepage tickets ticket buy`,
		factText | factNumber | factPlace: `address street zip zipcode postcode postal phone telephone tel`,
		factText | factNumber | factEvent: `cost costs admission`,
	} {
		for w := range strings.FieldsSeq(list) {
			words[w] |= kinds
		}
	}
	return words
})

// notForVisitors are words in names, labels and explanations of fields that are somebody's,
// for those who run the site, or for machines.
var notForVisitors = late.Words(`headers old logo logos banner banners mail email mails emails password passwords passwd pwd pass secret secrets token tokens admin admins private internal internally intern confidential user users username login ip apikey iban bic bank account accounts ssn passport
	card cards buyer buyers payer payee payment payments billing shipping message messages comment comments log logs form forms subscriber attendee attendees applicant candidate donor donors patient patients birthday birthdate birth born dob
	invoice invoices credential credentials license licence salt signature recipient webhook cvv cvc session coupon coupons voucher nonce customer customers owner owners seller sellers landlord tenant tenants staff note notes remark remarks memo todo
	draft approval approved rejected moderation margin markup supplier suppliers vendor vendors wholesale wholesaler purchase purchased purchasing commission profit revenue earnings turnover budget income emergency medical diagnosis allergies
	tax vat order orders cart stock inventory count counter views view likes hits code pin gate alarm lockbox keyholder keys wifi host booking bookings reservation reservations ical feed sync import imported external source uid uuid guid id ids hash
	checksum expire expires expiry expired featured filled verified claimed created updated modified editor hide hidden show shown display visible visibility enable enabled disable disabled toggle layout template sidebar header footer style class
	background bg icon font align alignment animation slider seo schema meta og robots canonical redirect sitemap track tracking analytics pixel debug version status reserve acquisition acquired bought paid negotiable minimum lowest bottom reason
	motivation strategy lead leads agent agents broker manager managers assigned assignee responsible contact contacts whatsapp skype mobile cell cellphone fax download downloads file files key api currency postfix suffix prefix unit units symbol
	gallery image images photo photos video videos audio map maps latitude longitude lat lng lon long coordinates geolocation timezone utc gmt duplicate original thumbnail thumb total sales sold average review reviews quiz answer answers solution
	question kosten intern interne notiz notizen kunde kunden lieferant einkauf eigentümer besitzer mieter provision privat privé prive privado interno interna coste proveedor propietario fournisseur propriétaire cliente`)

// ofPersons are words in names of what visitors read of a person.
var ofPersons = late.Words("department qualification qualifications education skill skills specialty specialties language languages website web site url link homepage tagline slogan company industry service services award awards")

// namedFor are words that say of what a field is, and not what it says of it.
var namedFor = late.Words(`dept real homes fave property properties estate listing event events job jobs company tour tours trip hotel room course product item wp wpcf acf cf cmb mb my custom field fields post the es epl
	book movie film album recipe car vehicle project portfolio team member person speaker session restaurant menu place venue sermon podcast episode show rtcl hp lp wpl mphb travel package program school store shop house home homes
	apartment villa yacht boat animal pet dog horse wine beer dish food service details detail info data main general value text`)

// WordsOfName returns the words of the name of a field, in small letters: at all that is no
// letter, and where a capital follows a small letter.
func WordsOfName(key string) (words []string) {
	start, lower := -1, false
	for i, r := range key {
		switch {
		case !unicode.IsLetter(r):
			if start >= 0 {
				words = append(words, strings.ToLower(key[start:i]))
			}
			start = -1
		case start < 0:
			start = i
		case unicode.IsUpper(r) && lower:
			words = append(words, strings.ToLower(key[start:i]))
			start = i
		}
		lower = unicode.IsLower(r)
	}
	if start >= 0 {
		words = append(words, strings.ToLower(key[start:]))
	}
	return words
}

// IsGraded reports whether the words of a name are of something that visitors read as a grade
// or kind of what the page is about, in words that elsewhere say how something looks:
// difficulty=medium, roast_level=dark, transmission=automatic.
func IsGraded(words []string) bool {
	for i := len(words) - 1; i >= 0; i-- {
		if grades.Has(words[i]) {
			return true
		}
		switch words[i] {
		case "level", "type", "value", "grade", "rating", "name", "label", "text":
		default:
			return false
		}
	}
	return false
}

var grades = late.Words(`difficulty dificultad schwierigkeit difficulté difficulte dificuldade intensity roast acidity sweetness spiciness spice terrain texture climate temperament experience skill proficiency
	seniority effort fitness transmission gearbox drivetrain fuel heating cooling furnished furnishing occupancy cuisine season tempo sunlight exposure hardness strength tannin flavor flavour`)

// IsGrade reports whether a value is a few plain words and no switch.
func IsGrade(v string) bool {
	if len(v) < 3 || len(v) > 40 || strings.IndexFunc(v, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' && r != '-' }) >= 0 {
		return false
	}
	switch strings.ToLower(v) {
	case "yes", "off", "true", "false", "default", "none", "null", "inherit", "inherited", "enable", "enabled", "disable", "disabled", "show", "hide", "hidden", "array", "object", "custom":
		return false
	}
	return true
}

// isPlaceType reports whether items of a type are places or firms, of which visitors read
// where they are and how to call them.
func isPlaceType(typ string) bool {
	return isAbout(strings.ToLower(typ), "venue", "location", "place", "listing", "store", "shop", "restaurant", "hotel", "organi", "event", "job", "company", "directory", "business", "property", "estate", "school", "church", "clinic", "hospital", "museum", "dealer", "branch", "office", "destination")
}

// sizesOfLook are words of what fills its place on a page: full_width, but not full_baths.
var sizesOfLook = late.Words("width height size screen page bleed wide image header footer content row column section slider video background")

// add adds a field if it is a fact.
func (r *fieldReader) add(m *extract.Meta) {
	v := strings.TrimSpace(m.Value)
	if v == "" || len(v) > 2000 || len(m.Key) > 100 || IsBuilderField(m.Key) || isForSearch(m.Key) || isBackground(plainKey(m.Key)) || m.Key == extract.StoredContent || strings.HasSuffix(m.Key, ofFormat) || IsKeptPlace(r.f.b.item, m.Key) || r.f.inFrontMatter(m.Key) {
		return
	}
	if r.f.b.toldRecipe && (recipeFact(m.Key) != "" || hasAnySuffix(plainKey(m.Key), "ingredients", "instructions", "directions")) {
		return
	}
	own := WordsOfName(m.Key)
	words := inEnglish(own)
	if r.labelled(words, m.Key, v) {
		return
	}
	if n := len(words); n > 1 && words[n-1] == "label" && (factWords()[words[n-2]]&factLink != 0 || words[n-2] == "button") || n > 0 && n <= 2 && isPaint(words[n-1]) && isSmallWord(v) && r.f.formOf(m.Key) == nil { // of a button, of a theme
		return
	}
	if at := slices.Index(words, "full"); at >= 0 && at+1 < len(words) && sizesOfLook.Has(words[at+1]) && (strings.Trim(v, "01") == "" || settings.Has(strings.ToLower(v))) { // us_full_width: how a theme shows it
		return
	}
	r.dated = r.work && len(words) <= 2 || slices.ContainsFunc(words, func(w string) bool { return factWords()[w]&(factDate|factEvent) == factDate })
	hidden := strings.HasPrefix(m.Key, "_")
	if len(words) == 0 || hidden && !r.isOfThing(words) || slices.ContainsFunc(words, r.isOff) || isOfFew(words) || r.isOfHome(words) || slices.ContainsFunc(words, pay.Has) && slices.ContainsFunc(r.ofType, humans.Has) {
		return
	}
	if r.hours(words, v) || r.isOfProgram(words, v) || isOfLeader(words) || isReachedLeader(words, v) || slices.Contains(words, "meeting") && !slices.ContainsFunc(words, ofMeetings.Has) {
		return
	}
	def := r.f.formOf(m.Key)
	if def != nil && slices.ContainsFunc(WordsOfName(def.label+" "+def.hint), notForVisitors.Has) {
		return
	}
	if !r.knows(words) {
		return
	}
	kinds := r.kindsOf(words)
	if def != nil {
		if of := WordsOfName(def.label); r.knows(of) {
			kinds |= r.kindsOf(of)
		}
		if def.typ == "number" || def.typ == "range" {
			kinds |= kinds & factText << 1
		}
	}
	if kinds == 0 {
		return
	}
	label := r.label(words, own)
	if def != nil {
		label = cmp.Or(plainFact(def.label), label)
	}
	if now := r.lowered(m.Key, v); now != "" {
		del := tree.NewElement(atom.Del)
		del.AppendChild(tree.NewText(plainFact(v)))
		r.f.show(label, del, tree.NewText(" "+r.withUnit(m.Key, now)))
		return
	}
	r.say(m.Key, label, v, kinds, def)
}

// lowered returns the price that holds instead of another, of a field beside it; "" if there is
// none: price=49, sale_price=29.
func (r *fieldReader) lowered(key, v string) string {
	stem, ok := strings.CutSuffix(key, "price")
	if !ok || strings.HasSuffix(stem, "sale_") {
		return ""
	}
	before, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return ""
	}
	for _, of := range []string{"sale_price", "discount_price", "discounted_price", "special_price"} {
		now := r.f.field(stem + of)
		if n, err := strconv.ParseFloat(now, 64); err == nil && n > 0 && n < before {
			return now
		}
	}
	return ""
}

// labelled adds a field that keeps what it is called beside its value, and nothing else.
func (r *fieldReader) labelled(words []string, key, v string) bool {
	if !strings.HasPrefix(v, "a:2:{") || strings.HasPrefix(key, "_") || len(words) == 0 {
		return false
	}
	p := storedProp("", v)
	label, text := plainFact(value(p.kids, "label")), plainFact(value(p.kids, "value"))
	if len(p.kids) != 2 || label == "" || text == "" || len(label) > 60 || p.kids[0].tree || p.kids[1].tree || r.person || r.private {
		return false
	}
	if of := WordsOfName(label); len(of) == 0 || slices.ContainsFunc(of, notForVisitors.Has) || slices.ContainsFunc(words, notForVisitors.Has) || isOfFew(of) || slices.ContainsFunc(of, func(w string) bool { return r.f.off[w] }) {
		return false
	}
	if text = r.read(text, factText|factNumber, true); text == "" {
		return false
	}
	r.f.say(label, text)
	return true
}

// isOfThing reports whether a name begins with what the page is about, or with the word of a
// plugin and that: _job_salary, _al_listing_price.
func (r *fieldReader) isOfThing(words []string) bool {
	return isOfGuests(words) || len(words) == 2 && (words[0] == "bed" || words[0] == "beds") && words[1] != "id" || isThingWord(words[0], r.ofType) || len(words) > 2 && r.isOfPlugin(words[0]) && isThingWord(words[1], r.ofType)
}

// isOfGuests reports whether a name is of how many can come: _max_guests, _min_adults.
func isOfGuests(words []string) bool {
	if len(words) != 2 {
		return false
	}
	switch words[0] {
	case "max", "min", "maximum", "minimum":
		return words[1] == "guests" || words[1] == "adults" || words[1] == "children"
	}
	return false
}

// isThingWord reports whether a word of a name is what a page is about, of a type of these words.
func isThingWord(w string, ofType []string) bool {
	return namedFor.Has(w) || slices.Contains(ofType, w)
}

// knows reports whether all words of a name are known, but for that with which a plugin or
// theme begins the names of its fields: of the end of a lease nobody knows whose it is.
func (r *fieldReader) knows(words []string) bool {
	for i, w := range words {
		if factWords()[w] == 0 && !namedFor.Has(w) && !besideFacts.Has(w) && !slices.Contains(r.ofType, w) && !(i == 0 && r.isOfPlugin(w)) {
			return false
		}
	}
	return true
}

// behindNames are words at the end of names that say nothing.
var behindNames = late.Words("value text field info data")

// besideFacts are words in names that say nothing of whose a value is.
var besideFacts = late.Words("away name names number no nr max maximum min minimum per from to in of and or type types short full long level adult adults child children sub second first primary gross net living plot total built now st meeting")

// isOfPlugin reports whether a word that begins a name is that with which a plugin or theme
// begins all of its own.
func (r *fieldReader) isOfPlugin(w string) bool { return r.f.prefixes[w] >= 3 }

// What names say beside a word of a link, of where somebody is or what something costs, if
// those who have joined or paid read it, or those who run the site.
var (
	linksOfFew = late.Words(`zoom join meeting meet access webinar stream streaming livestream recording recordings replay class classroom lesson lessons course courses conference teams watch
		drive gdrive dropbox telegram discord slack book ebook ebooks epub pdf zip package album movie film dashboard edit document documents cancel confirm confirmation manage survey feedback unsubscribe mirror installer`)
	placesOfFew = late.Words(`speaker speakers instructor instructors coordinator coordinators volunteer volunteers guardian guardians personal parent parents driver drivers director teacher teachers trainer trainers student students
		guest guests artist dj musician performer author child children kid kids spouse wife husband family nurse caretaker janitor cleaner neighbour neighbor nanny coach captain leader treasurer secretary president chairman member members client clients customer customers`)
	moneyOfFew = late.Words(`leader leaders speaker artist dj trainer teacher instructor coach musician performer driver sponsor volunteer dealer trade buying agreed valuation appraisal target floor contract credit risk royalty`)
	// What those whom these types are about are paid is theirs.
	humans = late.Words(`player players coach coaches artist artists actor actors actress agent agents author authors writer writers poet poets physician physicians doctor doctors dentist dentists therapist therapists tutor tutors
		faculty professor professors mentor mentors guide guides musician musicians member members people person persons profile profiles alumni student students volunteer volunteers employee employees staff mitarbeiter spieler trainer trainers`)
	pay   = late.Words("salary fee fees rent deposit")
	money = late.Words("price prices fee fees rent deposit salary cost costs score")
)

// ofNoPage are words in names of fields that no page shows, whatever they are of.
var ofNoPage = late.Words(`admin admins private internal internally intern interne interno interna confidential supplier suppliers wholesale wholesaler margin markup commission commissions payroll payslip landlord lockbox keyholder
	birthday birthdate dob memo memos autosave revision revisions backup backups moderation notiz notizen tenant tenants unpublished rejection todo stripe`)

// joined are those of whom "only" makes a part of a page theirs.
var joined = late.Words("staff member members subscriber subscribers editor editors client clients customer customers patron patrons student students")

// hasJoined are words before "content" that say for whom it is, or that not for all.
var hasJoined = late.Words("member members subscriber subscribers patron patrons protected private restricted locked hidden gated paywall paywalled paid premium exclusive secret")

// IsOfFew reports whether the words of the name of a field say that visitors did not read it:
// what those who run a site note for themselves, what is for those who have joined, an old
// state of the page.
func IsOfFew(words []string) bool {
	for i, w := range words {
		if ofNoPage.Has(w) {
			return true
		}
		if (w == "draft" || w == "drafts") && (i == len(words)-1 || isOfData(words[i+1])) {
			return len(words) > 1
		}
	}
	return isOfJoined(words) || isOfFew(words)
}

// isOfJoined reports whether the words of the name of a field say that what is under it is for those
// who have joined: members_only, logged_in_content, contenu_membres.
func isOfJoined(words []string) bool {
	for i, w := range words {
		before, behind := "", ""
		if i > 0 {
			before = words[i-1]
		}
		if i+1 < len(words) {
			behind = words[i+1]
		}
		switch w {
		case "only":
			if joined.Has(before) || joined.Has(behind) {
				return true
			}
		case "logged":
			if behind == "in" && before != "not" && before != "non" {
				return true
			}
		case "content", "contents":
			if behind == "" && hasJoined.Has(before) || i+2 == len(words) && hasJoined.Has(behind) || behind != "" && isClosedPart(before) {
				return true
			}
		case "text", "html", "section", "body", "block", "area", "zone":
			if isClosedPart(before) || (w == "area" || w == "zone") && (before == "member" || before == "members") {
				return true
			}
		}
	}
	return false
}

// isClosedPart reports whether a word says of a part of a page that it is not for all.
func isClosedPart(w string) bool {
	switch w {
	case "restricted", "locked", "gated", "paywall", "paywalled", "protected":
		return true
	}
	return false
}

// isOfData reports whether a word of a name says that what is before it is kept as data.
func isOfData(w string) bool {
	switch w {
	case "data", "json", "content", "html", "settings", "layout", "page", "text", "body":
		return true
	}
	return false
}

// isOfFew reports whether a name says of what visitors could read that it is not theirs: the
// link of a meeting, the phone of a speaker, the fee of an artist.
func isOfFew(words []string) bool {
	var kinds factWord
	for _, w := range words {
		kinds |= factWords()[w]
	}
	return kinds&factLink != 0 && slices.ContainsFunc(words, linksOfFew.Has) || kinds&factPlace != 0 && slices.ContainsFunc(words, placesOfFew.Has) ||
		slices.ContainsFunc(words, money.Has) && slices.ContainsFunc(words, moneyOfFew.Has)
}

// isOfLeader reports whether a name is of something that the leader has, and not of who it is.
func isOfLeader(words []string) bool {
	others := 0
	for _, w := range words {
		if w != "leader" && w != "leaders" && factWords()[w] != 0 {
			others++
		}
	}
	return others > 0 && (slices.Contains(words, "leader") || slices.Contains(words, "leaders"))
}

// isOfHome reports whether a name is of where somebody lives, and not of a home that the item is.
func (r *fieldReader) isOfHome(words []string) bool {
	i := slices.Index(words, "home")
	return i >= 0 && i+1 < len(words) && factWords()[words[i+1]]&factPlace != 0 && !isAbout(strings.ToLower(r.f.b.item.Type), homes...)
}

// homes are words of types of items that somebody can live in.
var homes = []string{"property", "properties", "estate", "home", "house", "apartment"}

// isOfProgram reports whether a value is one that programs have under a word which is a fact of
// other things: the build of a download, how often a job of the site runs.
func (r *fieldReader) isOfProgram(words []string, v string) bool {
	switch {
	case slices.Contains(words, "build"):
		return !slices.Contains(words, "year") && !isAbout(strings.ToLower(r.f.b.item.Type), homes...) && !slices.ContainsFunc(r.ofType, builtThings.Has)
	case slices.Contains(words, "built"):
		return slices.ContainsFunc(r.ofType, programs.Has)
	case slices.Contains(words, "schedule"):
		return intervals.Has(v) && (!oftenEnough.Has(v) || slices.ContainsFunc(r.ofType, programs.Has) || len(words) > 1 && !r.isOfThing(words)) // a tour can be daily
	}
	return false
}

var (
	// builtThings are other words of types of items that have been built, and programs of types
	// of those that run on a computer.
	builtThings = late.Words(`villa villas flat flats building buildings listing listings rental rentals yacht yachts boat boats ship ships car cars vehicle vehicles castle castles church churches landmark landmarks monument monuments
		casa casas immobilie immobilien inmueble inmuebles imovel imoveis immobile immobili wohnung wohnungen haus bien biens`)
	programs = late.Words("download downloads software app apps plugin plugins extension extensions release releases version versions addon addons firmware driver")
)

// intervals are how often WordPress and its plugins run a job, as they write it.
var intervals = late.Words("hourly twicedaily daily weekly monthly fifteendays never manual manually once")

// oftenEnough are those of them that can be how often something of an item takes place.
var oftenEnough = late.Words("daily weekly monthly once")

// isOff reports whether a word of a name keeps its field from the page.
func (r *fieldReader) isOff(w string) bool {
	if r.f.off[w] && !namedFor.Has(w) && !(r.isOfPlugin(w) && factWords()[w] == 0) { // the word of a plugin is in all its names
		return true
	}
	return notForVisitors.Has(w) || factWords()[w]&factEvent != 0 && !r.event && !(r.dated && (w == "date" || w == "dates")) // what something cost its owner
}

// kindsOf returns what values a field with these words in its name may have; none if the
// words do not say what visitors read.
func (r *fieldReader) kindsOf(words []string) (kinds factWord) {
	if isOfGuests(words) && !r.person {
		return factNumber
	}
	for i, w := range words {
		if last := i == len(words)-1; w == "name" && i > 0 && last { // of a company
			w = words[i-1]
		} else if !last && namedFor.Has(w) { // what it is of
			continue
		}
		k := factWords()[w]
		switch {
		case w == "company" && isOpinion(r.f.b.item.Type), k&factPlace != 0 && (!r.place || r.person || r.private), k&factEvent != 0 && !r.event && !(r.work && r.dated && (w == "date" || w == "dates")), r.person && !ofPersons.Has(w) && !(isOpinion(r.f.b.item.Type) && (w == "rating" || w == "stars")),
			r.learning && (k&factLink != 0 || w == "material" || w == "materials"),
			(w == "client" || w == "clients" || w == "budget") && !isAbout(strings.ToLower(r.f.b.item.Type), "portfolio", "project", "work", "case"):
			continue
		}
		kinds |= k &^ (factPlace | factEvent)
	}
	return kinds
}

// label returns what a field is called: the words of its own name without what it is of.
func (r *fieldReader) label(words, own []string) string {
	from := 0
	if len(words) > 1 && !isOfGuests(words) && r.isOfPlugin(words[0]) && factWords()[words[0]] == 0 {
		from = 1
	}
	for from < len(words)-1 && !r.isOfASide(words[from]) && isThingWord(words[from], r.ofType) {
		from++
	}
	to := len(words)
	for to > from+1 && (behindNames.Has(words[to-1]) || slices.Contains(r.ofType, words[to-1]) && factWords()[words[to-1]] == 0) { // client_case_value of a case study
		to--
	}
	if to-from > 1 && (words[to-1] == "url" || words[to-1] == "link") { // tickets_url
		to--
	}
	name := strings.Join(own[from:to], "_")
	switch {
	case name == "name" && from > 0: // company_name
		name = own[from-1]
	case name == "url" || name == "link" || name == "web" || name == "site":
		name = "website"
	}
	return r.f.label(name)
}

// isOfASide reports whether a word is of one of two sides: home_score beside away_score.
func (r *fieldReader) isOfASide(w string) bool {
	return w == "home" && slices.ContainsFunc(r.f.b.item.Meta, func(m extract.Meta) bool { return slices.Contains(WordsOfName(m.Key), "away") })
}

// say adds the value of a field, with what stands beside it in fields of its own: a unit, a
// period, a currency.
func (r *fieldReader) say(key, label, v string, kinds factWord, def *fieldForm) {
	f := r.f
	if kinds&factLink != 0 && isWebAddress(v) && !strings.ContainsAny(v, " \n<@") {
		if f.b.fieldName(key).player != 0 { // there is a player for it
			return
		}
		text := withoutScheme(v)
		for _, suffix := range []string{"_text", "_label", "_title"} { // what the link was called
			if said := plainFact(f.first(key + suffix)); said != "" && len(said) <= 60 && !settings.Has(said) && !isAddress(said) && !strings.ContainsAny(said, "<>{}[]") {
				text = said
				break
			}
		}
		f.link(label, v, text)
		return
	}
	var list []string
	if p := storedProp("", v); p.tree {
		for i := range p.kids {
			if k := &p.kids[i]; !k.tree && (k.key == "" || strings.Trim(k.key, "0123456789") == "") {
				list = append(list, strings.TrimSpace(k.val))
			} else {
				return
			}
		}
	} else {
		list = f.values(key)
	}
	graded := IsGraded(WordsOfName(key))
	var texts []string
	for _, v := range list {
		if low := strings.ToLower(v); strings.Contains(low, "<script") || strings.Contains(low, "<style") || strings.Contains(low, "<iframe") {
			return
		}
		if def != nil {
			v = cmp.Or(def.choices[v], v)
		}
		text := plainFact(v)
		if text = r.read(text, kinds, graded); text == "" || isCountryCode(key, text) || isFileNumber(text) && hasAnySuffix(plainKey(key), "address", "street") { // of another item
			return
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	text := strings.Join(texts, ", ")
	if len(texts) == 1 && def != nil {
		text = joinUnit(joinUnit(def.prepend, text), def.append)
	}
	if len(texts) == 1 {
		text = r.withUnit(key, text)
	}
	if text != "" && len(text) <= 300 {
		f.say(label, text)
	}
}

func isPaint(w string) bool { return w == "color" || w == "colour" }

func isSmallWord(v string) bool { return strings.Trim(v, "abcdefghijklmnopqrstuvwxyz-") == "" }

// isCountryCode reports whether a value is what a form keeps of a country: visitors read its
// name.
func isCountryCode(key, v string) bool {
	return len(v) == 2 && isAcronym(v) && strings.Contains(strings.ToLower(key), "country")
}

// read returns a value as visitors read it; "" if it is none of a kind that a field may have.
// One that is graded may say what in other fields would be a look.
func (r *fieldReader) read(v string, kinds factWord, graded bool) string {
	switch {
	case v == "" || len(v) > 200 || isLookValue(v) || isSnake(v) || isWebAddress(v) || strings.Contains(v, "@") || strings.ContainsAny(v, "<>{}[]|") || strings.HasPrefix(v, "field_") || strings.Contains(strings.ToLower(v), "script:"):
		return ""
	case strings.Trim(v, "0.,-") == "", v == "-1":
		return ""
	}
	if kinds&factDate != 0 {
		if m, ok := momentOf(v); ok {
			return fromTo(v, "", m.clock == "")
		}
		if clock := clockOf(v); clock != "" {
			return clock
		}
		if day, _ := strings.CutSuffix(dayOfStamp(v), " 00:00"); day != "" {
			return day
		}
		if isYears(v) {
			return v
		}
		if kinds&factNumber == 0 && strings.IndexFunc(v, unicode.IsLetter) < 0 && strings.Count(v, "/")+strings.Count(v, ".")+strings.Count(v, "-") != 2 {
			return ""
		}
		return v
	}
	hasLetter := strings.IndexFunc(v, isLetterOrMore) >= 0
	switch {
	case !hasLetter && (kinds&factNumber == 0 || strings.Count(v, ".") > 1 || strings.Count(v, ",") > 2):
		return ""
	case hasLetter && (kinds&factText == 0 || settings.Has(strings.ToLower(v)) && !(graded && IsGrade(v))):
		return ""
	}
	return v
}

// isYears reports whether a value is a year, or from which year to which.
func isYears(v string) bool {
	isYear := func(v string) bool { return len(v) == len("1999") && isNumberIn(v, 1000, 2999) }
	for _, dash := range []string{"-", "–", "—", "/"} {
		if from, to, ok := strings.Cut(v, dash); ok && isYear(strings.TrimSpace(from)) && isYear(strings.TrimSpace(to)) {
			return true
		}
	}
	return isYear(v)
}

// units end the names of fields with what stands behind the value of another.
var units = []string{"_postfix", "_unit", "_suffix", "_size_postfix", "_postfix_text", "_units"}

// withUnit writes a value with those beside it.
func (r *fieldReader) withUnit(key, text string) string {
	plain := func(v string) string {
		if v = plainFact(v); len(v) > 40 || strings.ContainsAny(v, "<>{}[]@") {
			return ""
		}
		return v
	}
	if before := plain(r.f.first(key + "_prefix")); before != "" && strings.Contains(key, "price") {
		text = joinUnit(before, text)
	}
	after := ""
	if strings.HasSuffix(key, "size") || strings.HasSuffix(key, "area") {
		after = plain(r.f.first(key + "_prefix")) // of Houzez, which means the unit
	}
	text = joinUnit(text, plain(r.f.first(key+"_currency")))
	for _, u := range units {
		after = cmp.Or(after, plain(r.f.first(key+u)))
	}
	switch low := strings.ToLower(after); low {
	case "hour", "day", "week", "month", "year":
		return text + " / " + low
	}
	return joinUnit(text, after)
}

// fieldForm is what a form of Advanced Custom Fields says of a field.
type fieldForm struct {
	label, hint, typ, prepend, append string
	choices                           map[string]string
}

// addField keeps the form of a field. Before version 5 all forms of a group were custom fields
// of one item.
func (l *Library) addField(it *extract.Item) {
	if it.Type == "acf" && it.Status == "publish" {
		for i := range it.Meta {
			if m := &it.Meta[i]; strings.HasPrefix(m.Key, "field_") {
				l.addForms(m.Key, storedProp("", m.Value), 0)
			}
		}
		return
	}
	if it.Type != "acf-field" || !strings.HasPrefix(it.Slug, "field_") || it.Status != "publish" {
		return
	}
	l.addForm(it.Slug, it.PlainTitle(), storedProp("", it.Content))
}

// addForms keeps a form and those of the columns of its rows.
func (l *Library) addForms(key string, p prop, depth int) {
	if l.addForm(key, value(p.kids, "label"), p); depth > 4 {
		return
	}
	for _, of := range kidsOf(p.kids, "sub_fields") {
		if key := value(of.kids, "key"); strings.HasPrefix(key, "field_") {
			l.addForms(key, of, depth+1)
		}
	}
}

func (l *Library) addForm(key, label string, p prop) {
	if len(l.fieldForms) >= mostEntries {
		return
	}
	text := func(key string) string { return strings.Clone(value(p.kids, key)) }
	form := &fieldForm{label: strings.Clone(label), hint: text("instructions"), typ: text("type"), prepend: text("prepend"), append: text("append")}
	for _, c := range kidsOf(p.kids, "choices") {
		if c.key != "" && !c.tree {
			if form.choices == nil {
				form.choices = map[string]string{}
			}
			form.choices[strings.Clone(c.key)] = strings.Clone(c.val)
		}
	}
	if l.fieldForms == nil {
		l.fieldForms = map[string]*fieldForm{}
	}
	l.fieldForms[strings.Clone(key)] = form
}

// formOf returns the form of a field, or nil.
func (f *facts) formOf(key string) *fieldForm {
	if f.b.lib == nil || len(f.b.lib.fieldForms) == 0 {
		return nil
	}
	return f.b.lib.fieldForms[f.first("_"+key)]
}

// ofMeetings are words of when people meet.
var ofMeetings = late.Words("timings schedule day days time times date dates")

// isReachedLeader reports whether a field about who leads something says how somebody is reached.
func isReachedLeader(words []string, v string) bool {
	return strings.ContainsAny(v, "@0123456789") && slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "leader") || strings.HasPrefix(w, "lider") || strings.HasPrefix(w, "leiter")
	})
}
