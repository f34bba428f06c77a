package reactive_test

import (
	"fmt"

	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

func ExampleBind2() {
	price, count := widgets.NewFloatSlider("Price", 0, 100), widgets.NewIntSlider("Count", 1, 10)
	total := reactive.Bind2(price, count, func(each float64, n int) float64 { return each * float64(n) })
	price.SetValue(2.5)
	count.SetValue(4)
	fmt.Println(total.Value())
	// Output: 10
}

func ExampleView() {
	name := widgets.NewTextInput("Name")
	hello := reactive.View(name, func(who string) models.UIElement {
		if who == "" {
			return nil
		}
		return pane.NewText("Hello " + who)
	})
	fmt.Println(len(hello.Children.Get()))
	name.SetValue("Ada")
	fmt.Println(hello.Children.Get()[0].(pane.Text).Text.Get())
	// Output:
	// 0
	// Hello Ada
}

func ExampleState() {
	basket := reactive.NewState(0)
	basket.OnChange(func(n int) { fmt.Println(n, "in the basket") })
	basket.Update(func(n int) int { return n + 1 })
	basket.Set(1) // nothing new
	// Output: 1 in the basket
}

func ExampleSet() {
	name, send := widgets.NewTextInput("Name"), widgets.NewButton("Send")
	reactive.Set(&send.Disabled, reactive.Bind(name, func(s string) bool { return s == "" }))
	fmt.Println(send.Disabled.Get())
	name.SetValue("Ada")
	fmt.Println(send.Disabled.Get())
	// Output:
	// true
	// false
}

func ExampleSync() {
	slider, field := widgets.NewIntSlider("Seconds", 0, 60), widgets.NewIntInput("Exactly")
	reactive.Sync(slider, field)
	field.SetValue(42)
	fmt.Println(slider.Value())
	// Output: 42
}

func ExampleJS() {
	slider, text := widgets.NewFloatSlider("°C", 0, 40), pane.NewText("")
	script := reactive.JS("text.text = `${cb_obj.value} °C`", reactive.Args{"text": text})
	script.OnChange(&slider.Slider.Value)
	fmt.Println(len(slider.JSPropertyCallbacks.Get()["change:value"]))
	// Output: 1
}
