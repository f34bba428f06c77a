// Package starter writes the beginning of an app: the packages below it are the templates, built
// and tested here as they are where they are written to.
//
//	err := starter.Write("sales", "dashboard")
package starter
