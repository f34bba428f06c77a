package widgets_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestButtonsAreClicked(t *testing.T) {
	button, icon, menu := NewButton("Go"), NewButtonIcon("<svg/>"), NewMenuButton("File", "Open", "", "Save")
	var heard []string
	button.OnClick(func() { heard = append(heard, "button") })
	icon.OnClick(func() { heard = append(heard, "icon") })
	menu.OnClick(func(item string) { heard = append(heard, item) })
	b := documenttest.Open(t, button, icon, menu)
	for _, click := range []func() error{
		func() error { return b.Fire(button, "button_click", "") },
		func() error { return b.Fire(icon, "button_click", "") },
		func() error { return b.Fire(menu, "menu_item_click", `"item":"Save"`) },
		func() error { return b.Fire(menu, "menu_item_click", `"item":"Delete everything"`) },
		func() error { return b.Fire(menu, "menu_item_click", `"item":""`) },
		func() error { return b.Fire(menu, "menu_item_click", `"item":7`) },
	} {
		if err := click(); err != nil {
			t.Error(err)
		}
	}
	b.Turn(func() { button.Disabled.Set(true) })
	if err := b.Fire(button, "button_click", ""); err != nil {
		t.Error(err)
	}
	if fmt.Sprint(heard) != "[button icon Save]" {
		t.Errorf("heard %v", heard)
	}
}

func TestSliderAndFieldOfAnEditableSliderAgree(t *testing.T) {
	floats, ints, ranges := NewEditableFloatSlider("x", 0, 1), NewEditableIntSlider("n", 0, 10), NewEditableRangeSlider("r", 0, 1)
	var heard []any
	floats.OnChange(func(x float64) { heard = append(heard, x) })
	ints.OnChange(func(n int) { heard = append(heard, n) })
	ranges.OnChange(func(r Range[float64]) { heard = append(heard, r) })
	b := documenttest.Open(t, floats, ints, ranges)
	for _, step := range []struct {
		err  error
		want string
	}{
		{b.Set(floats.Slider, "value", "0.30000000000000004"), "[0.3]"},
		{b.Set(floats.Field, "value", "0.7"), "[0.3 0.7]"},
		{b.Set(ints.Slider, "value", "4"), "[0.3 0.7 4]"},
		{b.Set(ints.Field, "value", "5"), "[0.3 0.7 4 5]"},
		{b.Set(ranges.Start, "value", "0.5"), "[0.3 0.7 4 5 {0.5 1}]"},
		{b.Set(ranges.Slider, "value", "[0.2,0.4]"), "[0.3 0.7 4 5 {0.5 1} {0.2 0.4}]"},
		{b.Set(ranges.End, "value", "0.1"), "[0.3 0.7 4 5 {0.5 1} {0.2 0.4} {0.1 0.1}]"},
	} {
		if step.err != nil {
			t.Error(step.err)
		}
	}
	if got := fmt.Sprint(heard); got != "[0.3 0.7 4 5 {0.5 1} {0.2 0.4} {0.1 0.1}]" {
		t.Errorf("heard %s", got)
	}
	if floats.Slider.Value() != 0.7 || ints.Slider.Value() != 5 || ranges.Start.Value() != 0.1 {
		t.Errorf("%v, %v, %v", floats.Slider.Value(), ints.Slider.Value(), ranges.Start.Value())
	}
	if err := b.Set(floats.Field, "value", "2"); err == nil {
		t.Error("the field takes what the slider cannot show")
	}
}

func TestANestedSelectLeavesWhatFits(t *testing.T) {
	place := NewNestedSelect([]string{"Country", "City"}, []Branch{
		{Label: "Italy", Below: []Branch{{Label: "Rome"}, {Label: "Turin"}}},
		{Label: "Japan", Below: []Branch{{Label: "Kyoto"}}},
		{Label: "Monaco"},
	})
	var heard [][]string
	place.OnChange(func(path []string) { heard = append(heard, path) })
	b := documenttest.Open(t, place)
	if err := b.Set(place.Levels[1], "value", `"Turin"`); err != nil {
		t.Error(err)
	}
	if err := b.Set(place.Levels[1], "value", `"Kyoto"`); err == nil {
		t.Error("Kyoto is taken for a city of Italy")
	}
	if err := b.Set(place.Levels[0], "value", `"Japan"`); err != nil {
		t.Error(err)
	}
	if err := b.Set(place.Levels[0], "value", `"Monaco"`); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(heard); got != "[[Italy Turin] [Japan Kyoto] [Monaco]]" {
		t.Errorf("heard %s", got)
	}
	b.Turn(func() { place.Select("Italy", "Turin") })
	if got := fmt.Sprint(place.Value()); got != "[Italy Turin]" {
		t.Errorf("value %s", got)
	}
}

func TestACrossSelectorMovesOptions(t *testing.T) {
	c := NewCrossSelector(choices())
	var heard [][]planet
	c.OnChange(func(p []planet) { heard = append(heard, p) })
	b := documenttest.Open(t, c)
	if err := b.Set(c.Left, "value", `["Mars","Earth"]`); err != nil {
		t.Fatal(err)
	}
	buttons := c.Children.Get()[1].(*models.Column).Children.Get()
	if err := b.Fire(buttons[0], "button_click", ""); err != nil {
		t.Fatal(err)
	}
	if want := []planet{planets[0], planets[1]}; !slices.Equal(c.Value(), want) && !slices.Equal(c.Value(), []planet{planets[1], planets[0]}) {
		t.Errorf("picked %v, want %v", c.Value(), want)
	}
	heard = nil
	b.Turn(func() { c.Select(planets[1], planets[0]) })
	if len(heard) != 1 || !slices.Equal(c.Value(), []planet{planets[1], planets[0]}) {
		t.Errorf("heard %v, value %v", heard, c.Value())
	}
	if err := b.Set(c.Left, "value", `["Mars"]`); err == nil {
		t.Error("what is picked can be picked again")
	}
	if err := b.Set(c.Right, "value", `["Mars"]`); err != nil {
		t.Error(err)
	}
}
