// Package chrome shows pages in a real Chromium, for tests: it opens them, waits until they are
// drawn, drives them with mouse and keyboard, and gathers what went wrong on the way. It needs
// Debian's chromium or the like; PANELGO_CHROMIUM names another one.
//
//	tab := chrome.Open(t, server.URL+"/hello")
//	tab.Drag("Value", 0.8)
//	tab.WaitText("value: 800000")
package chrome
