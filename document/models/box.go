package models

import "slices"

// Append places further components below those that are there.
func (c *Column) Append(more ...UIElement) {
	c.Children.Set(append(slices.Clip(c.Children.Get()), more...))
}

// Append places further components beside those that are there.
func (r *Row) Append(more ...UIElement) {
	r.Children.Set(append(slices.Clip(r.Children.Get()), more...))
}
