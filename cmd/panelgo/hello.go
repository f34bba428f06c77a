package main

import (
	"fmt"
	"os"
	"strconv"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/tour"
	"github.com/panelgo/panelgo/server/worker"
)

type hello struct {
	kong.Plugins

	options options
}

func newHello() hello {
	options := newOptions(new(panelgo.Options))
	return hello{Plugins: kong.Plugins{options.values.Interface()}, options: options}
}

// Run serves the tour from this very process, so that no toolchain is needed.
func (h *hello) Run() error {
	orders := worker.Orders{Flags: h.options.flags()}
	if err := leave(&orders); err != nil {
		return err
	}
	var opts panelgo.Options
	opts.Title = "Hello"
	return panelgo.Serve(panelgo.Apps{"": tour.App}, opts)
}

// left is the pipe of the orders, kept here so that it is not closed twice: the server closes it by
// its number.
var left *os.File

// leave puts orders where panelgo.Serve looks for them, so that flags have their usual rank there.
func leave(orders *worker.Orders) error {
	data, err := orders.Bytes()
	if err != nil {
		return err
	}
	in, out, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("hello: %w", err)
	}
	left = in
	if _, err := out.Write(data); err != nil {
		return fmt.Errorf("hello: %w", err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("hello: %w", err)
	}
	return os.Setenv(worker.Variable, strconv.FormatUint(uint64(in.Fd()), 10))
}
