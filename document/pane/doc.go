// Package pane shows content that is only looked at: text, HTML.
//
//	status := pane.NewText("nothing yet")
//	status.SetText("42 rows")
package pane
