package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells a person that a build takes a moment, and how long it has taken so far: in a
// terminal the line is written again each second, elsewhere it is written once.
type progress struct {
	names    string
	out      io.Writer
	terminal bool

	began time.Time
	done  chan struct{}
	group sync.WaitGroup
}

func (p *progress) begin() {
	p.began, p.done = time.Now(), make(chan struct{})
	if !p.terminal {
		fmt.Fprintf(p.out, "building %s …\n", p.names)
		return
	}
	fmt.Fprintf(p.out, "building %s …", p.names)
	p.group.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-p.done:
				return
			case <-tick.C:
				fmt.Fprintf(p.out, "\rbuilding %s … %d s", p.names, int(time.Since(p.began).Seconds()))
			}
		}
	})
}

func (p *progress) end(err error) {
	if p.began.IsZero() {
		return
	}
	close(p.done)
	p.group.Wait()
	took := time.Since(p.began).Seconds()
	switch {
	case err != nil && p.terminal:
		fmt.Fprintln(p.out)
	case err != nil:
	case p.terminal:
		fmt.Fprintf(p.out, "\rbuilding %s … %.1f s\n", p.names, took)
	default:
		fmt.Fprintf(p.out, "built %s in %.1f s\n", p.names, took)
	}
}
