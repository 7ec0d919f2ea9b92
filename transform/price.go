package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// Themes write a price in parts, each of another size: what it is in, the whole units,
// the hundredths high up, the time for which it is paid. On a page that is read it is one
// line.

// withPrice returns the values with what a price is in written before its number, where
// that is a value of its own.
func withPrice(props []prop) []prop {
	inCurrency := slices.ContainsFunc(props, func(p prop) bool { return !p.tree && isCurrencyKey(plainKey(p.key)) && p.val != "" })
	isPrice := func(p prop) bool {
		k := plainKey(p.key)
		return !p.tree && p.val != "" && strings.IndexFunc(p.val, unicode.IsDigit) >= 0 && (k == "sum" || isPriceKey(k) || inCurrency && (k == "amount" || k == "cost" || k == "fee"))
	}
	if !slices.ContainsFunc(props, isPrice) {
		return props
	}
	props = joinHundredths(joinAffixes(props))
	is := func(p *prop) string {
		if p.tree {
			return ""
		}
		switch v, k := strings.TrimSpace(p.val), plainKey(p.key); {
		case k == "unit", k == "priceunit", isCurrencyKey(k):
			if c, ok := coins[v]; ok {
				return c
			}
			if isCoin(v) || isCurrencyCode(v) {
				return v
			}
		}
		return ""
	}
	coin := ""
	var rest []prop
	for i := range props {
		if c := is(&props[i]); c != "" {
			coin = c
			continue
		}
		rest = append(rest, props[i])
	}
	prices, at, period, former := 0, 0, -1, -1
	reduced := slices.ContainsFunc(rest, func(p prop) bool { return isPrice(p) && isReduced(p.key) })
	for i := range rest {
		switch {
		case isPrice(rest[i]):
			if isAbout(plainKey(rest[i].key), "original", "regular", "old", "before", "former", "slashed", "crossed") || reduced && !isReduced(rest[i].key) {
				former = i
			} else {
				prices, at = prices+1, i
			}
			switch v := strings.TrimSpace(rest[i].val); {
			case coin == "" || strings.Contains(v, coin):
			case isCurrencyCode(coin):
				rest[i].val = v + " " + coin
			default:
				rest[i].val = coin + v
			}
			if k := plainKey(rest[i].key); inCurrency && !isPriceKey(k) && k != "sum" {
				rest[i].key = "price"
			}
		case isPeriod(&rest[i]):
			period = i
		}
	}
	if prices == 1 && former >= 0 && !strings.Contains(rest[former].val, "<") { // it was struck through
		rest = slices.Clone(rest)
		rest[former].val = "<del>" + strings.TrimSpace(rest[former].val) + "</del>"
	}
	if prices == 1 && period >= 0 && len(rest[at].val) < 20 && !strings.Contains(rest[at].val, "<") {
		rest = slices.Clone(rest)
		of := strings.TrimSpace(rest[period].val)
		if rest[period].key == "per" && isLetters(of) {
			of = "/" + of
		}
		rest[at].val = joinPeriod(strings.TrimSpace(rest[at].val), of)
		return slices.Delete(rest, period, period+1)
	}
	return rest
}

// isCurrencyKey reports whether a value is by its plain name what a price is in.
func isCurrencyKey(k string) bool {
	return hasAnySuffix(k, "currency", "currencysymbol", "currencysymbolcustom", "currencyicon", "pricecur")
}

// isCurrencyCode reports whether a text is one of the three letters by which currencies are known.
func isCurrencyCode(v string) bool {
	return len(v) == 3 && strings.Trim(v, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// isReduced reports whether a price is by its name the one of a sale.
func isReduced(key string) bool {
	return isAbout(plainKey(key), "saleprice", "onsaleprice", "discountprice", "discountedprice", "offerprice", "specialprice")
}

// joinAffixes writes what a price begins and ends with beside it: price_prefix, price_suffix.
func joinAffixes(props []prop) []prop {
	for i := range props {
		p := props[i]
		if p.tree || !hasAnySuffix(plainKey(p.key), "price", "pricevalue") || tree.IsBlankText(p.val) {
			continue
		}
		key := strings.TrimSuffix(p.key, "_value")
		prefix, suffix := cmp.Or(value(props, key+"Prefix"), value(props, key+"_prefix")), cmp.Or(value(props, key+"Suffix"), value(props, key+"_suffix"), value(props, key+"_postfix"))
		if pre, post := value(props, "prePriceText"), value(props, "postPriceText"); prefix+suffix == "" && isPriceKey(plainKey(p.key)) {
			prefix, suffix = pre, post
		}
		if prefix+suffix == "" {
			continue
		}
		p.val = strings.TrimSpace(p.val)
		if len(suffix) == 2 && strings.Trim(suffix, "0123456789") == "" && endsInDigit(p.val) {
			suffix = "." + suffix
		}
		p.val = joinUnit(joinUnit(strings.TrimSpace(prefix), p.val), strings.TrimSpace(suffix))
		joined := slices.Clone(props)
		joined[i] = p
		return without(joined, key+"Prefix", key+"Suffix", key+"_prefix", key+"_suffix", key+"_postfix", "prePriceText", "postPriceText")
	}
	return props
}

// joinHundredths writes behind a price the two digits that a theme sets smaller: sub_price.
func joinHundredths(props []prop) []prop {
	cents := strings.TrimSpace(value(props, "sub_price"))
	if len(cents) != 2 || strings.Trim(cents, "0123456789") != "" {
		return props
	}
	price := strings.TrimSpace(value(props, "price"))
	if price == "" || strings.Trim(price, "0123456789") != "" {
		return props
	}
	joined := slices.Clone(props)
	for i := range joined {
		if joined[i].key == "price" {
			joined[i].val = price + "." + cents
		}
	}
	return without(joined, "sub_price")
}

// isPeriod reports whether a value says for how long a price is paid.
func isPeriod(p *prop) bool {
	return !p.tree && (hasAnySuffix(plainKey(p.key), "period", "pricemeta", "pricelabel", "substring", "priceduration", "tableduration", "preiod") || p.key == "interval" || p.key == "per" || p.key == "duration" && strings.IndexFunc(p.val, unicode.IsLetter) >= 0 && strings.IndexFunc(p.val, unicode.IsDigit) < 0) && !tree.IsBlankText(p.val) && len(p.val) <= 40 && !settings.Has(p.val) && !strings.ContainsAny(p.val, "<>{}")
}

// joinPeriod writes a period behind a price.
func joinPeriod(price, period string) string {
	period = strings.TrimSpace(period)
	if price == "" || period == "" || strings.HasPrefix(period, "/") {
		return price + period
	}
	return price + " " + period
}

// coins are the names of Elementor for what a price is in.
var coins = map[string]string{"dollar": "$", "euro": "€", "baht": "฿", "franc": "₣", "guilder": "ƒ", "krona": "kr", "lira": "₤", "peseta": "₧", "peso": "₱", "pound": "£", "real": "R$",
	"ruble": "₽", "rupee": "₨", "indian_rupee": "₹", "shekel": "₪", "yen": "¥", "won": "₩"}

// terms are the names of the two times for which a plan has a price.
type terms struct{ month, year string }

// isOfMonth and isOfYear report whether the name of a value has that time in it.
func isOfMonth(key string) bool { return strings.Contains(key, "month") }
func isOfYear(key string) bool {
	return strings.Contains(key, "year") || strings.Contains(key, "annual")
}

// withTerms returns the values with the time in front of each price, where a widget has
// one for a month and one for a year: visitors chose between them.
func (s *shown) withTerms(props []prop) []prop {
	var month, year int
	label := func(p *prop, of func(string) bool) bool {
		k := plainKey(p.key)
		return of(k) && isAbout(k, "label", "text", "title", "switch", "tab", "heading") && isTermLabel(p) && !isAbout(k, "price", "period", "button", "btn", "link", "subtitle", "desc")
	}
	for i := range props {
		p := &props[i]
		if p.tree {
			continue
		}
		switch k := plainKey(p.key); {
		case isTermPrice(p) && isOfMonth(k):
			month++
		case isTermPrice(p) && isOfYear(k):
			year++
		case label(p, isOfMonth):
			s.terms.month = strings.TrimSpace(p.val)
		case label(p, isOfYear):
			s.terms.year = strings.TrimSpace(p.val)
		}
	}
	var list []prop
	if s.terms.month != "" && s.terms.year != "" && slices.ContainsFunc(props, func(p prop) bool { return p.tree && holdsTermPrices(p.kids) }) {
		for i := range props { // they stand in front of the prices
			if p := &props[i]; !(label(p, isOfMonth) && strings.TrimSpace(p.val) == s.terms.month) && !(label(p, isOfYear) && strings.TrimSpace(p.val) == s.terms.year) {
				list = append(list, *p)
			}
		}
		return list
	}
	if month != 1 || year != 1 {
		return props
	}
	for i := range props {
		p := props[i]
		k := plainKey(p.key)
		of, term := isOfMonth, s.terms.month
		if isOfYear(k) {
			of, term = isOfYear, s.terms.year
		}
		switch {
		case p.tree || !of(k):
		case isTermPrice(&p):
			for j := range props {
				if q := &props[j]; isPeriod(q) && of(plainKey(q.key)) {
					p.val = joinPeriod(p.val, q.val)
				}
			}
			if term == "" {
				term = "Monthly"
				if isOfYear(k) {
					term = "Yearly"
				}
			}
			p.key, p.val = "price_text", term+": "+p.val
		case isPeriod(&p):
			continue
		}
		list = append(list, p)
	}
	return list
}

// holdsTermPrices reports whether each entry of a list has one price of a month and one of
// a year.
func holdsTermPrices(list []prop) bool {
	of := func(kids []prop, is func(string) bool) bool {
		n := 0
		for i := range kids {
			if isTermPrice(&kids[i]) && is(plainKey(kids[i].key)) {
				n++
			}
		}
		return n == 1
	}
	for i := range list {
		if !of(list[i].kids, isOfMonth) || !of(list[i].kids, isOfYear) {
			return false
		}
	}
	return len(list) > 0
}

// isTermPrice reports whether a value is a price, by its name and what it says.
func isTermPrice(p *prop) bool {
	return !p.tree && strings.Contains(plainKey(p.key), "price") && !isLook(plainKey(p.key)) && len(p.val) < 20 && strings.IndexFunc(p.val, unicode.IsDigit) >= 0 && !strings.Contains(p.val, "px")
}

func isTermLabel(p *prop) bool {
	return !p.tree && !tree.IsBlankText(p.val) && len(p.val) < 40 && !settings.Has(p.val) && !isLookValue(p.val) && !strings.ContainsAny(p.val, "<>{}#")
}

// price is one in the data of a builder.
type price struct{ whole, sign, part, period string }

// pricesOf returns the prices of the data of a builder, in their order.
func pricesOf(data []prop, depth int, list []price) []price {
	if depth > 200 {
		return list
	}
	at := -1
	period := ""
	for i := range data {
		p := &data[i]
		if p.tree {
			continue
		}
		if k := plainKey(p.key); at < 0 && (k == "sum" || isPriceKey(k)) && isCount(p.val) {
			at = i
		} else if isPeriod(p) {
			period = strings.TrimSpace(p.val)
		}
	}
	if at >= 0 {
		v := strings.TrimSpace(data[at].val)
		c := price{whole: v, period: period}
		if i := strings.LastIndexAny(v, ".,"); i > 0 && len(v)-i-1 <= 2 && i+1 < len(v) {
			c.whole, c.sign, c.part = v[:i], v[i:i+1], v[i+1:]
		}
		list = append(list, c)
	}
	for i := range data {
		if data[i].tree {
			list = pricesOf(data[i].kids, depth+1, list)
		}
	}
	return list
}

// joinPrices makes one line of the parts of each price in a content that are lines there,
// by the data of a builder.
func joinPrices(root *html.Node, data []prop) {
	list := pricesOf(data, 0, nil)
	if len(list) == 0 {
		return
	}
	lines := textLines(root)
	next := 0
	gone := make([]bool, len(lines))
	byWhole := linesByWhole(lines)
	none := map[price]bool{} // of which nothing is left
	for _, c := range list {
		if none[price{whole: c.whole, part: c.part}] {
			continue
		}
		found := false
		at := byWhole[c.whole]
		from, _ := slices.BinarySearch(at, next)
		for _, k := range at[from:] {
			coin, ok := cutWhole(lines[k].text, c.whole)
			if !ok {
				continue
			}
			end := k + 1
			with := coin + c.whole
			if coin == "" && k > 0 && isCoin(lines[k-1].text) && !gone[k-1] && alike(lines[k-1].node, lines[k].node) {
				with = lines[k-1].text + with
			}
			if c.part != "" {
				if end >= len(lines) || lines[end].text != c.part || !alike(lines[k].node, lines[end].node) {
					continue
				}
				with += c.sign + c.part
				end++
			}
			if end < len(lines) && c.period != "" && lines[end].text == c.period && alike(lines[k].node, lines[end].node) {
				with = joinPeriod(with, c.period)
				end++
			}
			if with != lines[k].text {
				if !strings.HasPrefix(with, lines[k].text) && coin == "" && k > 0 && strings.HasPrefix(with, lines[k-1].text) {
					gone[k-1] = true
				}
				for j := k + 1; j < end; j++ {
					gone[j] = true
				}
				lines[k].text = with
			}
			next, found = end, true
			break
		}
		if !found {
			none[price{whole: c.whole, part: c.part}] = true
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		switch {
		case gone[i]:
			l.replace("")
		case l.node.Data[l.from:l.to] != l.text && tree.CollapseSpace(l.node.Data[l.from:l.to]) != l.text:
			l.replace(l.text)
		}
	}
}

// linesByWhole returns which lines may be the whole units of a price, with or without what
// it is in.
func linesByWhole(lines []textLine) map[string][]int {
	at := map[string][]int{}
	for k := range lines {
		text := lines[k].text
		if coin, n := utf8.DecodeRuneInString(text); unicode.Is(unicode.Sc, coin) {
			text = strings.TrimSpace(text[n:])
		}
		if text != "" && '0' <= text[0] && text[0] <= '9' {
			at[text] = append(at[text], k)
		}
	}
	return at
}

// cutWhole returns what a price is in that stands in front of its whole units.
func cutWhole(line, whole string) (coin string, ok bool) {
	before, ok := strings.CutSuffix(line, whole)
	if !ok {
		return "", false
	}
	before = strings.TrimSpace(before)
	return before, before == "" || isCoin(before)
}

// isCoin reports whether a text is what prices are in.
func isCoin(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n == len(s) && unicode.Is(unicode.Sc, r)
}

// alike reports whether two texts stand in paragraphs, or in one block.
func alike(a, b *html.Node) bool {
	x, y := blockOf(a), blockOf(b)
	return x == y || x.DataAtom == y.DataAtom && (x.DataAtom == atom.P || x.DataAtom == atom.Div)
}

// joinPrice makes one line of a price that a theme has written in elements for its parts.
func joinPrice(n *html.Node) {
	if !isAbout(strings.ToLower(tree.Attr(n, "class")), "price", "pricing") || n.Parent == nil {
		return
	}
	var parts []*html.Node
	blocks, named := false, 0
	length := 0
	for c := n.FirstChild; c != nil; c = tree.Next(c, n) {
		switch {
		case c.Type == html.TextNode && !tree.IsBlankText(c.Data):
			parts = append(parts, c)
			length += len(c.Data)
			if partOfPrice(c, n) != "" {
				named++
			}
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Div || c.DataAtom == atom.P:
			blocks = true
		case c.DataAtom == atom.Span || c.DataAtom == atom.Sup || c.DataAtom == atom.Sub || c.DataAtom == atom.Small || c.DataAtom == atom.Strong || c.DataAtom == atom.B || c.DataAtom == atom.I || c.DataAtom == atom.Em || c.Data == "bdi":
		default:
			return
		}
		if length > 120 {
			return
		}
	}
	if named < 2 || len(parts) < 2 {
		return
	}
	isOne := blocks
	var text strings.Builder
	for _, c := range parts {
		v := tree.CollapseSpace(strings.TrimSpace(c.Data))
		if v == "" { // spaces of a width of their own
			continue
		}
		switch part := partOfPrice(c, n); {
		case part == "part" && strings.Trim(v, "0123456789") == "" && endsInDigit(text.String()):
			text.WriteString("." + v)
			isOne = true
		case part == "part" && (v[0] == '.' || v[0] == ','), text.Len() == 0, isCoin(text.String()), isCoin(v), v[0] == '/':
			text.WriteString(v)
		default:
			text.WriteString(" " + v)
		}
	}
	if !isOne || strings.IndexFunc(text.String(), unicode.IsDigit) < 0 {
		for c := n.FirstChild; c != nil; {
			next := tree.Next(c, n)
			if isBdi(c) {
				tree.Unwrap(c)
			}
			c = next
		}
		return
	}
	tree.TakeChildren(n)
	n.AppendChild(tree.NewText(text.String()))
}

func isBdi(n *html.Node) bool {
	return n.Data == "bdi" && len(n.Attr) == 0 && n.Type == html.ElementNode
}

func endsInDigit(s string) bool { return s != "" && '0' <= s[len(s)-1] && s[len(s)-1] <= '9' }

// partOfPrice returns which part of a price a text is, by the class of an element around
// it.
func partOfPrice(text, price *html.Node) string {
	for p := text.Parent; p != nil && p != price; p = p.Parent {
		switch class := strings.ToLower(tree.Attr(p, "class")); {
		case class == "":
		case isAbout(class, "fraction", "cents", "decimal"):
			return "part"
		case isAbout(class, "currency", "symbol", "dollar"):
			return "coin"
		case isAbout(class, "period", "duration", "interval", "month", "per-"):
			return "period"
		case isAbout(class, "integer", "amount", "value", "number"):
			return "whole"
		}
	}
	return ""
}

// pricedLine builds an unknown shortcode at i that is a few words and what they cost, and nothing
// else: [item price="$350"]Coat[/item], [item name="Coat" price="350" currency="$"].
func (t *textScanner) pricedLine(i int, sc *shortcode) bool {
	a := widgetAttrs(sc.attrs)
	price, words := "", ""
	for _, p := range withPrice(builderProps(sc.name, &a)) {
		v, k := strings.TrimSpace(p.val), plainKey(p.key)
		switch {
		case p.tree:
			return false
		case v == "":
		case price == "" && (isPriceText(v) || isPriceKey(k) && strings.IndexFunc(v, unicode.IsDigit) >= 0 && len(v) < 40 && !strings.Contains(v, "<")):
			price = v
		case words == "" && !sc.enclosing && (k == "name" || k == "label" || k == "item") && strings.IndexFunc(v, isLetterOrMore) >= 0 && isLineOfWords(v):
			words = v
		case !settings.Has(v) && !isLookValue(v) && !isLookOf(k, v) && !isIdleName(k):
			return false
		}
	}
	if sc.enclosing {
		words = withoutParagraph(sc.content)
	}
	if price == "" || tree.IsBlankText(words) || !isLineOfWords(words) {
		return false
	}
	b := t.b
	line := tree.NewElement(atom.P)
	inLine := tree.TakeChildren(b.parse(b.innerHTML(words)))
	if len(inLine) == 1 && inLine[0].DataAtom == atom.P {
		inLine = tree.TakeChildren(inLine[0])
	}
	for _, n := range inLine {
		line.AppendChild(n)
	}
	colon := ": "
	if strings.HasSuffix(lineOf(line), ":") {
		colon = " "
	}
	line.AppendChild(tree.NewText(colon + tree.UnescapeHTML(price)))
	b.valued = append(b.valued, valued{name: sc.name, attrs: sc.attrs})
	t.begin(sc.name)
	t.emit(i, sc.end, division+b.place(t.s[i:sc.end], line)+division)
	return true
}

// isLineOfWords reports whether a text is one short line without shortcodes, blocks or pictures.
func isLineOfWords(s string) bool {
	s = strings.TrimSpace(s)
	const longest = 120
	return len(s) <= longest && !strings.ContainsAny(s, "[\n") && !strings.Contains(s, "<p") && !strings.Contains(s, "<div") && !strings.Contains(s, "<h") && !strings.Contains(s, "<img") && !strings.Contains(s, "<br") && !strings.Contains(s, "<ul")
}
