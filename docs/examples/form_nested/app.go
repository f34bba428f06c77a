// Package formnested makes a form from structs in structs: a list that grows, a part that may be missing, and a summary
// that follows what is entered.
//
//panelgo:gallery form.FromStruct
package formnested

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/layout"
)

type address struct {
	Street string `form:"required"`
	City   string `form:"required"`
}

type guest struct {
	Name  string `form:"required"`
	Years int    `max:"120"`
}

type party struct {
	Title  string  `form:"required"`
	Budget float64 `min:"0" max:"500" step:"10" form:"slider" help:"For all guests together"`
	Place  address
	Hotel  *address // missing unless the visitor ticks its box
	Guests []guest  `max:"5"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	plan := party{Title: "Garden party", Budget: 120, Place: address{"High Street 1", "Bath"}, Guests: []guest{{"Ada", 36}, {"Alan", 41}}}
	f, err := form.FromStruct(&plan) // plan changes as the visitor enters
	if err != nil {
		return err
	}
	doc.SetTitle("Nested form")
	doc.Add(layout.Flow(320, f, layout.Fixed("Summary", f.Summary())))
	return nil
}
