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

	"github.com/panelgo/panelgo/auth/provider"
)

// maxName bounds a user name, in bytes.
const maxName = 1024

// person makes a record out of what a provider says about somebody.
func (s *service) person(claims map[string]any, groups []string) (*record, error) {
	rec := &record{Provider: s.Name, Issuer: s.authority(), Client: s.id, Claims: claims, Email: s.email(claims)}
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

// addressClaims are what is said of somebody's e-mail address. They belong together: a mark vouches
// for the address that it came with.
var addressClaims = []string{"email", "email_verified", "xms_edov"}

// email is the address that the provider vouches for.
func (s *service) email(claims map[string]any) string {
	vouched, marked := addressMark(claims)
	if vouched || s.anyEmail || !marked && s.UnmarkedEmail {
		return word(claims["email"])
	}
	return ""
}

// addressMark reports whether the claims vouch for their address, and whether they say anything of
// it. Some services write the word; Microsoft has its own claim for an address whose domain is
// verified, in four forms.
func addressMark(claims map[string]any) (vouched, marked bool) {
	if v := claims["email_verified"]; v != nil {
		return v == true || v == "true", true
	}
	switch v := claims["xms_edov"].(type) {
	case nil:
		return false, false
	case bool:
		return v, true
	case string:
		return v == "1" || strings.EqualFold(v, "true"), true
	case json.Number:
		return v == "1", true
	}
	return false, true
}

// withAddress replaces what is said of the address, whole, by what other claims say of it.
func withAddress(claims, other map[string]any) {
	for _, name := range addressClaims {
		delete(claims, name)
		if v := other[name]; v != nil {
			claims[name] = v
		}
	}
}

// merged are the claims of an ID token and of userinfo. The ID token goes first, but for an address
// that it names without a mark and userinfo with one.
func merged(id, info map[string]any) map[string]any {
	all := maps.Clone(info)
	for name, v := range id {
		if v != nil {
			all[name] = v
		}
	}
	from := id
	if _, marked := addressMark(id); info["email"] != nil && (id["email"] == nil || !marked && word(id["email"]) == word(info["email"])) {
		from = info
	}
	withAddress(all, from)
	return all
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
	case json.Number:
		s = digits(v)
	}
	if len(s) > maxName || strings.ContainsFunc(s, unicode.IsControl) {
		return ""
	}
	return s
}

// digits writes a number the way ids are written. Whole numbers stay as they are, however large;
// 5.0 and 5e0 are 5.
func digits(n json.Number) string {
	const exact = 1 << 53 // below it a float64 holds every whole number
	if f, err := n.Float64(); err == nil && strings.ContainsAny(n.String(), ".eE") && f == float64(int64(f)) && -exact < f && f < exact {
		return strconv.FormatInt(int64(f), 10)
	}
	return n.String()
}

// names reports whether the claims name the user already.
func (s *service) names(claims map[string]any) bool {
	_, err := s.person(maps.Clone(claims), nil)
	return err == nil && s.userName(claims) != ""
}

// claimsIn reads an ID token that was checked when it came.
func claimsIn(token Secret) map[string]any {
	var claims map[string]any
	if parts := strings.Split(token.Reveal(), "."); len(parts) == 3 {
		raw, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil || provider.Decode(raw, &claims) != nil {
			return nil
		}
	}
	return claims
}
