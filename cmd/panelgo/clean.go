package main

import (
	"fmt"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
)

type clean struct{}

// Run removes the programs that serve has built and what it noted of them.
func (clean) Run() error {
	cache, err := build.OpenCache()
	if err != nil {
		return err
	}
	freed, err := cache.Clean()
	fmt.Printf("removed %.1f MB of built apps\n", float64(freed)/1e6)
	return err
}
