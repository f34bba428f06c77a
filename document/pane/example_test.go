package pane_test

import (
	"fmt"

	"github.com/panelgo/panelgo/document/pane/markup"
)

func Example() {
	answer := markup.NewStream()
	answer.Append("The *capital*")
	answer.Append(" of Italy is Rome.")
	fmt.Println(answer.Text())
	// Output: The *capital* of Italy is Rome.
}
