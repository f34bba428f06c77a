package widgets_test

import (
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/document/documenttest"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestAFieldHearsWhatTheProgramTypes(t *testing.T) {
	field := NewTextInput("t")
	var typed, entered []string
	field.OnType(func(text string) { typed = append(typed, text) })
	field.OnChange(func(text string) { entered = append(entered, text) })
	b := documenttest.Open(t, field)
	if err := b.Set(field, "value_input", `"dra"`); err != nil {
		t.Fatal(err)
	}
	b.Turn(func() { field.SetValue("draft") })
	b.Turn(func() { field.SetValue("") })
	if got := fmt.Sprint(typed, entered); got != "[dra draft ] [draft ]" {
		t.Error(got)
	}
}

func TestASliderTakesSteps(t *testing.T) {
	sure := NewEditableRangeSlider("r", 0, 1)
	sure.SetStep(0.25)
	if sure.Slider.Step.Get() != 0.25 || sure.Start.Step.Get() != 0.25 || sure.End.Step.Get() != 0.25 {
		t.Error("the parts go in different steps")
	}
	defer func() {
		if recover() == nil {
			t.Error("a slider takes steps of nothing")
		}
	}()
	NewIntSlider("n", 0, 9).SetStep(0)
}

func TestAStaticTextTellsItsText(t *testing.T) {
	s := NewStaticText("Sum", "<b>1</b>")
	s.SetValue("2 & 3")
	if s.Value() != "2 & 3" {
		t.Errorf("it says %q", s.Value())
	}
}
