// Package panelgo stands in for the real one where a test is about building: it links in a moment,
// and its Serve prints what it was asked to serve, and ends.
package panelgo

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
)

type Document struct{ title string }

func (d *Document) SetTitle(title string) { d.title = title }

type App func(*Document) error

type Apps map[string]App

type SourceFile struct{ Name, Text string }

type Exhibit struct {
	Section, Subject, Title, About string
	Thumbnail                      []byte
	Source                         []SourceFile
}

type Gallery map[string]Exhibit

type Options struct{ Server ServerOptions }

type ServerOptions struct{ Gallery Gallery }

func Serve(apps Apps, opts Options) error {
	if fd, err := strconv.Atoi(os.Getenv("PANELGO_ORDERS")); err == nil {
		orders, err := io.ReadAll(os.NewFile(uintptr(fd), "orders"))
		if err != nil {
			return err
		}
		fmt.Printf("orders %s\nwords %q\n", orders, os.Args)
	}
	for _, slug := range slices.Sorted(maps.Keys(apps)) {
		var doc Document
		if err := apps[slug](&doc); err != nil {
			return err
		}
		fmt.Printf("/%s shows %s\n", slug, doc.title)
		if x, ok := opts.Server.Gallery[slug]; ok {
			fmt.Printf("/%s exhibits %q %q %q %q picture %q\n", slug, x.Section, x.Subject, x.Title, x.About, x.Thumbnail)
			for _, f := range x.Source {
				fmt.Printf("/%s source %s %d bytes\n", slug, f.Name, len(f.Text))
			}
		}
	}
	return nil
}

func Main(apps Apps, opts Options) {
	fmt.Println("main")
	if err := Serve(apps, opts); err != nil {
		fmt.Println(err)
	}
}
