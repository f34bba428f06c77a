// Package pane shows content that is only looked at: text, Markdown, HTML, pictures, sound, documents, formulas, tables,
// and charts of other libraries. What could act on the page is dropped from markup, unless the program says that it is its own.
//
//	status := pane.NewText("nothing yet")
//	status.SetText("42 rows")
package pane
