package widgets

// With gives a widget its first value, and returns the widget.
//
//	hue := widgets.With(widgets.NewIntSlider("Hue, °", -180, 180), 0)
func With[W interface{ SetValue(T) }, T any](w W, v T) W {
	w.SetValue(v)
	return w
}

// WithValues gives a widget that holds several values its first ones, and returns the widget.
//
//	levels := widgets.WithValues(widgets.NewCheckBoxGroup(widgets.Choices("info", "warn", "error")), "warn", "error")
func WithValues[W interface{ SetValue(...T) }, T any](w W, values ...T) W {
	w.SetValue(values...)
	return w
}
