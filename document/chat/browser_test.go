package chat_test

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
)

// find is a model of a type that f accepts.
func find[M document.Model](b *documenttest.Browser, f func(M) bool) (found M) {
	b.T.Helper()
	for m := range b.Doc.Models() {
		if m, ok := m.(M); ok && f(m) {
			return m
		}
	}
	b.T.Fatalf("the page has no such %T", found)
	return found
}
