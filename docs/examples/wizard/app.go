// Package wizard asks for a parcel in steps, one for each struct: where it comes from, where it goes, what is in it. What is
// entered is shown for review before it is sent, which takes a moment.
//
//panelgo:gallery form.NewWizard
package wizard

import (
	"context"
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
)

type address struct {
	Name string `form:"required"`
	City string `form:"required"`
}

type content struct {
	What   string  `form:"required" placeholder:"Books"`
	Weight float64 `min:"0.1" max:"20" label:"Weight, kg"`
}

// parcel is what the wizard asks for: a step for each field.
type parcel struct {
	From    address
	To      address
	Content content
}

// send stands for what takes a while. It runs beside the session; what it answers makes the last page.
func send(ctx context.Context, p parcel) (last func() models.UIElement, err error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Second):
	}
	if p.To.City == "Atlantis" {
		return nil, form.At("To.City", "nobody has found it yet")
	}
	return func() models.UIElement {
		return pane.NewText(fmt.Sprintf("%s is on its way to %s.", p.Content.What, p.To.Name))
	}, nil
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	wizard, err := form.NewWizard(parcel{From: address{Name: "Ada", City: "London"}, Content: content{Weight: 1}})
	if err != nil {
		return err
	}
	wizard.Validate(func(p parcel) error {
		if p.From == p.To {
			return form.At("To.City", "this is where the parcel comes from")
		}
		return nil
	})
	wizard.OnConfirmWork(send)

	doc.SetTitle("Wizard")
	doc.Add(wizard)
	return nil
}
