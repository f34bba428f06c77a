package page_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
)

// browser is one that tells where it is.
type browser struct{ *documenttest.Browser }

// open asks for a page with a query, and has a browser join it.
func open(t *testing.T, query string, app func(doc *document.Document)) *browser {
	t.Helper()
	arguments, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	headers := map[string]string{"Accept-Language": "de-CH, en;q=0.8, *;q=0.1"}
	return &browser{documenttest.Visit(t, document.Visit{Path: "/app", Arguments: arguments, Headers: headers}, app)}
}

// root is the document's root of a type, by the front end's name.
func (b *browser) root(name string) document.Model {
	b.T.Helper()
	for _, m := range b.Doc.Roots() {
		if document.WireName(m) == name {
			return m
		}
	}
	b.T.Fatalf("there is no %s", name)
	return nil
}

// at has the browser say where it is when it has drawn the page.
func (b *browser) at(href string) error {
	return b.Set(b.root("panelgo.Location"), "href", fmt.Sprintf("%q", href))
}

// goes has the visitor go to an address, n steps after the page was opened.
func (b *browser) goes(n int, href string) error {
	m := b.root("panelgo.Location")
	change := `{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%s}`
	return b.Send(m, nil, fmt.Sprintf(change, "href", fmt.Sprintf("%q", href)), fmt.Sprintf(change, "moves", fmt.Sprint(n)))
}
