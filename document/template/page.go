package template

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"text/template/parse"

	"github.com/panelgo/panelgo/document"
)

// Page is an app's own page: files in the language of package html/template. What a file can say:
//
//	{{.Head}}            the front end; it has to stand in the head
//	{{.Root "sidebar"}}  the place of the roots that doc.AddAs gave this name
//	{{.Roots}}           the places of all roots that have none by name
//	{{.Title}}           the document's title
//	{{.Data}}            what Use was given, such as {{.Data.Heading}}
//	{{.User}} {{.SignIn}} {{.SignOut}}  who is signed in, and the addresses of the ways in and out; empty where there is none
//	{{.Account}}         the server's own line that says this
//	{{.Prefix}}          what an address within the server begins with, as in {{.Prefix}}assets/app.css
//	{{.Theme}}           light, dark or nothing, as in <html data-theme="{{.Theme}}">
//	{{.Nonce}}           for scripts in the page, as in <script nonce="{{.Nonce}}">
//
// Within {{range}} and {{with}} these begin with $, as in {{$.Title}}.
type Page struct {
	t      *template.Template
	name   string
	placed map[string]bool // the names of roots that the files mention
}

// ParseFS reads a page from files. The first is the page, the others are what it includes with
// {{template}}. The error names the file and the line of what is wrong, also of words that there
// are none of.
func ParseFS(files fs.FS, patterns ...string) (*Page, error) {
	t, err := template.ParseFS(files, patterns...)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	names, err := fs.Glob(files, patterns[0])
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("template: %s is no file: %w", patterns[0], errors.Join(err, fs.ErrNotExist))
	}
	return check(t.Lookup(path.Base(names[0])))
}

// Parse reads a page from a text, for which the name stands in complaints.
func Parse(name, text string) (*Page, error) {
	t, err := template.New(name).Parse(text)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	return check(t)
}

// Must is for pages in variables: it panics with the error, at the start of the program.
func Must(p *Page, err error) *Page {
	if err != nil {
		panic(err)
	}
	return p
}

// Use has a document's page be drawn by the template. Data is read whenever a page is opened, by
// several goroutines at once: it must not change.
func (p *Page) Use(doc *document.Document, data any) {
	doc.SetTemplate(used{p, data})
}

// used is a page with an app's data.
type used struct {
	page *Page
	data any
}

// ExecutePage implements [document.PageTemplate].
func (u used) ExecutePage(w io.Writer, p document.Page) error {
	s := &sheet{page: u.page, from: p, Data: u.data, done: map[string]bool{}}
	if err := u.page.t.Execute(w, s); err != nil {
		return fmt.Errorf("template: %w", err)
	}
	for _, r := range p.Roots {
		if !s.all && !s.done[r.Name] {
			return fmt.Errorf("template: %s has no place for a root: write {{.Root %q}}, or {{.Roots}} for all that have none (it is a %s, added with doc.AddAs or doc.Add)", u.page.name, r.Name, r.Type)
		}
	}
	return nil
}

// check finds out what can be known of a page before there is a document: it is drawn once for
// nobody.
func check(t *template.Template) (*Page, error) {
	p := &Page{t: t, name: t.Name(), placed: map[string]bool{}}
	head := false
	for _, each := range t.Templates() {
		if each.Tree != nil {
			walk(each.Tree.Root, func(word, argument string) {
				head = head || word == "Head"
				if word == "Root" {
					p.placed[argument] = true
				}
			})
		}
	}
	if !head {
		return nil, fmt.Errorf("template: %s has no {{.Head}}: it brings the front end, and belongs into the head", p.name)
	}
	err := t.Execute(io.Discard, &sheet{page: p, trial: true, done: map[string]bool{}})
	var unsafe *template.Error
	if errors.As(err, &unsafe) || err != nil && wrongWord.MatchString(err.Error()) {
		return nil, fmt.Errorf("template: %w", err)
	}
	return p, nil // what else failed may do so for want of data
}

// wrongWord tells complaints about the page's own words from those for want of data.
var wrongWord = regexp.MustCompile(`in type \*template\.sheet|wrong number of args for (Root|Head|Title)\b`)

// walk tells of the page's words below a node, each with its argument if that is a text.
func walk(node parse.Node, tell func(word, argument string)) {
	lists := func(all ...*parse.ListNode) {
		for _, l := range all {
			if l != nil {
				for _, n := range l.Nodes {
					walk(n, tell)
				}
			}
		}
	}
	pipe := func(p *parse.PipeNode) {
		if p != nil {
			for _, c := range p.Cmds {
				walk(c, tell)
			}
		}
	}
	branch := func(b parse.BranchNode) { pipe(b.Pipe); lists(b.List, b.ElseList) }
	switch n := node.(type) {
	case *parse.ListNode:
		lists(n)
	case *parse.ActionNode:
		pipe(n.Pipe)
	case *parse.PipeNode:
		pipe(n)
	case *parse.IfNode:
		branch(n.BranchNode)
	case *parse.RangeNode:
		branch(n.BranchNode)
	case *parse.WithNode:
		branch(n.BranchNode)
	case *parse.CommandNode:
		argument := ""
		if len(n.Args) == 2 {
			if s, ok := n.Args[1].(*parse.StringNode); ok {
				argument = s.Text
			}
		}
		switch first := n.Args[0].(type) {
		case *parse.FieldNode:
			tell(first.Ident[0], argument)
		case *parse.VariableNode: // $.Root
			if len(first.Ident) > 1 {
				tell(first.Ident[1], argument)
			}
		}
	}
}
