package reactive

import (
	"time"

	"github.com/panelgo/panelgo/document"
)

// Periodic runs a function again and again while a browser shows the page. It is a Settable of
// whether it runs, so that a switch can start and stop it:
//
//	clock := reactive.NewPeriodic(doc, time.Second, func() { … })
//	reactive.Sync(clock, widgets.NewSwitch("Live"))
type Periodic struct {
	doc    *document.Document
	period time.Duration
	f      func()
	runs   *State[bool]
	stop   func()
}

// NewPeriodic makes a Periodic that runs. The period counts from start to start, and runs never
// overlap.
func NewPeriodic(doc *document.Document, period time.Duration, f func()) *Periodic {
	p := &Periodic{doc: doc, period: period, f: f, runs: NewState(false)}
	p.Start()
	return p
}

// Start runs the function, for the first time when a period has passed.
func (p *Periodic) Start() { p.SetValue(true) }

// Stop ends that until it is started again.
func (p *Periodic) Stop() { p.SetValue(false) }

// SetPeriod changes the period; the next run is a whole one away.
func (p *Periodic) SetPeriod(period time.Duration) {
	if p.period = period; p.runs.Value() {
		p.stop()
		p.start()
	}
}

// Value is whether the function runs.
func (p *Periodic) Value() bool { return p.runs.Value() }

// SetValue starts or stops it.
func (p *Periodic) SetValue(run bool) {
	if run == p.runs.Value() {
		return
	}
	if run {
		p.start()
	} else {
		p.stop()
	}
	p.runs.Set(run)
}

// OnChange calls f when it is started or stopped. Calling stop ends it.
func (p *Periodic) OnChange(f func(bool)) (stop func()) { return p.runs.OnChange(f) }

func (p *Periodic) start() {
	p.stop = p.doc.Every(p.period, func() {
		if p.doc.Views() > 0 {
			p.f()
		}
	})
}
