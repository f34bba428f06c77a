package main

import (
	"fmt"

	"github.com/panelgo/panelgo/static"
)

type licenses struct{}

// Run prints the licences of what pages load into the browser.
func (licenses) Run() error {
	text, err := static.Licences()
	if err != nil {
		return err
	}
	_, err = fmt.Println(text)
	return err
}
