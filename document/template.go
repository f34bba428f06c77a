package document

import "io"

// PageTemplate writes the page around a document's roots, in place of the server's own page.
// ExecutePage is called outside of turns, by several goroutines at once. The app's own HTML in
// package document/template is one.
type PageTemplate interface {
	ExecutePage(w io.Writer, p Page) error
}

// Page is what a template has to work with. Texts are plain, unless they are called HTML.
type Page struct {
	Title           string
	User            string // empty for guests and where nobody signs in
	SignIn, SignOut string // addresses of the way in and out; empty where there is none
	Prefix          string // from the page to the server's first path: "", "../", …
	Theme           string // that the app has chosen, "light" or "dark"; may be empty
	Nonce           string // for scripts of the template's own
	HeadHTML        string // the front end and what starts it: belongs into the head
	AccountHTML     string // the line that says who is signed in; may be empty
	Roots           []PageRoot
}

// PageRoot is where a model is drawn.
type PageRoot struct {
	Name string // that the model has, may be empty
	Type string // the front end's name of its type
	HTML string
}

// SetTemplate has a template write the page. It must be called while the app is built; nil is the
// server's own page.
func (d *Document) SetTemplate(t PageTemplate) {
	d.check("SetTemplate")
	d.template = t
}

// AddAs puts models on the page under a name, by which a template places them.
func (d *Document) AddAs(name string, roots ...Model) {
	d.check("AddAs")
	for _, m := range roots {
		bound(m).Name.Set(Some(name))
	}
	d.Add(roots...)
}

// SetTheme says which theme the page begins with, for visitors who have not chosen one themselves.
// It must be called while the app is built; page.SetTheme does so, and changes a page that is open,
// too.
func (d *Document) SetTheme(theme string) {
	d.check("SetTheme")
	d.theme = theme
}
