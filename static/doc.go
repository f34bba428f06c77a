// Package static holds everything that a browser downloads: BokehJS, Panel's bundle, and the
// libraries that Panel's models need. It owns the pinned list of packages (package.json and its
// lock), the tool that prepares them (make assets), and the embedded result with its manifest. It
// leaves to others how files travel over HTTP.
//
// A repository fresh from a clone has no prepared files: the package builds, and Ready says what to
// do.
//
//	if err := static.Ready(); err != nil {
//		log.Fatal(err) // … run make assets
//	}
//	f, ok := static.Lookup("js/bokeh.min.js")
package static
