package commands

import (
	"fmt"

	"github.com/panelgo/panelgo/static"
)

// Licenses is a command.
type Licenses struct{}

// Run prints the licences of what pages load into the browser.
func (Licenses) Run() error {
	text, err := static.Licences()
	if err != nil {
		return err
	}
	_, err = fmt.Println(text)
	return err
}
