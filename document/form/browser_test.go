package form_test

import (
	"cmp"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
)

// button is one of the buttons with a label, in the order in which they came into the page.
func button(b *documenttest.Browser, label string, which int) *models.Button {
	b.T.Helper()
	var found []*models.Button
	for m := range b.Doc.Models() {
		if m, ok := m.(*models.Button); ok && m.Label.Get() == models.DOMNodeOrStr(models.Str(label)) {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, func(a, b *models.Button) int {
		return cmp.Or(cmp.Compare(len(a.ID()), len(b.ID())), strings.Compare(a.ID(), b.ID()))
	})
	if which >= len(found) {
		b.T.Fatalf("there are %d buttons %q", len(found), label)
	}
	return found[which]
}
