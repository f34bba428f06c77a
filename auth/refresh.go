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

func due(t tokens) time.Time { return t.Expiry.Add(-margin(t)) }

// untilRenewal spreads renewals over half the margin, so that the replicas that
// hold pages of one sign-in do not all ask for its lock at once.
func untilRenewal(t tokens, now time.Time) time.Duration {
	return max(0, due(t).Sub(now)) + rand.N(margin(t)/2+1)
}

// dueNow says whether the tokens of a sign-in should be renewed now.
func (o *oauth) dueNow(rec *record) bool {
	t := rec.Tokens
	return o.service.refresh && t.Refresh != "" && !t.Expiry.IsZero() && !time.Now().Before(due(t))
}

// renew renews the tokens of a sign-in: once, whoever asks, in all processes
// that share the store. It answers ErrNoSignIn when the provider has ended it.
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
			o.log.Warn("access token could not be renewed", "signin", handle, "provider", o.service.Name, "err", err)
			return nil, err
		}
		o.failures.forget(handle)
		return rec, err
	})
}

// renewLocked looks again first: somebody else may have been quicker.
func (o *oauth) renewLocked(ctx context.Context, handle string) (*record, error) {
	rec, sealed, err := o.signIns.load(ctx, handle)
	if err != nil || !o.dueNow(rec) {
		return rec, err
	}
	fresh, err := o.askAgain(ctx, rec)
	var refusal *ProviderError
	if errors.As(err, &refusal) && refusal.Code == "invalid_grant" || errors.Is(err, errSomebodyElse) {
		o.log.Info("signed out by the provider", "user", rec.User, "signin", handle, "err", err)
		if err := o.signIns.end(ctx, handle, reasonProvider); err != nil {
			return nil, err
		}
		return nil, ErrNoSignIn
	}
	if err != nil {
		return nil, err
	}
	if err := o.signIns.replace(ctx, handle, sealed, fresh); err != nil {
		return nil, err
	}
	o.log.Debug("access token renewed", "user", rec.User, "signin", handle)
	return fresh, nil
}

var errSomebodyElse = errors.New("auth: the renewed tokens are somebody else's")

// askAgain asks the provider for new tokens. What the answer leaves out is kept.
func (o *oauth) askAgain(ctx context.Context, rec *record) (*record, error) {
	f, err := o.service.facts(ctx)
	if err != nil {
		return nil, err
	}
	source := o.service.config(f, "").TokenSource(o.service.context(ctx), &oauth2.Token{RefreshToken: rec.Tokens.Refresh.Reveal()})
	t, err := source.Token()
	if err != nil {
		return nil, fmt.Errorf("auth: renew at %s: %w", o.service.Name, o.service.typed(err))
	}
	kept, err := usableTokens(t)
	if err != nil {
		return nil, fmt.Errorf("auth: renewed tokens of %s: %w", o.service.Name, err)
	}
	fresh := rec.clone()
	if kept.Refresh == "" {
		kept.Refresh = rec.Tokens.Refresh
	}
	if kept.ID == "" {
		kept.ID = rec.Tokens.ID
	} else if o.service.OpenID() {
		claims, err := o.service.verify(ctx, f, kept.ID, expected{subject: rec.Subject, access: kept.Access})
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errSomebodyElse, err)
		}
		o.service.follow(fresh, claims)
	}
	fresh.Tokens = kept
	return fresh, nil
}

// renewWatched renews for a page that is open, and answers when to try again
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

// wait answers the last error while it is too early to try again.
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
