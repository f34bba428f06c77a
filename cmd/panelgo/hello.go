package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/tour"
	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server/worker"
)

type hello struct {
	kong.Plugins

	options commands.Options
}

func newHello() hello {
	options := commands.NewOptions(new(panelgo.Options))
	return hello{Plugins: options.Plugins(), options: options}
}

// Run serves the tour from this very process, so that no toolchain is needed.
func (h *hello) Run() error {
	orders := worker.Orders{Flags: h.options.Given()}
	pipe, err := leave(&orders)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(pipe) // the server closes it by its number, and nobody may before
	var opts panelgo.Options
	opts.Server.Title = "Hello"
	return panelgo.Serve(panelgo.Apps{"": tour.App}, opts)
}

// leave puts orders where panelgo.Serve looks for them, so that flags have their usual rank there:
// at the end of a pipe.
func leave(orders *worker.Orders) (*os.File, error) {
	data, err := orders.Bytes()
	if err != nil {
		return nil, err
	}
	in, out, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	if _, err := out.Write(data); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	return in, os.Setenv(worker.Variable, strconv.FormatUint(uint64(in.Fd()), 10))
}
