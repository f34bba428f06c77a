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

// verify checks an ID token: what go-oidc checks (signature, algorithm, issuer,
// audience, expiry, nbf) and what it leaves to its callers (nonce, azp, iat,
// sub, at_hash). It answers the claims.
func (s *service) verify(ctx context.Context, f *facts, raw Secret, want expected) (map[string]any, error) {
	if raw == "" {
		return nil, errors.New("there is no ID token")
	}
	t, err := f.verifier.Verify(s.context(ctx), raw.Reveal())
	if err != nil {
		return nil, err
	}
	var claims map[string]any
	if err := t.Claims(&claims); err != nil {
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
		return nil, errors.New("the ID token was made in the future (iat)")
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

// whois finds out who signed in, from the tokens and, where they do not say
// enough, from the service.
func (s *service) whois(ctx context.Context, f *facts, kept tokens, nonce string) (*record, error) {
	claims := map[string]any{}
	var err error
	switch {
	case s.OpenID():
		claims, err = s.verify(ctx, f, kept.ID, expected{nonce: nonce, access: kept.Access})
		if err == nil {
			claims, err = s.complete(ctx, f, kept, claims)
		}
	case s.Profile != nil:
		claims, err = s.Profile(ctx, s.asVisitor(kept), s.Provider)
	default:
		_, err = s.asVisitor(kept).Get(ctx, f.user, &claims)
	}
	if err != nil {
		return nil, err
	}
	var groups []string
	if s.wantGroups && s.Groups != nil {
		if groups, err = s.Groups(ctx, s.asVisitor(kept), s.Provider, claims); err != nil {
			return nil, fmt.Errorf("its groups: %w", err)
		}
	}
	rec, err := s.person(claims, groups)
	if err != nil {
		return nil, err
	}
	rec.Tokens = kept
	if !s.refresh {
		rec.Tokens.Refresh = "" // what is not needed is not kept
	}
	return rec, nil
}

func (s *service) asVisitor(kept tokens) provider.Client {
	return provider.Client{HTTP: s.client, Token: kept.Access.Reveal()}
}

// complete adds the claims of userinfo where the ID token leaves something open.
func (s *service) complete(ctx context.Context, f *facts, kept tokens, claims map[string]any) (map[string]any, error) {
	named := s.names(claims)
	grouped := !s.wantGroups || len(groupsIn(claims, s.GroupClaims)) > 0
	if f.user == "" || named && grouped && s.email(claims) != "" {
		return claims, nil
	}
	info, err := f.oidc.UserInfo(s.context(ctx), oauth2.StaticTokenSource(&oauth2.Token{AccessToken: kept.Access.Reveal()}))
	if err != nil {
		if named {
			return claims, nil // it would have been a bonus
		}
		return nil, fmt.Errorf("userinfo: %w", withoutBody(err))
	}
	if info.Subject != claims["sub"] {
		return nil, errors.New("userinfo is about somebody else (sub)")
	}
	var more map[string]any
	if err := info.Claims(&more); err != nil {
		return nil, fmt.Errorf("userinfo: %w", err)
	}
	// The address and its mark must come from the same place.
	if more["email"] != claims["email"] && claims["email"] != nil {
		delete(more, "email_verified")
	}
	for name, v := range claims {
		if v != nil {
			more[name] = v
		}
	}
	return more, nil
}

// withoutBody cuts an answer's body, which go-oidc quotes behind the status,
// out of an error: it may be long, and it may hold secrets.
func withoutBody(err error) error {
	text := err.Error()
	if len(text) > 3 && '1' <= text[0] && text[0] <= '5' && text[3] == ' ' {
		text, _, _ = strings.Cut(text, ":")
		return errors.New("answered " + text)
	}
	return err
}

// keepsTo says whether an answer's issuer, where one is named, is the one that
// was asked (RFC 9207).
func (s *service) keepsTo(f *facts, named []string) bool {
	if !s.OpenID() || s.CheckIssuer != nil {
		return true
	}
	if len(named) == 0 {
		return !f.issParam
	}
	return len(named) == 1 && slices.Contains([]string{f.issuer, s.Issuer}, named[0])
}
