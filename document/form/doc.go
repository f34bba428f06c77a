// Package form makes a form from a Go struct: a field for each of its fields, of the kind that
// suits the type, with what the tags say of it. What a visitor enters is judged field by field, and
// as a whole before it is submitted.
//
//	type Order struct {
//		Name     string    `form:"required" help:"As on the bell"`
//		Size     string    `options:"S,M,L"`
//		Count    int       `min:"1" max:"20"`
//		Delivery time.Time `min:"today" section:"Delivery"`
//		Note     string    `form:"multiline" max:"500"`
//	}
//
//	order, err := form.New(Order{Size: "M", Count: 1})
//	order.Validate(func(o Order) error {
//		if o.Count > 10 && o.Size == "L" {
//			return form.At("Count", "there are only 10 of that size")
//		}
//		return nil
//	})
//	order.OnSubmit(func(o Order) error { return save(o) })
//	doc.Add(order)
//
// These tags are known:
//
//	label, help, placeholder   what stands above a field, in a tooltip, and in it while it is empty
//	form                       words: required, multiline, password, slider, switch, radio, clock,
//	                           email, hidden, or "-" for none
//	min, max                   of numbers; of days ("2024-12-31", "today"); of the length of texts
//	                           and lists
//	step, format               of numbers
//	options                    "S,M,L" or "s=Small,m=Medium": what can be picked
//	pattern, error             a regular expression that the whole text must match, and what to
//	                           say when it does not
//	accept                     kinds of files: ".csv,image/*"
//	section, order             a heading that begins with this field; a place other than that in
//	                           the struct, low first
//
// Types are string, bool, numbers, [time.Time] (a day; with "clock" a day and a time),
// [time.Duration], types with a list of values ([document.Enum]), types that read and write
// themselves as text, [document.Color], [widgets.File] and structs of these. A slice of numbers is
// written "1, 2, 3", one of texts has one in each line; a slice of structs is a list of rows that
// are added and removed. A pointer is a value that may be missing. A struct that is embedded has
// its fields among those around it.
//
// A [Wizard] asks for the same in steps, and has all of it reviewed at the end.
package form
