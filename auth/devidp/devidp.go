package devidp

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/luikyv/go-oidc/pkg/goidc"
	"github.com/luikyv/go-oidc/pkg/provider"
)

// Config says how to run the provider. The zero value is good.
type Config struct {
	Addr      string // loopback address and port; the default is 127.0.0.1 and a free port
	Users     []User // the default is People()
	UsersFile string // a JSON list in place of Users
	// TokenLife is how long access tokens last; the default is five minutes,
	// short enough to see a renewal.
	TokenLife time.Duration
	Log       *slog.Logger
}

// Provider is a running provider.
type Provider struct {
	Issuer       string // for the provider's settings
	ClientID     string
	ClientSecret string // random, like the keys

	users  []User
	client *goidc.Client
	server *http.Server
	inner  http.Handler
	log    *slog.Logger
	done   chan struct{}

	// mu guards the client's addresses, which grow with the apps that come:
	// the protocol reads them while it answers.
	mu sync.RWMutex
}

// maxAddresses bounds how many addresses of apps are remembered.
const maxAddresses = 64

// Start runs a provider until Close. It refuses any address but loopback.
func Start(c Config) (*Provider, error) {
	if c.Addr == "" {
		c.Addr = "127.0.0.1:0"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.TokenLife == 0 {
		c.TokenLife = 5 * time.Minute
	}
	users, err := c.people()
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil || !loopback(host) {
		return nil, fmt.Errorf("devidp: the development provider signs everybody in as anybody: it listens on this machine only, not on %q", c.Addr)
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, fmt.Errorf("devidp: listen: %w", err)
	}
	p := &Provider{
		Issuer: "http://" + listener.Addr().String(), ClientID: "panelgo-dev", ClientSecret: rand.Text(),
		users: users, log: c.Log, done: make(chan struct{}),
	}
	if p.inner, err = p.protocol(c.TokenLife); err != nil {
		listener.Close()
		return nil, fmt.Errorf("devidp: %w", err)
	}
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		defer close(p.done)
		if err := p.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			p.log.Error("the development provider stopped", "err", err)
		}
	}()
	p.log.Warn("DEVELOPMENT SIGN-IN: anybody on this machine can sign in as anybody; never use it for real", "issuer", p.Issuer, "users", len(users))
	return p, nil
}

func (c Config) people() ([]User, error) {
	switch {
	case c.UsersFile != "":
		return ReadUsers(c.UsersFile)
	case len(c.Users) > 0:
		return c.Users, checkUsers(c.Users)
	}
	return People(), nil
}

// Close stops the provider.
func (p *Provider) Close() {
	p.server.Close()
	<-p.done
}

// protocol sets go-oidc up: one client, code with PKCE, refresh tokens that
// rotate, revocation, and sign-out without questions.
func (p *Provider) protocol(life time.Duration) (http.Handler, error) {
	keys, err := newKeys()
	if err != nil {
		return nil, err
	}
	scopes := []goidc.Scope{goidc.ScopeOpenID, goidc.ScopeEmail, goidc.ScopeProfile, goidc.NewScope("groups"), goidc.ScopeOfflineAccess}
	p.client = &goidc.Client{ID: p.ClientID, Secret: p.ClientSecret, ClientMeta: goidc.ClientMeta{
		Name: "panelgo", ScopeIDs: "openid email profile groups offline_access", TokenAuthnMethod: goidc.AuthnMethodSecretBasic,
		GrantTypes:    []goidc.GrantType{goidc.GrantAuthorizationCode, goidc.GrantRefreshToken},
		ResponseTypes: []goidc.ResponseType{goidc.ResponseTypeCode},
	}}
	claims := func(_ context.Context, g *goidc.Grant) map[string]any { return p.claimsOf(g.Subject) }
	op, err := provider.New(p.Issuer, nil, func(context.Context) (goidc.JSONWebKeySet, error) { return keys, nil },
		provider.WithScopes(scopes...),
		provider.WithStaticClients(p.client),
		provider.WithSecretBasicAuthn(),
		// No client signs assertions here, so that none can be replayed.
		provider.WithJTIConsumer(func(context.Context, string) error { return nil }),
		provider.WithIDTokenSignatureAlgs(goidc.ES256),
		provider.WithPKCERequired(goidc.CodeChallengeMethodSHA256),
		provider.WithAuthCodeGrant(nil, goidc.ResponseTypeCode),
		provider.WithRefreshTokenGrant(nil),
		provider.WithRefreshTokenRotation(),
		provider.WithRefreshTokenShouldIssue(func(context.Context, *goidc.Client, *goidc.Grant) bool { return true }),
		provider.WithOpaqueTokens(nil),
		provider.WithTokenOptions(func(context.Context, *goidc.Grant, *goidc.Client) goidc.TokenOptions {
			return goidc.NewOpaqueTokenOptions(int(life / time.Second))
		}),
		provider.WithTokenRevocation(func(context.Context, *goidc.Client) bool { return true }),
		provider.WithIssuerResponseParameter(),
		provider.WithIDTokenClaims(claims),
		provider.WithUserInfoClaims(claims),
		provider.WithClaims("email", "email_verified", "preferred_username", "name", "groups"),
		provider.WithPolicies(goidc.NewPolicy("choose", func(*http.Request, *goidc.AuthnSession, *goidc.Client) bool { return true }, p.choose)),
		provider.WithLogout(nil, func(w http.ResponseWriter, _ *http.Request, _ *goidc.LogoutSession) error {
			return p.page(w, http.StatusOK, view{Title: "You are signed out"})
		}),
		provider.WithLogoutPolicies(goidc.NewLogoutPolicy("leave", func(*http.Request, *goidc.LogoutSession) bool { return true },
			func(http.ResponseWriter, *http.Request, *goidc.LogoutSession) (goidc.Status, error) {
				return goidc.StatusSuccess, nil
			})),
		provider.WithErrorHandler(func(_ context.Context, err error) { p.log.Debug("development sign-in", "err", err) }),
		provider.WithErrorRenderer(func(w http.ResponseWriter, _ *http.Request, err error) error {
			return p.page(w, http.StatusBadRequest, view{Title: "This sign-in cannot go on", Message: err.Error()})
		}),
	)
	if err != nil {
		return nil, err
	}
	return op.Handler(), nil
}

// newKeys makes the one signing key of this run.
func newKeys() (goidc.JSONWebKeySet, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	return goidc.JSONWebKeySet{Keys: []goidc.JSONWebKey{{Key: key, KeyID: rand.Text()[:8], Algorithm: string(goidc.ES256), Use: "sig"}}}, err
}

func (p *Provider) claimsOf(name string) map[string]any {
	if i := slices.IndexFunc(p.users, func(u User) bool { return u.Name == name }); i >= 0 {
		return p.users[i].claims()
	}
	return nil
}

// ServeHTTP answers this machine only, and only under a loopback name, so that
// no page from elsewhere reaches it through a name of its own.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || !loopback(host) || !loopback(hostOf(r.Host)) {
		http.Error(w, "the development provider is for this machine only", http.StatusForbidden)
		return
	}
	p.meet(r)
	p.mu.RLock()
	defer p.mu.RUnlock()
	p.inner.ServeHTTP(w, r)
}

// meet remembers where an app on this machine wants its visitors back.
func (p *Provider) meet(r *http.Request) {
	query := r.URL.Query()
	if query.Get("client_id") != p.ClientID {
		return
	}
	for name, list := range map[string]*[]string{"redirect_uri": &p.client.RedirectURIs, "post_logout_redirect_uri": &p.client.PostLogoutRedirectURIs} {
		u, err := url.Parse(query.Get(name))
		if err != nil || u.Host == "" || u.Fragment != "" || !loopback(u.Hostname()) {
			continue
		}
		p.mu.Lock()
		if !slices.Contains(*list, u.String()) && len(*list) < maxAddresses {
			*list = append(*list, u.String())
		}
		p.mu.Unlock()
	}
}

func hostOf(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return hostport
}

func loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") { // RFC 6761, section 6.3
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
