package commands

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/panelgo/panelgo/document/wire"
)

// Version is a command.
type Version struct {
	Own string `kong:"-"` // what the linker said, if anything
}

// Run prints what a bug report needs.
func (v Version) Run() error {
	fmt.Printf("panelgo %s (%s, %s/%s)\nBokehJS %s\n", v.version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, wire.BokehVersion)
	return nil
}

// module is panelgo's own.
const module = "github.com/panelgo/panelgo"

func (v Version) version() string {
	if v.Own != "" {
		return v.Own
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	if info.Main.Path == module {
		return cmp.Or(info.Main.Version, "(devel)")
	}
	for _, dep := range info.Deps {
		if dep.Path == module && dep.Replace == nil {
			return dep.Version
		}
	}
	return "(devel)"
}
