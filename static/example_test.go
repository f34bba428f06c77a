package static_test

import (
	"fmt"

	"github.com/panelgo/panelgo/static"
)

// What a page loads follows from the models of its document.
func ExampleNeed_Resources() {
	need := static.NeedOf("Figure") | static.NeedOf("Slider")
	for _, script := range need.Resources().Scripts {
		fmt.Println(script.Path)
	}
	// Output:
	// js/bokeh.min.js
	// js/bokeh-widgets.min.js
}
