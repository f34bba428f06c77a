package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/oauth2"

	"github.com/panelgo/panelgo/auth/provider"
)

// told is what a service says of somebody.
type told struct {
	claims   map[string]any
	groups   []string // that the claims do not hold
	userinfo bool     // userinfo is part of it
}

// identify finds out who signed in, from the tokens and, where they do not say
// enough, from the service.
func (s *service) identify(ctx context.Context, f *providerMetadata, kept tokens, nonce string) (*record, error) {
	var claims map[string]any
	if s.OpenID() {
		var err error
		if claims, err = s.verify(ctx, f, kept.ID, expected{nonce: nonce, access: kept.Access}); err != nil {
			return nil, err
		}
	}
	said, err := s.ask(ctx, f, kept, claims, false)
	if err != nil {
		return nil, err
	}
	rec, err := s.person(said.claims, said.groups)
	if err != nil {
		return nil, err
	}
	rec.Tokens, rec.Userinfo = kept, said.userinfo
	if !s.refresh {
		rec.Tokens.Refresh = "" // what is not needed is not kept
	}
	rec.confirmed()
	return rec, nil
}

// ask completes the claims of an ID token, which may be nil, by what the service says. With must it
// is asked for userinfo in any case.
func (s *service) ask(ctx context.Context, f *providerMetadata, kept tokens, claims map[string]any, must bool) (told, error) {
	said := told{claims: claims}
	var err error
	switch {
	case s.OpenID():
		said, err = s.complete(ctx, f, kept, claims, must)
	case s.Profile != nil:
		said.claims, err = s.Profile(ctx, s.asVisitor(kept), s.Provider)
	default:
		_, err = s.asVisitor(kept).Get(ctx, f.user, &said.claims)
	}
	if err != nil {
		return told{}, err
	}
	if s.wantGroups && s.Groups != nil {
		if said.groups, err = s.Groups(ctx, s.asVisitor(kept), s.Provider, said.claims); err != nil {
			return told{}, fmt.Errorf("its groups: %w", err)
		}
	}
	return said, nil
}

func (s *service) asVisitor(kept tokens) provider.Client {
	return provider.Client{HTTP: s.client, Token: kept.Access.Reveal()}
}

// complete is the fifth step (OpenID Connect Core, 5.3): it adds the claims of userinfo where the
// ID token leaves something open.
func (s *service) complete(ctx context.Context, f *providerMetadata, kept tokens, claims map[string]any, must bool) (told, error) {
	named := s.names(claims)
	grouped := !s.wantGroups || len(groupsIn(claims, s.GroupClaims)) > 0
	if f.user == "" || !must && named && grouped && s.email(claims) != "" {
		return told{claims: claims}, nil
	}
	info, err := f.oidc.UserInfo(s.context(ctx), oauth2.StaticTokenSource(&oauth2.Token{AccessToken: kept.Access.Reveal()}))
	if err != nil {
		if named && !must {
			return told{claims: claims}, nil // it would have been a bonus
		}
		return told{}, fmt.Errorf("userinfo: %w", withoutBody(err))
	}
	if info.Subject != claims["sub"] {
		return told{}, fmt.Errorf("%w: userinfo is about another (sub)", errSomebodyElse)
	}
	var text json.RawMessage
	var more map[string]any
	if err := info.Claims(&text); err != nil {
		return told{}, fmt.Errorf("userinfo: %w", err)
	}
	if err := provider.Decode(text, &more); err != nil {
		return told{}, fmt.Errorf("userinfo: %w", err)
	}
	return told{claims: merged(claims, more), userinfo: true}, nil
}

var (
	// errSomebodyElse says that what came at a renewal does not belong to the sign-in.
	errSomebodyElse = errors.New("auth: what the provider says is about somebody else")
	// errUnanswered says that tokens were renewed, but not what is known of their owner.
	errUnanswered = errors.New("auth: the provider does not say who somebody is by now")
)

// again asks at a renewal what was asked at sign-in, and returns the record as it should be now.
// The claims are those of the renewed ID token, nil if none came. With errUnanswered it returns
// what is known all the same: what the ID token says is taken, and what the service did not answer
// stays as it was.
func (s *service) again(ctx context.Context, f *providerMetadata, kept tokens, rec *record, sent map[string]any) (*record, error) {
	last := claimsIn(rec.Tokens.ID)
	lost := sent == nil && len(groupsIn(last, s.GroupClaims)) > 0 // the place where groups were said has fallen silent
	base := sent
	if s.OpenID() && sent == nil {
		base = maps.Clone(last)
		if base == nil {
			base = map[string]any{"sub": rec.Subject}
		}
		dropGroups(base, s.GroupClaims)
		withAddress(base, nil)
	}
	said, err := s.ask(ctx, f, kept, base, rec.Userinfo || lost)
	if err == nil && s.OpenID() && lost && !said.userinfo && len(said.groups) == 0 {
		err = errors.New("there was no ID token, and there is no userinfo to ask")
	}
	switch {
	case errors.Is(err, errSomebodyElse):
		return nil, err
	case err != nil:
		err = fmt.Errorf("%w: %w", errUnanswered, err)
		said = told{claims: sent, groups: slices.DeleteFunc(slices.Clone(rec.Groups), func(g string) bool {
			return slices.Contains(groupsIn(rec.Claims, s.GroupClaims), g)
		})}
	}
	fresh, wrong := s.person(s.claimsNow(rec, said.claims, last, err == nil), said.groups)
	if wrong != nil {
		return nil, fmt.Errorf("%w: %w", errSomebodyElse, wrong)
	}
	if fresh.Account != rec.Account {
		return nil, fmt.Errorf("%w: the account is another", errSomebodyElse)
	}
	next := rec.clone()
	next.User, next.Email, next.Groups, next.Claims = fresh.User, fresh.Email, fresh.Groups, fresh.Claims
	next.Userinfo = rec.Userinfo || said.userinfo
	return next, err
}

// claimsNow brings the claims of a record up to what is said now. Groups that are not named any
// more are gone: services say nothing where somebody is in none. A renewed ID token may leave out
// much else, which stays.
func (s *service) claimsNow(rec *record, said, last map[string]any, whole bool) map[string]any {
	if whole && !s.OpenID() {
		return said
	}
	claims := maps.Clone(rec.Claims)
	if claims == nil {
		claims = map[string]any{}
	}
	if whole {
		dropGroups(claims, s.GroupClaims)
	} else if said != nil {
		for _, name := range s.GroupClaims {
			if _, top := claimAt(last, name); top != "" { // the others came from userinfo
				delete(claims, top)
			}
		}
	}
	if said == nil {
		return claims
	}
	for _, name := range []string{"_claim_names", "_claim_sources"} {
		delete(claims, name)
	}
	vouched, marked := addressMark(said)
	if said["email"] != nil || marked && !vouched {
		withAddress(claims, said)
	}
	for name, v := range said {
		if v != nil && !slices.Contains(addressClaims, name) {
			claims[name] = v
		}
	}
	return claims
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
