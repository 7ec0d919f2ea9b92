package migrate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/transform"
)

// Custom fields that no visitor could use, by kinds. A field of none of these is named.

// technicalFields begin the names of what was for the site itself, for search engines
// and other sites, or is read elsewhere.
var technicalFields = []string{"_wp_", "_edit_", "_oembed_", "_menu_item_type", "_menu_item_menu_item_parent", "_menu_item_object", "_menu_item_target", "_menu_item_classes", "_menu_item_xfn", "_menu_item_url", "_menu_item_orphaned", "_elementor_", "_yoast_", "_aioseo", "_genesis_", "_wpas_", "_publicize_", "_jetpack", "_et_", "et_", "_fl_builder",
	"_bricks", "_wpb_", "_vc_", "vc_", "_avia", "_fusion", "fusion_", "_wpcom_", "_crosspost", "_rank_math", "rank_math_", "_seopress", "_schema", "_themify_builder", "_ct_", "_dp_", "_ez-toc", "_pingme",
	"_encloseme", "_trackback", "_syndicat", "syndication_", "_wpml", "_icl", "_wc_", "_product_version", "_product_image", "_customize", "_form", "_mail", "_messages", "_relevanssi", "_searchwp", "_links_to_",
	"amazonS3", "onesignal", "_social", "_twitter", "_facebook", "_open_graph", "fb_", "_tablepress", "_sq_", "_kksr", "ratings_", "_feed", "footnotes", "enclosure",
	"_g_feedback", "_feedback", "_panels_data_preview", "panels_data_preview", "_wxr_import_", "akismet_", "_akismet", "_astra_", "ast-", "_kad_", "_generate", "_coblocks_", "_publish", "_sbi_",
	"_vcv", "vcv", "_wcv_", "_wpsm_", "theplus_", "eael_", "uag_", "_uag", "_spectra", "tp_widgets", "rs_page", "sbg_", "classic-editor", "slide_template", "_thumbnail_id", "_pods_", "_sizechart",
	"_postman", "sktbuilder", "_nectar_gallery", "_themeisle", "neve_meta_", "_pys_", "litespeed", "_litespeed", "_mcj_", "_tve", "tve_", "tcb_", "_oxygen", "_brizy", "brizy", "_siteorigin", "_sydney", "_stackable",
	"_monsterinsights", "_exactmetrics", "_wpforms", "_gform", "_hustle", "_wpcf7", "_additional_settings", "_locale", "_hash", "_config_errors", "_user_liked", "_wpac", "_yarpp", "_um_", "um_content", "_members_", "_llms_restrict",
	"_pmpro", "wordads_", "adsense_", "_advads_", "advanced_ads_", "quads_", "_quads", "ezoic_", "_ezoic", "_EventShow", "_EventHide", "_EventOrigin", "_EventTimezone", "_stock_status", "mec_start_time", "mec_end_time", "mec_start_day_seconds", "mec_end_day_seconds", "_EventStartDateUTC", "_EventEndDateUTC", "_EventDuration", "_EventCurrency", "_VenueOrigin", "_OrganizerOrigin", "_EventDateTimeSeparator", "_EventTimeRangeSeparator", "_tribe_ticket", "_tribe_modified", "_tribe_default", "_VenueShow", "_EventVenueID", "_EventOrganizerID",
	"_rest_api_", "_headstart_", "firehose_", "reader_suggested_tags", "jabber_published", "email_notification", "_post_restored_from", "oc_commit_id", "oc_metadata", "tagazine-media", "superawesome", "switch_like_status", "_sd_is_markdown", "_elasticsearch",
	"_mapp_map", "_sexybookmarks_", "dsq_", "_bitly", "bitly", "_topsy", "topsy_", "_su_", "_headspace", "aktt_", "_aktt", "autometa", "_zemanta", "_blogger_self", "blogger_permalink", "blogger_blog", "wpdc_", "publish_to_discourse", "discourse_comments_raw", "lj_itemid", "lj_permalink", "posterous_", "_b2s_", "geo_public", "geo_enabled"}

// isTechnical reports whether a field is by its name what a plugin keeps for itself.
func isTechnical(key string) bool {
	if strings.HasPrefix(key, "_format_") || sendsElsewhere(key) { // the first is what a theme showed with posts of that format
		return false
	}
	if service, _, _ := strings.Cut(key, "_"); (service == "blogger" || service == "tumblr" || service == "spaces") && strings.HasSuffix(key, "_permalink") { // where the post was
		return true
	}
	return key == extract.StoredContent || key == extract.FieldRendered || transform.IsBuilderField(key) ||
		slices.ContainsFunc(technicalFields, func(p string) bool { return strings.HasPrefix(key, p) })
}

// sendsElsewhere reports whether a field has the address at which visitors were who
// followed a link to its post.
func sendsElsewhere(key string) bool {
	return key == "_links_to" || key == "syndication_permalink" || key == "_yoast_wpseo_redirect" || key == "_seopress_redirections_value"
}

// Words of names.
var (
	// never are of what is read by machines alone, whatever it says.
	never = late.Words("seo sitemap robots schema jsonld cache cached transient transients amp nonce opengraph og pixel analytics tracking checksum css js javascript yoast hash uuid revision trackback pingback typekit minify webfont fonts font")
	// looks say how something is shown, or whether.
	looks = late.Words(`layout layouts sidebar sidebars style styles skin skins colour colours color colors scheme background bg backdrop opacity padding margin gutter spacing typography align alignment
		animation animate animated animations effect effects parallax particles overlay transparent transparency sticky stick fixed boxed fullwidth fullscreen width height columns column cols grid class classes template templates
		header footer menu menus nav navigation navbar breadcrumb breadcrumbs slider sliders revslider layerslider carousel slideshow hide hidden enable enabled enables disable disabled visibility toggle
		switch switcher icon icons favicon preloader loader topbar titlebar widget widgets pagination orderby radius border shadow ratio crop masonry sharing transition speed
		autoplay loop container theme responsive tablet desktop zoom hover onepage lightbox settings lang`)
	// choices are looks and bookkeeping in most names, and in some what visitors read.
	choices = late.Words(`show display visible position logo bar sort share view mode type types format dark sections canvas mobile size sizes button btn transient brightness thumbnail order option options setting
		source status flag like likes liked love loves votes keyword keywords index key level primary parent featured verified slug original original copy version`)
	// keeping is what a plugin notes for itself.
	keeping = late.Words(`id ids count counter counts views hits timestamp updated modified migrated lock locked guid sync synced import imported focuskw indexed sales
		editor draft backup processed processing scheduled embed history ping debug expires expiry expire stat stats redirect copied cloned duplicate reviewed filled
		generated generator submitted submitting restored trash old converted installed feed activated active notified notification notifications`)
	// meant are of what visitors saw of a thing for sale or for rent, of which looks and
	// bookkeeping have others.
	meant = late.Words(`colour colours color colors width height size sizes type types format mode menu grid order status source key version original expires expiry expire class classes display
		lang show copy theme view visible fixed mobile level index options option featured parent zoom sections share`)
	// references are of what is meant by its number in the database.
	references = late.Words(`cat cats category categories term terms post posts page product products parent author related upsell upsells crosssell crosssells tag tags taxonomy menu form template item items user users
		children navigation header footer slider section block blocks popup project projects portfolio member team testimonial testimonials course lesson quiz teacher organizer variation`)
	linked  = late.Words("upsell upsells crosssell crosssells bundled")
	ofTerms = late.Words("cat cats category categories term terms tag tags taxonomy genre genres")
	// numbers are of what visitors saw as a number.
	numbers = late.Words(`price prices cost costs fee fees amount sku isbn issn ean gtin upc rating ratings stars score duration length since year years anio año ano jahr année annee anno rok month months day days hour hours minutes time date dates start end from till until
		bed beds bedroom bedrooms bath baths bathroom bathrooms room rooms garage garages floor floors storey area sqft sqm acres lot mileage distance weight phone telephone tel fax zip zipcode postcode postal code
		lat lng lon long latitude longitude geo servings serves yield calories kcal fat protein carbs sugar fiber sodium cook prep salary experience age capacity seats guests people quantity qty stock number founded foundation established
		population pages chapter chapters episode season level grade percent percentage discount deposit tax height depth volume speed power engine doors mpg horsepower runtime budget goal raised salary lessons students credits edition
		volume issue track tracks released release published born died altitude elevation temperature ranking rank points size`)
	// priced are of numbers that say something even if they are zero.
	priced = late.Words("price cost fee salary deposit discount")
	// endingText end the names of what is text for visitors whatever stands before.
	endingText = late.Words("title heading headline subtitle subheader subheading tagline text description desc caption quote question answer slogan excerpt summary designation biography bio message note notes label info details intro content by author")
	// switches are of values that say nothing by themselves, whoever has made their field.
	switches = late.Words("yes no on off true false default none null inherit inherited auto left right center top bottom array object _self _blank show hide shown hidden visible enable disable enabled disabled light dark custom normal full")
	// settingWords are of values that are a choice, and no text.
	settingWords = late.Words(`yes no on off true false default defaults inherit inherited none auto automatic global enable enabled disable disabled show hide hidden visible active inactive left right center centre middle top bottom
		wide narrow full fullwidth boxed box stretched dark light style layout sidebar standard classic modern grid list slider masonry carousel header footer page post posts blog menu width content container slide fade zoom
		horizontal vertical open closed self blank normal cover contain repeat scroll fixed static absolute relative solid transparent semi both custom theme theme's publish draft px em compact flex block inline template taxable instock parent
		elementor gutenberg editor builder version columns column col two three four one first last large medium small thumbnail thumb xl lg md sm null undefined array object 1 2 3 4 5 6 7 8 9 0 primary secondary tertiary h1 h2 h3 h4 h5 h6 div span above below over under bg background color
		index follow noindex nofollow without with original initial title all any gallery image video audio html asc desc random rand lightbox simple basic user use site bar section nav is in not button view views float notify search screen`)
)

// things begin or are part of the names of post types of which plugins show fields as
// what they are: products, places, jobs, courses.
var things = []string{"product", "job", "listing", "propert", "estate", "event", "course", "lesson", "recipe", "book", "movie", "film", "album", "car", "vehicle", "hotel", "room", "tour", "place", "venue", "download", "restaurant",
	"food", "dish", "program", "offer", "deal", "auction", "location", "store", "doctor", "ad_", "advert", "classified", "rental", "apartment", "company", "resume", "podcast", "episode", "game", "app", "organizer", "organiser", "speaker", "artist", "sermon", "person", "staff", "coupon", "school", "destination", "trip", "cruise", "boat", "yacht"}

// isThing reports whether a post type is one of things with fields of their own.
func isThing(typ string) bool {
	typ = strings.ToLower(typ)
	for _, w := range things {
		for i := 0; i <= len(typ)-len(w); i++ {
			if typ[i:i+len(w)] == w && (len(w) > 4 || i == 0 || typ[i-1] == '_' || typ[i-1] == '-') {
				return true
			}
		}
	}
	return false
}

// meaning is what the name of a field says of its values.
type meaning struct {
	never, look, choice, reference, number, text, zero, hidden, thing bool

	made    bool // the owner of the site has made the field
	kept    bool // it is a look only by a word of what plugins note for themselves
	ofTerms bool // it refers to terms
	linked  bool // it refers to items that its page listed, and nothing else
	bare    bool // its name is one word, of a look and of things alike: color
	whether bool // by its name the field is a question
	graded  bool // what it holds is a grade or kind, see transform.IsGraded
	answer  bool // what it holds is an answer to a question: a number and a "false" are ones, too
}

// meaningOf reads the name of a field or of a value in it.
func (l *leftReader) meaningOf(key string) meaning {
	m := meaningOf(key, l.thing, l.ofType)
	m.made = l.made
	m.look = m.look && !(m.made && m.kept)
	return m
}

// meaningOf reads the name of a field; thing tells whether it is of a thing, see isThing,
// and ofType are the words of the type of its item.
func meaningOf(key string, thing bool, ofType []string) (m meaning) {
	m.hidden, m.thing = strings.HasPrefix(key, "_"), thing
	words := transform.WordsOfName(key)
	isLook := false
	for i, w := range words {
		m.never = m.never || never.Has(w)
		if isCounted(words[:i+1]) { // of what
			m.number = true
			continue
		}
		if i < 2 && i < len(words)-1 && isOneOf(w, ofType) { // class_time of a yoga class
			continue
		}
		if isStyleOf(words[:i+1]) {
			m.graded = true
			continue
		}
		if thing && i > 0 && w == "style" && words[i-1] == "body" { // of a car
			continue
		}
		if looks.Has(w) || keeping.Has(w) || isGluedLook(w) {
			m.look = m.look || !thing || !meant.Has(w) && w != "id"
			isLook = isLook || !keeping.Has(w) || w == "id"
			m.choice = m.choice || w == "id"
		}
		m.choice = m.choice || choices.Has(w) && !(thing && meant.Has(w))
		m.number = m.number || numbers.Has(w)
		m.reference = m.reference || references.Has(w)
		m.ofTerms = m.ofTerms || ofTerms.Has(w)
		m.linked = m.linked || linked.Has(w)
		m.zero = m.zero || priced.Has(w)
		m.whether = m.whether || i == 0 && (w == "has" || w == "is" || w == "use" || w == "with" || w == "allow" || w == "no")
		if i == len(words)-1 {
			if i > 0 && (w == "value" || w == "html" || w == "raw") { // of what is named before
				w = words[i-1]
			}
			m.text = endingText.Has(w) || isTextField(w) && !looks.Has(w) || w == "name" && i > 0 && anyOf(words[i-1:i], "section", "chapter", "module", "unit", "topic", "lesson", "question", "answer")
			m.reference = m.reference && !(numbers.Has(w) && !references.Has(w)) // the rating of a testimonial
			m.look = m.look || w == "flag" && i > 0 && !thing                    // usage_flag, and no country
		}
	}
	m.bare = !m.hidden && len(words) == 1 && anyOf(words, "style", "color", "colour", "size", "type")
	m.linked = m.linked || key == "_children" // of a grouped product
	m.kept = m.look && !isLook
	if transform.IsOfSite(key) {
		m.look, m.choice, m.text = false, false, true
	}
	m.answer = len(words) > 0 && (words[len(words)-1] == "answer" || words[len(words)-1] == "answers") && !m.look && !m.choice && !m.whether
	m.graded = !m.look && !m.never && (m.graded || transform.IsGraded(words))
	if isOfAPlayer(words) {
		m.look, m.number = true, false
	}
	if thing && len(words) == 0 {
		m.number = true
	}
	return m
}

// isCounted reports whether the last word of a name says that it is how many parts a work has.
func isCounted(words []string) bool {
	n := len(words)
	return n > 1 && (words[n-1] == "count" || words[n-1] == "counts") && strings.Contains(" chapter chapters episode episodes page pages volume volumes season seasons lesson lessons track tracks issue issues ", " "+words[n-2]+" ")
}

// isOneOf reports whether a word of a name is of a type, be it of one or of many.
func isOneOf(w string, ofType []string) bool {
	return slices.ContainsFunc(ofType, func(of string) bool {
		return w == of || w+"s" == of || w+"es" == of || w == of+"s" || w == of+"es"
	})
}

// isStyleOf reports whether the last word of a name says in which style something is made that
// is no page, or how large it is and of which colour: body_style of a car, dog_size.
func isStyleOf(words []string) bool {
	n := len(words)
	if n < 2 {
		return false
	}
	switch words[n-1] {
	case "style":
		return styled.Has(words[n-2]) || coloured.Has(words[n-2])
	case "size", "sizes", "color", "colour", "colors", "colours":
		return coloured.Has(words[n-2])
	}
	return false
}

var (
	coloured = late.Words("dog puppy cat kitten pet animal horse bird fish breed coat fur eye eyes hair skin beard clothing shirt shoe dress jewelry ring gem gemstone stone diamond metal wood leather car vehicle boat yacht exterior interior bike frame flower leaf petal fruit plant tile carpet rug")
	styled   = late.Words("building house home beer wine sake music musical dance art painting architecture architectural cooking fighting riding teaching coaching learning leadership hair interior yoga karate swimming")
)

// isOfAPlayer reports whether a name is of the measures of a picture, player or map.
func isOfAPlayer(words []string) bool {
	return len(words) > 1 && anyOf(words, "video", "image", "img", "thumb", "player", "map") && anyOf(words, "width", "height", "position", "zoom", "w", "h")
}

// isGluedLook reports whether a word of a name is several in one: bgcolor, pageview.
func isGluedLook(w string) bool {
	if len(w) < 6 {
		return false
	}
	for _, part := range []string{"color", "sidebar", "layout", "background", "slider", "pageview", "postview", "viewcount"} {
		if strings.Contains(w, part) {
			return true
		}
	}
	return false
}

// isSetting reports whether a value is a choice, a measure, code or a reference under a
// name of this meaning, rather than what visitors read.
func (m meaning) isSetting(v string) bool {
	switch {
	case m.graded && transform.IsGrade(v):
		return false
	case m.answer:
		return v[0] == '#' && isChoice(v)
	case !m.never && (isMeasured(v) || isPercent(v) && !m.look && !m.choice && !m.hidden || transform.IsNoLook(v)):
		return false
	case m.text && m.look && !m.never && strings.Trim(v, "0123456789.,:+%") == "" && v != "0" && v != "1": // the number on an icon
		return false
	case m.made && !m.never && !m.look:
		return v == "0" || v == "1" && m.whether || v[0] == '#' && isChoice(v) || switches.Has(strings.ToLower(v)) || isCode(v) || isIcon(v)
	case m.thing && !m.never && !m.look && !m.choice && isNameWord(v): // of a house and a car few words are those of a page
		return false
	case m.never, isChoice(v) && !m.isTextOf(v), isCode(v):
		return true
	case isAmount(v):
		if strings.Trim(v, "0.,-") == "" && !m.zero || v == "-1" {
			return true
		}
		if v == "1" && !m.number && !m.zero {
			return true
		}
		if m.reference && !m.zero {
			return true
		}
		if m.number || m.zero {
			return m.look && !m.thing
		}
		return m.look || m.choice || m.hidden && !m.thing
	case m.choice && !m.look && isSmallWord(v):
		return false
	case m.look && m.text, m.choice && !m.look:
		return !isText(v) && !isWebText(v) || m.look && isIcon(v)
	case m.look:
		return !hasPhrase(v, 3) && !isTitled(v) && !isWebText(v) && !(m.bare && isNameWord(v))
	}
	return false
}

// isTitled reports whether a value is a phrase with a capital, as a form offers few.
func isTitled(v string) bool {
	r, _ := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(r) && hasPhrase(v, 2)
}

// isNameWord reports whether a value is one word as names are written, and no switch: Bungalow.
func isNameWord(v string) bool {
	first, n := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(first) && isSmallWord(v) && strings.ToLower(v[n:]) == v[n:] && !switches.Has(strings.ToLower(v))
}

// isLone reports whether a value is a number that is taken for a setting only because its
// field is hidden.
func (m meaning) isLone(v string) bool {
	return m.hidden && len(v) > 1 && isAmount(v) && strings.Trim(v, "0.,-") != "" && v != "-1" && !m.never && !m.made && !m.look && !m.choice && !m.reference
}

// isSmallWord reports whether a value is one plain word.
func isSmallWord(v string) bool {
	if len(v) < 3 || len(v) > 20 {
		return false
	}
	for _, r := range v {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// isTextOf reports whether a value is text under a name of texts although its words are
// those of a setting: a title "Blog".
func (m meaning) isTextOf(v string) bool {
	return m.text && isText(v) && !switches.Has(strings.ToLower(v))
}

func isWebText(v string) bool { return strings.Contains(v, "://") || strings.Contains(v, `="//`) }

// isAmount reports whether a value is a bare number.
func isAmount(v string) bool {
	return strings.Trim(v, "0123456789.,-+") == "" && strings.ContainsAny(v, "0123456789")
}

// isChoice reports whether a value is one of a few that a form offers: each of its words
// is that of a setting, or it is a colour or a measure.
func isChoice(v string) bool {
	if len(v) > 60 {
		return false
	}
	switch v {
	case "MD", "SM", "LG", "XL": // a degree, an order, a size of clothes: of screens they are small
		return false
	}
	if isAmount(v) {
		return false
	}
	if v[0] == '#' || strings.HasPrefix(v, "rgb") || strings.HasPrefix(v, "hsl") || strings.HasPrefix(v, "var(") || strings.HasPrefix(v, "field_") || strings.HasPrefix(v, "group_") {
		return v == "#" || len(v) <= 9 && strings.Trim(v[1:], "0123456789abcdefABCDEF") == "" || strings.Contains(v, "(") || strings.IndexByte(v, '_') > 0 && !strings.Contains(v, " ")
	}
	if isMeasure(v) || isIcon(v) {
		return true
	}
	n := 0
	for w := range strings.FieldsFuncSeq(v, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if n++; !settingWords.Has(strings.ToLower(w)) && !settingWords.Has(strings.TrimRight(strings.ToLower(w), "0123456789")) {
			return false
		}
	}
	if strings.IndexFunc(v, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		return false
	}
	return n > 0 && strings.ContainsFunc(v, unicode.IsLetter) || n == 0 && len(v) < 4
}

// isMeasured reports whether a value is a number with the unit of a thing, and not of a screen:
// 170 cm, 67kg.
func isMeasured(v string) bool {
	unit := strings.TrimLeft(v, "0123456789.,")
	if unit == v || len(unit) > 8 {
		return false
	}
	switch strings.TrimSpace(unit) {
	case "cm", "mm", "m", "in", "pt":
		return unit[0] == ' '
	case "km", "ft", "yd", "mi", "inch", "inches", "feet", "miles", "kg", "g", "mg", "lb", "lbs", "oz", "ml", "cl", "l", "m²", "m2", "km²", "sqft", "ha", "acres", "kW", "kWh", "hp", "PS", "kcal", "°C", "°F", "°", "km/h", "mph":
		return true
	}
	return false
}

// isPercent reports whether a value is a part of a hundred: of a beer what is alcohol.
func isPercent(v string) bool {
	n, ok := strings.CutSuffix(v, "%")
	return ok && isAmount(strings.TrimSpace(n)) && strings.Trim(n, "0 ") != "" && strings.TrimSpace(n) != "100" && strings.TrimSpace(n) != "50"
}

// isMeasure reports whether a value is a length of CSS.
func isMeasure(v string) bool {
	rest := strings.TrimLeft(v, "0123456789.-")
	if rest == v {
		return false
	}
	switch rest {
	case "px", "em", "rem", "%", "vh", "vw", "ms":
		return true
	}
	for part := range strings.FieldsSeq(v) { // of a margin
		if r := strings.TrimLeft(part, "0123456789.-"); r != "px" && r != "em" && r != "%" && r != "rem" && part != "0" && part != "auto" {
			return false
		}
	}
	return true
}

// isIcon reports whether a value is the classes of an icon.
func isIcon(v string) bool {
	first, rest, ok := strings.Cut(v, " ")
	switch first {
	case "fa", "fas", "far", "fab", "fal", "icon", "dashicons", "glyphicon", "ti", "bi":
		return !ok || strings.Contains(rest, "-")
	}
	for _, p := range []string{"fa-", "icon-", "flaticon-", "dashicons-", "glyphicon-", "ti-", "la-", "lni-"} {
		if strings.HasPrefix(first, p) {
			return !ok
		}
	}
	return false
}

// isCode reports whether a value is code, or a sum or key that only a program reads.
func isCode(v string) bool {
	if len(v) >= 32 && strings.Trim(v, "0123456789abcdefABCDEF-") == "" && strings.ContainsAny(v, "abcdefABCDEF") {
		return true
	}
	if strings.HasPrefix(v, "<style") || strings.HasPrefix(v, "<script") && strings.HasSuffix(v, "</script>") {
		return true
	}
	if open := strings.IndexByte(v, '{'); open >= 0 && (v[0] == '.' || v[0] == '#' || v[0] == '@' || strings.HasPrefix(v, "/*") || strings.HasPrefix(v, "body") || strings.HasPrefix(v, "div")) {
		body, _, ok := strings.Cut(v[open:], "}")
		return ok && strings.Contains(body, ":")
	}
	return false
}

// ofTaste are words before the notes of a wine or a perfume.
var ofTaste = late.Words("tasting top head heart middle base scent fragrance olfactory aroma flavor flavour taste palate nose wine brew cupping")

// isPersonal reports whether a field is by its name about somebody, or secret: it is
// named without its value.
func isPersonal(it *extract.Item, key string) bool {
	if transform.IsOfSite(key) {
		return false
	}
	if privacy.IsForBuyers(key) || transform.IsKeptPlace(it, key) {
		return true
	}
	if english := transform.EnglishName(key); english != "" && isPersonal(it, english) {
		return true
	}
	low := strings.ToLower(key)
	for _, p := range []string{"_order_", "order_", "_billing", "billing_", "_shipping_", "shipping_", "_customer", "customer_", "_cart", "_payment", "_transaction", "_user", "_application", "_file_path", "_edd_"} {
		if strings.HasPrefix(low, p) && low != "_edd_price" {
			return true
		}
	}
	words := transform.WordsOfName(key)
	if transform.IsOfFew(words) {
		return true
	}
	for i, w := range words {
		if w == "notes" && i > 0 && i == len(words)-1 && ofTaste.Has(words[i-1]) {
			continue
		}
		single := strings.TrimSuffix(w, "s")
		if (single == "user" || single == "username") && i > 0 && anyOf(words[i-1:i], "twitter", "facebook", "instagram", "mastodon", "youtube", "tumblr", "bluesky") { // whom everybody can follow
			continue
		}
		if isOfType(it.Type, single) {
			continue
		}
		switch single {
		case "email", "mail", "password", "passwd", "pwd", "secret", "token", "admin", "private", "internal", "user", "username", "login", "ip", "apikey", "iban", "bic", "ssn", "passport", "card", "buyer", "payer", "payment", "billing",
			"message", "comment", "log", "form", "subscriber", "attendee", "applicant", "donor", "patient", "birthday", "birthdate", "invoice", "credential", "license", "licence", "salt", "signature", "recipient",
			"webhook", "cvv", "cvc", "diagnosi", "session", "coupon", "voucher", "nonce":
			return true
		case "pas": // but not door-pass-through
			if len(words) < 3 {
				return true
			}
		case "note":
			if !anyOf(words, "tasting", "recipe", "foot", "program", "wprm", "ingredient", "ingredients", "instruction", "instructions", "show", "episode", "lesson") && !strings.Contains(it.Type, "recipe") {
				return true
			}
		case "phone", "mobile", "whatsapp", "fax", "telephone", "tel", "skype":
			if i > 0 && anyOf(words[i-1:i], "home", "private", "personal", "vendor") {
				return true
			}
			if !isThing(it.Type) && !strings.Contains(low, "company") && !strings.Contains(low, "venue") {
				return true
			}
		case "key", "code", "pin", "salary", "account", "addres", "birth", "security", "id", "contact", "price", "cost", "date", "type", "location", "number":
			if i > 0 && secretTogether[words[i-1]+" "+strings.TrimSuffix(w, "s")] {
				return true
			}
			if single == "code" && len(words) > i+1 && words[i+1] == "alarm" { // codigo_alarma
				return true
			}
		}
	}
	for _, w := range []string{"email", "e-mail", "passw", "secret", "token"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// isQualification reports whether a field that may be secret by its name may as well be what
// somebody has learned, or under which terms something is given: credentials, license.
func isQualification(key string) bool {
	words := transform.WordsOfName(key)
	if len(words) == 0 || anyOf(words, "api", "login", "user", "access", "key", "auth", "secret", "token", "client", "admin", "app", "password") {
		return false
	}
	switch strings.TrimSuffix(words[len(words)-1], "s") {
	case "credential", "license", "licence":
		return true
	}
	return false
}

// isOfType reports whether items of a type are what a word of the name of a field says, which
// visitors saw: the coupon of a coupon, the session of a conference.
func isOfType(typ, word string) bool {
	typ = strings.ToLower(typ)
	if word == "coupon" || word == "voucher" {
		for _, of := range []string{"offer", "deal", "promo", "discount", "bargain"} {
			if strings.Contains(typ, of) && !strings.Contains(typ, "dealer") {
				return true
			}
		}
	}
	switch word {
	case "coupon", "voucher", "session", "license", "licence", "card":
		return strings.Contains(typ, word)
	}
	return false
}

// isAllLetters reports whether values are words or abbreviations, and no key or number:
// MD, Ph.D., MIT.
func isAllLetters(values []string) bool {
	for _, v := range values {
		for w := range strings.FieldsSeq(v) {
			letters := 0
			last := rune(0)
			for _, r := range w {
				switch {
				case unicode.IsLetter(r):
					if letters++; letters > 2 && unicode.IsUpper(r) && unicode.IsLower(last) { // xKcDfe
						return false
					}
				case !strings.ContainsRune(".,;&/()-'’", r):
					return false
				}
				last = r
			}
			if letters > 20 {
				return false
			}
		}
	}
	return len(values) > 0
}

// isPayable reports whether a value says no more than whether something has to be paid.
func isPayable(key, v string) bool {
	switch strings.ToLower(v) {
	case "free", "paid", "none", "open", "closed", "required", "optional":
		words := transform.WordsOfName(key)
		return len(words) > 0 && words[len(words)-1] == "payment"
	}
	return false
}

// secretTogether are pairs of words of which neither says it alone.
var secretTogether = func() map[string]bool {
	pairs := map[string]bool{}
	for last, first := range map[string]string{
		"key": "api secret private license auth access encryption consumer client host wifi wlan", "salary": "staff employee mitarbeiter", "pin": "staff member door gate alarm access entry card user", "code": "pin door gate alarm access entry security verification invite invitation unlock sms promo discount",
		"price": "purchase purchasing cost buying reserve dealer vendor", "cost": "purchase landed cog", "date": "birth", "type": "blood", "location": "key", "number": "payroll employee account tax vat insurance",
		"account": "bank", "addres": "home residential tenant owner", "birth": "of", "security": "social", "id": "tax national vat", "contact": "emergency",
	} {
		for w := range strings.FieldsSeq(first) {
			pairs[w+" "+last] = true
		}
	}
	return pairs
}()

func anyOf(words []string, of ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}
