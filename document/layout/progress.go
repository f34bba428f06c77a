package layout

import (
	"context"
	"fmt"
	"html"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Progress shows how far some work is, and when it will be done.
type Progress struct {
	*models.Div
	title       string
	done, total int
	began       time.Time
	now         func() time.Time
	failed      string
}

// NewProgress makes a Progress that waits for work.
func NewProgress(title string) *Progress {
	p := &Progress{Div: picture(progressStyle), title: title, now: time.Now}
	p.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	p.draw()
	return p
}

const progressStyle = `
.words { display: flex; justify-content: space-between; gap: 12px; font-size: 13px; margin-bottom: 6px; }
.words span + span { color: var(--pg-muted); font-variant-numeric: tabular-nums; }
.way { height: 8px; border-radius: 4px; background: var(--pg-track); overflow: hidden; }
.bar { height: 100%; border-radius: 4px; background: var(--pg-accent); transition: width 0.2s; }
.failed .bar { background: var(--pg-danger); }
.unknown .bar { width: 30% !important; animation: wander 1.4s ease-in-out infinite alternate; }
@keyframes wander { from { margin-left: 0; } to { margin-left: 70%; } }`

// Start begins work of so many steps; 0 is a number that is not known.
func (p *Progress) Start(steps int) {
	p.done, p.total, p.began, p.failed = 0, max(0, steps), p.now(), ""
	p.draw()
}

// Set reports how many steps are done.
func (p *Progress) Set(done int) {
	if p.began.IsZero() {
		p.Start(0)
	}
	p.done = max(0, done)
	if p.total > 0 {
		p.done = min(p.done, p.total)
	}
	p.draw()
}

// Add reports so many more steps done.
func (p *Progress) Add(steps int) { p.Set(p.done + steps) }

// SetTotal says of how many steps the work is, where that is known only once it runs.
func (p *Progress) SetTotal(steps int) {
	p.total = max(0, steps)
	p.done = min(p.done, p.total)
	p.draw()
}

// Stop shows that the work has ended before it was done, and why, in a word.
func (p *Progress) Stop(why string) {
	p.failed = why
	p.draw()
}

// Done is how many steps are done, Total of how many.
func (p *Progress) Done() int  { return p.done }
func (p *Progress) Total() int { return p.total }

// Remaining is how long the rest will take if it goes on as it did; false as long as nobody can
// say.
func (p *Progress) Remaining() (time.Duration, bool) {
	spent := p.now().Sub(p.began)
	if p.total == 0 || p.done == 0 || p.began.IsZero() || spent <= 0 {
		return 0, false
	}
	return time.Duration(float64(spent) / float64(p.done) * float64(p.total-p.done)), true
}

// Run does work of so many steps beside the session, and shows how far it is. Work calls step after
// each; it must end when its context does. Then done, which may be nil, runs in a turn with what
// work has returned.
func (p *Progress) Run(doc *document.Document, steps int, work func(ctx context.Context, step func()) error, done func(error)) {
	p.Start(steps)
	var count atomic.Int64
	var told atomic.Bool // a turn is waiting to show it
	step := func() {
		count.Add(1)
		if told.CompareAndSwap(false, true) {
			doc.Next(func() {
				told.Store(false)
				p.Set(int(count.Load()))
			})
		}
	}
	doc.Go(func(ctx context.Context) func() {
		err := work(ctx, step)
		return func() {
			p.finish(int(count.Load()), err)
			if done != nil {
				done(err)
			}
		}
	})
}

func (p *Progress) finish(count int, err error) {
	if err != nil {
		p.failed = "stopped"
	} else if p.total == 0 {
		p.total = max(1, count)
		count = p.total
	}
	p.Set(count)
}

func (p *Progress) draw() {
	class, share := "", 0.0
	switch {
	case p.failed != "":
		class = "failed"
	case p.total == 0 && !p.began.IsZero():
		class = "unknown"
	}
	if p.total > 0 {
		share = 100 * float64(p.done) / float64(p.total)
	}
	p.Div.Text.Set(fmt.Sprintf(`<div class="%s" role="progressbar" aria-label="%s" aria-valuemin="0" aria-valuemax="%d" aria-valuenow="%d">`+
		`<div class="words"><span>%s</span><span>%s</span></div><div class="way"><div class="bar" style="width:%.1f%%"></div></div></div>`,
		class, html.EscapeString(p.title), p.total, p.done, html.EscapeString(p.title), html.EscapeString(p.words()), share))
}

// words are how far it is, and how long it will take.
func (p *Progress) words() string {
	switch rest, known := p.Remaining(); {
	case p.failed != "":
		return fmt.Sprintf("%s after %d of %d", p.failed, p.done, p.total)
	case p.began.IsZero():
		return ""
	case p.total == 0:
		return fmt.Sprint(p.done)
	case p.done == p.total:
		return fmt.Sprintf("%d of %d, done", p.done, p.total)
	case known:
		return fmt.Sprintf("%d of %d, %s left", p.done, p.total, coarse(rest))
	}
	return fmt.Sprintf("%d of %d", p.done, p.total)
}

// coarse is a duration as people say it.
func coarse(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", max(1, int(d.Seconds()+0.5)))
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
}
