package dev

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/server/front"
	"github.com/panelgo/panelgo/server/worker"
)

// round makes a new worker and puts it in the old one's place.
func (s *supervisor) round(ctx context.Context) error {
	began := time.Now()
	s.live.building()
	plan, err := s.Plan()
	if err != nil {
		return err
	}
	if !plan.Program() || s.Options.Server.Port != 0 {
		o := s.Options
		if err := s.listen(worker.Report{Address: o.Server.Address, Port: int(o.Server.Port), Prefix: o.Server.Prefix, Public: o.Server.Home(), Cert: o.Server.SSLCertFile, Key: o.Server.SSLKeyFile}); err != nil {
			return err
		}
	}
	made, err := s.Cache.Build(ctx, plan, func() { fmt.Fprintf(s.Say, "building %s …\n", plan.Names()) })
	if made.Inputs != nil {
		s.watch.set(made.Inputs)
	}
	if err != nil {
		return err
	}
	next, err := s.start(ctx, made.Binary)
	if err != nil {
		return err
	}
	if err := s.listen(next.report); err != nil {
		next.stop()
		return err
	}
	s.swap(next, time.Since(began))
	return nil
}

func (s *supervisor) swap(next *child, took time.Duration) {
	first := s.current == nil && s.starts == 1
	old := s.current
	s.current = next
	s.door.to(next)
	s.live.ready(next.version)
	if old != nil {
		old.stop()
	}
	fmt.Fprintf(s.Say, "ready after %.1f s\n", took.Seconds())
	if first {
		s.page.Slugs = next.report.Slugs
		fmt.Fprint(s.Say, s.page.Banner())
		if s.Options.Show {
			if err := front.Show(s.page.Home()); err != nil {
				fmt.Fprintln(s.Say, err)
			}
		}
	}
}

// listen takes the port, the first time that it is known.
func (s *supervisor) listen(at worker.Report) error {
	if s.page.Listener != nil {
		return nil
	}
	address := strings.Trim(cmp.Or(at.Address, "localhost"), "[]")
	l, err := front.Listen(address, cmp.Or(at.Port, 5006))
	if err != nil {
		return fatal{err}
	}
	s.page = front.Page{Listener: l.Addr(), Address: address, Prefix: at.Prefix, Secure: at.Cert != "", Public: at.Public, Slugs: at.Slugs}
	if at.Cert != "" {
		cert, err := tls.LoadX509KeyPair(at.Cert, at.Key)
		if err != nil {
			return errors.Join(fatal{fmt.Errorf("--ssl-certfile, --ssl-keyfile: %w", err)}, l.Close())
		}
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12})
	}
	s.door.open(l, s.Options.Server.AllowWebSocketOrigin)
	return nil
}

// start runs a new worker until it is ready.
func (s *supervisor) start(ctx context.Context, binary string) (*child, error) {
	if s.dir == "" {
		dir, err := os.MkdirTemp("", "panelgo-")
		if err != nil {
			return nil, fatal{fmt.Errorf("dev: make a folder for the worker's socket: %w", err)}
		}
		s.dir = dir
	}
	s.starts++
	orders := &worker.Orders{Flags: map[string][]string{}, Key: s.key, Socket: s.socket()}
	for name, words := range s.Flags {
		orders.Flags[name] = words
	}
	if tcp, ok := s.page.Listener.(*net.TCPAddr); ok {
		orders.Flags["port"] = []string{strconv.Itoa(tcp.Port)} // the one that browsers see
	}
	return startChild(ctx, binary, orders, s.live.version(s.starts), s.Say)
}

func (s *supervisor) socket() string { return s.dir + "/" + strconv.Itoa(s.starts) + ".sock" }
