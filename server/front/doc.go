// Package front is what a person at this machine meets of a server: its port, the lines that say
// where to click, and the browser that opens. The program that serves uses it, and the command when
// that owns the port in its place.
//
//	ln, err := front.Listen("localhost", 5006)
//	page := front.Page{Listener: ln.Addr(), Address: "localhost", Slugs: []string{"hello"}}
//	fmt.Fprint(os.Stderr, page.Banner())
package front
