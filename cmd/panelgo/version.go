package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/panelgo/panelgo/document/wire"
)

// version is set by the Makefile.
var version string

type versions struct{}

// Run prints what a bug report needs.
func (versions) Run() error {
	fmt.Printf("panelgo %s (%s, %s/%s)\nBokehJS %s\n", ownVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, wire.BokehVersion)
	return nil
}

func ownVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
