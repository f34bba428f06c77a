// Package widgets holds what a visitor handles: sliders, fields, lists, calendars, files, tables,
// editors. A widget is a front-end model with a typed value, and embeds that model, so that every
// property of it is at hand: Disabled, Visible, Width and many more.
//
//	n := widgets.NewIntSlider("Points", 10, 1000)
//	n.OnChange(func(points int) { … })
//
// All of them have Value, SetValue and OnChange, as far as they have a value; OnChange also hears
// what SetValue has changed. Sliders also have OnRelease, for what is too slow to follow a drag,
// which a visitor alone brings about; text fields have OnType, for what should follow each key.
// Choices are over the program's own type:
//
//	country := widgets.NewSelect("Country", widgets.ChoicesOf(countries, func(c Country) string { return c.Name }))
//	country.OnChange(func(c Country) { … })
//
// Fields show what is wrong with what a visitor entered, and keep it from the program:
//
//	valid := mail.Validate(func(s string) error { … })
//	send.OnClick(func() {
//		if valid() == nil { … }
//	})
//
// What no visitor could have entered (a number past the end of a slider, an option that is not
// there) is refused: the value stays, and the browser gets an error.
package widgets
