// Package pdf shows a document that Go writes: a certificate with the visitor's name.
//
//panelgo:gallery pane.PDF
package pdf

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	certificate := pane.NewPDF(page("You have read two pages.", "The second is this one."))
	certificate.Height.Set(document.Some(300.0))

	second := widgets.NewButton("Turn to page 2")
	second.OnClick(func() { certificate.SetPage(2) })

	doc.SetTitle("PDF")
	doc.Add(layout.Column(second, certificate))
	return nil
}

// page is a PDF with a page for each text.
func page(texts ...string) []byte {
	var body strings.Builder
	var kids string
	for i, text := range texts {
		stream := fmt.Sprintf("BT /F1 24 Tf 60 200 Td (%s) Tj ET", text)
		kids += fmt.Sprintf("%d 0 R ", 10+2*i)
		fmt.Fprintf(&body, "%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>endobj\n", 10+2*i, 11+2*i)
		fmt.Fprintf(&body, "%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", 11+2*i, len(stream), stream)
	}
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[%s]/Count %d>>endobj\n"+
		"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\n%strailer<</Root 1 0 R>>\n%%%%EOF", kids, len(texts), body.String())
}
