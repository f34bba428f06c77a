// Package terminal shows a terminal: a program writes into it with colours, and hears what is typed.
//
//panelgo:gallery widgets.Terminal
package terminal

import (
	"fmt"
	"strconv"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	screen := widgets.NewTerminal()
	screen.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	screen.Height.Set(document.Some(260.0))
	fmt.Fprint(screen, "\x1b[1mAdding machine.\x1b[0m Type numbers, each with Enter.\r\n> ")

	line, sum := "", 0.0
	screen.OnKey(func(keys string) {
		for _, key := range keys {
			switch {
			case key == '\r':
				if x, err := strconv.ParseFloat(line, 64); err != nil {
					fmt.Fprint(screen, "\r\n\x1b[31mThat is no number.\x1b[0m\r\n> ")
				} else {
					sum += x
					fmt.Fprintf(screen, "\r\n\x1b[32m= %g\x1b[0m\r\n> ", sum)
				}
				line = ""
			case key == '\x7f' && line != "":
				line = line[:len(line)-1]
				fmt.Fprint(screen, "\b \b")
			case key >= ' ' && key < '\x7f':
				line += string(key)
				fmt.Fprint(screen, string(key))
			}
		}
	})

	clear := widgets.NewButton("Clear")
	clear.OnClick(func() {
		line, sum = "", 0
		screen.Clear()
		fmt.Fprint(screen, "> ")
	})

	doc.SetTitle("Terminal")
	doc.Add(layout.Column(screen, clear))
	return nil
}
