//go:build panelgo_parts

package static

import (
	"embed"
	"io/fs"
)

// embedded is given by the program: panelgo build leaves out what no model of its apps needs.
var embedded fs.FS = embed.FS{}

// Provide gives the package its files, in a folder dist. It is for the code that panelgo build
// generates, and is called before anything is served.
func Provide(files fs.FS) { embedded = files }
