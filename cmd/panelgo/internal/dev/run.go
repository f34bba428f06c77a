package dev

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/server/front"
	"github.com/panelgo/panelgo/server/settings"
	"github.com/panelgo/panelgo/server/worker"
)

// Config is what Run works on.
type Config struct {
	Plan    func() (*build.Plan, error) // finds the apps anew
	Cache   *build.Cache
	Words   []string        // what the user named: watched even while nothing can be found there
	Flags   settings.Flags  // for the worker
	Options panelgo.Options // of flags and environment, for the port
	Say     io.Writer       // the author's terminal
}

// supervisor belongs to the goroutine of Run; what others see of it is in live and in door.
type supervisor struct {
	Config
	dir     string // holds the workers' sockets
	key     string // signs sessions of all workers, so that pages outlive a swap
	watch   *watcher
	live    *live
	door    *door
	page    front.Page
	current *child
	starts  int
}

// fatal is an error that no change of a file can mend.
type fatal struct{ error }

// lifeTime is how long a worker must have lived for its end to be an accident and not a habit.
const lifeTime = 5 * time.Second

// Run serves until the context ends. An error is one that no change of the files can mend.
func Run(ctx context.Context, c Config) error {
	s := &supervisor{Config: c, key: rand.Text() + rand.Text(), live: newLive()}
	s.door = newDoor(s.live)
	if err := s.open(); err != nil {
		return err
	}
	defer s.close()
	for {
		err := s.settle(ctx, s.tryRound(ctx))
		var end fatal
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, &end):
			return end.error
		}
	}
}

func (s *supervisor) open() (err error) {
	if s.dir, err = os.MkdirTemp("", "panelgo-"); err != nil {
		return fmt.Errorf("dev: %w", err)
	}
	if s.watch, err = newWatcher(s.Words); err != nil {
		return errors.Join(err, os.Remove(s.dir))
	}
	return nil
}

func (s *supervisor) close() {
	s.door.close()
	if s.current != nil {
		s.current.stop()
	}
	s.watch.close()
	_ = os.RemoveAll(s.dir)
}

// tryRound builds and swaps. A change of a file in the meantime ends the round, for the next one to begin.
func (s *supervisor) tryRound(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- s.round(ctx) }()
	select {
	case <-s.watch.changed:
		cancel()
		<-done
		s.watch.again()
		return nil
	case err := <-done:
		return err
	}
}

// settle shows how a round ended and waits for a reason to begin another.
func (s *supervisor) settle(ctx context.Context, err error) error {
	var end fatal
	if errors.As(err, &end) || ctx.Err() != nil {
		return err
	}
	if err != nil {
		s.fail(err)
	}
	var died <-chan struct{}
	if s.current != nil {
		died = s.current.done
	}
	select {
	case <-ctx.Done():
	case <-s.watch.changed:
	case <-died:
		return s.bury(ctx)
	}
	return nil
}

// bury deals with a worker that ended by itself: once in a while it is replaced, else its author is shown why.
func (s *supervisor) bury(ctx context.Context) error {
	dead := s.current
	dead.stop() // for what it held
	s.current = nil
	s.door.to(nil)
	s.live.gone()
	if time.Since(dead.began) > lifeTime {
		fmt.Fprintf(s.Say, "the app's program ended (%s): starting it again\n", dead.how())
		return nil
	}
	return s.settle(ctx, dead.failure())
}

func (s *supervisor) fail(err error) {
	failure := build.Explain(err)
	fmt.Fprintln(s.Say, failure.Error())
	if s.current != nil {
		fmt.Fprintln(s.Say, "\nThe version before goes on.")
	}
	s.live.fail(failure)
}

// round makes a new worker and puts it in the old one's place.
func (s *supervisor) round(ctx context.Context) error {
	began := time.Now()
	s.live.building()
	plan, err := s.Plan()
	if err != nil {
		return err
	}
	if !plan.Program() || s.Options.Port != 0 {
		o := s.Options
		if err := s.listen(worker.Report{Address: o.Address, Port: int(o.Port), Prefix: o.Prefix, Cert: o.CertFile, Key: o.KeyFile}); err != nil {
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
	address := cmp.Or(at.Address, "localhost")
	l, err := front.Listen(address, cmp.Or(at.Port, 5006))
	if err != nil {
		return fatal{err}
	}
	s.page = front.Page{Listener: l.Addr(), Address: address, Prefix: at.Prefix, Secure: at.Cert != "", Slugs: at.Slugs}
	if at.Cert != "" {
		cert, err := tls.LoadX509KeyPair(at.Cert, at.Key)
		if err != nil {
			return errors.Join(fatal{fmt.Errorf("--ssl-certfile, --ssl-keyfile: %w", err)}, l.Close())
		}
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12})
	}
	s.door.open(l, s.Options.Origins)
	return nil
}

// start runs a new worker until it is ready.
func (s *supervisor) start(ctx context.Context, binary string) (*child, error) {
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
