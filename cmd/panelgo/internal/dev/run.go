package dev

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/server/front"
	"github.com/panelgo/panelgo/server/settings"
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
	dir     string // holds the workers' sockets; empty before the first, who removes it should we be killed
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
	s.watch, err = newWatcher(s.Words)
	return err
}

func (s *supervisor) close() {
	s.door.close()
	if s.current != nil {
		s.current.stop()
	}
	s.watch.close()
	if s.dir != "" {
		_ = os.RemoveAll(s.dir)
	}
}

// tryRound builds and swaps. A change of a file in the meantime ends the round, for the next one to
// begin.
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

// bury deals with a worker that ended by itself: once in a while it is replaced, else its author is
// shown why.
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
