package server_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/session"
)

// TestTokenStaysSmallWhateverIsSaidOfTheVisitor is acceptance case 16: everything that a provider
// says stays on the server.
func TestTokenStaysSmallWhateverIsSaidOfTheVisitor(t *testing.T) {
	manyGroups := slices.Repeat([]string{"a-group-with-quite-a-long-name"}, 100)
	for what, who := range map[string]auth.Identity{
		"little":         {Claims: map[string]any{"sub": "1"}},
		"6 kB of claims": {Claims: map[string]any{"sub": strings.Repeat("x", 6<<10)}},
		"60 kB":          {Claims: map[string]any{"roles": strings.Repeat("x", 60<<10)}},
		"100 groups":     {Groups: manyGroups},
		"a long name":    {User: strings.Repeat("é", 300)},
	} {
		t.Run(what, func(t *testing.T) {
			g := guard(t, func(o *panelgo.Options) {
				o.Auth.Validate = func(context.Context, string, string) (auth.Identity, error) { return who, nil }
			})
			v := g.signIn("alice")
			tab := v.open("/deep/er?a=long&query=" + strings.Repeat("q", 2000))
			if n := len(tab.Token); n >= 600 {
				t.Errorf("the token has %d bytes", n)
			}
			if n := len(v.cookie()); n >= 200 {
				t.Errorf("the cookie has %d bytes", n)
			}
			if claims := claimsOf(t, tab.Token); claims.Sealed == "" || len(claims.Payload) > 0 {
				t.Errorf("the token says %v", claims)
			}
		})
	}
}

func TestPageTokenOpensWithTheConfiguredKeysOnly(t *testing.T) {
	older, newer := auth.NewKey(), auth.NewKey()
	g := guard(t, func(o *panelgo.Options) { o.Auth.OAuthEncryptionKey = auth.Secret(newer + "," + older) })
	alice := g.signIn("alice")
	tab := alice.open("/app")
	claims := claimsOf(t, tab.Token)
	sealed := claims.Sealed
	for what, c := range map[string]struct {
		key  string
		good bool
	}{"the first key": {newer, true}, "the key before": {older, false}, "any other": {auth.NewKey(), false}} {
		keyring, err := auth.NewKeyring(c.key)
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := keyring.Open("page token", sealed, 0); (err == nil) != c.good {
			t.Errorf("%s: %s, %v", what, plain, err)
		}
	}
	if strings.Contains(sealed, "/app") || strings.Contains(sealed, "alice") {
		t.Error("the page token can be read")
	}
	signIn := strings.Split(strings.TrimPrefix(alice.cookie(), "panelgo="), ".")[0]
	aged := resign(key, claims, func(c *session.Claims) { c.Sealed = pageToken(t, older, `{"s":"`+signIn+`","a":"/app"}`) })
	if status := g.handshake("/app/ws", alice.cookie(), aged, "Origin: "+g.host); status != 101 {
		t.Errorf("what the key before sealed is refused: %d", status)
	}
}
