package panelgo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"github.com/panelgo/panelgo/server/worker"
)

// supervised serves behind the panelgo command, which has the port and sees to banner and browser.
func supervised(ctx context.Context, apps Apps, opts Options, s *Server, orders *worker.Orders) error {
	ln, err := net.Listen("unix", orders.Socket)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // ends with ctx at the latest
		select {
		case <-orders.Gone():
			cancel()
			_ = os.RemoveAll(filepath.Dir(orders.Socket)) // there is nobody else left to do it
		case <-ctx.Done():
		}
	}()
	err = orders.Ready(worker.Report{Address: opts.Address, Port: int(opts.Port), Prefix: opts.Prefix, Slugs: apps.slugs()})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	return s.RunBehind(ctx, ln, fromSupervisor(s))
}

// fromSupervisor gives a request the address of its browser. It is safe only on a socket that nobody but the
// supervisor can reach.
func fromSupervisor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RemoteAddr = r.Header.Get(worker.RemoteHeader)
		r.Header.Del(worker.RemoteHeader)
		next.ServeHTTP(w, r)
	})
}
