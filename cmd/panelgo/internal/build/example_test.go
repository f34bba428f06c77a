package build_test

import (
	"context"
	"fmt"
	"log"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// A program is made of apps, or taken from the cache.
func ExampleCache_Build() {
	apps, err := find.Apps([]string{"app.go"})
	if err != nil {
		log.Fatal(err)
	}
	plan, err := build.NewPlan(apps, build.Source{Dir: "/src/panelgo"})
	if err != nil {
		log.Fatal(err)
	}
	cache, err := build.OpenCache()
	if err != nil {
		log.Fatal(err)
	}
	made, err := cache.Build(context.Background(), plan, func() { fmt.Println("building …") })
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(made.Binary)
}
