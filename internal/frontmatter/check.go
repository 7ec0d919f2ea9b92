package frontmatter

import (
	"reflect"
	"text/template/parse"

	"gopkg.in/yaml.v3"
)

// postFields are the names that templates can ask of a post.
var postFields = func() (names []string) {
	for f := range reflect.TypeFor[Post]().Fields() {
		names = append(names, f.Name)
	}
	return names
}()

// checkNodes reports what a template asks of a post that no post has, so that
// a typing error shows before the run, once, and also where the template would
// get there for few posts only.
func (c *compiler) checkNodes(field string, n *yaml.Node, root *parse.ListNode) bool {
	w := nodeWalker{unknown: func(name string) {
		c.errorf(n, didYouMean(name, postFields), "field %q: a post has no %q", field, name)
	}}
	w.list(root, true)
	if w.calls {
		c.errorf(n, "", "field %q: a template cannot call others here", field)
	}
	return !w.found && !w.calls
}

// nodeWalker visits the nodes of a template. Inside range and with, dot is not
// the post.
type nodeWalker struct {
	unknown func(name string)
	found   bool // something unknown
	calls   bool // another template
}

func (w *nodeWalker) list(l *parse.ListNode, dotIsPost bool) {
	if l != nil {
		for _, n := range l.Nodes {
			w.node(n, dotIsPost)
		}
	}
}

func (w *nodeWalker) node(n parse.Node, dotIsPost bool) {
	switch n := n.(type) {
	case *parse.ActionNode:
		w.pipe(n.Pipe, dotIsPost)
	case *parse.PipeNode:
		w.pipe(n, dotIsPost)
	case *parse.FieldNode:
		if dotIsPost {
			w.name(n.Ident[0])
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" && len(n.Ident) > 1 {
			w.name(n.Ident[1])
		}
	case *parse.ChainNode:
		w.node(n.Node, dotIsPost)
	case *parse.IfNode:
		w.branch(&n.BranchNode, dotIsPost, dotIsPost)
	case *parse.RangeNode:
		w.branch(&n.BranchNode, dotIsPost, false)
	case *parse.WithNode:
		w.branch(&n.BranchNode, dotIsPost, false)
	case *parse.TemplateNode:
		w.calls = true
	}
}

func (w *nodeWalker) branch(b *parse.BranchNode, dotIsPost, inside bool) {
	w.pipe(b.Pipe, dotIsPost)
	w.list(b.List, inside)
	w.list(b.ElseList, dotIsPost)
}

func (w *nodeWalker) pipe(p *parse.PipeNode, dotIsPost bool) {
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			w.node(arg, dotIsPost)
		}
	}
}

func (w *nodeWalker) name(name string) {
	for _, f := range postFields {
		if f == name {
			return
		}
	}
	w.found = true
	w.unknown(name)
}
