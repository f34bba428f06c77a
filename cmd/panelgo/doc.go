// Command panelgo serves Go files as live web pages.
//
// It owns the words on the command line: it finds the apps that they name, builds a program of
// them, and becomes that program, or with --dev watches over it. What an app does is the business
// of the panelgo package.
//
//	panelgo serve hello.go
//	panelgo serve --dev --show dashboards/ sales=./q3/app.go
package main
