package panelgo

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/server/worker"
)

// supervised serves behind the panelgo command, which has the port and sees to https, banner and
// browser.
func supervised(ctx context.Context, apps Apps, opts Options, orders *worker.Orders) error {
	if err := opts.Check(); err != nil {
		return err
	}
	// What the worker writes goes to its supervisor: once that is killed, a line for the log would
	// end the worker with a signal, and leave the socket's folder behind.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	opts = opts.lasting(orders)
	inner := opts
	inner.Server.SSLCertFile, inner.Server.SSLKeyFile = "", ""
	s, err := New(apps, inner)
	if err != nil {
		return err
	}
	opts = opts.WithDefaults()
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
	err = orders.Ready(worker.Report{Address: opts.Server.Address, Port: int(opts.Server.Port), Prefix: opts.Server.Prefix, Public: opts.Server.Home(), Slugs: apps.slugs(), Cert: opts.Server.SSLCertFile, Key: opts.Server.SSLKeyFile})
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	return s.RunBehind(ctx, ln, fromSupervisor(s))
}

// lasting makes what a process would keep for itself outlive it, where nothing else is said:
// sessions' tokens and sign-ins are as good for the next worker as for this one.
func (o Options) lasting(orders *worker.Orders) Options {
	if len(o.Session.SecretKey) == 0 {
		o.Session.SecretKey = []string{orders.Key}
	}
	if o.Auth.SignInStore != "" || o.Auth.Store != nil || o.Auth.Authenticator != nil {
		return o
	}
	o.Auth.SignInStore = auth.Secret("file:" + filepath.Join(filepath.Dir(orders.Socket), "sign-ins"))
	o.Auth.CookieSecret = cmp.Or(o.Auth.CookieSecret, auth.Secret(orders.Key))
	seal := sha256.Sum256([]byte("sign-ins " + orders.Key))
	o.Auth.OAuthEncryptionKey = cmp.Or(o.Auth.OAuthEncryptionKey, auth.Secret(base64.URLEncoding.EncodeToString(seal[:])))
	return o
}

// farewellTime is how long after a signal the supervisor's word may take. It sends it before the
// signal, and when it is killed, the kernel closes the pipe, if late on a busy machine. Only a
// signal of somebody else's is waited for in vain.
const farewellTime = 15 * time.Second

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

// fromSupervisor gives a request the address of its browser, and tells whether that came by https.
// It is safe only on a socket that nobody but the supervisor can reach.
func fromSupervisor(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RemoteAddr = r.Header.Get(worker.RemoteHeader)
		if r.Header.Get(worker.SecureHeader) != "" {
			r.TLS = new(tls.ConnectionState)
		}
		r.Header.Del(worker.RemoteHeader)
		r.Header.Del(worker.SecureHeader)
		next.ServeHTTP(w, r)
	})
}
