//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"syscall"

	"github.com/panelgo/panelgo/server/worker"
)

// become replaces this process by the program, which finds its orders in a pipe. The flags do not
// appear in its argument list; the files do, so that ps shows what is served.
func become(_ context.Context, program string, files []string, orders *worker.Orders) error {
	data, err := orders.Bytes()
	if err != nil {
		return err
	}
	var pipe [2]int
	if err := syscall.Pipe(pipe[:]); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	// The reading end has no close-on-exec flag: the program inherits it.
	if _, err := syscall.Write(pipe[1], data); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if err := syscall.Close(pipe[1]); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	env := append(os.Environ(), worker.Variable+"="+strconv.Itoa(pipe[0]))
	return fmt.Errorf("serve: run %s: %w", program, syscall.Exec(program, append([]string{"panelgo"}, files...), env))
}
