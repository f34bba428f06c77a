package auth

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/panelgo/panelgo/auth/store"
)

// Event is something that happened to a sign-in while a page was open.
type Event struct {
	Ended  bool   // it is over: close what belongs to it
	Reason string // why, in words fit for the visitor
	// Otherwise its access token was renewed.
}

const (
	reasonExpired  = "the sign-in has expired"
	reasonSignOut  = "signed out"
	reasonProvider = "signed out at the identity provider"

	// recheckEvery bounds how long a lost notice stays unnoticed.
	recheckEvery = 30 * time.Second
	// listenAgain is the pause after a subscription failed.
	listenAgain = time.Second
)

// watch knows who wants to hear about which sign-in.
type watch struct {
	signIns *signIns
	log     *slog.Logger
	// renew is called when watched tokens should be renewed; nil without.
	renew func(ctx context.Context, handle string) (next time.Duration)

	mu      sync.Mutex
	watched map[string]*watched // guarded by mu
}

type watched struct {
	hear   map[int]func(Event)
	next   int
	until  time.Time   // its expiry, once known
	expiry *time.Timer // ends it in time
	renew  *time.Timer // renews its tokens in time; nil without
}

func newWatch(b *signIns) *watch {
	return &watch{signIns: b, log: b.options.Log, watched: map[string]*watched{}}
}

// add calls hear, on a goroutine of its own, for each event until stop. A
// sign-in that is over already is heard of at once.
func (w *watch) add(handle string, hear func(Event)) (stop func()) {
	w.mu.Lock()
	one := w.watched[handle]
	fresh := one == nil
	if fresh {
		one = &watched{hear: map[int]func(Event){}}
		w.watched[handle] = one
	}
	id := one.next
	one.next++
	one.hear[id] = hear
	w.mu.Unlock()
	if fresh {
		go w.recheck(context.Background(), handle)
	}
	return func() { w.remove(handle, one, id) }
}

func (w *watch) remove(handle string, one *watched, id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(one.hear, id)
	if len(one.hear) == 0 && w.watched[handle] == one {
		one.stop()
		delete(w.watched, handle)
	}
}

func (one *watched) stop() {
	for _, timer := range []*time.Timer{one.expiry, one.renew} {
		if timer != nil {
			timer.Stop()
		}
	}
}

// recheck looks a watched sign-in up and sets its timers.
func (w *watch) recheck(ctx context.Context, handle string) {
	w.mu.Lock()
	_, anybody := w.watched[handle]
	w.mu.Unlock()
	if !anybody {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, store.Timeout*2)
	defer cancel()
	rec, _, err := w.signIns.load(ctx, handle)
	if errors.Is(err, ErrNoSignIn) {
		w.tell(handle, Event{Ended: true, Reason: w.whyGone(handle)})
		return
	}
	if err != nil {
		w.log.Warn("a sign-in could not be looked up", "signin", handle, "err", err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	one := w.watched[handle]
	if one == nil {
		return
	}
	one.stop()
	one.until = rec.Expiry
	one.expiry = time.AfterFunc(time.Until(rec.Expiry), func() {
		w.tell(handle, Event{Ended: true, Reason: reasonExpired})
	})
	if w.renew != nil && rec.Tokens.Refresh != "" && !rec.Tokens.Expiry.IsZero() {
		one.renew = time.AfterFunc(untilRenewal(rec, time.Now()), func() { w.renewNow(handle) })
	}
}

// whyGone guesses why a sign-in is no longer kept.
func (w *watch) whyGone(handle string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if one := w.watched[handle]; one != nil && time.Now().Before(one.until) {
		return reasonSignOut
	}
	return reasonExpired
}

// renewNow renews a watched sign-in's tokens and sets the timer anew when that
// failed; success sets it through the change it makes.
func (w *watch) renewNow(handle string) {
	again := w.renew(context.Background(), handle)
	if again <= 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if one := w.watched[handle]; one != nil {
		if one.renew != nil {
			one.renew.Stop()
		}
		one.renew = time.AfterFunc(again, func() { w.renewNow(handle) })
	}
}

// tell calls everybody who watches a sign-in, and forgets it when it is over.
func (w *watch) tell(handle string, e Event) {
	w.mu.Lock()
	one := w.watched[handle]
	var hear []func(Event)
	if one != nil {
		for _, f := range one.hear {
			hear = append(hear, f)
		}
		if e.Ended {
			one.stop()
			delete(w.watched, handle)
		}
	}
	w.mu.Unlock()
	for _, f := range hear {
		go f(e)
	}
}

// changed tells everybody that a sign-in's tokens are new.
func (w *watch) changed(ctx context.Context, handle string) {
	w.tell(handle, Event{})
	w.recheck(ctx, handle)
	w.notify(ctx, store.Notice{Key: handle})
}

// ended tells everybody that a sign-in is over.
func (w *watch) ended(ctx context.Context, handle, reason string) {
	w.tell(handle, Event{Ended: true, Reason: reason})
	w.notify(ctx, store.Notice{Key: handle, Ended: true, Reason: reason})
}

func (w *watch) notify(ctx context.Context, n store.Notice) {
	if err := w.signIns.store.Notify(ctx, n); err != nil {
		// The others find out by themselves within recheckEvery.
		w.log.Warn("other processes could not be told about a sign-in", "signin", n.Key, "err", err)
	}
}

// run listens to other processes until the context ends.
func (w *watch) run(ctx context.Context) {
	go w.recheckAll(ctx)
	for ctx.Err() == nil {
		err := w.signIns.store.Listen(ctx, w.heard, func() { w.recheckEach(ctx) })
		if ctx.Err() != nil {
			return
		}
		w.log.Warn("sign-outs elsewhere are not heard of for now", "err", err)
		select {
		case <-time.After(listenAgain):
		case <-ctx.Done():
		}
	}
}

func (w *watch) heard(n store.Notice) {
	w.signIns.forget(n.Key)
	w.tell(n.Key, Event{Ended: n.Ended, Reason: n.Reason})
	if !n.Ended {
		w.recheck(context.Background(), n.Key)
	}
}

func (w *watch) recheckAll(ctx context.Context) {
	tick := time.NewTicker(recheckEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			w.recheckEach(ctx)
		}
	}
}

func (w *watch) recheckEach(ctx context.Context) {
	w.mu.Lock()
	handles := make([]string, 0, len(w.watched))
	for handle := range w.watched {
		handles = append(handles, handle)
	}
	w.mu.Unlock()
	for _, handle := range handles {
		w.recheck(ctx, handle)
	}
}
