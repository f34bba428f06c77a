package auth

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

const (
	// renewBefore is how long before its end a token is renewed, or a tenth of
	// its life where that is less.
	renewBefore = time.Minute
	// A renewal that fails is tried again after firstPause, then twice as long
	// each time, up to lastPause.
	firstPause = 5 * time.Second
	lastPause  = 5 * time.Minute
)

func expired(t tokens) bool { return !t.Expiry.IsZero() && !time.Now().Before(t.Expiry) }

// margin is how long before the end of the tokens they should be renewed.
func margin(t tokens) time.Duration {
	if tenth := t.Life / 10; tenth > 0 {
		return min(renewBefore, tenth)
	}
	return renewBefore
}

// untilRenewal spreads renewals over half the margin, so that the replicas that
// hold pages of one sign-in do not all ask for its lock at once.
func untilRenewal(rec *record, now time.Time) time.Duration {
	return max(0, rec.due().Sub(now)) + rand.N(margin(rec.Tokens)/2+1)
}

// dueNow reports whether the tokens of a sign-in should be renewed now.
func (o *oauth) dueNow(rec *record) bool {
	due := rec.due()
	return o.service.refresh && rec.Tokens.Refresh != "" && !due.IsZero() && !time.Now().Before(due)
}

// patience is how long a page, or an app that has a good token, waits for a renewal. The renewal
// goes on without them.
const patience = time.Second

// renewBriefly renews the tokens of a record that is due, and waits for it as long as what is known
// still counts, at most for what is left of patience. It returns the record as it is then.
func (o *oauth) renewBriefly(ctx context.Context, handle string, rec *record, good bool) (*record, error) {
	if good {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience-o.renewals.age(handle))
		defer cancel()
	}
	fresh, err := o.renew(ctx, handle)
	if fresh == nil {
		fresh = rec
	}
	return fresh, err
}

// renew renews the tokens of a sign-in: once, whoever asks, in all processes that share the store.
// It returns ErrNoSignIn when the provider has ended it, and may return a record beside an error:
// see again.
func (o *oauth) renew(ctx context.Context, handle string) (*record, error) {
	if err := o.failures.wait(handle); err != nil {
		return nil, err
	}
	return o.renewals.do(ctx, handle, func(ctx context.Context) (*record, error) {
		unlock, err := o.signIns.store.Lock(ctx, "renew-"+handle)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
		}
		defer unlock()
		rec, err := o.renewLocked(ctx, handle)
		if err != nil && !errors.Is(err, ErrNoSignIn) {
			o.failures.failed(handle, err)
			o.alarm(handle, rec, err)
			return rec, err
		}
		o.failures.forget(handle)
		return rec, err
	})
}

// alarm tells the operator of a renewal that failed, and open pages once what is known of their
// visitor counts no more.
func (o *oauth) alarm(handle string, rec *record, err error) {
	what := "access token could not be renewed"
	if errors.Is(err, errUnanswered) {
		what = "the provider was not able to say who somebody is by now: groups stay as they were, for an hour at most"
	}
	o.log.Error(what, "signin", handle, "provider", o.service.Name, "err", err)
	if rec != nil && rec.stale(time.Now()) {
		o.log.Error("groups count no more: the provider has not confirmed them for an hour", "signin", handle, "user", rec.User, "provider", o.service.Name)
		o.signIns.watch.tell(handle, Event{})
	}
}

// renewLocked looks again first: somebody else may have been quicker.
func (o *oauth) renewLocked(ctx context.Context, handle string) (*record, error) {
	rec, sealed, err := o.signIns.load(ctx, handle)
	if err != nil || !o.dueNow(rec) {
		return rec, err
	}
	fresh, failed := o.askAgain(ctx, rec)
	if ended(failed) || errors.Is(failed, errSomebodyElse) {
		o.log.Info("signed out by the provider", "user", rec.User, "signin", handle, "err", failed)
		if err := o.signIns.end(ctx, handle, reasonProvider); err != nil {
			return nil, err
		}
		return nil, ErrNoSignIn
	}
	if fresh == nil {
		return rec, failed
	}
	if err := o.signIns.replace(ctx, handle, sealed, fresh); err != nil {
		return nil, err
	}
	if failed == nil {
		o.log.Debug("access token renewed", "user", rec.User, "signin", handle)
	}
	return fresh, failed
}

// askAgain asks the provider for new tokens, and who their owner is by now. What the answer leaves
// out is kept. With an error it may return a record too, which must be kept: services take a
// refresh token only once.
func (o *oauth) askAgain(ctx context.Context, rec *record) (*record, error) {
	s := o.service
	f, err := s.metadata(ctx)
	if err != nil {
		return nil, err
	}
	source := s.config(f, "").TokenSource(s.context(ctx), &oauth2.Token{RefreshToken: rec.Tokens.Refresh.Reveal()})
	t, err := source.Token()
	if err != nil {
		return nil, fmt.Errorf("auth: renew at %s: %w", s.Name, s.typed(err))
	}
	kept, err := usableTokens(t)
	if err != nil {
		return nil, fmt.Errorf("auth: renewed tokens of %s: %w", s.Name, err)
	}
	kept.fill(rec.Tokens)
	var sent map[string]any
	if id := kept.ID; id != "" && id != rec.Tokens.ID && s.OpenID() {
		sent, err = s.verify(ctx, f, id, expected{subject: rec.Subject, access: kept.Access})
		if errors.Is(err, errKeys) || errors.Is(err, errKey) || errors.Is(err, errClock) {
			fresh := rec.clone() // nothing of the answer is believed, but the old refresh token is used up
			fresh.Tokens.Refresh = kept.Refresh
			return fresh, fmt.Errorf("%w: %w", errUnanswered, err)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errSomebodyElse, err)
		}
	}
	fresh, err := s.again(ctx, f, kept, rec, sent)
	if fresh == nil {
		return nil, err
	}
	fresh.Tokens = kept
	if err == nil {
		fresh.confirmed()
	}
	return fresh, err
}

// fill takes from the tokens before what an answer leaves out.
func (t *tokens) fill(before tokens) {
	if t.Refresh == "" {
		t.Refresh = before.Refresh
	}
	if t.ID == "" {
		t.ID = before.ID
	}
	if t.Expiry.IsZero() && before.Life > 0 {
		t.Life, t.Expiry = before.Life, time.Now().Add(before.Life)
	}
}

// renewWatched renews for a page that is open, and returns when to try again
// after a failure.
func (o *oauth) renewWatched(ctx context.Context, handle string) time.Duration {
	_, err := o.renew(ctx, handle)
	if err == nil || errors.Is(err, ErrNoSignIn) {
		return 0
	}
	return o.failures.pause(handle)
}

// backoff remembers what failed lately.
type backoff struct {
	mu  sync.Mutex
	all map[string]failure // guarded by mu
}

type failure struct {
	err   error
	times int
	until time.Time
}

func newBackoff() *backoff { return &backoff{all: map[string]failure{}} }

// wait returns the last error while it is too early to try again.
func (b *backoff) wait(key string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f, ok := b.all[key]; ok && time.Now().Before(f.until) {
		return f.err
	}
	return nil
}

func (b *backoff) failed(key string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f := b.all[key]
	pause := min(firstPause<<min(f.times, 10), lastPause)
	b.all[key] = failure{err, f.times + 1, time.Now().Add(pause)}
	for other, old := range b.all { // whoever left is forgotten some day
		if time.Since(old.until) > 2*lastPause {
			delete(b.all, other)
		}
	}
}

func (b *backoff) pause(key string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(time.Until(b.all[key].until), time.Second)
}

func (b *backoff) forget(key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.all, key)
}
