package auth

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/auth/password"
)

func TestListsAreSplitAtCommasOnly(t *testing.T) {
	for text, want := range map[string]string{
		"Data Team":                         "Data Team",
		"/app=Domain Admins":                "/app=Domain Admins",
		"Data Team, Domain Admins":          "Data Team|Domain Admins",
		" a ,, b ,":                         "a|b",
		"a\tb":                              "a\tb",
		`["Smith, John", "Data Team"]`:      "Smith, John|Data Team",
		"['Smith, John', '/app=Data Team']": "Smith, John|/app=Data Team",
		"('a', 'b')":                        "a|b",
		"":                                  "",
	} {
		var l List
		if err := l.UnmarshalText([]byte(text)); err != nil || strings.Join(l, "|") != want {
			t.Errorf("%q: %q, %v; want %q", text, l, err, want)
		}
	}
	for _, bad := range []string{`["a", 1]`, `["a"`, `[a]`, `["a"] b`} {
		var l List
		if err := l.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q is read as %q", bad, l)
		}
	}
	if got := (List{"openid email", "profile"}).words(); strings.Join(got, "|") != "openid|email|profile" {
		t.Errorf("scopes: %q", got)
	}
}

func TestOnlyASingleAddressHasADomain(t *testing.T) {
	for address, want := range map[string]string{
		"alice@corp.org":                           "corp.org",
		"alice@CORP.org":                           "corp.org",
		"a.b+c/d=e@corp.org":                       "corp.org",
		`"a b@c"@corp.org`:                         "corp.org",
		`"a\"b"@corp.org`:                          "corp.org",
		"alice@xn--bcher-kva.example":              "xn--bcher-kva.example",
		"attacker@evil.com@corp.org":               "",
		"a@evil.com>,<x@corp.org":                  "",
		"a@evil.com, x@corp.org":                   "",
		"@corp.org":                                "",
		"alice@":                                   "",
		"corp.org":                                 "",
		"":                                         "",
		"alice @corp.org":                          "",
		" alice@corp.org":                          "",
		"alice@corp.org ":                          "",
		"alice@ corp.org":                          "",
		"alice@corp.org.":                          "",
		"alice@.corp.org":                          "",
		"alice@corp..org":                          "",
		"alice@-corp.org":                          "",
		"alice@corp_x.org":                         "",
		"alice@[127.0.0.1]":                        "",
		"alice@bücher.example":                     "",
		"älice@corp.org":                           "",
		"alice@\u212Aorp.org":                      "", // KELVIN SIGN
		".alice@corp.org":                          "",
		"alice.@corp.org":                          "",
		"a..b@corp.org":                            "",
		`"a"b"@corp.org`:                           "",
		`"a@corp.org`:                              "",
		`"a\"@corp.org`:                            "",
		"a\x00@corp.org":                           "",
		"a\n@corp.org":                             "",
		"Alice <alice@corp.org>":                   "",
		"alice(comment)@corp.org":                  "",
		strings.Repeat("a", 65) + "@corp.org":      "",
		"a@" + strings.Repeat("b", 64) + ".org":    "",
		"a@" + strings.Repeat("bbbb.", 60) + "org": "",
	} {
		if got := mailDomain(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

func TestWhatARuleMatchesToTheLetter(t *testing.T) {
	at := func(provider, user, email string) Identity {
		return Identity{Provider: provider, User: user, Email: email, Account: "1"}
	}
	for _, c := range []struct {
		what    string
		options Options
		who     Identity
		ok      bool
	}{
		{"a name that claims an address", Options{AllowUser: List{"ceo@corp.org"}}, at("oidc", "ceo@corp.org", ""), false},
		{"likewise at Microsoft", Options{AllowUser: List{"ceo@corp.org"}}, at("azurev2", "ceo@corp.org", ""), false},
		{"beside another, verified address", Options{AllowUser: List{"ceo@corp.org"}}, at("oidc", "ceo@corp.org", "x@evil.example"), false},
		{"a verified address", Options{AllowUser: List{"ceo@corp.org"}}, at("oidc", "ceo", "ceo@corp.org"), true},
		{"its domain in capitals", Options{AllowUser: List{"ceo@CORP.org"}}, at("oidc", "ceo", "ceo@corp.ORG"), true},
		{"its name in capitals", Options{AllowUser: List{"CEO@corp.org"}}, at("oidc", "ceo", "ceo@corp.org"), false},
		{"a name in the file of passwords", Options{AllowUser: List{"ceo@corp.org"}}, at("basic", "ceo@corp.org", ""), true},
		{"a name that a proxy vouches for", Options{AllowUser: List{"ceo@corp.org"}}, at("header", "ceo@corp.org", ""), true},
		{"a name", Options{AllowUser: List{"alice"}}, at("basic", "alice", ""), true},
		{"a name in capitals", Options{AllowUser: List{"alice"}}, at("basic", "ALICE", ""), false},
		{"KELVIN SIGN in a name", Options{AllowUser: List{"kate"}}, at("oidc", "\u212Aate", ""), false},
		{"LONG S in a name", Options{AllowUser: List{"sam"}}, at("oidc", "\u017Fam", ""), false},
		{"a name is no account", Options{AllowUser: List{"1"}}, at("oidc", "alice", ""), false},
		{"a name is no group", Options{AllowUser: List{"staff"}}, Identity{User: "x", Groups: []string{"staff"}}, false},
		{"no name at all", Options{AllowUser: List{"alice"}}, Identity{}, false},
		{"a group with a space", Options{AllowGroup: List{"Data Team"}}, Identity{User: "x", Groups: []string{"Data Team"}}, true},
		{"one of its words", Options{AllowGroup: List{"Data Team"}}, Identity{User: "x", Groups: []string{"team", "data", "Team", "Data"}}, false},
		{"a group written as a path", Options{AllowGroup: List{"/corp/staff"}}, Identity{User: "x", Groups: []string{"/corp/staff"}}, true},
		{"KELVIN SIGN in a group", Options{AllowGroup: List{"kings"}}, Identity{User: "x", Groups: []string{"\u212Aings"}}, false},
		{"a domain", Options{AllowDomain: List{"Corp.org"}}, at("oidc", "x", "x@corp.ORG"), true},
		{"KELVIN SIGN in a domain", Options{AllowDomain: List{"kcorp.org"}}, at("oidc", "x", "x@\u212Acorp.org"), false},
		{"two addresses in one", Options{AllowDomain: List{"corp.org"}}, at("oidc", "x", "attacker@evil.com@corp.org"), false},
		{"an address in brackets", Options{AllowDomain: List{"corp.org"}}, at("oidc", "x", "a@evil.com>,<x@corp.org"), false},
		{"an address without a name", Options{AllowDomain: List{"corp.org"}}, at("oidc", "x", "@corp.org"), false},
		{"a user name that is an address", Options{AllowDomain: List{"corp.org"}}, at("header", "x@corp.org", ""), false},
		{"Google without a Workspace", Options{AllowDomain: List{"corp.org"}}, at("google", "x@corp.org", "x@corp.org"), false},
		{"Google with it", Options{AllowDomain: List{"corp.org"}}, workspace("x@corp.org", "corp.org"), true},
		{"Google with it in capitals", Options{AllowDomain: List{"corp.org"}}, workspace("x@corp.org", "CORP.org"), true},
		{"Google with another Workspace", Options{AllowDomain: List{"corp.org"}}, workspace("x@corp.org", "evil.com"), false},
		{"Google with an address elsewhere", Options{AllowDomain: List{"corp.org"}}, workspace("x@evil.com", "corp.org"), false},
		{"Google with a Workspace that is no text", Options{AllowDomain: List{"corp.org"}}, workspace("x@corp.org", []any{"corp.org"}), false},
	} {
		rules, err := newRules(c.options)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		err = rules.allow(t.Context(), c.who, "/app")
		if (err == nil) != c.ok || err != nil && !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func workspace(email string, hd any) Identity {
	return Identity{Provider: "google", User: email, Email: email, Claims: map[string]any{"hd": hd}}
}

func TestARuleThatCannotBeUnderstoodRefusesTheStart(t *testing.T) {
	for what, o := range map[string]Options{
		"an app and no user":         {AllowUser: List{"/app"}},
		"an app and nobody":          {AllowUser: List{"/app="}},
		"an app and spaces":          {AllowUser: List{"/app=  "}},
		"everybody by a star":        {AllowUser: List{"*"}},
		"everybody in an app":        {AllowUser: List{"/app=*"}},
		"two addresses":              {AllowUser: List{"a@b@c.org"}},
		"an address without a name":  {AllowUser: List{"@corp.org"}},
		"an address without a place": {AllowUser: List{"alice@"}},
		"a domain with @":            {AllowDomain: List{"@corp.org"}},
		"a domain as an address":     {AllowDomain: List{"x@corp.org"}},
		"a domain with a star":       {AllowDomain: List{"*.corp.org"}},
		"a domain with a dot behind": {AllowDomain: List{"corp.org."}},
		"a domain in Unicode":        {AllowDomain: List{"bücher.example"}},
		"two domains":                {AllowDomain: List{"a.org b.org"}},
		"a scheme":                   {AllowDomain: List{"https://corp.org"}},
		"a control character":        {AllowGroup: List{"a\x07b"}},
		"text that is not UTF-8":     {AllowGroup: List{"a\xffb"}},
		"nothing":                    {AllowGroup: List{""}},
	} {
		if _, err := newRules(o); err == nil || !strings.Contains(err.Error(), "--allow-") || !strings.Contains(err.Error(), "PANELGO_ALLOW_") {
			t.Errorf("%s: %v", what, err)
		}
		o.Validate = nil
		o.TrustedHeaderUser, o.TrustedHeaderGroups, o.TrustedHeaderFrom = "X-User", "X-Groups", List{"::1"}
		if _, err := New(o); err == nil {
			t.Errorf("%s: it starts", what)
		}
	}
}

func TestARuleForGroupsNeedsSomebodyToNameThem(t *testing.T) {
	oauth := func(provider string, change ...func(*Options)) Options {
		o := Options{OAuthProvider: provider, OAuthKey: "id", OAuthSecret: "secret", CookieSecret: testCookieSecret, AllowGroup: List{"staff"}}
		for _, f := range change {
			f(&o)
		}
		return o
	}
	for what, c := range map[string]struct {
		o  Options
		ok bool
	}{
		"Google":                       {oauth("google"), false},
		"Google with a claim":          {oauth("google", func(o *Options) { o.OAuthGroupsClaim = List{"groups"} }), true},
		"GitHub":                       {oauth("github"), true},
		"Microsoft":                    {oauth("azurev2"), true},
		"a file of passwords":          {Options{BasicAuth: Secret(writePasswords(t)), AllowGroup: List{"staff"}}, false},
		"a header":                     {Options{TrustedHeaderUser: "X-User", TrustedHeaderFrom: List{"::1"}, AllowGroup: List{"staff"}}, false},
		"a header with groups":         {Options{TrustedHeaderUser: "X-User", TrustedHeaderGroups: "X-Groups", TrustedHeaderFrom: List{"::1"}, AllowGroup: List{"staff"}}, true},
		"for one app alone, by header": {Options{TrustedHeaderUser: "X-User", TrustedHeaderFrom: List{"::1"}, AllowGroup: List{"/app=staff"}}, false},
	} {
		if err := c.o.Check(); (err == nil) != c.ok || err != nil && !strings.Contains(err.Error(), "--allow-group") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWhatNamesNoAppRefusesTheStart(t *testing.T) {
	apps := []string{"/whoami", "/group/app", "/assets"}
	for _, c := range []struct {
		what string
		o    Options
		ok   bool
	}{
		{"an app", Options{AllowUser: List{"/whoami=alice"}}, true},
		{"with a slash behind", Options{AllowUser: List{"/whoami/=alice"}}, true},
		{"a folder of apps", Options{AllowUser: List{"/group=alice"}}, true},
		{"a directory", Options{AllowUser: List{"/assets=alice"}}, true},
		{"every app", Options{AllowUser: List{"alice"}}, true},
		{"a slip of the pen", Options{AllowUser: List{"/whomi=alice@corp.org"}}, false},
		{"another case", Options{AllowUser: List{"/Whoami=alice"}}, false},
		{"with the prefix", Options{AllowUser: List{"/tools/whoami=alice"}}, false},
		{"below an app", Options{AllowUser: List{"/whoami/ws=alice"}}, false},
		{"a beginning", Options{AllowUser: List{"/who=alice"}}, false},
		{"a group's", Options{AllowGroup: List{"/nothing=staff"}}, false},
		{"a domain's", Options{AllowDomain: List{"/nothing=corp.org"}}, false},
		{"the root, where no app is", Options{AllowUser: List{"/=alice"}}, false},
		{"guests of an app", Options{AllowUser: List{"bob"}, OAuthGuestEndpoints: List{"/whoami"}}, true},
		{"guests of all", Options{OAuthGuestEndpoints: List{"/*"}}, true},
		{"guests of the list", Options{OAuthGuestEndpoints: List{"/"}}, true},
		{"guests of a folder", Options{OAuthGuestEndpoints: List{"/group/*"}}, true},
		{"guests of nothing", Options{OAuthGuestEndpoints: List{"/whomi"}}, false},
		{"guests of the prefix", Options{OAuthGuestEndpoints: List{"/tools/whoami"}}, false},
	} {
		c.o.TrustedHeaderUser, c.o.TrustedHeaderGroups, c.o.TrustedHeaderFrom = "X-User", "X-Groups", List{"::1"}
		m, err := New(c.o)
		if err != nil {
			t.Fatalf("%s: %v", c.what, err)
		}
		err = m.CheckApps(apps)
		m.Close()
		if (err == nil) != c.ok || err != nil && (!strings.Contains(err.Error(), "/group/app, /whoami") || !strings.Contains(err.Error(), "PANELGO_")) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

// writePasswords makes a file with one person.
func writePasswords(t *testing.T) string {
	t.Helper()
	hash, err := password.Hash("secret")
	must(t, err)
	file := filepath.Join(t.TempDir(), "users.txt")
	must(t, os.WriteFile(file, []byte("alice:"+hash+"\n"), 0o600))
	return file
}

func FuzzRule(f *testing.F) {
	for _, seed := range []string{"alice", "/app=bob", "ceo@corp.org", "@corp.org", "/app", "/a/b=Data Team", "*", "a@b@c", "\u212A"} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, entry, other string) {
		for _, flag := range []string{"allow-user", "allow-group", "allow-domain"} {
			r, err := parseRule(flag, entry)
			if err != nil {
				continue
			}
			if r.what == "" || r.app != "" && !strings.HasPrefix(r.app, "/") {
				t.Fatalf("%s=%q is read as %+v", flag, entry, r)
			}
			// Whoever comes in has, byte for byte, what the rule says; only a domain's ASCII
			// letters may differ in case.
			who := Identity{Provider: "oidc", User: other, Email: other, Groups: []string{other}}
			if r.misses(who) == "" && other != r.what && !strings.HasSuffix(lowerASCII(other), lowerASCII(r.what[strings.LastIndexByte(r.what, '@')+1:])) {
				t.Fatalf("%s=%q lets in %q", flag, entry, other)
			}
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"alice@corp.org", "a@evil.com@corp.org", `"a@b"@c.org`, "@", "a@b>,<c@d.org", "a@\u212A.org"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		domain := mailDomain(address)
		if domain == "" {
			return
		}
		local := address[:strings.LastIndexByte(address, '@')]
		if !strings.HasPrefix(local, `"`) && strings.ContainsAny(local, "@,<> \t") || strings.ContainsAny(domain, "@,<> \t\"") || !strings.EqualFold(domain, address[len(local)+1:]) {
			t.Fatalf("%q has the domain %q", address, domain)
		}
		if !sameAddress(address, fmt.Sprint(local, "@", strings.ToUpper(domain))) {
			t.Fatalf("%q is not itself in capitals", address)
		}
	})
}
