package server_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth/store"
)

// lapsing is a store whose entries can be made to run out, as a store's own clock does.
type lapsing struct {
	*store.Memory

	over atomic.Bool // everything has run out
	look chan func() // has the server look again at whom it watches
}

func (l *lapsing) Load(ctx context.Context, key string) ([]byte, error) {
	if l.over.Load() {
		return nil, store.ErrNoRecord
	}
	return l.Memory.Load(ctx, key)
}

func (l *lapsing) Listen(ctx context.Context, hear func(store.Notice), caughtUp func()) error {
	l.look <- caughtUp
	return l.Memory.Listen(ctx, hear, caughtUp)
}

func (l *lapsing) lapse() {
	l.over.Store(true)
	(<-l.look)()
}

// When a sign-in runs out, its pages close, and neither they nor a new page come back without
// another one.
func TestSignInThatRunsOutClosesItsPages(t *testing.T) {
	store := &lapsing{Memory: store.NewMemory(), look: make(chan func(), 1)}
	g := guard(t, func(o *panelgo.Options) { o.Auth.Store = store })
	alice := g.signIn("alice")
	one, two := alice.open("/app"), alice.open("/deep/er")

	store.lapse()
	one.ExpectClosed(4001)
	two.ExpectClosed(4001)
	if err := one.TryAgain(); err == nil {
		t.Error("the page came back")
	}
	if a := g.ask("page", "/app", "Cookie: "+alice.cookie()); a.StatusCode != http.StatusFound {
		t.Errorf("a new page gets %d, not the way to sign in", a.StatusCode)
	}
}
