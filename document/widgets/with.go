package widgets

// With gives a widget its first value, and returns the widget.
//
//	hue := widgets.With(widgets.NewIntSlider("Hue, °", -180, 180), 0)
//	levels := widgets.With(widgets.NewMultiChoice("Levels", all), []string{"warn", "error"})
func With[W interface{ SetValue(T) }, T any](w W, v T) W {
	w.SetValue(v)
	return w
}
