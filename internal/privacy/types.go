package privacy

import (
	"hash/maphash"
	"net/url"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// shown are post types that sites show to visitors, by name. A type whose name is
// made of these words alone is one too: jetpack-portfolio, tribe_events.
var shown = words(`post page attachment portfolio portfolios project projects work works case cases study studies testimonial testimonials faq faqs
	product products variation download downloads service services team staff people person speaker speakers sponsor sponsors partner partners client clients
	event events venue venues organizer organizers conference session sessions talk talks schedule recipe recipes menu dish food restaurant
	course courses lesson lessons unit units module modules chapter chapters book books story stories novel comic comics poem poems
	podcast podcasts episode episodes sermon sermons song songs album albums artist artists band track tracks video videos audio movie movies film films show shows tv series
	gallery galleries photo photos image images slide slides slider banner banners hero
	doc docs documentation documents document knowledgebase kb article articles guide guides tutorial tutorials wiki glossary term terms definition snippet snippets
	news newsroom press release releases announcement announcements magazine issue issues column columns interview interviews review reviews
	property properties listing listings real estate house houses home homes apartment apartments room rooms hotel hotels tour tours trip trips destination destinations
	place places location locations store stores shop city cities country countries region regions map maps
	job jobs career careers vacancy vacancies position positions program programs class classes workshop workshops webinar webinars school department departments
	publication publications paper papers research report reports resource resources library link links bookmark bookmarks quote quotes
	forum topic reply question questions answer answers
	brand brands collection collections feature features game games app apps software plugin plugins theme themes tool tools demo demos
	car cars vehicle vehicles animal animals pet pets plant plants species dog dogs horse horses
	award awards exhibition exhibitions artwork artworks painting paintings artikel beitrag veranstaltung veranstaltungen projekt projekte referenz referenzen produkt produkte
	rezept rezepte receita receta recette evento eventos noticia noticias proyecto proyectos producto productos servicio servicios curso cursos projet projets evenement evenements actualite actualites
	landing block-lab avada jetpack fusion tribe mec ai1ec wprm tasty sfwd llms sensei wpseo ecwid bbp dt cpt wp my the single custom item items entry-page content type
	aside asides microblog micro note-public status-update status-updates journal diary changelog timeline milestone member-public profile-public`)

// hides are words in the name of a post type that keeps what people have sent,
// bought or signed, or what a plugin writes for itself.
var hides = words(`payment payments sub submission submissions submit entry entries order orders attendee attendees rsvp participant participants guest guests
	log logs logger logging txn transaction transactions trx charge charges refund refunds invoice invoices receipt receipts billing bill checkout cart carts basket
	mail mails email emails smtp outbox inbox inbound outbound sms newsletter-subscriber message messages msg msgs chat chats conversation conversations thread-private
	ticket tickets support application applications applicant applicants candidate candidates resume resumes cv
	subscription subscriptions subscriber subscribers membership memberships user users customer customers donor donors donation donations pledge pledges buyer
	license licenses licence licences key keys token tokens secret secrets credential credentials password passwords account accounts otp
	booking bookings reservation reservations appointment appointments registration registrations registrant signup signups enrollment enrollments enrolment enrolments attempt attempts
	lead leads contact contacts enquiry enquiries inquiry inquiries response responses answer-sheet feedback complaint complaints survey-response vote votes voter poll-vote ballot
	request requests consent consents gdpr dsar webhook webhooks cron queue job-queue task-queue action notification notifications notice alert alerts audit history revision revisions backup backups
	activity activities visitor visitors visit visits ip track-click click clicks hit hits stat stats session-log cache transient error errors debug redirect redirects
	coupon coupons voucher vouchers giftcard giftcards gift affiliate affiliates referral referrals commission commissions payout payouts withdrawal withdrawals wallet wallets credit credits
	patient patients medical prescription student-record grade grades certificate certificates quiz-result result results exam assignment assignments essay essays
	private internal confidential shipment shipments shipping delivery deliveries address addresses card cards
	bestellung bestellungen anmeldung anmeldungen buchung buchungen rechnung rechnungen kunde kunden nachricht nachrichten anfrage anfragen bewerbung bewerbungen
	pedido pedidos mensaje mensajes reserva reservas pago pagos factura facturas cliente inscripcion inscripciones commande commandes inscrit inscriptions paiement paiements`)

// hidden are post types that are private and whose names do not say so.
var hidden = words(`wpcf7s elementor_cf_db nf_sub amn_smtp cfdb7 db7_forms vxcf_leads frm_payment wpforms_entry ml_slack cf7s flamingo_contact fv_player_log
	wp_log wsal_log simple_history aal_log wpsc-purchase wpsc-ticket wpas_ticket_history edd_license edd_log edd_payment edd_discount give_payment mepr-txn mepr-sub memberpressrule memberpressgroup
	pmpro_order rcp_payment rcp_membership sfwd-transactions sfwd-essays sfwd-assignment groups gp_log wc_booking wc_appointment wc_user_membership wc_membership_plan wc_memberships_log
	shop_webhook shop_order_legacy wcdp_payment tribe_rsvp_attendees tribe_tpp_attendees tribe_tpp_orders tec_tc_attendee tec_tc_order tec_tc_ticket tribe_tpp_tickets tribe_rsvp_tickets
	job_application guest_resume llms_order llms_transaction llms_voucher llms_my_certificate llms_user_achievement happyforms-message kbe_message bp-email
	email_log wp_mail_smtp_log mailpoet_log iwp_log wpmtst_form customer_event contact_message form_message`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// parts returns the words that the name of a post type is made of.
func parts(typ string) []string {
	return strings.FieldsFunc(typ, func(c rune) bool { return c == '_' || c == '-' || c == '.' || c == ' ' })
}

// isShownName and isHidingName say what the name of a type tells, in small
// letters.
func isShownName(typ string) bool {
	if hidden[typ] {
		return false
	}
	for _, p := range parts(typ) {
		if hides[p] {
			return false
		}
	}
	list := parts(typ)
	return len(list) > 0 && (shown[typ] || shown[list[len(list)-1]])
}

func isHidingName(typ string) bool {
	if hidden[typ] {
		return true
	}
	return slices.ContainsFunc(parts(typ), func(p string) bool { return hides[p] || endsHiding(p) })
}

// endsHiding reports whether a word that is glued of several ends in one that
// hides: wcmembership, formsubmission.
func endsHiding(part string) bool {
	for _, end := range []string{"payment", "payments", "submission", "submissions", "order", "orders", "attendee", "attendees", "transaction", "transactions", "subscription", "subscriptions",
		"message", "messages", "booking", "bookings", "invoice", "invoices", "customer", "customers", "membership", "memberships", "ticket", "tickets", "registration", "registrations", "entries", "logs", "donation", "donations"} {
		if len(part) > len(end) && strings.HasSuffix(part, end) {
			return true
		}
	}
	return false
}

// personal are words in the names of fields that hold what is about one person, or
// opens a door.
var personal = words(`email mail e-mail phone telephone tel mobile cellphone fax ip ipaddress iban bic ssn passport birthday birthdate dob card cardnumber cvv cvc
	token secret password passwd pass apikey nonce firstname lastname surname billing shipping payer buyer customer donor recipient sender submitter applicant subscriber attendee
	address street postcode zipcode zip gateway transaction stripe paypal useragent invoice`)

// isPersonal reports whether a field is named for something personal.
func isPersonal(key string) bool {
	if strings.HasPrefix(key, "_wp_") || strings.HasPrefix(key, "_edit_") || strings.HasPrefix(key, "_oembed_") || strings.HasPrefix(key, "_menu_item_") {
		return false
	}
	for _, p := range strings.FieldsFunc(strings.ToLower(key), func(c rune) bool { return c < 'a' || c > 'z' }) {
		if personal[p] {
			return true
		}
	}
	return false
}

// seo are the beginnings of fields that plugins for search engines give to posts
// that search engines see.
var seo = []string{"_yoast_wpseo_", "rank_math_", "_aioseo_", "_aioseop_", "_seopress_", "_genesis_", "_et_pb_", "_elementor_edit_mode", "_wpb_vc_js_status", "_thumbnail_id"}

// Types judges post types by what an export proves of them. It is filled in a
// first pass and sealed.
type Types struct {
	seed   maphash.Seed
	types  map[string]*evidence
	linked map[uint64]bool // paths that published contents and menus lead to
	pretty bool            // posts or pages have addresses with a path
	held   map[string]string
}

// evidence is what the items of one post type prove.
type evidence struct {
	items     int
	published int
	pathless  int // addresses without a path: ?post_type=x&p=1
	personal  int // items with personal fields, or with an address of e-mail as their title
	seo       int // items that search engines or readers are to see
	empty     int // without content
	named     bool
	paths     []uint64 // of some of the items
}

const (
	mostPaths  = 500    // of a type
	mostLinked = 60_000 // of a site
)

// NewTypes returns an empty Types.
func NewTypes() *Types {
	return &Types{seed: maphash.MakeSeed(), types: map[string]*evidence{}, linked: map[uint64]bool{}, held: map[string]string{}}
}

// Add takes note of an item.
func (t *Types) Add(it *extract.Item) {
	published := Status(it.Status) == "publish" && it.Password == ""
	switch typ := strings.ToLower(it.Type); typ {
	case "nav_menu_item":
		if published {
			t.of(strings.ToLower(it.Field("_menu_item_object"))).named = true
			t.link(it.Field("_menu_item_url"))
		}
		return
	case "post", "page", "wp_template", "wp_template_part", "wp_block", "wp_navigation":
		if published {
			t.read(it.Content)
			t.pretty = t.pretty || (typ == "post" || typ == "page") && hasPath(it.Link)
		}
		return
	case "attachment", "revision":
		return
	default:
		t.judge(t.of(typ), it, published)
	}
}

func (t *Types) of(typ string) *evidence {
	e := t.types[typ]
	if e == nil {
		e = &evidence{}
		t.types[strings.Clone(typ)] = e
	}
	return e
}

func (t *Types) judge(e *evidence, it *extract.Item, published bool) {
	e.items++
	if published {
		e.published++
	}
	if !hasPath(it.Link) {
		e.pathless++
	} else if len(e.paths) < mostPaths {
		e.paths = append(e.paths, t.key(it.Link))
	}
	if strings.TrimSpace(it.Content) == "" && strings.TrimSpace(it.Excerpt) == "" {
		e.empty++
	}
	isPersonal := isAboutPerson(it.Title) || isFormMail(it.Content) || slices.ContainsFunc(it.Meta, func(m extract.Meta) bool { return m.Value != "" && isPersonal(m.Key) })
	if isPersonal {
		e.personal++
	}
	if slices.ContainsFunc(it.Meta, func(m extract.Meta) bool {
		return m.Key == "_wp_page_template" && m.Value != "default" || m.Value != "" && slices.ContainsFunc(seo, func(p string) bool { return strings.HasPrefix(m.Key, p) })
	}) {
		e.seo++
	}
}

// isAboutPerson reports whether a title has an address of e-mail or of a machine.
func isAboutPerson(title string) bool {
	for f := range strings.FieldsSeq(title) {
		if at := strings.IndexByte(f, '@'); at > 0 && strings.IndexByte(f[at:], '.') > 1 {
			return true
		}
		if strings.Count(f, ".") == 3 && strings.Trim(f, "0123456789.") == "" {
			return true
		}
	}
	return false
}

// isFormMail reports whether a content is what a form has sent: lines such as
// "E-mail: …" and "Phone: …".
func isFormMail(content string) bool {
	n := 0
	for line := range strings.Lines(content[:min(len(content), 4096)]) {
		label, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok && len(label) < 30 && strings.TrimSpace(value) != "" && isPersonal(label) {
			n++
		}
	}
	return n > 0
}

// hasPath reports whether an address has a path and no query.
func hasPath(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && len(strings.Trim(u.Path, "/")) > 0
}

// read takes note of what a published content leads to.
func (t *Types) read(content string) {
	for rest := content; ; {
		_, after, ok := strings.Cut(rest, `href="`)
		if !ok {
			break
		}
		address, behind, ok := strings.Cut(after, `"`)
		if !ok {
			break
		}
		t.link(address)
		rest = behind
	}
	for rest := content; ; {
		_, after, ok := strings.Cut(rest, `"postType":"`)
		if !ok {
			break
		}
		typ, behind, ok := strings.Cut(after, `"`)
		if !ok {
			break
		}
		if len(typ) <= 40 {
			t.of(strings.ToLower(typ)).named = true
		}
		rest = behind
	}
}

func (t *Types) link(address string) {
	if address != "" && len(t.linked) < mostLinked && hasPath(address) {
		t.linked[t.key(address)] = true
	}
}

// key is the same for all spellings of the address of one page.
func (t *Types) key(address string) uint64 {
	if _, rest, ok := strings.Cut(address, "//"); ok {
		_, address, _ = strings.Cut(rest, "/")
	}
	address, _, _ = strings.Cut(address, "#")
	return maphash.String(t.seed, strings.Trim(address, "/"))
}

// Seal ends the filling, and judges.
func (t *Types) Seal() {
	for typ, e := range t.types {
		if why := t.why(typ, e); why != "" {
			t.held[typ] = why
		}
	}
	t.types, t.linked = nil, nil
}

// Held says why the items of a post type are held back, or "".
func (t *Types) Held(typ string) string { return t.held[strings.ToLower(typ)] }

// why weighs what is known of a type.
func (t *Types) why(typ string, e *evidence) string {
	if e.items == 0 {
		return ""
	}
	proven := e.named || e.seo > 0 || slices.ContainsFunc(e.paths, func(p uint64) bool { return t.linked[p] })
	switch hiding := isHidingName(typ); {
	case hidden[typ]:
		return "its name is one of people's data"
	case hiding && (!proven || e.personal > 0):
		return "its name is one of people's data"
	case isShownName(typ):
		return ""
	case e.personal > 0 && !proven:
		return "its fields are about people"
	case proven:
		return ""
	case e.published == 0:
		return "none of it is published"
	case t.pretty && e.pathless*2 > e.items:
		return "its items have no pages of their own"
	case e.empty == e.items:
		return "its items have no content"
	}
	return ""
}
