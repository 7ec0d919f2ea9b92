package frontmatter

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/template"
	"text/template/parse"

	"gopkg.in/yaml.v3"
)

// maxText bounds what a template may make for one field, in bytes.
const maxText = 1 << 20

var errTooLong = fmt.Errorf("over %d MiB", maxText>>20)

// data is what a template has as dot.
type data struct {
	*Post
	kept any // the value of a template that is one single action
	meta map[string]string
}

// Text is .Text of a template.
func (d *data) Text() string {
	if d.Post.Text == nil {
		return ""
	}
	return d.Post.Text()
}

// Meta is .Meta of a template.
func (d *data) Meta() map[string]string {
	if d.meta == nil && d.Post.Meta != nil {
		d.meta = d.Post.Meta()
	}
	return d.meta
}

// Body is .Body of a template.
func (d *data) Body() string { return string(d.Post.Body) }

// template compiles a string of the settings. Without actions it is a
// constant. A template that is one single action, such as {{ .Tags }}, has the
// value of its pipeline, of whatever type; any other has the text it makes.
func (c *compiler) template(field string, n *yaml.Node, text string) value {
	if !strings.Contains(text, "{{") {
		return constant(text)
	}
	t, err := template.New("").Option("missingkey=zero").Funcs(c.funcs).Parse(text)
	if err != nil {
		c.templateError(field, n, err.Error())
		return constant(nil)
	}
	if len(t.Templates()) > 1 {
		c.errorf(n, "", "field %q: a template cannot define others here", field)
		return constant(nil)
	}
	if t.Tree == nil {
		return constant("") // nothing but comments
	}
	if !c.checkNodes(field, n, t.Root) {
		return constant(nil)
	}
	if pipe := singleAction(t.Root); pipe != nil {
		return c.native(field, n, pipe)
	}
	return func(p *Post) (any, error) {
		w := new(textWriter)
		if err := execute(t, w, &data{Post: p}); err != nil {
			return nil, err
		}
		return w.b.String(), nil
	}
}

// native compiles a pipeline whose value, not its text, is the field's.
func (c *compiler) native(field string, n *yaml.Node, pipe *parse.PipeNode) value {
	t, err := template.New("").Option("missingkey=zero").Funcs(c.funcs).Funcs(template.FuncMap{
		"keep": func(d *data, v any) string { d.kept = v; return "" },
	}).Parse("{{keep $ (" + pipe.String() + ")}}")
	if err != nil {
		c.templateError(field, n, err.Error())
		return constant(nil)
	}
	return func(p *Post) (any, error) {
		d := &data{Post: p}
		if err := execute(t, io.Discard, d); err != nil {
			return nil, err
		}
		return fieldValue(reflect.ValueOf(d.kept), 0)
	}
}

// templateError reports a template that does not parse, with the function
// that may be meant if one is not known.
func (c *compiler) templateError(field string, n *yaml.Node, text string) {
	if rest, ok := strings.CutPrefix(text, "template: :"); ok {
		_, text, _ = strings.Cut(rest, ": ") // behind the number of the line
	}
	try := ""
	if name, ok := strings.CutPrefix(text, `function "`); ok {
		name, _, _ = strings.Cut(name, `"`)
		try = didYouMean(name, functionNames(c.funcs))
	}
	c.errorf(n, try, "field %q: %s", field, text)
}

func singleAction(root *parse.ListNode) *parse.PipeNode {
	if len(root.Nodes) != 1 {
		return nil
	}
	if a, ok := root.Nodes[0].(*parse.ActionNode); ok && len(a.Pipe.Decl) == 0 {
		return a.Pipe
	}
	return nil
}

// textWriter collects what a template writes, up to maxText.
type textWriter struct{ b strings.Builder }

func (w *textWriter) Write(p []byte) (int, error) {
	if w.b.Len()+len(p) > maxText {
		return 0, errTooLong
	}
	return w.b.Write(p)
}

// execute takes from the errors of the template what says nothing to the
// author of the settings: they have one template a field.
func execute(t *template.Template, w io.Writer, d *data) error {
	err := t.Execute(w, d)
	if err == nil {
		return nil
	}
	if errors.Is(err, errTooLong) {
		return errTooLong
	}
	text := err.Error()
	if _, rest, ok := strings.Cut(text, ` executing "" at `); ok {
		text = rest
	}
	return errors.New(strings.ReplaceAll(text, "*frontmatter.data", "post"))
}
