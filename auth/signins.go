package auth

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/auth/store"
)

// signIns is where sign-ins are entered, looked up and struck out.
type signIns struct {
	store   store.Store
	keyring *Keyring
	jar     *jar
	watch   *watch
	options Options
	// good, where set, says whether a record still counts.
	good func(*record) bool

	mu     sync.Mutex
	opened map[string]page // guarded by mu: what was opened lately
}

// page is a record next to the sealed text it was opened from. It is good only
// for as long as the store still returns that text.
type page struct {
	sealed     []byte
	record     *record
	pageTokens map[string]string // by app: what was sealed for its pages; nil before the first
	cookie     string            // that proved it last; empty before the first
}

// maxOpened bounds the cache; opening one again costs about 50 µs.
const maxOpened = 10_000

func newSignIns(o Options, k store.Store, v *Keyring) *signIns {
	b := &signIns{store: store.Bounded(k), keyring: v, options: o, opened: map[string]page{}}
	b.jar = newJar(o.CookiePath, o.CookieSecret, o.CookieSecretPrevious)
	b.watch = newWatch(b)
	return b
}

// begin enters a new sign-in and gives the browser its cookie. The proof in it
// is always new. Only when the same account signs in again from the same
// browser does the sign-in keep its name, so that open pages stay good.
func (b *signIns) begin(w http.ResponseWriter, r *http.Request, rec *record) (Identity, error) {
	at := b.options.Locate(r)
	name := b.cookieFor(r, at)
	t := cookieValue{handle: random(), secret: random()}
	if handle, old, err := b.find(r); err == nil {
		if old.Provider == rec.Provider && old.Account == rec.Account {
			t.handle = handle
		} else if err := b.end(r.Context(), handle, "somebody else signed in"); err != nil {
			return Identity{}, err
		}
	} else if errors.Is(err, ErrUnavailable) {
		return Identity{}, err // the sign-in before may be there, and nobody could end it
	}
	rec.Check = hash(t.secret)
	rec.Began = time.Now()
	rec.Expiry = rec.Began.Add(b.options.Expiry())
	sealed, err := sealRecord(b.keyring, t.handle, rec)
	if err != nil {
		return Identity{}, err
	}
	err = b.store.Save(r.Context(), store.Entry{Key: t.handle, Value: sealed, Expires: rec.Expiry, Tags: rec.tags()})
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	b.jar.set(w, at, name, b.jar.seal(t), b.options.Expiry())
	b.watch.changed(r.Context(), t.handle)
	return rec.identity(t.handle), nil
}

// find looks up the sign-in that a request's cookie proves. Cookies do not tell
// ports apart: the first may be another server's, which leaves ours another name.
func (b *signIns) find(r *http.Request) (string, *record, error) {
	at := b.options.Locate(r)
	handle, rec, err := b.findBy(r.Context(), b.jar.get(r, at, cookieName))
	if !errors.Is(err, ErrNoSignIn) || !strings.Contains(strings.Join(r.Header["Cookie"], ";"), cookieName+"-at-") {
		return handle, rec, err
	}
	return b.findBy(r.Context(), b.jar.get(r, at, ownName(at)))
}

func (b *signIns) findBy(ctx context.Context, cookie string) (string, *record, error) {
	if handle, proven := b.proven(cookie); proven != nil {
		rec, _, err := b.load(ctx, handle)
		if err != nil {
			return "", nil, err
		}
		if rec == proven {
			return handle, rec, nil
		}
	}
	t, ok := b.jar.open(cookie)
	if !ok {
		return "", nil, ErrNoSignIn
	}
	rec, _, err := b.load(ctx, t.handle)
	if err != nil {
		return "", nil, err
	}
	if !rec.provedBy(t.secret) {
		return "", nil, ErrNoSignIn
	}
	b.remember(t.handle, rec, cookie)
	return t.handle, rec, nil
}

// cookieFor is the name of the cookie for a new sign-in: the usual one, unless
// another server of this host has it in this browser.
func (b *signIns) cookieFor(r *http.Request, at RequestOrigin) string {
	own := ownName(at)
	if b.jar.get(r, at, own) != "" {
		return own
	}
	usual := b.jar.get(r, at, cookieName)
	if _, _, err := b.findBy(r.Context(), usual); usual == "" || err == nil {
		return cookieName
	}
	return own
}

// dropCookie takes the sign-in out of a browser, and leaves another server's.
func (b *signIns) dropCookie(w http.ResponseWriter, r *http.Request, at RequestOrigin) {
	if _, ours := b.jar.open(b.jar.get(r, at, cookieName)); ours {
		b.jar.clear(w, at, cookieName)
	}
	if own := ownName(at); b.jar.get(r, at, own) != "" {
		b.jar.clear(w, at, own)
	}
}

// proven returns the record that this very cookie has proved before, nil if none. The record still
// has to be what is kept: one that was changed or ended is another, or none.
func (b *signIns) proven(cookie string) (handle string, rec *record) {
	handle, _, _ = strings.Cut(cookie, ".")
	b.mu.Lock()
	p := b.opened[handle]
	b.mu.Unlock()
	if p.cookie == "" || subtle.ConstantTimeCompare([]byte(p.cookie), []byte(cookie)) != 1 {
		return "", nil
	}
	return handle, p.record
}

// remember notes which cookie proved a record, which saves a signature and a hash for each request
// of the page to come.
func (b *signIns) remember(handle string, rec *record, cookie string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p, ok := b.opened[handle]; ok && p.record == rec {
		p.cookie = cookie
		b.opened[handle] = p
	}
}

// load returns a record and the sealed text it stands in.
func (b *signIns) load(ctx context.Context, handle string) (*record, []byte, error) {
	sealed, err := b.store.Load(ctx, handle)
	if errors.Is(err, store.ErrNoRecord) {
		b.forget(handle)
		return nil, nil, ErrNoSignIn
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	rec, err := b.read(handle, sealed)
	if err != nil || !time.Now().Before(rec.Expiry) || b.good != nil && !b.good(rec) {
		return nil, nil, ErrNoSignIn
	}
	return rec, sealed, nil
}

// read opens a sealed record, or remembers having done so.
func (b *signIns) read(handle string, sealed []byte) (*record, error) {
	b.mu.Lock()
	p, ok := b.opened[handle]
	b.mu.Unlock()
	if ok && bytes.Equal(p.sealed, sealed) {
		return p.record, nil
	}
	rec, err := openRecord(b.keyring, handle, sealed)
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for other := range b.opened {
		if len(b.opened) < maxOpened {
			break
		}
		delete(b.opened, other)
	}
	b.opened[handle] = page{sealed: sealed, record: rec}
	return rec, nil
}

// pageToken returns what seal makes for a sign-in and an app. It is made once and good for as long
// as the record stays as it is: what a pageToken says is true whenever it was sealed, and whether
// it counts is for the record to say.
func (b *signIns) pageToken(handle, app string, seal func() string) string {
	b.mu.Lock()
	sealed, known := b.opened[handle].pageTokens[app]
	b.mu.Unlock()
	if known {
		return sealed
	}
	sealed = seal()
	b.mu.Lock()
	defer b.mu.Unlock()
	if p, ok := b.opened[handle]; ok {
		if p.pageTokens == nil {
			p.pageTokens = map[string]string{}
			b.opened[handle] = p
		}
		p.pageTokens[app] = sealed
	}
	return sealed
}

func (b *signIns) forget(handle string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.opened, handle)
}

// replace keeps rec in place of what stood in old. It never brings a sign-in
// back that ended meanwhile, and never undoes what somebody else wrote.
func (b *signIns) replace(ctx context.Context, handle string, old []byte, rec *record) error {
	sealed, err := sealRecord(b.keyring, handle, rec)
	if err != nil {
		return err
	}
	if err := b.store.Replace(ctx, handle, old, sealed); err != nil {
		if errors.Is(err, store.ErrNoRecord) {
			return ErrNoSignIn
		}
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	b.watch.changed(ctx, handle)
	return nil
}

// end strikes a sign-in out and tells everybody who watches it, here and in
// the other processes, even when whoever asked for it has gone away meanwhile.
func (b *signIns) end(ctx context.Context, handle, reason string) error {
	ctx = context.WithoutCancel(ctx)
	err := b.store.Delete(ctx, handle)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	b.forget(handle)
	b.watch.ended(ctx, handle, reason)
	return nil
}
