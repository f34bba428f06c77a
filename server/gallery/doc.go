// Package gallery knows what the list of apps tells of an app, and how an app file says so.
//
// The first sentence of the package comment describes the app. A directive in that comment puts the
// app under a heading, with a picture, and lets whoever may use the app read its source:
//
//	// Package sales shows what was sold, and where.
//	//
//	//panelgo:gallery Apps
//	package sales
//
// What an example is about may stand in place of the heading, as in widgets.IntSlider. How all this
// looks in a browser is package server's to say.
package gallery
