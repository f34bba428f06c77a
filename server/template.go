package server

import (
	"bytes"
	"net/http"

	"github.com/panelgo/panelgo/document"
)

// ownPage answers with a page that the app's own template draws. The headers are set; what the
// template writes is held back until it is whole, so that one that fails is an error like others.
func (a *app) ownPage(w http.ResponseWriter, p pageData) error {
	page := document.Page{
		Title: p.title, User: p.account.user, Prefix: p.rel, Nonce: p.nonce,
		HeadHTML: string(appendStart(a.appendHead(nil, p), p)), AccountHTML: string(p.account.append(nil)),
		Theme: p.theme, Roots: p.places,
	}
	if p.account.user == "" {
		page.SignIn = p.account.address
	} else {
		page.SignOut = p.account.address
	}
	for i, id := range p.roots {
		page.Roots[i].HTML = string(appendRoot(nil, id))
	}
	var whole bytes.Buffer
	if err := p.template.ExecutePage(&whole, page); err != nil {
		return err
	}
	_, err := whole.WriteTo(w)
	return err
}
