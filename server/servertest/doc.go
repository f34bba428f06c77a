// Package servertest is a browser made of Go, for tests of apps: it opens a page, joins its session
// over a websocket, keeps a copy of the document by applying what the server sends, and changes
// values as a visitor would. It needs neither a browser nor the browser's files, and takes a few
// milliseconds per test.
//
//	func TestSliderReachesCallback(t *testing.T) {
//		tab := servertest.Open(t, app, "/")
//		tab.Set("Frequency", 7)
//		tab.Expect("Readout", "7.0 Hz")
//	}
//
// It owns the client's side of the protocol. What a page looks like is left to package chrome
// below.
package servertest
