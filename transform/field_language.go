package transform

import (
	"slices"
	"strings"
	"sync"
)

// Themes of one country name their custom fields in its language. What a name says is judged
// by the English words, for visitors and against them.

var englishNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for english, list := range map[string]string{
		"date": "fecha datum", "time": "hora uhrzeit heure", "timings": "horario orario horaire", "hours": "oeffnungszeiten öffnungszeiten", "days": "dias tage jours giorni dagen",
		"location": "ubicacion ubicación lugar ort lieu luogo localizacao localização plaats standort", "venue": "veranstaltungsort recinto", "city": "ciudad cidade stadt ville citta città stad", "country": "pais país pays paese",
		"address": "direccion dirección endereco endereço adresse indirizzo adres anschrift", "phone": "telefono teléfono telefone telefon téléphone", "mail": "correo courriel",
		"price": "precio preco preço preis prix prezzo prijs", "duration": "duracion duración duracao duração dauer duree durée durata duur", "capacity": "capacidad capacidade capacité capacite kapazität kapazitaet",
		"size": "tamano tamaño tamanho größe groesse taille grootte", "area": "superficie fläche flaeche wohnfläche wohnflaeche oppervlakte", "rooms": "zimmer habitaciones quartos camere kamers", "bathrooms": "banos baños banheiros badezimmer", "weight": "gewicht peso poids",
		"author": "autor autora auteur autore", "publisher": "verlag éditeur editeur editore", "year": "año jahr année annee anno jaar", "language": "idioma sprache langue lingua taal", "episode": "episodio episódio folge",
		"season": "temporada staffel saison", "series": "serie série", "ingredients": "ingredientes zutaten ingredienti", "company": "empresa firma unternehmen entreprise azienda bedrijf", "department": "departamento abteilung",
		"speaker": "ponente referent referentin orador relatore", "client": "cliente kunde klant", "brand": "marca marke marque merk", "model": "modelo modell modèle modele modello", "color": "farbe couleur colore kleur",
		"note": "notas notiz notizen bemerkung bemerkungen observaciones remarque remarques", "account": "cuenta konto compte", "bank": "banco banque", "internal": "interno interna intern interne", "password": "contraseña contrasena senha passwort",
		"invoice": "factura rechnung facture fattura", "tax": "impuesto steuer", "order": "pedido bestellung commande", "birthday": "nacimiento geburtstag geburtsdatum naissance", "customer": "clientes kunden", "supplier": "proveedor lieferant fournisseur",
	} {
		for w := range strings.FieldsSeq(list) {
			names[w] = english
		}
	}
	return names
})

// englishOf returns the words of the name of a field that are of another language, in English.
func englishOf(key string) (words []string) {
	for _, w := range WordsOfName(key) {
		if english := englishNames()[w]; english != "" {
			words = append(words, english)
		}
	}
	return words
}

// inEnglish returns the words of the name of a field in the words by which it is judged.
func inEnglish(words []string) []string {
	isForeign := func(w string) bool { return englishNames()[w] != "" }
	if !slices.ContainsFunc(words, isForeign) {
		return words
	}
	words = slices.Clone(words)
	for i, w := range words {
		if english := englishNames()[w]; english != "" {
			words[i] = english
		}
	}
	return words
}
