// Package commands holds the words on a command line that the panelgo command shares with programs
// that call panelgo.Main: options as flags, auth check, config, and what prints keys and licences.
//
// It reads no option itself: package settings does, for all that serve. What is checked is a
// [Target], since the options as a whole are declared further up.
package commands
