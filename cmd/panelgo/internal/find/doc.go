// Package find turns the words after "panelgo serve" into apps: which Go files make each, under
// which name.
//
// It reads files and decides; nothing is built or run. An app file exports
//
//	func App(doc *panelgo.Document) error
//
// and a program is package main with a main function. A directory is one package, several app
// files, or a shelf of such directories.
//
//	apps, err := find.Apps([]string{"sliders.go", "sales=./dashboards/q3"})
package find
