// Package examples holds pages that show what panelgo does, one folder each, and the tests that open all of them in a
// real Chromium.
package examples
