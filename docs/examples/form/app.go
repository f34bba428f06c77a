// Package form makes a form from a struct: leave the name empty or order too many, and see what is said beside the
// fields. What is right is shown for review before it is submitted.
//
//panelgo:gallery form.New
package form

import (
	"context"
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/page"
)

// order is what a visitor fills in.
type order struct {
	Name     string        `form:"required" help:"As on the bell"`
	Mail     string        `form:"required,email" label:"E-mail" placeholder:"you@example.org"`
	Pizza    string        `options:"m=Margherita,f=Funghi,d=Diavola" form:"required"`
	Size     string        `options:"small,large" form:"radio"`
	Count    int           `min:"1" max:"20"`
	Extras   []string      `options:"olives,capers,rocket" max:"2"`
	Day      time.Time     `min:"today" form:"required" section:"Delivery"`
	Wait     time.Duration `min:"0s" max:"2h" label:"How long it may take"`
	Note     string        `form:"multiline" max:"200"`
	Accepted bool          `form:"required" label:"I accept the terms"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	f, err := form.New(order{Size: "large", Count: 1, Wait: time.Hour})
	if err != nil {
		return err
	}
	f.Validate(func(o order) error {
		if o.Size == "large" && o.Count > 10 {
			return form.At("Count", "the oven takes 10 large ones at most")
		}
		return nil
	})
	f.Review()
	f.OnSubmitWork(func(ctx context.Context, o order) (func(), error) {
		select { // the kitchen thinks about it
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
		return func() {
			page.Notify(doc).Success(fmt.Sprintf("%d %s pizzas for %s.", o.Count, o.Size, o.Name))
			f.SetValue(order{Size: "large", Count: 1, Wait: time.Hour})
		}, nil
	})

	doc.SetTitle("Form")
	doc.Add(f)
	return nil
}
