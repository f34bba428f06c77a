package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/panelgo/panelgo/document/wire"
)

// linkedVersion is set by the Makefile.
var linkedVersion string

type version struct{}

// Run prints what a bug report needs.
func (version) Run() error {
	fmt.Printf("panelgo %s (%s, %s/%s)\nBokehJS %s\n", ownVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, wire.BokehVersion)
	return nil
}

func ownVersion() string {
	if linkedVersion != "" {
		return linkedVersion
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
