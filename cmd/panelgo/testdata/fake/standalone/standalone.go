// Package standalone stands in for the real one.
package standalone
