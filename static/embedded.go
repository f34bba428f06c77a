//go:build !panelgo_parts

package static

import (
	"embed"
	"io/fs"
)

// dist holds dist/ when it was prepared before the build, and dist.txt always: without it an
// unprepared repository would not build.
//
//go:embed all:dist*
var dist embed.FS

var embedded fs.FS = dist
