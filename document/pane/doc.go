// Package pane shows content that is only looked at: text, pictures, sound, documents, formulas,
// tables, and charts of other libraries. Markdown, and HTML that others wrote, are in the package
// markup.
//
//	status := pane.NewText("nothing yet")
//	status.SetText("42 rows")
package pane
