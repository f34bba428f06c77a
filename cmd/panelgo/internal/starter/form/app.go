// Package form takes orders: a form made of a struct, whose tags say what may be entered.
package form

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/page"
)

// order is what a visitor fills in, a field for each of its own.
type order struct {
	Name  string    `form:"required"`
	Mail  string    `form:"required,email" label:"E-mail" placeholder:"you@example.org"`
	Pizza string    `options:"m=Margherita,f=Funghi" form:"required"`
	Count int       `min:"1" max:"20"`
	Day   time.Time `min:"today"`
	Note  string    `form:"multiline" max:"200"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	f, err := form.New(order{Count: 1})
	if err != nil {
		return err
	}
	f.Validate(check) // what the tags cannot say
	f.OnSubmit(func(o order) error {
		page.Notify(doc).Success(thanks(o))
		f.SetValue(order{Count: 1})
		return nil
	})

	doc.SetTitle("Form")
	doc.Add(f)
	return nil
}

func check(o order) error {
	if o.Count > 10 && o.Note == "" {
		return form.At("Note", "say what so many are for")
	}
	return nil
}

func thanks(o order) string { return fmt.Sprintf("%d for %s", o.Count, o.Name) }
