package auth

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxName bounds a user name, in bytes.
const maxName = 1024

// person makes a record out of what a provider says about somebody.
func (s *service) person(claims map[string]any, groups []string) (*record, error) {
	rec := &record{Provider: s.Name, Claims: claims, Email: s.email(claims)}
	rec.Subject = word(claims["sub"])
	rec.Session = word(claims["sid"])
	rec.Groups = append(groupsIn(claims, s.GroupClaims), groups...)
	slices.Sort(rec.Groups)
	rec.Groups = slices.Compact(rec.Groups)
	rec.User = s.userName(claims)
	rec.Account = s.account(claims)
	if rec.Account == "" && !s.OpenID() {
		rec.Account = rec.User // a service described by hand may have nothing better
	}
	if rec.Account == "" {
		return nil, errors.New("the account has no stable key")
	}
	if rec.User == "" && !s.ownClaim {
		rec.User = rec.Account
	}
	if rec.User == "" {
		return nil, fmt.Errorf("nothing names the user: looked for %s", strings.Join(s.UserClaims, ", "))
	}
	return rec, nil
}

// userName is the first claim that names the user. An address counts only when
// it is verified: anybody can type one.
func (s *service) userName(claims map[string]any) string {
	for _, name := range s.UserClaims {
		if name == "email" {
			if address := s.email(claims); address != "" {
				return address
			}
			continue
		}
		if v := word(claims[name]); v != "" {
			return v
		}
	}
	return ""
}

// email is the address that the provider vouches for.
func (s *service) email(claims map[string]any) string {
	address := word(claims["email"])
	switch v := claims["email_verified"].(type) {
	case nil:
		// Microsoft has its own word for an address whose domain is verified.
		if s.UnmarkedEmail || s.anyEmail || claims["xms_edov"] == true {
			return address
		}
	case bool:
		if v || s.anyEmail {
			return address
		}
	case string: // some services write the word
		if v == "true" || s.anyEmail {
			return address
		}
	}
	return ""
}

// account is the key by which the provider tells its accounts apart.
func (s *service) account(claims map[string]any) string {
	for _, keys := range [][]string{s.SubjectClaims, {"sub"}, {"id"}} {
		var parts []string
		for _, k := range keys {
			if v := word(claims[k]); v != "" {
				parts = append(parts, v)
			}
		}
		if len(parts) == len(keys) {
			return strings.Join(parts, "/")
		}
	}
	return ""
}

// word is a claim as text, if it is text or a number and fit for a name.
func word(claim any) string {
	var s string
	switch v := claim.(type) {
	case string:
		s = strings.TrimSpace(v)
	case float64:
		s = strconv.FormatFloat(v, 'f', -1, 64)
	}
	if len(s) > maxName || strings.ContainsFunc(s, unicode.IsControl) {
		return ""
	}
	return s
}

func groupsIn(claims map[string]any, names []string) []string {
	var groups []string
	for _, name := range names {
		switch v := claims[name].(type) {
		case string:
			groups = append(groups, v)
		case []any:
			for _, one := range v {
				if g, ok := one.(string); ok && g != "" {
					groups = append(groups, g)
				}
			}
		}
	}
	return groups
}

// names says whether the claims name the user already.
func (s *service) names(claims map[string]any) bool {
	_, err := s.person(maps.Clone(claims), nil)
	return err == nil && s.userName(claims) != ""
}

// follow brings a record up to what a renewed ID token says. Groups that the last one named and this one leaves out are
// gone: services say nothing where somebody is in none.
func (s *service) follow(rec *record, claims map[string]any) {
	before := claimsIn(rec.Tokens.ID)
	for _, name := range s.GroupClaims {
		if before[name] != nil {
			delete(rec.Claims, name)
		}
	}
	maps.Copy(rec.Claims, claims)
	rec.Email = s.email(rec.Claims)
	if s.Groups == nil {
		rec.Groups = slices.Compact(slices.Sorted(slices.Values(groupsIn(rec.Claims, s.GroupClaims))))
	}
}

// claimsIn reads an ID token that was checked when it came.
func claimsIn(token Secret) map[string]any {
	var claims map[string]any
	if parts := strings.Split(token.Reveal(), "."); len(parts) == 3 {
		raw, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil || json.Unmarshal(raw, &claims) != nil {
			return nil
		}
	}
	return claims
}
