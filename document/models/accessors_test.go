package models_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// wrapped is a component as widgets are: a struct that embeds its model.
type wrapped struct {
	*models.Button
	Visible string // hides the model's field of that name
}

func TestAComponentsPropertiesAreFoundByFunctions(t *testing.T) {
	button := document.New[models.Button]()
	w := wrapped{Button: button}
	if models.VisibleOf(w) != &button.Visible || models.SizingModeOf(w) != &button.SizingMode || models.CSSClassesOf(button) != &button.CSSClasses {
		t.Error("a property is another one than the model's")
	}
	if tip := document.New[models.Tooltip](); models.WidthOf(tip) != nil || models.VisibleOf(tip) != &tip.Visible {
		t.Error("a tooltip has a width, or is never visible")
	}
	if models.VisibleOf(nil) != nil {
		t.Error("no component is visible")
	}
	if document.Named[int](button, "visible") != nil || document.Named[bool](button, "none") != nil {
		t.Error("a property of another type or name was found")
	}
}
