// Package conformance shows from outside that the server speaks Bokeh's protocol. It holds nothing
// but tests: they start a server as a program does, with panelgo.New, and talk to it over real
// connections, with a client that shares no code with the product, with BokehJS in Node and with a
// real Chromium.
//
// docs/conformance.md says which test shows which point of the protocol.
package conformance
