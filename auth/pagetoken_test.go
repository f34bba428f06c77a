package auth

import (
	"errors"
	"strings"
	"testing"
)

func TestPageTokensAreForOneVisitorAndOneApp(t *testing.T) {
	alice, bob, guest := Identity{User: "alice", SignInID: "a"}, Identity{User: "bob", SignInID: "b"}, Identity{User: "guest", Guest: true}
	for what, o := range map[string]Options{
		"provider": complete(),
		"basic":    {BasicAuth: "one-password"},
		"header":   {TrustedHeaderUser: "X-User", TrustedHeaderFrom: List{"::1"}},
	} {
		t.Run(what, func(t *testing.T) {
			manager, err := New(o)
			must(t, err)
			defer manager.Close()
			other, err := New(Options{BasicAuth: "another", OAuthEncryptionKey: Secret(NewKey())})
			must(t, err)
			defer other.Close()
			sealed := manager.Seal(PageToken{SignInID: "a", App: "/app", Arguments: map[string][]string{"x": {"1"}}})
			if sealed == "" || !manager.Seals() {
				t.Fatal("page tokens are not sealed")
			}
			if got, err := manager.Admit(sealed, alice, "/app"); err != nil || got.Arguments["x"][0] != "1" {
				t.Errorf("%+v, %v", got, err)
			}
			for what, try := range map[string]func() error{
				"somebody else": func() error { _, err := manager.Admit(sealed, bob, "/app"); return err },
				"a guest":       func() error { _, err := manager.Admit(sealed, guest, "/app"); return err },
				"another app":   func() error { _, err := manager.Admit(sealed, alice, "/other"); return err },
				"another key":   func() error { _, err := other.Admit(sealed, alice, "/app"); return err },
				"altered":       func() error { _, err := manager.Admit(flip(sealed, 50), alice, "/app"); return err },
				"none":          func() error { _, err := manager.Admit("", alice, "/app"); return err },
			} {
				if err := try(); !errors.Is(err, ErrOther) && !errors.Is(err, ErrSealed) {
					t.Errorf("%s: %v", what, err)
				}
			}
			if strings.Contains(sealed, "app") {
				t.Error("the page token is readable")
			}
		})
	}
}

// flip replaces one character by another one.
func flip(s string, at int) string {
	c := "A"
	if s[at] == 'A' {
		c = "B"
	}
	return s[:at] + c + s[at+1:]
}
