package panelgo

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/panelgo/panelgo/server/worker"
)

// supervised serves behind the panelgo command, which has the port and sees to banner and browser.
func supervised(ctx context.Context, apps Apps, opts Options, s *Server, orders *worker.Orders) error {
	ln, err := net.Listen("unix", orders.Socket)
	if err != nil {
		return err
	}
	defer cleanUp(orders)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // ends with ctx at the latest
		select {
		case <-orders.Gone():
			cancel()
		case <-ctx.Done():
		}
	}()
	err = orders.Ready(worker.Report{Address: opts.Address, Port: int(opts.Port), Prefix: opts.Prefix, Slugs: apps.slugs()})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	return s.RunBehind(ctx, ln, fromSupervisor(s))
}

// farewellTime is how long after a signal the supervisor's word may take, which it sends before the signal.
const farewellTime = time.Second

// cleanUp removes the folder of the socket when its owner ended without doing so.
func cleanUp(orders *worker.Orders) {
	select {
	case <-orders.Gone():
		if orders.Abandoned() {
			_ = os.RemoveAll(filepath.Dir(orders.Socket)) // there is nobody to tell
		}
	case <-time.After(farewellTime):
	}
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
