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
	"github.com/panelgo/panelgo/document/template"
)

// registration is what the wizard asks for: a step for each section.
type registration struct {
	Name  string `section:"Who are you?" form:"required" placeholder:"Ada Lovelace" max:"60"`
	Email string `form:"required,email" label:"E-mail" placeholder:"ada@example.org"`

	Workshop string   `section:"What do you book?" options:"Pottery,Weaving,Bookbinding" form:"radio"`
	Seats    int      `min:"1" max:"8"`
	Extras   []string `options:"Lunch,Tools,Certificate"`
	Note     string   `form:"multiline" label:"Anything that we should know" max:"300"`
	Agreed   bool     `form:"required" label:"I will come, or call in time"`
}

func check(r registration) error {
	if r.Workshop == "Pottery" && r.Seats > 4 {
		return form.At("Seats", "there are four potter's wheels")
	}
	return nil
}

// register would write to a database, and answers what the last page shows.
func register(r registration) (models.UIElement, error) {
	text := fmt.Sprintf("%s has %d seats in %s. A letter is on its way to %s.", r.Name, r.Seats, r.Workshop, r.Email)
	return layout.Fixed("You are registered", pane.NewText(text)), nil
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	wizard, err := form.NewWizard(registration{Workshop: "Weaving", Seats: 1})
	if err != nil {
		return err
	}
	wizard.Validate(check)
	wizard.OnConfirm(register)
	wizard.Again.Label.Set(models.Str("Register somebody else"))

	shell := template.New("Workshop registration")
	shell.Main(layout.Sized(layout.Size{MaxWidth: 620, Centred: true, Stretch: true}, wizard))
	doc.SetTitle("Registration")
	doc.Add(shell)
	return nil
}
