package transform

import "strings"

// factLabels are what plugins call the facts, by the language of the site: English first,
// then those of factLanguages.
const factLabels = `
price|Price|Preis|Prix|Precio|Prezzo|Prijs|Preço
sku|SKU|Artikelnummer|UGS|SKU|COD|SKU|REF
weight|Weight|Gewicht|Poids|Peso|Peso|Gewicht|Peso
dimensions|Dimensions|Größe|Dimensions|Dimensiones|Dimensioni|Afmetingen|Dimensões
availability|Availability|Verfügbarkeit|Disponibilité|Disponibilidad|Disponibilità|Beschikbaarheid|Disponibilidade
instock|In stock|Vorrätig|En stock|Hay existencias|Disponibile|Op voorraad|Em stock
outofstock|Out of stock|Nicht vorrätig|Rupture de stock|Agotado|Esaurito|Uitverkocht|Esgotado
onbackorder|Available on backorder|Lieferbar bei Nachbestellung|Disponible sur commande|Disponible para reserva|Disponibile su ordinazione|Beschikbaar via nabestelling|Disponível por encomenda
buy|Buy product|Produkt kaufen|Acheter le produit|Comprar el producto|Acquista prodotto|Product kopen|Comprar produto
products|Products|Produkte|Produits|Productos|Prodotti|Producten|Produtos
upsells|You may also like|Das könnte dir auch gefallen|Vous aimerez peut-être aussi|También te recomendamos|Ti potrebbe interessare|Misschien ook leuk|Também pode gostar
description|Description|Beschreibung|Description|Descripción|Descrizione|Beschrijving|Descrição
picture|Picture|Bild|Image|Imagen|Immagine|Afbeelding|Imagem
any|any|beliebig|au choix|cualquiera|qualsiasi|alle|qualquer
date|Date|Datum|Date|Fecha|Data|Datum|Data
venue|Venue|Veranstaltungsort|Lieu|Lugar|Luogo|Locatie|Local
organizer|Organizer|Veranstalter|Organisateur|Organizador|Organizzatore|Organisator|Organizador
cost|Cost|Eintritt|Prix|Precio|Costo|Kosten|Custo
free|Free|Kostenlos|Gratuit|Gratis|Gratuito|Gratis|Grátis
website|Website|Website|Site web|Sitio web|Sito web|Website|Site
phone|Phone|Telefon|Téléphone|Teléfono|Telefono|Telefoon|Telefone
apply|Apply|Bewerben|Postuler|Solicitar|Candidati|Solliciteren|Candidatar-se
course|Course|Kurs|Cours|Curso|Corso|Cursus|Curso
lessons|Lessons|Lektionen|Leçons|Lecciones|Lezioni|Lessen|Lições
topics|Topics|Themen|Sujets|Temas|Argomenti|Onderwerpen|Tópicos
replies|Replies|Antworten|Réponses|Respuestas|Risposte|Reacties|Respostas
location|Location|Ort|Lieu|Ubicación|Località|Locatie|Localização
address|Address|Adresse|Adresse|Dirección|Indirizzo|Adres|Endereço
st_address|Address|Adresse|Adresse|Dirección|Indirizzo|Adres|Endereço
build|Built|Baujahr|Année de construction|Año de construcción|Anno di costruzione|Bouwjaar|Ano de construção
larea|Land area|Grundstücksfläche|Terrain|Terreno|Terreno|Perceel|Terreno
repeats|Repeats|Wiederholung|Répétition|Se repite|Si ripete|Herhaling|Repete-se
dates|Dates|Termine|Dates|Fechas|Date|Data|Datas
closed|Closed|Geschlossen|Fermé|Cerrado|Chiuso|Gesloten|Fechado
monday|Monday|Montag|Lundi|Lunes|Lunedì|Maandag|Segunda-feira
tuesday|Tuesday|Dienstag|Mardi|Martes|Martedì|Dinsdag|Terça-feira
wednesday|Wednesday|Mittwoch|Mercredi|Miércoles|Mercoledì|Woensdag|Quarta-feira
thursday|Thursday|Donnerstag|Jeudi|Jueves|Giovedì|Donderdag|Quinta-feira
friday|Friday|Freitag|Vendredi|Viernes|Venerdì|Vrijdag|Sexta-feira
saturday|Saturday|Samstag|Samedi|Sábado|Sabato|Zaterdag|Sábado
sunday|Sunday|Sonntag|Dimanche|Domingo|Domenica|Zondag|Domingo
`

var factLanguages = []string{"en", "de", "fr", "es", "it", "nl", "pt"}

// label returns what a fact is called in the language of the site, or in English.
func (f *facts) label(fact string) string {
	_, line, ok := strings.Cut(factLabels, "\n"+fact+"|")
	if !ok {
		return nameOfField(fact)
	}
	line, _, _ = strings.Cut(line, "\n")
	names := strings.Split(line, "|")
	if f.b.lib != nil {
		for i, language := range factLanguages {
			if language == f.b.lib.language {
				return names[i]
			}
		}
	}
	return names[0]
}
