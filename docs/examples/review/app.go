// Package review registers for a workshop in steps: who you are, what you book, a last look at all of it, and the result. A
// step is left when everything in it is right; from the review one can go back and change things.
//
//panelgo:gallery Apps
package review

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

type person struct {
	Name  string `form:"required" placeholder:"Ada Lovelace" max:"60"`
	Email string `form:"required,email" label:"E-mail" placeholder:"ada@example.org"`
}

type booking struct {
	Workshop string   `options:"Pottery,Weaving,Bookbinding" form:"radio"`
	Seats    int      `min:"1" max:"8"`
	Extras   []string `options:"Lunch,Tools,Certificate"`
	Note     string   `form:"multiline" label:"Anything that we should know" max:"300"`
	Agreed   bool     `form:"required" label:"I will come, or call in time"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	you, err := form.New(person{})
	if err != nil {
		return err
	}
	workshop, err := form.New(booking{Workshop: "Weaving", Seats: 1})
	if err != nil {
		return err
	}
	step := reactive.NewState(0)
	goes := func(label string, to int) widgets.Button {
		b := widgets.NewButton(label)
		b.OnClick(func() { step.Set(to) })
		return b
	}
	you.Submit.Label.Set(models.Str("Next"))
	you.OnSubmit(func(person) error { step.Set(1); return nil })
	workshop.Submit.Label.Set(models.Str("Review"))
	workshop.Validate(func(b booking) error {
		if b.Workshop == "Pottery" && b.Seats > 4 {
			return form.At("Seats", "there are four potter's wheels")
		}
		return nil
	})
	workshop.OnSubmit(func(booking) error { step.Set(2); return nil })
	result := pane.NewText("")
	confirm, again := goes("Confirm", 3), goes("Register somebody else", 0)
	confirm.SetColor(widgets.Primary)
	confirm.OnClick(func() { // here an app would write to its database
		result.SetText(fmt.Sprintf("%s has %d seats in %s. A letter is on its way to %s.", you.Value().Name, workshop.Value().Seats, workshop.Value().Workshop, you.Value().Email))
	})
	again.OnClick(func() {
		you.SetValue(person{})
		workshop.SetValue(booking{Workshop: "Weaving", Seats: 1})
	})

	pages := []models.UIElement{
		layout.Fixed("Who are you?", you),
		layout.Fixed("What do you book?", workshop, goes("Back", 0)),
		layout.Fixed("Is this right?", you.Summary(), layout.Divider(), workshop.Summary(), layout.Row(confirm, goes("Change it", 1))),
		layout.Fixed("You are registered", result, again),
	}
	steps := reactive.View(step, func(now int) models.UIElement {
		var all []models.UIElement
		for i, name := range []string{"You", "Workshop", "Review", "Done"} {
			state := layout.Idle
			switch {
			case i < now || now == 3:
				state = layout.Good
			case i == now:
				state = layout.Busy
			}
			all = append(all, layout.NewStatus(state, name))
		}
		return layout.Flex(layout.Flexible{Gap: 24}, all...)
	})
	shown := reactive.View(step, func(now int) models.UIElement { return pages[now] })

	shell := template.New("Workshop registration")
	shell.Main(layout.Sized(layout.Size{MaxWidth: 620, Centred: true, Stretch: true}, steps, shown))
	doc.SetTitle("Registration")
	doc.Add(shell)
	return nil
}
