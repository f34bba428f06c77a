package front

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"syscall"
)

// Listen takes a TCP port; 0 or less takes one that is free. A refusal says who has it and what to
// do.
func Listen(address string, port int) (net.Listener, error) {
	where := net.JoinHostPort(address, strconv.Itoa(max(port, 0)))
	ln, err := new(net.ListenConfig).Listen(context.Background(), "tcp", where)
	switch {
	case err == nil:
		return ln, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("port %d is taken%s. Stop that program, or choose another port: --port %d, or --port 0 for any free one (PANELGO_PORT)",
			port, holder(port), port+1)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("port %d may not be opened by this user: choose one above 1023 with --port (PANELGO_PORT): %w", port, err)
	}
	var lookup *net.DNSError
	if errors.As(err, &lookup) || errors.Is(err, syscall.EADDRNOTAVAIL) {
		return nil, fmt.Errorf("%q is not an address of this machine: choose another with --address (PANELGO_ADDRESS), such as localhost or 0.0.0.0: %w", address, err)
	}
	return nil, fmt.Errorf("listen on %s: %w", where, err)
}
