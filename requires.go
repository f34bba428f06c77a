//go:build panelgo_all

package panelgo

// One `go get` of this package is to bring all that apps import of its module: the go command looks
// at files whatever their tags, and notes the sums of what they need. Nothing is built of this
// file.
import (
	_ "github.com/panelgo/panelgo/document/cache"
	_ "github.com/panelgo/panelgo/document/pane/markup"
	_ "github.com/panelgo/panelgo/document/widgets"
	_ "github.com/panelgo/panelgo/document/widgets/richtext"
	_ "github.com/panelgo/panelgo/standalone"
)
