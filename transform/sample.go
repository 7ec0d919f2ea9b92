package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Builders put texts of their own into a new widget, for its author to write over.

// samples are those that say nothing, in small letters.
var samples = map[string]bool{
	"this is tooltip": true, "default content": true, "default title": true, "default subtitle": true, "default sub title": true, "default text": true, "default description": true,
	"insert image here": true, "add your heading text here": true, "type your title here": true, "type your description here": true, "type your text here": true,
	"your heading": true, "your title": true, "your text here": true, "this is the heading": true, "this is a heading": true, "this is an alert": true, "enter your title": true, "enter your description": true,
	"tab content": true, "toggle content": true, "accordion content": true, "list item": true, "item content": true, "add your description here": true, "add title here": true,
}

// prompts tell the author to write something. Each begins a text in small letters; what
// stands behind is one of the builder, too.
var prompts = []string{
	"click the edit button to add your", "click the edit button to change this text", "click edit button to change this text", "click here to add your own text",
	"i am text block. click edit button", "i am test text block. click edit button", "i am promo text. click edit button", "i am message box. click edit button", "i am a text block. click the edit button",
	"i am item content. click edit button", "i am tab content. click edit button", "i am toggle content. click edit button", "i am a description. click the edit button", "i am hello world. click edit button", "i am flip box", "i am slide content. click edit button",
	"item content. click the edit button", "tab content. click the edit button", "this is a sample text. click the edit button", "this is toggle content. edit and replace", "toggle content goes here, click edit button", "click on the edit button to change this text",
	"your content goes here. edit or remove this text inline", "your content goes here. edit or remove this text in", "add your heading text here", "enter your content here by clicking",
}

// isSample reports whether a text is what a widget has where its author wrote nothing.
func isSample(text string) bool {
	if len(text) > 600 {
		return false
	}
	text = strings.ToLower(strings.Trim(text, " .\n\t\x00"))
	return samples[text] || isNumberedSample(text) || isPrompt(text)
}

// isPrompt reports whether a text in small letters asks the author to write something.
func isPrompt(text string) bool {
	for _, p := range prompts {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	if strings.HasPrefix(text, "i am tab #") && strings.Contains(text, "click edit button to change this text") {
		return true
	}
	return text == "your content goes here"
}

// behindPrompt returns what an author wrote behind the text of a builder, which ends in words of
// its own.
func behindPrompt(text string) string {
	const end = "dapibus leo"
	i := strings.LastIndex(text, end)
	if i < 0 {
		return ""
	}
	return strings.TrimLeft(text[i+len(end):], " .\n\t\x00\u00a0")
}

// isUnwritten reports whether a value of a widget is one of a new entry of a list, or asks
// the author to write something.
func isUnwritten(v string) bool {
	v = strings.ToLower(strings.Trim(v, " .\n"))
	return isNumberedSample(v) || isPrompt(v)
}

// isNumberedSample reports whether a text is the name of a new entry of a list: title #1.
func isNumberedSample(text string) bool {
	name, number, ok := strings.Cut(text, " #")
	if !ok || number == "" || strings.Trim(number, "0123456789") != "" {
		return false
	}
	switch name {
	case "title", "item", "list item", "tab", "tab title", "toggle", "toggle title", "accordion", "slide", "heading", "step", "feature", "service", "question", "image", "column", "member", "pricing", "testimonial":
		return true
	}
	return false
}

// dropPrompts takes the texts out of a page of a builder that ask its author to write
// something.
func (b *builder) dropPrompts(root *html.Node) {
	if !b.themed && !b.ofWidgets && len(b.layouts) == 0 {
		return
	}
	var texts []string
	var gone [][]*html.Node
	all, samples := 0, 0
	eachText(root, func(text string, nodes []*html.Node) {
		all += len(text)
		if len(text) < 600 && isPrompt(strings.ToLower(strings.Trim(text, " .\n\t\x00"))) {
			if own := behindPrompt(text); own != "" {
				if len(nodes) == 1 && nodes[0].Type == html.TextNode {
					nodes[0].Data = own
					b.unwritten = append(b.unwritten, tree.CollapseSpace(strings.TrimSpace(strings.TrimSuffix(text, own))))
				}
				return
			}
			samples += len(text)
			texts = append(texts, tree.CollapseSpace(strings.TrimSpace(text)))
			gone = append(gone, append([]*html.Node(nil), nodes...))
		}
	})
	if len(texts) > 3 && samples*2 > all { // a page that shows what a builder can do
		texts, gone = nil, nil
	}
	for _, nodes := range gone {
		for _, n := range nodes {
			tree.Remove(n)
		}
	}
	if b.unwritten = append(texts, b.unwritten...); len(b.unwritten) > 0 {
		b.notes.add(note.HTML, false, "texts that a builder has where nothing was written dropped: "+Quote(strings.Join(b.unwritten, " · ")))
	}
}
