package auth

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/panelgo/panelgo/auth/provider"
)

// maxLifetime bounds what is believed about a token's age, in seconds.
const maxLifetime = 10 * 365 * 24 * 60 * 60

// usableTokens checks a token answer and takes out what we keep.
func usableTokens(t *oauth2.Token) (tokens, error) {
	if kind := t.TokenType; kind != "" && !strings.EqualFold(kind, "bearer") {
		return tokens{}, fmt.Errorf("the token is of an unknown type %.20q", kind)
	}
	id, _ := t.Extra("id_token").(string)
	kept := tokens{Access: Secret(t.AccessToken), Refresh: Secret(t.RefreshToken), ID: Secret(id), Expiry: t.Expiry}
	if life := t.ExpiresIn; life < 0 || life > maxLifetime || !kept.Expiry.IsZero() && !kept.Expiry.After(time.Now()) {
		kept.Expiry = time.Time{} // nonsense is as good as nothing
	}
	if kept.Expiry.IsZero() {
		kept.Expiry = jwtExpiry(t.AccessToken)
	}
	if !kept.Expiry.IsZero() {
		kept.Life = max(0, time.Until(kept.Expiry))
	}
	return kept, nil
}

// jwtExpiry reads when an access token expires, if it is a readable JWT. It
// serves to renew in time and proves nothing.
func jwtExpiry(token string) time.Time {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return time.Time{}
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct {
		Exp float64 `json:"exp"`
	}
	if err != nil || json.Unmarshal(raw, &claims) != nil || claims.Exp <= 0 || claims.Exp > 1<<40 {
		return time.Time{}
	}
	return time.Unix(int64(claims.Exp), 0)
}

// expected is what an ID token must agree with.
type expected struct {
	nonce   string // of the attempt; "" when tokens are renewed
	subject string // of the sign-in, when tokens are renewed
	access  Secret
}

var (
	// errKeys says that the keys to check a signature with cannot be had.
	errKeys = errors.New("auth: the provider's keys cannot be had")
	// errKey says that a signature was made with a key that is not among them, perhaps not yet.
	errKey = errors.New("auth: the provider does not publish the key that the ID token is signed with")
	// errClock says that an ID token is not of this time.
	errClock = errors.New("auth: the ID token is of another time")
)

// verify checks an ID token, the fourth step (OpenID Connect Core, 3.1.3.7): what go-oidc checks
// (signature, algorithm, issuer, audience, expiry, nbf) and what it leaves to its callers (nonce,
// azp, iat, sub, at_hash). It returns the claims.
func (s *service) verify(ctx context.Context, f *providerMetadata, raw Secret, want expected) (map[string]any, error) {
	if raw == "" {
		return nil, errors.New("there is no ID token")
	}
	t, err := f.verifier.Verify(s.context(ctx), raw.Reveal())
	if err != nil {
		return nil, s.whyNot(ctx, f, raw, err)
	}
	var text json.RawMessage
	var claims map[string]any
	if err := t.Claims(&text); err != nil {
		return nil, err
	}
	if err := provider.Decode(text, &claims); err != nil {
		return nil, err
	}
	if s.CheckIssuer != nil {
		if err := s.CheckIssuer(s.Provider, f.issuer, claims); err != nil {
			return nil, err
		}
	}
	azp, hasAzp := claims["azp"]
	switch {
	case want.nonce != "" && subtle.ConstantTimeCompare([]byte(t.Nonce), []byte(want.nonce)) != 1:
		return nil, errors.New("the ID token was made for another attempt (nonce)")
	case t.Subject == "" || len(t.Subject) > maxName:
		return nil, errors.New("the ID token names nobody (sub)")
	case want.subject != "" && t.Subject != want.subject:
		return nil, errors.New("the ID token is somebody else's (sub)")
	case t.IssuedAt.IsZero() || claims["iat"] == nil:
		return nil, errors.New("the ID token does not say when it was made (iat)")
	case t.IssuedAt.After(time.Now().Add(leeway)):
		return nil, fmt.Errorf("%w: it was made in the future (iat)", errClock)
	case len(t.Audience) > 1 && !hasAzp:
		return nil, errors.New("the ID token is for several and names no authorized party (azp)")
	case hasAzp && azp != s.id:
		return nil, errors.New("the ID token was made for another client (azp)")
	case claims["events"] != nil:
		return nil, errors.New("the ID token is an event")
	}
	if t.AccessTokenHash != "" {
		if err := t.VerifyAccessToken(want.access.Reveal()); err != nil {
			return nil, fmt.Errorf("the access token belongs to another ID token (at_hash): %w", err)
		}
	}
	return claims, nil
}

// whyNot tells trouble with the provider's keys, or with a clock, from an ID token that is not
// good.
func (s *service) whyNot(ctx context.Context, f *providerMetadata, raw Secret, err error) error {
	var late *oidc.TokenExpiredError
	if errors.As(err, &late) {
		return fmt.Errorf("%w: %w", errClock, err)
	}
	var set struct {
		Keys []struct {
			ID string `json:"kid"`
		} `json:"keys"`
	}
	if _, trouble := (provider.Client{HTTP: s.client}).Get(ctx, f.keys, &set); trouble != nil {
		return fmt.Errorf("%w: %w", errKeys, trouble)
	}
	var header struct {
		Key string `json:"kid"`
	}
	head, _, _ := strings.Cut(raw.Reveal(), ".")
	text, malformed := base64.RawURLEncoding.DecodeString(head)
	if malformed != nil || json.Unmarshal(text, &header) != nil || header.Key == "" {
		return err
	}
	for _, key := range set.Keys {
		if key.ID == header.Key {
			return err
		}
	}
	return fmt.Errorf("%w: %w", errKey, err)
}

// keepsTo reports whether an answer's issuer, where one is named, is the one that
// was asked (RFC 9207).
func (s *service) keepsTo(f *providerMetadata, named []string) bool {
	if !s.OpenID() || s.CheckIssuer != nil {
		return true
	}
	if len(named) == 0 {
		return !f.issParam
	}
	return len(named) == 1 && slices.Contains([]string{f.issuer, s.Issuer}, named[0])
}
