package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"sync"

	"github.com/panelgo/panelgo/static"
)

// Listen opens the port that the options name.
func (s *Server) Listen() (net.Listener, error) {
	l, err := net.Listen("tcp", s.opts.listenAddress())
	if err != nil {
		return nil, fmt.Errorf("server: listen on %s: %w", s.opts.listenAddress(), err)
	}
	return l, nil
}

// Run serves on the listener until the context ends, then lets go in order: no new visitors,
// browsers told that the server restarts, the sessions' OnClose turns, all within the drain time.
// The listener is closed in any case.
func (s *Server) Run(ctx context.Context, l net.Listener) error { return s.RunBehind(ctx, l, s) }

// RunBehind is Run with a handler of the caller's, which hands on to the server.
func (s *Server) RunBehind(ctx context.Context, l net.Listener, outer http.Handler) error {
	if err := static.Ready(); err != nil {
		l.Close()
		return err
	}
	l, err := s.secured(l)
	if err != nil {
		return err
	}
	web := &http.Server{
		Addr: s.boundTo(l), Handler: outer, ReadHeaderTimeout: s.life.HeaderTimeout, IdleTimeout: idleTime, MaxHeaderBytes: headSize,
		ErrorLog: log.New(connectionLog{s.log, newRepeats()}, "", 0),
	}
	s.Start()
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(l) }()
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("server: %w", err), s.Stop(context.WithoutCancel(ctx)))
	case <-ctx.Done():
	}
	s.log.Info("server stops", "drain", s.life.DrainTime)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), max(s.life.DrainTime, 0))
	defer cancel()
	s.drains.Store(true)
	var closing sync.WaitGroup
	var shut error
	closing.Go(func() { shut = web.Shutdown(drain) }) // closes the listener, waits for pages; sockets are not its own
	err = s.Stop(drain)
	closing.Wait()
	return errors.Join(shut, err)
}

// boundTo is the address that a listener takes requests at. A socket in the file system is the
// development server's, which has the port that the options name.
func (s *Server) boundTo(l net.Listener) string {
	if _, ok := l.Addr().(*net.TCPAddr); ok || !s.opts.Dev {
		return l.Addr().String()
	}
	return s.opts.listenAddress()
}

func (s *Server) secured(l net.Listener) (net.Listener, error) {
	if s.opts.SSLCertFile == "" {
		return l, nil
	}
	cert, err := tls.LoadX509KeyPair(s.opts.SSLCertFile, s.opts.SSLKeyFile)
	if err != nil {
		l.Close()
		return nil, fmt.Errorf("server: --ssl-certfile, --ssl-keyfile: %w", err)
	}
	// HTTP/2 is not offered: browsers open websockets over HTTP/1.1 only unless a server speaks RFC
	// 8441.
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}), nil
}

// Start starts what goes on between requests: ending sessions that nobody uses, and pings. Run
// calls it; whoever mounts the server as a handler calls it, and Stop.
func (s *Server) Start() {
	if s.started.Swap(true) {
		return
	}
	for _, a := range s.apps {
		s.running.Go(func() { a.store.Run(s.ctx) })
	}
	s.running.Go(func() { s.pulse.run(s.ctx) })
}

// Stop ends all sessions: browsers are closed with 1012, OnClose turns run until the context ends.
// The error says how many sessions were left then.
func (s *Server) Stop(ctx context.Context) error {
	s.drains.Store(true)
	errs := make([]error, len(s.apps))
	var closing sync.WaitGroup
	for i, a := range s.apps {
		closing.Go(func() { errs[i] = a.store.Close(ctx) })
	}
	closing.Wait()
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	s.cancel()
	s.running.Wait()
	s.closeManager()
	gone := make(chan struct{})
	go func() {
		s.sockets.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
		errs = append(errs, fmt.Errorf("server: websockets are still open: %w", ctx.Err()))
	}
	return errors.Join(errs...)
}
