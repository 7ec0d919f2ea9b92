package transform

import (
	"slices"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/internal/late"
)

// Themes of one country name their custom fields in its language. What a name says is judged
// by the English words, for visitors and against them.

var englishNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for english, list := range map[string]string{
		"event": "evento veranstaltung evenement événement", "date": "fecha datum", "time": "hora uhrzeit heure", "timings": "horario orario horaire", "hours": "oeffnungszeiten öffnungszeiten", "days": "dias tage jours giorni dagen",
		"location": "ubicacion ubicación lugar ort lieu luogo localizacao localização plaats standort", "venue": "veranstaltungsort recinto", "city": "ciudad cidade stadt ville citta città stad", "country": "pais país pays paese",
		"address": "direccion dirección endereco endereço adresse indirizzo adres anschrift", "phone": "telefono teléfono telefone telefon téléphone", "mail": "correo correos courriel",
		"price": "precio preco preço preis prix prezzo prijs", "duration": "duracion duración duracao duração dauer duree durée durata duur", "capacity": "capacidad capacidade capacité capacite kapazität kapazitaet",
		"size": "tamano tamaño tamanho größe groesse taille grootte", "area": "superficie fläche flaeche wohnfläche wohnflaeche oppervlakte", "rooms": "zimmer habitaciones quartos camere kamers", "bathrooms": "banos baños banheiros badezimmer", "weight": "gewicht peso poids",
		"author": "autor autora auteur autore", "publisher": "verlag éditeur editeur editore", "year": "año jahr année annee anno jaar", "language": "idioma sprache langue lingua taal", "episode": "episodio episódio folge",
		"season": "temporada staffel saison", "series": "serie série", "ingredients": "ingredientes zutaten ingredienti", "company": "empresa firma unternehmen entreprise azienda bedrijf", "department": "departamento abteilung",
		"speaker": "ponente referent referentin orador relatore", "teacher": "profesor profesora maestro lehrer lehrerin", "student": "alumno alumna alumnos estudiante schüler schueler", "member": "miembro miembros mitglied mitglieder membre membres socio socios socia socias soci leden membro membros medlem medlemmer medlemmar abonnent abonnenten abonnes abonnés suscriptores abbonati",
		"content": "contenido contenidos contenu contenus inhalt inhalte contenuto contenuti conteudo conteúdo inhoud indhold innehåll", "only": "nur solo seulement uniquement alleen soltanto apenas somente", "exclusive": "exclusivo exclusiva exclusif exklusiv exklusive esclusivo", "client": "cliente kunde klant", "brand": "marca marke marque merk", "model": "modelo modell modèle modele modello", "color": "farbe couleur colore kleur",
		"note": "notas notiz notizen bemerkung bemerkungen observaciones remarque remarques", "iban": "cuenta konto kontonummer kontoinhaber bankverbindung compte", "bank": "banco banque", "internal": "interno internos interna internas intern interne internes interner", "password": "contraseña contrasena senha passwort kennwort passe zugangscode",
		"passport": "dni cedula cédula cpf ausweis personalausweis", "user": "usuario benutzer utilisateur utente", "buyer": "kundennummer kundendaten kundenname comprador käufer kaeufer acheteur", "patient": "paciente", "donor": "donante spender donateur", "card": "tarjeta", "payment": "pago pagos paiement zahlung zahlungsart pagamento",
		"message": "nachricht", "salary": "gehalt lohn salario salaire stipendio", "wholesale": "einkaufspreis einkaufspreise", "key": "schluessel schlüssel llave", "code": "codigo código", "alarm": "alarma", "private": "privat privado privada privé privée",
		"meeting": "reunion reunión réunion reuniao reunião riunione", "leader": "lider líder leiter leiterin leider dirigente", "schedule": "stundenplan zeitplan rooster",
		"comment": "comentario comentarios kommentar commentaire", "mobile": "celular movil móvil",
		"invoice": "factura rechnung rechnungsadresse rechnungsanschrift rechnungsnummer facture fattura", "tax": "impuesto steuer", "order": "pedido bestellung bestellnummer commande", "birthday": "nacimiento geburtstag geburtsdatum geburtsjahr naissance", "customer": "clientes kunden", "supplier": "proveedor lieferant fournisseur fornitore fornecedor leverancier",
	} {
		for w := range strings.FieldsSeq(list) {
			names[w] = english
		}
	}
	return names
})

// manyThings are words that mean something private where isOfAccount says so, and elsewhere
// what a page shows: cuenta_regresiva, tarjeta_1_titulo, commande_texte.
var manyThings = late.Words("cuenta compte tarjeta commande pedido konto")

// isOfAccount reports whether a word of a name is the last one, or beside one that says that
// it is somebody's: numero_de_cuenta, tarjeta_credito_numero.
func isOfAccount(words []string, i int) bool {
	if i == len(words)-1 {
		return true
	}
	if i > 0 && (words[i-1] == "de" || words[i-1] == "numero") {
		return true
	}
	next := i + 1
	for next < len(words)-1 && (words[next] == "de" || words[next] == "del" || words[next] == "du") {
		next++
	}
	switch words[next] {
	case "numero", "número", "nummer", "num", "nr", "no", "bancaria", "bancario", "bancaire", "banco", "banque", "bank", "credito", "crédito", "credit", "debito", "débito", "titular", "inhaber", "id", "iban", "cliente", "client", "usuario":
		return true
	}
	return false
}

// inEnglish returns the words of the name of a field in the words by which it is judged.
func inEnglish(words []string) []string {
	var english []string
	for i, w := range words {
		e := englishNames()[w]
		if w == "clave" && i == 0 && len(words) > 1 { // clave_wifi, and no palabras_clave
			e = "password"
		}
		if manyThings.Has(w) && !isOfAccount(words, i) {
			e = ""
		}
		if e != "" {
			if english == nil {
				english = slices.Clone(words)
			}
			english[i] = e
		}
	}
	if english == nil {
		return words
	}
	return english
}

// EnglishName returns the name of a field with its words of another language in English, or ""
// if it has none.
func EnglishName(key string) string {
	words := WordsOfName(key)
	if english := inEnglish(words); !slices.Equal(words, english) {
		return strings.Join(english, "_")
	}
	return ""
}

// englishOf returns the words of the name of a field that are of another language, in English.
func englishOf(key string) (words []string) {
	own := WordsOfName(key)
	for i, w := range inEnglish(own) {
		if w != own[i] {
			words = append(words, w)
		}
	}
	return words
}
