// Package template frames whole apps: a header with the app's name, a sidebar that folds, and the
// main part, in one of several looks, light and dark. On a phone the sidebar lies over the main
// part, and opens with a button.
//
//	shell := template.New("Sales")
//	shell.Sidebar(year, region)
//	shell.Main(figure, table)
//	doc.Add(shell)
//
// The page around it, with its sign-out button, is package server's.
package template
