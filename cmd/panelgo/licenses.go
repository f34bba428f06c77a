package main

import "errors"

type licenses struct{}

func (licenses) Run() error { return errors.New("licenses: the browser's files are not there yet") }
