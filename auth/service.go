package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/panelgo/panelgo/auth/provider"
)

// service is a provider as it is talked to: the catalogue's facts, our
// credentials, and what discovery says.
type service struct {
	provider.Provider
	id         string
	secret     Secret
	method     string // how the client authenticates; "" is for discovery and the catalogue to say
	scopes     []string
	refresh    bool // tokens are renewed
	wantGroups bool
	anyEmail   bool // InsecureUnverifiedEmail
	ownClaim   bool // the operator chose the claim that names the user
	client     *http.Client

	flight *flight[*providerMetadata]
	mu     sync.Mutex
	known  *providerMetadata // guarded by mu
}

// providerMetadata are what discovery, or the catalogue, says about a service.
type providerMetadata struct {
	endpoint oauth2.Endpoint
	user     string
	logout   string
	revoke   string
	keys     string
	issuer   string // as published
	issParam bool   // every answer names the issuer (RFC 9207)
	oidc     *oidc.Provider
	verifier *oidc.IDTokenVerifier
	asOf     time.Time
}

const (
	// factsAge is how long discovery is believed; after that it is asked
	// again, and believed still if there is no answer.
	factsAge = time.Hour
	// leeway is how far a provider's clock may be off.
	leeway = time.Minute
)

// algorithms are the signatures accepted, whatever a service advertises: public
// keys only, so that no shared secret and no "none" can sign.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

func newService(o Options) (*service, error) {
	p, err := o.provider()
	if err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	client, err := providerClient(o.OAuthCAFile)
	if err != nil {
		return nil, err
	}
	if o.OAuthClientAuth == authBasicRaw {
		client.Transport = rawBasic{client.Transport, o.OAuthKey, o.OAuthSecret}
	}
	groups := len(o.AllowGroup)+len(o.OAuthGroupsClaim) > 0
	return &service{
		Provider: p, id: o.OAuthKey, secret: o.OAuthSecret, method: o.OAuthClientAuth, client: client,
		scopes:  p.AllScopes(o.scopes(), o.OAuthRefreshTokens, groups),
		refresh: o.OAuthRefreshTokens, wantGroups: groups, anyEmail: o.InsecureUnverifiedEmail, ownClaim: o.OAuthJWTUser != "",
		flight: newFlight[*providerMetadata](providerTimeout),
	}, nil
}

// metadata returns what is known about the service, asking it when need be.
func (s *service) metadata(ctx context.Context) (*providerMetadata, error) {
	s.mu.Lock()
	known := s.known
	s.mu.Unlock()
	if known != nil && time.Since(known.asOf) < factsAge {
		return known, nil
	}
	if known != nil { // what is known serves while the service takes its time
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience-s.flight.age(""))
		defer cancel()
	}
	fresh, err := s.flight.do(ctx, "", s.discoverAgain)
	switch {
	case err == nil:
		return fresh, nil
	case known != nil:
		return known, nil
	}
	return nil, fmt.Errorf("auth: discover %s: %w", s.Name, err)
}

// discoverAgain discovers and keeps what it finds, whoever still waits for it.
func (s *service) discoverAgain(ctx context.Context) (*providerMetadata, error) {
	f, err := s.discover(ctx)
	if err == nil {
		s.mu.Lock()
		s.known = f
		s.mu.Unlock()
	}
	return f, err
}

// greet asks the service at the start what it is asked anyway, so that the operator hears of what
// does not fit before the visitors do.
func greet(ctx context.Context, o Options) {
	s, err := newService(o)
	if err != nil {
		return // whoever starts has been told
	}
	ctx, cancel := context.WithTimeout(ctx, providerTimeout)
	defer cancel()
	if _, err := s.discover(ctx); err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		o.Log.Error("nobody can sign in for now", "provider", s.Name, "err", err)
	}
}

func (s *service) discover(ctx context.Context) (*providerMetadata, error) {
	e := s.Endpoints
	style, err := s.authStyle(nil, s.Style)
	if err != nil {
		return nil, err
	}
	f := &providerMetadata{
		endpoint: oauth2.Endpoint{AuthURL: e.Authorize, TokenURL: e.Token, AuthStyle: style},
		user:     e.User, logout: e.Logout, revoke: e.Revoke, asOf: time.Now(),
	}
	if !s.OpenID() {
		return f, nil
	}
	return f, s.discoverOpenID(oidc.ClientContext(ctx, s.client), f)
}

// metadata are the parts of a discovery document that go-oidc leaves to us.
type metadata struct {
	Issuer   string   `json:"issuer"`
	Logout   string   `json:"end_session_endpoint"`
	Revoke   string   `json:"revocation_endpoint"`
	Methods  []string `json:"token_endpoint_auth_methods_supported"`
	IssParam bool     `json:"authorization_response_iss_parameter_supported"`
	Scopes   []string `json:"scopes_supported"`
	Keys     string   `json:"jwks_uri"`
}

func (s *service) discoverOpenID(ctx context.Context, f *providerMetadata) error {
	if s.CheckIssuer != nil {
		// The published issuer is a template; CheckIssuer compares it.
		ctx = oidc.InsecureIssuerURLContext(ctx, s.Issuer)
	}
	p, err := oidc.NewProvider(ctx, s.Issuer)
	if err != nil {
		return s.whyNotDiscovered(err)
	}
	var m metadata
	if err := p.Claims(&m); err != nil {
		return err
	}
	for _, address := range []string{p.Endpoint().AuthURL, p.Endpoint().TokenURL, m.Keys} {
		if err := provider.CheckAddress(address); err != nil {
			return fmt.Errorf("an endpoint that it publishes %w", err)
		}
	}
	f.oidc, f.issuer, f.issParam, f.keys = p, m.Issuer, m.IssParam, m.Keys
	f.endpoint = p.Endpoint()
	if f.endpoint.AuthStyle, err = s.authStyle(m.Methods, oauth2.AuthStyleInHeader); err != nil {
		return err
	}
	f.user = p.UserInfoEndpoint()
	f.logout = usable(f.logout, m.Logout)
	f.revoke = usable(f.revoke, m.Revoke)
	f.verifier = p.VerifierContext(oidc.ClientContext(context.Background(), s.client), &oidc.Config{
		ClientID:             s.id,
		SupportedSigningAlgs: algorithms,
		SkipIssuerCheck:      s.CheckIssuer != nil, // checked in verify
		Now:                  func() time.Time { return time.Now().Add(-leeway) },
	})
	return nil
}

// whyNotDiscovered says which issuer the service uses, if it is not the one that was set: they are
// compared to the letter.
func (s *service) whyNotDiscovered(err error) error {
	var other *oidc.IssuerMismatchError
	if !errors.As(err, &other) {
		return withoutBody(err)
	}
	slash := ""
	if strings.TrimSuffix(other.Discovered, "/") == strings.TrimSuffix(s.Issuer, "/") {
		slash = ", without a slash at its end"
		if strings.HasSuffix(other.Discovered, "/") {
			slash = ", with a slash at its end"
		}
	}
	return fmt.Errorf("the service uses the issuer %q%s, and %q is set: set it to the letter in %s",
		other.Discovered, slash, s.Issuer, optionName("oauth-extra-params"))
}

// authority is what tells this service's accounts and tokens from another's, also before it has
// been asked anything.
func (s *service) authority() string {
	if s.OpenID() {
		return s.Issuer
	}
	return s.Endpoints.Token
}

// owns reports whether a sign-in was made at this service for this client. The tokens of any other
// are sent nowhere.
func (s *service) owns(rec *record) bool {
	return rec.Provider == s.Name && rec.Issuer == s.authority() && rec.Client == s.id
}

// usable prefers what the catalogue says, and drops what must not be used.
func usable(ours, published string) string {
	if ours == "" && provider.CheckAddress(published) == nil {
		return published
	}
	return ours
}

func (s *service) config(f *providerMetadata, redirect string) *oauth2.Config {
	return &oauth2.Config{ClientID: s.id, ClientSecret: s.secret.Reveal(), Endpoint: f.endpoint, RedirectURL: redirect, Scopes: s.scopes}
}

// context carries our client to the libraries.
func (s *service) context(ctx context.Context) context.Context {
	return oidc.ClientContext(context.WithValue(ctx, oauth2.HTTPClient, s.client), s.client)
}

// revokeToken tells the service to forget a token (RFC 7009).
func (s *service) revokeToken(ctx context.Context, token Secret, hint string) error {
	if token == "" {
		return nil
	}
	if s.Revoke != nil {
		return s.Revoke(ctx, s.client, s.Provider, s.id, s.secret.Reveal(), token.Reveal())
	}
	f, err := s.metadata(ctx)
	if err != nil || f.revoke == "" {
		return err
	}
	form := url.Values{"token": {token.Reveal()}, "token_type_hint": {hint}}
	if f.endpoint.AuthStyle != oauth2.AuthStyleInHeader {
		form.Set("client_id", s.id)
		if s.secret != "" {
			form.Set("client_secret", s.secret.Reveal())
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, f.revoke, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if f.endpoint.AuthStyle == oauth2.AuthStyleInHeader {
		req.SetBasicAuth(url.QueryEscape(s.id), url.QueryEscape(s.secret.Reveal()))
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &provider.StatusError{Host: req.URL.Host, Status: resp.StatusCode}
	}
	return nil
}
