package auth

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Identity is who somebody is, as far as this server knows.
type Identity struct {
	User     string         // the name shown; not unique across providers
	SignInID string         // tells this sign-in from every other; no secret, "" for guests
	Claims   map[string]any // what the provider says about the user; read only
	Groups   []string
	Email    string    // the address, where it is verified
	Expiry   time.Time // when they must sign in again; zero for guests
	Guest    bool      // has not signed in, and need not

	Provider string // what vouched: a provider's name, "basic", "header"
	Account  string // the stable key of the account at that provider
}

// Authenticator tells who is behind a request, and gives people a way in and
// out. A program may have one of its own: see [Options].Authenticator, and
// [Watcher] for what it can tell about sign-ins that end.
type Authenticator interface {
	// Identify returns who makes a request. It is called for every request, at once from many
	// goroutines, so it should be quick. The writer is for cookies only. The errors are
	// [ErrNoSignIn] (the visitor is sent to the sign-in page), [ErrRefused] (a known visitor may
	// not come in) and [ErrUnavailable]; every other one counts as the last.
	//
	// An identity that is no guest needs a User. Pages are bound to its SignInID, which should
	// differ from one sign-in to the next; an empty one is derived from Provider and Account, or
	// User.
	Identify(w http.ResponseWriter, r *http.Request) (Identity, error)
	// Login and Logout return the pages at the sign-in and sign-out endpoints, below the prefix;
	// nil where the program signs people in elsewhere, so that those who are not signed in read
	// that they are not. The sign-in page finds in its query, as next, the path to return to;
	// [LocalPath] checks it.
	Login() http.Handler
	Logout() http.Handler
}

// Policy decides whether somebody may use an app, named by its path. It is
// asked at every door, so it should be quick. An error refuses; [Elsewhere]
// also names a better place.
type Policy func(ctx context.Context, who Identity, app string) error

var (
	// ErrNoSignIn says that the visitor has not signed in, or no longer is.
	ErrNoSignIn = errors.New("auth: not signed in")
	// ErrRefused says that the policy does not let the visitor in.
	ErrRefused = errors.New("auth: not allowed")
	// ErrUnavailable says that nobody can be identified for now.
	ErrUnavailable = errors.New("auth: sign-ins cannot be looked up")
)

// Elsewhere is the answer of a [Policy] that sends a visitor to another place.
type Elsewhere struct{ URL string }

// Error says so; the address is the visitor's business only.
func (e *Elsewhere) Error() string { return "auth: sent elsewhere" }

// Is makes an Elsewhere a refusal.
func (e *Elsewhere) Is(target error) bool { return target == ErrRefused }

type identityKey struct{}

// With puts an identity into a context.
func With(ctx context.Context, who Identity) context.Context {
	return context.WithValue(ctx, identityKey{}, who)
}

// From takes the identity that the gate has let through.
func From(ctx context.Context) (Identity, bool) {
	who, ok := ctx.Value(identityKey{}).(Identity)
	return who, ok
}
