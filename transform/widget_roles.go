package transform

import (
	"strings"
	"sync"

	"github.com/wp2md/wp2md/internal/late"
)

// role is what a value shows.
type role uint8

const (
	roleNone    role = iota // nothing known
	roleSkip                // known to show nothing
	roleHeading             // a heading
	roleBefore              // a text, in front of the heading
	roleText                // a text, in front of the content
	roleField               // a text with the name of the value: Servings: 4
	roleBelow               // a text below the button
	roleAfter               // a text behind the content: whom a quote is of
	roleLabel               // the text of the link
	roleLink
	roleImage // an address, a number, or several numbers
	roleMedia // a player, or the address of something to embed
	roleLevel // the level of the heading
	roleAlt   // the alternative text of the image
	roleShortcode
)

// roles are the names of values, without case, _ and -.
var roles = map[string]role{
	"title": roleHeading, "heading": roleHeading, "headline": roleHeading, "headingtitle": roleHeading, "question": roleHeading,
	"titlefront": roleHeading, "titleback": roleHeading, "textfront": roleText, "textback": roleText, "textsuffix": roleText, "textprefix": roleText, "jobposition": roleAfter, "posinorg": roleAfter,
	"tabtitle": roleHeading, "sectiontitle": roleHeading, "boxtitle": roleHeading, "titletext": roleHeading, "itemtitle": roleHeading,
	"alerttitle": roleHeading, "widgettitle": roleHeading, "primarytitle": roleHeading, "hovertitle": roleHeading, "slidetitle": roleHeading,
	"maintitle": roleHeading, "fronttitle": roleHeading, "backtitle": roleHeading, "titletexta": roleHeading, "titletextb": roleHeading,
	"titleprefix": roleHeading, "titleinfix": roleHeading, "titlesuffix": roleHeading, "itemname": roleHeading,
	"placetitle": roleSkip, "carouselname": roleSkip,

	"pretitle": roleBefore, "preheading": roleBefore, "overtitle": roleBefore, "overheading": roleBefore, "suptitle": roleBefore, "supertitle": roleBefore, "toptitle": roleBefore,
	"upperheading": roleBefore, "kicker": roleBefore, "eyebrow": roleBefore,

	"subtitle": roleText, "subheading": roleText, "subhead": roleText, "subheader": roleText, "description": roleText, "desc": roleText, "descrition": roleText, "desciption": roleText, "discription": roleText,
	"descriptiontext": roleText, "text": roleText, "content": roleText, "contents": roleText, "body": roleText, "answer": roleText, "editor": roleText,
	"html": roleText, "message": roleText, "summary": roleText, "lead": roleText, "leadtext": roleText, "intro": roleText, "paragraph": roleText, "headingdesc": roleText,
	"headingdescription": roleText, "alertdescription": roleText, "testimonialcontent": roleText, "tabcontent": roleText,
	"blockquotecontent": roleText, "caption": roleText, "testimonial": roleText, "quote": roleText, "prefix": roleText, "suffix": roleText,
	"introduction": roleText, "output": roleText, "linkexternal": roleLink, "buttonurl": roleLink, "headertxt": roleHeading, "hd": roleHeading, "txt": roleText, "btntxt": roleLabel, "btnlink": roleLink, "location": roleText, "overview": roleText, "instructions": roleText, "linkname": roleLabel, "clicktext": roleLabel, "textonbutton": roleLabel, "buttonbefore": roleText, "buttonafter": roleBelow, "titlesmall": roleText, "beforerotating": roleText, "afterrotating": roleText,
	"textbelow": roleText, "textabove": roleText, "textbefore": roleText, "textafter": roleText, "sectionname": roleHeading, "songname": roleHeading,
	"tabstitle": roleHeading, "tabtext": roleHeading, "endingnumber": roleText, "percent": roleText, "percentage": roleText, "price": roleText, "sum": roleText,
	"per": roleText, "period": roleText, "priceperiod": roleText, "pricingperiod": roleText, "priceunit": roleText, "featuredsub": roleText, "embedaddress": roleText, "pinaddress": roleText, "currency": roleText, "artistname": roleText, "albumname": roleText, "address": roleText,
	"addressline1": roleText, "addressline2": roleText, "addressline3": roleText, "city": roleText, "region": roleText, "postal": roleText,
	"country": roleText, "phone": roleText, "phonenumber": roleText, "email": roleText, "emailaddress": roleText, "mail": roleText, "excerpt": roleText, "frontdesc": roleText,
	"backdesc": roleText, "servings": roleField, "difficulty": roleField, "cooktime": roleField, "preptime": roleField, "datetime": roleText,
	"label": roleText, "beforetext": roleText, "aftertext": roleText, "highlightedtext": roleText, "rotatingtext": roleText, "tagline": roleText,
	"opening": roleText, "closing": roleText, "slidecontent": roleText, "itemcontent": roleText, "itemdescription": roleText,
	"descriptiontexta": roleText, "descriptiontextb": roleText, "shortdescription": roleText, "longdescription": roleText, "footer": roleText,

	"authorname": roleAfter, "reviewer": roleAfter, "reviewername": roleAfter, "cite": roleAfter, "citation": roleAfter, "jobtitle": roleAfter, "companyname": roleAfter,
	"testimonialname": roleAfter, "testimonialjob": roleAfter, "attribution": roleAfter,

	"buttontext": roleLabel, "linktext": roleLabel, "btntext": roleLabel, "buttonlabel": roleLabel, "readmoretext": roleLabel, "readtext": roleLabel,
	"buttontitle": roleLabel, "btntitle": roleLabel, "ctatext": roleLabel, "readmore": roleLabel, "linktitle": roleLabel, "button": roleLabel,

	"link": roleLink, "www": roleLink, "url": roleLink, "href": roleLink,

	"image": roleImage, "img": roleImage, "src": roleImage, "images": roleImage, "imageid": roleImage, "imageids": roleImage,
	"photo": roleImage, "picture": roleImage, "logo": roleImage, "thumbnail": roleImage, "avatar": roleImage, "galleryids": roleImage,
	"gallery": roleImage, "ids": roleImage, "wpgallery": roleImage, "carousel": roleImage, "testimonialimage": roleImage,
	"frontimage": roleImage, "backimage": roleImage, "mediaid": roleImage, "mediaids": roleImage, "include": roleImage, "pic": roleImage,
	"mediafiles": roleImage, "imagea": roleImage, "imageb": roleImage, "source": roleImage, "imageimage": roleImage,

	"video": roleMedia, "audio": roleMedia, "mp3": roleMedia, "mp4": roleMedia, "webm": roleMedia, "ogv": roleMedia,
	"feedurl": roleMedia, "giphyurl": roleMedia,

	"headertag": roleLevel, "headersize": roleLevel, "headingtag": roleLevel, "titletag": roleLevel, "headerlevel": roleLevel, "titlesize": roleLevel,
	"fontcontainer": roleLevel, "htmltag": roleLevel, "headinglevel": roleLevel, "textlevel": roleLevel, "titlelevel": roleLevel, "headingtype": roleLevel,

	"alt": roleAlt, "alttext": roleAlt, "imagealt": roleAlt, "mediaalt": roleAlt,

	"shortcode": roleShortcode,

	"adminlabel": roleSkip, "modulelabel": roleSkip, "blockid": roleSkip, "uniqueid": roleSkip, "uid": roleSkip, "classname": roleSkip,
	"elclass": roleSkip, "schema": roleSkip, "schemadata": roleSkip, "mode": roleSkip, "searchtext": roleSkip,
	"codehtml": roleSkip, "builderversion": roleSkip, "decoration": roleSkip, "advanced": roleSkip, "globalcolorsinfo": roleSkip, "metadata": roleSkip, "lock": roleSkip,
}

// isSwitchWithin reports whether a key says of a part whether or in which shape it is shown:
// member_show_hover_name, circle_avatar.
func isSwitchWithin(key string) bool {
	for _, w := range [...]string{"_show_", "_hide_", "_enable_", "_disable_"} {
		if strings.Contains(key, w) {
			return true
		}
	}
	for _, w := range [...]string{"circle_", "circular_", "rounded_", "round_"} {
		if strings.HasPrefix(key, w) {
			return isAbout(key, "avatar", "image", "img", "photo", "thumb", "picture", "logo")
		}
	}
	return false
}

// roleOf returns what a value of a widget shows.
func roleOf(widget, key string) role {
	if key == "value" && (isAbout(lastPart(widget), "button", "btn", "cta") || isAbout(widget, "call_to_action")) || key == "btn_value" || key == "button_value" {
		return roleLabel
	}
	if strings.HasPrefix(key, "_") && key != "_" {
		return roleSkip // settings, and keys of other fields
	}
	if strings.Contains(key, "_or_") {
		return roleSkip // which of two: front_or_back_content
	}
	if strings.HasPrefix(key, fieldKey) {
		return roleField
	}
	const longest = 200 // what is longer is no name, and each end of it would be asked for
	if len(key) > longest {
		return roleNone
	}
	if i := strings.LastIndexByte(key, '_'); i > 0 && len(key) > i+3 && strings.Contains(widget, key[i+1:]) && roles[plainKey(key)] == roleNone { // title_feature
		if r := roleOf(widget, key[:i]); r != roleNone && r != roleSkip {
			return r
		}
	}
	k := plainKey(afterRow(key))
	if strings.HasPrefix(k, "pagination") || strings.HasSuffix(k, "adminlabel") {
		return roleSkip
	}
	if r, ok := widgetRoles()[widget[strings.LastIndexByte(widget, '/')+1:]][k]; ok {
		return r
	}
	if k == "features" || k == "title" && strings.HasPrefix(widget, "testimonials/") {
		if k == "title" {
			return roleAfter // of whom it is
		}
		return roleText
	}
	if (k == "ids" || k == "include") && !isAbout(widget, "gallery", "image", "img", "photo", "picture", "logo", "media", "portfolio") &&
		(!isAbout(widget, "carousel", "slide") || isAbout(widget, "post", "product", "testimonial", "team", "staff", "event", "service", "news", "course")) {
		return roleSkip // of posts
	}
	if (k == "tag" || k == "level" || k == "typography") && isAbout(widget, "heading", "title", "headline") {
		return roleLevel
	}
	if hasAnySuffix(k, "fontoptions", "fontcontainer", "fontsettings") && isAbout(k, "title", "heading") && !isAbout(k, "subtitle", "subheading") {
		return roleLevel // among them
	}
	if k == "label" && widget == "slides" {
		return roleNone // what its editor calls it
	}
	if strings.HasSuffix(k, "comment") && isAbout(widget, aboutPeople...) {
		return roleText
	}
	if isAbout(widget, "expand", "collaps", "toggle", "read", "more", "spoiler", "hidden", "show", "reveal") {
		switch { // what is on the switch until it is used, and then
		case (k == "expandtext" || k == "moretext" || k == "opentext" || k == "openlabel") && !isAbout(widget, "button", "btn", "link", "post"):
			return roleHeading
		case isOfOpenSwitch(k):
			return roleNone
		}
	}
	switch {
	case isRatingKey(k) && isOfRatings(widget), k == "iban" || k == "bic" || k == "swift" || k == "swiftcode" || k == "accountnumber": // to which visitors may give
		return roleField
	case (k == "date" || k == "year") && isAbout(widget, aboutDays...):
		return roleText
	case k == "attachment" && isAbout(widget, "hotspot", "image", "slide"):
		return roleImage
	case strings.HasSuffix(k, "meta") && isAbout(widget, "timeline"), hasAnySuffix(k, "itemnotes", "recipenotes"):
		return roleText
	case k == "recipename":
		return roleHeading
	case strings.HasSuffix(k, "date") && isAbout(widget, "testimonial", "review"):
		return roleAfter
	}
	if k == "name" && isAbout(widget, "contact_info", "contact-info", "contactinfo", "contact_details", "contact-details") {
		return roleText // of the firm
	}
	switch {
	case strings.HasPrefix(k, "typeof"):
		return roleSkip // which of several: type_of_central_text=percent
	case k == "sub" && isAbout(widget, "title", "heading", "headline"), k == "info" && isAbout(widget, "marker", "pin", "location"), k == "ingredients" && isAbout(widget, "menu", "dish", "food"):
		return roleText
	case hasAnySuffix(k, "authortitle", "authorjob"):
		return roleAfter
	}
	if k == "subtitle" && isAbout(widget, "testimonial", "quote", "review") {
		return roleAfter // the job of whom it is of
	}
	if hasAnySuffix(k, "itemname", "jobtitle", "companytitle") && isAbout(widget, aboutPeople...) {
		return roleAfter
	}
	if hasAnySuffix(k, "btnsub", "buttonsub", "btnsubtext", "buttonsubtext", "btnsubtitle", "buttonsubtitle", "btnsublabel", "buttonsublabel") {
		return roleBelow
	}
	if isHalfOfTitle(k) || hasAnySuffix(k, "firsttext", "secondtext", "thirdtext", "firstheadertext", "secondheadertext") && isAbout(widget, "heading", "header", "headline", "title") {
		return roleHeading
	}
	if r, ok := roles[k]; ok {
		if (r == roleHeading || r == roleText) && (strings.Contains(widget, "button") || strings.Contains(widget, "btn")) {
			return roleLabel
		}
		return r
	}
	switch {
	case isCountdownName(widget) && (hasAnySuffix(k, "date", "datetime", "duetime", "endtime", "stamp", "countdownend", "deadline", "until", "alert", "message") || k == "time" || k == "end"):
		return roleText
	case strings.HasSuffix(k, "name") && len(k) > 6 && k[:len(k)-4] == plainKey(lastPart(strings.ToLower(widget))) && !isAbout(k, "icon", "menu", "form", "post", "tax", "class", "font", "user", "template", "carousel", "slide", "tab"), // dish_name of acme-dish
		k == "name" && isAbout(widget, "skill", "progress", "counter"), hasAnySuffix(k, "planname", "packagename"), (k == "plan" || strings.HasSuffix(k, "name")) && isAbout(widget, "pric", "plan") && !isLook(k):
		return roleHeading
	case isPersonal(k): // left and right are positions, too
		if isAbout(widget, aboutPeople...) {
			return roleAfter
		}
		return roleNone
	case isNetwork(k):
		return roleLink
	case (k == "progress" || k == "dynamicvalue" || k == "level" || k == "count" || hasAnySuffix(k, "datawidth", "barwidth", "progresswidth", "progressbarvalue", "progressamount", "fillamount")) && isPercent(widget, k), k == "term" && (widget == "terms" || isAbout(widget, "typewriter", "typing", "animated")), k == "modrecurringfee":
		return roleText
	case (k == "before" || k == "after" || k == "num" || k == "lbl") && isAbout(widget, aboutNumbers...),
		hasAnySuffix(k, "day", "time", "days", "hours") && isAbout(widget, aboutHours...) && !isLook(k):
		return roleText
	case countsBars(widget, k):
		return roleNone
	case k == "number" || k == "digit" || k == "stop" || k == "value" || k == "final" || k == "finalvalue" || k == "endnumber":
		if isAbout(widget, aboutNumbers...) {
			return roleText
		}
		return roleNone
	}
	stem := strings.TrimRight(k, "0123456789")
	if txt, ok := strings.CutSuffix(stem, "txt"); ok {
		stem = txt + "text"
	}
	if r, ok := roles[stem]; ok && stem != k {
		return r
	}
	if isNamedEntry(widget, k) {
		return roleText
	}
	if stem != "" {
		k = stem
	}
	if r := roleAbroad(k); r != roleNone {
		return r
	}
	if _, ok := cutPerson(k); ok || isAbout(widget, aboutPeople...) && !isBackground(k) && hasAnySuffix(k, "name", "position", "job", "role", "designation", "desig", "company", "occupation", "author", "authorinfo", "credentials") {
		return roleAfter
	}
	switch {
	case isBackground(k), hasAnySuffix(k, "justifycontent", "aligncontent"):
		return roleNone
	case hasAnySuffix(k, "titletext", "headingtext") && !isAbout(k, "sub", "button", "btn", "badge", "ribbon", "link", "tooltip", "cta") && !isAbout(widget, "button", "btn"):
		return roleHeading
	case strings.Contains(k, "social") && hasAnySuffix(k, "url", "link"):
		return roleLink
	case widget == "table" && hasAnySuffix(k, "td", "th", "cellname", "columnname"), hasAnySuffix(k, "labelbefore", "labelafter") && isAbout(widget, "compar", "before"):
		return roleText
	case hasAnySuffix(k, "videourl", "videolink", "audiourl", "youtubeurl", "vimeourl", "dailymotionurl", "hostedurl", "insertedurl", "videosrc", "mp4url"):
		return roleMedia
	case hasAnySuffix(withoutOrdinal(k), "image", "photo", "picture"), hasAnySuffix(k, "imageurl", "imgurl", "mediaurl", "portraiturl", "photourl", "logourl", "imagesrc", "src", "imglink", "thumbnailurl", "avatarurl", "image", "photo", "logo", "avatar", "images", "photos", "pictures"), strings.HasSuffix(k, "img") && !strings.Contains(k, "icon"):
		return roleImage
	case hasAnySuffix(k, "url", "link", "href"), k == "linksettings", isAbout(widget, aboutPeople...) && accountOf(k) != "":
		return roleLink
	case hasAnySuffix(k, "buttontext", "linktext", "readmoretext", "srtext", "btntext", "linklabel", "buttonlabel", "buttoncontent", "btncontent", "label", "btntitle", "onetext", "twotext", "tablebtn", "boxbtn", "ctabtn", "titlebtn", "textbtn", "titlebutton", "textbutton"):
		return roleLabel
	case (strings.HasPrefix(k, "button") || strings.HasPrefix(k, "btn")) && strings.HasSuffix(k, "title"): // button_one_title
		return roleLabel
	case strings.HasSuffix(k, "titleprefix"):
		return roleBefore
	case hasAnySuffix(k, "heading", "title", "tittle", "headline", "question", "itemname"), k == "firstpart", k == "secondpart":
		return roleHeading
	case isOfMachine(k):
		return roleNone
	case hasAnySuffix(k, "description", "paragraph", "content", "text", "body", "desc", "quote", "caption", "tagline", "punchline", "intro", "answer", "slogan", "summary", "say", "says", "said", "saying", "biography", "bio", "bioinfo", "biohtml", "feedback", "statement", "opinion", "review", "story", "details", "featurelist", "featureslist", "infowindow", "additionalinfo", "textfield", "headercol", "tableitem", "listitem", "pricinglist", "captioncustom", "customcaption", "infoopeninghours", "textblock"), strings.HasSuffix(key, "_des"):
		return roleText
	case hasAnySuffix(k, "suffix", "prefix", "preffix", "postfix") && isAbout(widget, aboutNumbers...),
		hasAnySuffix(k, "prefix", "suffix", "postfix") && isAbout(widget, "fancy", "typing", "typewriter", "animated", "headline", "heading"),
		hasAnySuffix(k, "date", "year", "location", "venue") && isAbout(widget, aboutDays...) && !isLook(k), strings.HasPrefix(k, "event") && hasAnySuffix(k, "day", "month", "year", "date", "time"),
		hasAnySuffix(k, "couponcode", "discountcode", "promocode", "vouchercode", "discount") && isAbout(widget, "coupon", "discount", "promo", "voucher", "offer"),
		strings.HasSuffix(k, "tooltip") && isAbout(widget, "hotspot", "hotspots", "hot_spot", "hot-spot", "marker", "pins"),
		isPriceKey(k), hasAnySuffix(k, "priceamountterm", "packageregular", "packageunit", "fancytextstrings", "typedstrings"), hasAnySuffix(k, "period", "interval", "amount", "cost", "duration", "currencysymbol", "currencysymbolcustom") && isAbout(widget, aboutPrices...) && !isLook(k),
		hasAnySuffix(k, "number", "itemvalue", "countervalue", "statvalue", "numend", "endvalue", "valuesuf", "valuepre", "numprefix", "numsuffix") && isAbout(widget, aboutNumbers...) && !isLook(k):
		return roleText
	}
	for _, place := range []string{"field", "right", "left", "primary", "secondary", "front", "back", "normal", "one", "two", "three"} { // title_field, heading_right
		if of, ok := strings.CutSuffix(k, place); ok && of != "" {
			switch r := roleOf(widget, of); r {
			case roleHeading, roleText, roleLabel, roleBefore:
				return r
			}
		}
	}
	return roleNone
}

// isOfOpenSwitch reports whether a value is by its plain name what a switch says while the text that it hides is open.
func isOfOpenSwitch(k string) bool {
	return hasAnySuffix(k, "swaptitle", "collapsetext", "lesstext", "readless", "closetext", "closelabel", "closetitle", "hidetext", "hidelabel", "swaptext")
}

// roleAbroad returns what a value shows whose plain name says so in another language than English.
func roleAbroad(k string) role {
	switch {
	case isBackground(k) || isLook(k):
	case hasAnySuffix(k, "subtitulo", "soustitre", "untertitel", "sottotitolo", "ondertitel"):
		return roleText
	case hasAnySuffix(k, "titulo", "titre", "titel", "titolo", "überschrift", "ueberschrift"):
		return roleHeading
	case hasAnySuffix(k, "texto", "texte", "testo", "tekst", "descripcion", "descripción", "descricao", "descrição", "descrizione", "beschreibung", "omschrijving", "contenido", "conteudo", "conteúdo", "contenu", "inhalt", "parrafo", "resumen"):
		if isAbout(k, "btn", "boton", "botón", "botao", "botão", "bouton", "button", "knopf") {
			return roleLabel
		}
		return roleText
	case hasAnySuffix(k, "imagen", "imagem", "immagine", "bild", "afbeelding", "imagenes", "imagens", "bilder", "foto", "fotos", "galeria", "galería", "galerie", "galleria", "imagenurl", "imagemurl", "bildurl"):
		return roleImage
	case hasAnySuffix(k, "enlace"):
		return roleLink
	}
	return roleNone
}

// isOfMachine reports whether a text is by the plain name of its value one that shows only
// when something has happened, or that is for a machine.
func isOfMachine(key string) bool {
	for _, word := range []string{"error", "success", "noresult", "notfound", "nopost", "loading", "placeholder", "validation", "required", "invalid", "aria", "seo", "metadesc", "tracking"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return strings.HasPrefix(key, "err")
}

// What a widget is about, by words in its name.
var (
	aboutPeople  = []string{"testimonial", "quote", "team", "person", "people", "member", "author", "staff", "review"}
	aboutNumbers = []string{"count", "number", "stat", "fact", "progress", "progbar", "skill", "percent", "milestone", "pie"}
	aboutDays    = []string{"timeline", "event", "history", "milestone"}
	aboutHours   = []string{"hour", "schedule", "timetable", "opening"}
	aboutPrices  = []string{"pric", "plan", "package", "donat", "menu", "product", "course", "event", "ticket"}
)

// cutPerson returns the plain name of a value without the person that it is of:
// team_name, client-position.
func cutPerson(key string) (of string, ok bool) {
	for _, p := range []string{"team", "member", "person", "author", "client", "testimonial", "staff", "employee"} {
		if of, ok = strings.CutPrefix(key, p); ok && isPersonal(of) {
			return of, true
		}
	}
	return "", false
}

// namedEntries are words for what a list has, each in a value of its own.
var namedEntries = late.Words("skill feature benefit service fact advantage ingredient requirement")

// isNamedEntry reports whether a value is by its plain name an entry of the list that a widget is:
// skill1 of skills.
func isNamedEntry(widget, k string) bool {
	stem := strings.TrimRight(k, "0123456789")
	return stem != k && namedEntries.Has(stem) && singular(plainKey(lastPart(widget))) == stem
}

// isNetwork reports whether a value is named for a social network, where it is the
// address of somebody there.
func isNetwork(key string) bool {
	switch strings.TrimSuffix(strings.TrimSuffix(key, "url"), "link") {
	case "facebook", "twitter", "instagram", "linkedin", "youtube", "pinterest", "github", "vimeo", "dribbble", "dribble", "behance", "flickr", "tumblr", "xing", "mastodon", "bluesky":
		return true
	}
	return false
}

// withoutOrdinal returns a plain name without the word that counts it: teamimageone.
func withoutOrdinal(key string) string {
	for _, word := range []string{"one", "two", "three", "four", "five", "six"} {
		if of, ok := strings.CutSuffix(key, word); ok {
			return of
		}
	}
	return key
}

// accountOf returns the social network that the name of a value ends with:
// premium_person_facebook.
func accountOf(key string) (longest string) {
	for name := range networks {
		if len(name) > max(3, len(longest)) && strings.HasSuffix(key, name) {
			longest = name
		}
	}
	return longest
}

// inherited is the name of a widget in another: of that it may have what it is about.
func inherited(widget, name string) string {
	if name == "" {
		return widget
	}
	if isAbout(widget, aboutPeople...) || isAbout(widget, aboutNumbers...) || isAbout(widget, aboutDays...) || isAbout(widget, aboutHours...) || isMapName(widget) {
		return widget + "/" + name
	}
	return name
}

// afterRow returns the name of a value within a row of ACF: list_0_name is name.
func afterRow(key string) string {
	for i := len(key) - 1; i > 1; i-- {
		if key[i] == '_' && '0' <= key[i-1] && key[i-1] <= '9' {
			j := i - 1
			for j > 0 && '0' <= key[j] && key[j] <= '9' {
				j--
			}
			if key[j] == '_' {
				return key[i+1:]
			}
		}
	}
	return key
}

func plainKey(key string) string { return strings.ToLower(withoutDashes.Replace(key)) }

var withoutDashes = strings.NewReplacer("_", "", "-", "")

// isPersonal reports whether a value of that plain name tells of a person, in a
// widget that is about one.
func isPersonal(key string) bool {
	switch key {
	case "name", "author", "role", "position", "company", "job", "occupation", "designation", "function":
		return true
	}
	return false
}

// isJob reports whether a value is by its plain name what a person does.
func isJob(key string) bool {
	return hasAnySuffix(key, "position", "job", "jobtitle", "role", "designation", "occupation", "posinorg", "cargo", "puesto", "funktion", "fonction", "ruolo", "functie")
}

// isAbout reports whether the name of a widget has one of the words.
func isAbout(widget string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(widget, w) {
			return true
		}
	}
	return false
}

// settings are values that are none of words, whatever their name.
var settings = late.Words(`on off yes no true false none default auto inherit left right center justify top bottom middle light dark small medium large
	full solid dashed dotted block inline h1 h2 h3 h4 h5 h6 p div span _self _blank tooltip popover overlay custom editor`)

// isBackground reports whether the name of a value is one of the looks of a widget.
func isBackground(key string) bool {
	return strings.Contains(key, "background") || strings.Contains(key, "bgimage") || strings.HasPrefix(key, "bg") || strings.HasSuffix(key, "bg") && !isAbout(key, "title", "text", "heading", "content", "desc") || // these may be in Bulgarian
		strings.HasPrefix(key, "parallax") || strings.HasPrefix(key, "videobg") ||
		strings.Contains(key, "css") || strings.Contains(key, "style")
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// widgetRoles are the values by which a widget means something else than most,
// by the plain name of the value.
var widgetRoles = sync.OnceValue(func() map[string]map[string]role {
	return map[string]map[string]role{
		"vc_custom_heading":      {"text": roleHeading},
		"link-block":             {"blurb": roleText}, // of Themify
		"rates":                  {"textb": roleText, "rating": roleField, "texta": roleText},
		"vc_btn":                 {"title": roleLabel, "customtext": roleSkip, "custombackground": roleSkip, "outlinecustomcolor": roleSkip},
		"vc_button":              {"title": roleLabel},
		"vc_button2":             {"title": roleLabel},
		"vc_cta":                 {"h2": roleHeading, "h4": roleText},
		"vc_cta_button":          {"title": roleLabel},
		"vc_cta_button2":         {"h2": roleHeading, "h4": roleText, "title": roleLabel},
		"vc_column_text":         {"title": roleSkip},
		"vc_pie":                 {"labelvalue": roleText},
		"nectar_icon_list_item":  {"header": roleHeading, "title": roleSkip},
		"milestone":              {"subject": roleText},
		"pricing_column":         {"interval": roleText, "highlightreason": roleText},
		"x_pricing_table_column": {"interval": roleText},
		"vc_gmaps":               {"link": roleNone},
		"vc_icon":                {"type": roleSkip},
		"vc_single_image":        {"source": roleSkip, "media": roleImage},
		"vc_gallery":             {"medias": roleImage, "media": roleImage},
		"fusion_title":           {"size": roleLevel},
		"ux_banner":              {"bg": roleImage},
		"ux_image":               {"id": roleImage, "imagetitle": roleSkip},
		"section":                {"label": roleSkip},
		"row":                    {"label": roleSkip},
		"col":                    {"label": roleSkip},
		"ux_html":                {"label": roleSkip},
		"ux_text":                {"label": roleSkip},
		"pricing_price":          {"currency": roleText, "price": roleText, "time": roleText},

		"et_pb_image":             {"titletext": roleSkip, "title": roleSkip},
		"et_pb_fullwidth_image":   {"titletext": roleSkip, "title": roleSkip},
		"et_pb_video":             {"src": roleMedia, "imagesrc": roleImage},
		"et_pb_video_slider_item": {"src": roleMedia},
		"et_pb_audio":             {"audio": roleMedia},
		"et_pb_team_member":       {"name": roleHeading, "position": roleText},
		"et_pb_slide":             {"buttonlink": roleLink},
		"av_slide":                {"id": roleImage},
		"av_slide_full":           {"id": roleImage},
		"av_slide_accordion":      {"id": roleImage},
		"av_fullscreen_slide":     {"id": roleImage},

		"fusion_button":         {"title": roleSkip, "text": roleLabel},
		"fusion_imageframe":     {"title": roleSkip},
		"fusion_person":         {"name": roleHeading, "title": roleText, "piclink": roleLink},
		"fusion_tooltip":        {"title": roleText},
		"fusion_video":          {"video": roleMedia},
		"fusion_audio":          {"src": roleMedia},
		"fusion_menu_anchor":    {"name": roleSkip},
		"menu_anchor":           {"name": roleSkip},
		"fusion_tagline_box":    {"button": roleLabel},
		"fusion_pricing_price":  {"currency": roleText, "price": roleText, "time": roleText},
		"fusion_counter_box":    {"value": roleText},
		"fusion_counter_circle": {"value": roleSkip},
		"fusion_progress":       {"percentage": roleText},

		"su_progress_pie":   {"before": roleText, "after": roleText},
		"su_plan":           {"name": roleHeading},
		"su_button":         {"desc": roleText, "title": roleSkip},
		"su_lightbox":       {"src": roleLink, "type": roleSkip},
		"su_audio":          {"url": roleMedia, "title": roleSkip},
		"su_video":          {"url": roleMedia, "title": roleSkip},
		"su_document":       {"url": roleMedia},
		"su_gmap":           {"address": roleText},
		"su_photo_panel":    {"photo": roleImage},
		"su_tooltip":        {"content": roleText, "text": roleText},
		"su_divider":        {"text": roleSkip},
		"su_qrcode":         {"data": roleText},
		"su_custom_gallery": {"source": roleImage},

		"button": {"title": roleSkip, "text": roleLabel, "label": roleLabel, "content": roleLabel},
		"title":  {"text": roleHeading, "tagname": roleLevel, "linktext": roleLabel},
		"btn":    {"title": roleSkip, "text": roleLabel, "label": roleLabel},
		"image":  {"title": roleSkip},
		"recipe": {"time": roleField, "print": roleSkip, "source": roleText, "sourceurl": roleLink},
		"icon":   {"image": roleSkip, "name": roleSkip},
		"audio":  {"external": roleMedia, "artist": roleAfter},

		"wp_widget_media_image":   {"url": roleImage, "attachmentid": roleImage, "linkurl": roleLink, "imagetitle": roleSkip},
		"wp-widget-media_image":   {"url": roleImage, "attachmentid": roleImage, "linkurl": roleLink, "imagetitle": roleSkip},
		"wp_widget_media_audio":   {"url": roleMedia, "mp3": roleMedia, "ogg": roleMedia},
		"wp_widget_media_video":   {"url": roleMedia, "mp4": roleMedia, "webm": roleMedia},
		"wp_widget_media_gallery": {"ids": roleImage},

		"header":              {"text": roleHeading},
		"podcast-player":      {"url": roleMedia},
		"heading":             {"size": roleLevel, "text": roleHeading, "content": roleHeading, "tags": roleLevel},
		"ct_headline":         {"ctcontent": roleHeading},
		"e-youtube":           {"source": roleMedia},
		"e-self-hosted-video": {"source": roleMedia},
		"accordion":           {"image": roleSkip},
		"video":               {"link": roleMedia},
		"rss":                 {"feedurl": roleLink},
		"pinterest":           {"url": roleMedia},
		"calendly":            {"url": roleLink},
		"embedpress":          {"url": roleMedia},
		"google-calendar":     {"url": roleLink},
		"business-hours":      {"name": roleText},
		"points":              {"id": roleSkip},
		"values":              {"value": roleText},
		"items":               {"meta": roleText},
		"gallery":             {"showallgallerieslabel": roleSkip},
	}
})
