//go:build !unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server/worker"
)

// become runs the program as a child where a process cannot be replaced. Its orders come on
// standard input.
func become(ctx context.Context, program string, files []string, orders *worker.Orders) error {
	data, err := orders.Bytes()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, program, files...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(data), os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), worker.Variable+"=0")
	err = cmd.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return commands.ExitCode(ended.ExitCode())
	}
	if err != nil {
		return fmt.Errorf("serve: run %s: %w", program, err)
	}
	return nil
}
