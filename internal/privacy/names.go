package privacy

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// shown are post types that sites show to visitors, by name. A type whose name is
// made of these words alone is one too: jetpack-portfolio, tribe_events.
var shown = late.Words(`post page attachment portfolio portfolios project projects work works case cases study studies testimonial testimonials faq faqs
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
	section sections frontpage homepage onepage callout callouts infobox infoboxes
	landing block-lab avada jetpack fusion tribe mec ai1ec wprm tasty sfwd llms sensei wpseo ecwid bbp dt cpt wp my the single custom item items entry-page content type
	aside asides microblog micro note-public status-update status-updates journal diary changelog timeline milestone member-public profile-public
	team-member team_member team-members team_members teammember staff-member staff_member board-member board_member crew-member
	ingredient ingredients exercise exercises workout workouts cocktail cocktails drink drinks wine wines beer beers brewery breweries winery wineries farm farms garden gardens
	trail trails hike hikes route routes itinerary itineraries cruise cruises ship ships boat boats yacht yachts villa villas festival festivals concert concerts gig gigs performance performances
	production productions actor actors author authors writer writers poet poets player players match matches fixture fixtures tournament tournaments competition competitions championship championships contest contests race races league leagues season seasons club clubs coach coaches trainer trainers
	condition conditions treatment treatments therapy therapies procedure procedures symptom symptoms disease diseases therapist therapists practitioner practitioners specialist specialists
	dentist dentists provider providers insurance insurances clinic clinics hospital hospitals instructor instructors teacher teachers tutor tutors mentor mentors guide guides
	amenity amenities benefit benefits skill skills industry industries solution solutions technology technologies expertise practice practices area areas neighborhood neighborhoods
	doctor doctors physician physicians attorney attorneys lawyer lawyers agent agents faculty professor professors
	whitepaper whitepapers ebook ebooks brochure brochures datasheet datasheets presentation presentations lecture lectures seminar seminars retreat retreats camp camps
	devotional devotionals obituary obituaries church churches ministry ministries mission missions campaign campaigns cause causes fundraiser fundraisers offer offers package packages
	accordion accordions tab tabs popup popups cta carousel carousels logo logos blog blogs poll polls quiz quizzes lexicon dictionary
	kurs kurse termin termine leistung leistungen buch buecher stelle stellen mitarbeiter galerie galerien bild bilder spieler spiel mannschaft verein
	obra obras libro libros pelicula peliculas equipo galeria galerias livre livres temoignage temoignages realisation realisations formation formations offre offres
	ministerio ministerios sermao sermoes predica predicas predicacion predicaciones pregacao pregacoes devocional devocionales devocionais reflexion reflexiones reflexao reflexoes testimonio testimonios depoimento depoimentos
	receitas portafolio portafolios trabajo trabajos trabalho trabalhos articulo articulos artigo artigos novedad novedades novidade novidades revista revistas entrevista entrevistas
	inmueble inmuebles imovel imoveis propiedad propiedades propriedade propriedades habitacion habitaciones quarto quartos departamento departamentos apartamento apartamentos casa casas vehiculo vehiculos veiculo veiculos
	servico servicos produto produtos equipe equipes sucursal sucursales sede sedes tienda tiendas loja lojas marca marcas coleccion colecciones colecao colecoes tratamiento tratamientos tratamento tratamentos especialidad especialidades especialidade especialidades
	destino destinos viaje viajes viagem viagens paquete paquetes pacote pacotes excursion excursiones exposicion exposiciones exposicao exposicoes concierto conciertos cancion canciones artista artistas autor autores libreria pregunta preguntas pergunta perguntas
	ricetta ricette prodotto prodotti servizio servizi progetto progetti notizia notizie eventi camera camere appartamento appartamenti immobile immobili offerta offerte corso corsi squadra galleria gallerie
	recettes produits prestation prestations logement logements chambre chambres appartement appartements voiture voitures voyage voyages sejour sejours partenaire partenaires
	zimmer ferienwohnung ferienwohnungen wohnung wohnungen immobilie immobilien fahrzeug fahrzeuge reise reisen ausflug ausfluege gericht gerichte speise speisen predigt predigten neuigkeit neuigkeiten aktuelles ausstellung ausstellungen standort standorte filiale filialen kollektion kollektionen marke marken behandlung behandlungen
	recept recepten nieuws nieuwsbericht referentie referenties woning woningen kamer kamers vacature vacatures medewerker medewerkers locatie locaties preek preken`)

// shownAlone are names that sites show to visitors where they are all of the name. As the last
// word of one they can be anybody's: of employee_promotion, inventory_coffee.
var shownAlone = late.Words(`step steps process_step process_steps fact facts fun_fact fun_facts highlight highlights pricing tariff tariffs price_plan price_plans pricing_plan pricing_plans price_table price_tables pricing_table pricing_tables price_list price_lists pricelist pricelists
	attraction attractions landmark landmarks monument monuments museum museums beach beaches island islands park parks hostel hostels chalet chalets cottage cottages suite suites spa spas resort resorts campsite campsites
	chef chefs meal meals dishes cuisine cuisines pizza pizzas coffee coffees stylist stylists hairstyle hairstyles tattoo tattoos barber barbers salon salons
	campus campuses bike bikes motorcycle motorcycles truck trucks aircraft stockist stockists
	meditation meditations hymn hymns psalm psalms saint saints parish parishes choir choirs
	designer designers sculpture sculptures exhibit exhibits lookbook lookbooks infographic infographics wallpaper wallpapers manga anime character characters monster monsters weapon weapons quest quests stadium stadiums sport sports fighter fighters
	scholarship scholarships curriculum timetable timetables`)

// endings are words of those that names are glued of: ourteam, myrecipes.
var endings = strings.Fields(`portfolio portfolios recipe recipes product products event events course courses project projects testimonial testimonials gallery galleries
	service services team news podcast podcasts slider sliders slides property properties faq faqs webinar webinars article articles`)

// hides are words in the name of a post type that keeps what people have sent,
// bought or signed, or what a plugin writes for itself.
var hides = late.Words(`payment payments sub submission submissions submit entry entries order orders attendee attendees rsvp participant participants guest guests
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
	oauth kyc esig esign esignature signature signatures nda expense expenses payroll payslip payslips salary salaries timesheet timesheets survey surveys dispute disputes
	private internal confidential shipment shipments shipping delivery deliveries address addresses card cards
	bestellung bestellungen anmeldung anmeldungen buchung buchungen rechnung rechnungen kunde kunden nachricht nachrichten anfrage anfragen bewerbung bewerbungen
	pedido pedidos mensaje mensajes reserva reservas pago pagos factura facturas cliente inscripcion inscripciones commande commandes inscrit inscriptions paiement paiements`)

// hidden are post types that are private and whose names do not say so.
var hidden = late.Words(`leco_client zero_bs_client zerobs_customer wpcf7s elementor_cf_db nf_sub amn_smtp cfdb7 db7_forms vxcf_leads frm_payment wpforms_entry ml_slack cf7s flamingo_contact fv_player_log
	wp_log wsal_log simple_history aal_log wpsc-purchase wpsc-ticket wpas_ticket_history edd_license edd_log edd_payment edd_discount give_payment mepr-txn mepr-sub memberpressrule memberpressgroup
	pmpro_order rcp_payment rcp_membership sfwd-transactions sfwd-essays sfwd-assignment groups gp_log wc_booking wc_appointment wc_user_membership wc_membership_plan wc_memberships_log
	wc_quote sliced_quote shop_webhook shop_order_legacy wcdp_payment tribe_rsvp_attendees tribe_tpp_attendees tribe_tpp_orders tec_tc_attendee tec_tc_order tec_tc_ticket tribe_tpp_tickets tribe_rsvp_tickets
	job_application guest_resume llms_order llms_transaction llms_voucher llms_my_certificate llms_user_achievement happyforms-message kbe_message bp-email
	email_log wp_mail_smtp_log mailpoet_log iwp_log wpmtst_form customer_event contact_message form_message mec-books wpas_reply yith_quote ywraq_quote`)

// pageless are post types of what other pages show, whatever address the export gives it: that
// of the page, for a recipe.
var pageless = late.Words(`wprm_recipe tasty_recipe ml-slide sp_easy_accordion`)

// embedded are those that may have pages, too.
var embedded = late.Words(`envira envira_album soliloquy foogallery foogallery-album modula-gallery modula-albums ml-slider sa_slider`)

// parts returns the words that the name of a post type is made of.
func parts(typ string) []string {
	return strings.FieldsFunc(typ, func(c rune) bool { return c == '_' || c == '-' || c == '.' || c == ' ' })
}

// isShownName and isHidingName say what the name of a type tells, in small
// letters.
func isShownName(typ string) bool {
	if hidden.Has(typ) {
		return false
	}
	list := parts(typ)
	if slices.ContainsFunc(list, func(p string) bool { return hides.Has(p) || endsHiding(p) }) {
		return false
	}
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	if strings.HasPrefix(last, "snippet") && len(list) > 1 { // php_snippet: code that the site runs
		return false
	}
	return shown.Has(typ) || shownAlone.Has(typ) || shown.Has(last) || slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(last, e) })
}

func isHidingName(typ string) bool {
	if hidden.Has(typ) {
		return true
	}
	return slices.ContainsFunc(parts(typ), func(p string) bool { return hides.Has(p) || endsHiding(p) })
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
var personal = late.Words(`email mail e-mail phone telephone tel mobile cellphone fax ip ipaddress iban bic ssn passport birthday birthdate dob card cardnumber cvv cvc
	token secret password passwd pass apikey nonce firstname lastname surname billing shipping payer buyer customer donor recipient sender submitter applicant subscriber attendee
	address street postcode zipcode zip gateway transaction stripe paypal useragent invoice`)

// secret are those of them that no page which visitors see has about itself, and
// strangers are people who are not its author: a venue has an address and a phone,
// a testimonial the name of a customer, but neither has a customer's phone.
var (
	secret    = late.Words(`ip ipaddress useragent iban bic ssn passport cardnumber cvv cvc passwd passwort kennwort contrasena`)
	strangers = late.Words(`payer payee buyer customer donor submitter applicant billing shipping subscriber cliente comprador donante kunde kunden`)
	reaches   = late.Words(`email mail phone telephone tel mobile address street postcode zip token card firstname lastname correo telefono telefon telefone direccion adresse`)
)

// isPersonal reports whether a field is named for something personal.
func isPersonal(key string) bool {
	for _, p := range keyWords(key) {
		if personal.Has(p) {
			return true
		}
	}
	return false
}

// isForeign reports whether a field is named for what is about somebody who is not
// the author.
func isForeign(key string) bool {
	stranger, reached := false, false
	for _, p := range keyWords(key) {
		if secret.Has(p) {
			return true
		}
		stranger, reached = stranger || strangers.Has(p), reached || reaches.Has(p)
	}
	return stranger && reached
}

// keyWords returns the words that the name of a field is made of, if it is not one
// that every post may have.
func keyWords(key string) []string {
	for _, own := range []string{"_wp_", "_edit_", "_oembed_", "_menu_item_", "_bbp_author_ip"} { // every topic of a forum has that, as a comment has its own
		if strings.HasPrefix(key, own) {
			return nil
		}
	}
	return strings.FieldsFunc(strings.ToLower(key), func(c rune) bool { return c < 'a' || c > 'z' })
}
