// Package tour is the app of panelgo hello: widgets to try, a plot and a table that follow them.
// It shows what needs no file and no network.
package tour
