// Package panelgo serves Go functions as live web pages.
//
// An app is a function that builds the document of one visitor's tab. Serve publishes apps until
// the process is told to stop; New gives them as a handler for a server of your own; the panelgo
// command runs a Go file that holds only the function. This package joins the rooms below it and
// decides defaults, and leaves the work to them.
//
//	func main() {
//		apps := panelgo.Apps{"hello": func(doc *panelgo.Document) error {
//			doc.SetTitle("Hello")
//			return nil
//		}}
//		opts := panelgo.Options{Server: panelgo.ServerOptions{Port: 8080}, Show: true}
//		if err := panelgo.Serve(apps, opts); err != nil {
//			log.Fatal(err)
//		}
//	}
//
// Each field of Options that has a flag can also be set in the environment. A flag wins over the
// environment, that over the file of --config, that over the code, and the code over the default.
// Main takes the flags from the command line, Serve leaves that alone.
package panelgo
