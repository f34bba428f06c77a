package auth

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func complete() Options {
	return Options{OAuthProvider: "github", OAuthKey: "id", OAuthSecret: "s3cr3t-of-github", CookieSecret: testCookieSecret, OAuthEncryptionKey: specKey}
}

func TestCompleteOptionsPass(t *testing.T) {
	for what, change := range map[string]func(*Options){
		"github":         func(*Options) {},
		"nothing at all": func(o *Options) { *o = Options{} },
		"dev": func(o *Options) {
			*o = Options{OAuthProvider: "dev", OAuthKey: "x", OAuthSecret: "x", OAuthExtraParams: Params{"issuer": "http://127.0.0.1:1"}}
		},
		"upper case":       func(o *Options) { o.OAuthProvider = "GitHub" },
		"no ring":          func(o *Options) { o.OAuthEncryptionKey = "" },
		"a public client":  func(o *Options) { o.OAuthProvider, o.OAuthSecret = "auth_code", ""; o.OAuthExtraParams = urls3() },
		"a password":       func(o *Options) { *o = Options{BasicAuth: "one-password"} },
		"a file store":     func(o *Options) { o.SignInStore = "file:/tmp/x" },
		"several keys":     func(o *Options) { o.OAuthEncryptionKey = Secret(NewKey() + ", " + NewKey()) },
		"decimals of days": func(o *Options) { o.OAuthExpiryDays = 0.00005 },
		"a trusted proxy": func(o *Options) {
			*o = Options{TrustedHeaderUser: "X-Forwarded-User", TrustedHeaderFrom: List{"10.0.0.0/8", "::1"}}
		},
		"rules per app":    func(o *Options) { o.AllowUser = List{"/app=alice", "bob"} },
		"no leading slash": func(o *Options) { o.LoginEndpoint, o.LogoutEndpoint = "enter", "leave" },
	} {
		o := complete()
		change(&o)
		if err := o.Check(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func urls3() Params {
	return Params{"AUTHORIZE_URL": "https://id.example/a", "TOKEN_URL": "https://id.example/t", "USER_URL": "https://id.example/u"}
}

func TestIncompleteOptionsRefuse(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "users")
	must(t, os.WriteFile(plain, []byte("alice:$apr1$x$y\n"), 0o600))
	for what, c := range map[string]struct {
		change func(*Options)
		want   []string
	}{
		"no key":           {func(o *Options) { o.OAuthKey = "" }, []string{"--oauth-key (PANELGO_OAUTH_KEY, PANEL_OAUTH_KEY) is missing", "GitHub"}},
		"no secret":        {func(o *Options) { o.OAuthSecret = "" }, []string{"--oauth-secret (PANELGO_OAUTH_SECRET, PANEL_OAUTH_SECRET) is missing"}},
		"no cookie secret": {func(o *Options) { o.CookieSecret = "" }, []string{"--cookie-secret (PANELGO_COOKIE_SECRET, PANEL_COOKIE_SECRET, BOKEH_COOKIE_SECRET) is missing", "panelgo secret"}},
		"unknown provider": {func(o *Options) { o.OAuthProvider = "nope" }, []string{`no provider "nope"`, "azure", "oidc"}},
		"all at once":      {func(o *Options) { o.OAuthKey, o.OAuthSecret, o.CookieSecret, o.OAuthEncryptionKey = "", "", "", "x" }, []string{"--oauth-key", "--oauth-secret", "--cookie-secret", "--oauth-encryption-key"}},
		"a bad key":        {func(o *Options) { o.OAuthEncryptionKey = Secret(NewKey() + ",short") }, []string{"--oauth-encryption-key", "key 2 of 2", "panelgo oauth-secret"}},
		"two ways":         {func(o *Options) { o.BasicAuth = "password" }, []string{"--oauth-provider", "--basic-auth", "contradict"}},
		"three ways": {func(o *Options) {
			o.BasicAuth, o.TrustedHeaderUser, o.TrustedHeaderFrom = "password", "X-User", List{"::1"}
		}, []string{"--trusted-header-user"}},
		"key, no provider":  {func(o *Options) { o.OAuthProvider = "" }, []string{"nobody would be asked to sign in"}},
		"guests of nothing": {func(o *Options) { *o = Options{OAuthOptional: true} }, []string{"there is no way to sign in"}},
		"rules of nothing":  {func(o *Options) { *o = Options{AllowUser: List{"a"}} }, []string{"--allow-user", "there is no way to sign in"}},
		"negative days":     {func(o *Options) { o.OAuthExpiryDays = -1 }, []string{"--oauth-expiry-days (PANELGO_OAUTH_EXPIRY, PANEL_OAUTH_EXPIRY)"}},
		"lasting, no key":   {func(o *Options) { o.SignInStore, o.OAuthEncryptionKey = "redis://h", "" }, []string{"--oauth-encryption-key", "outlive this process"}},
		"lasting basic":     {func(o *Options) { *o = Options{BasicAuth: "pw", SignInStore: "file:/x"} }, []string{"--oauth-encryption-key", "--cookie-secret"}},
		"unknown store":     {func(o *Options) { o.SignInStore = "mysql://h" }, []string{"--signin-store (PANELGO_SIGNIN_STORE) must be memory"}},
		"missing setting":   {func(o *Options) { o.OAuthProvider = "okta" }, []string{`"url" is missing`}},
		"a protocol param":  {func(o *Options) { o.OAuthExtraParams = Params{"redirect_uri": "x"} }, []string{"belongs to the protocol"}},
		"missing file":      {func(o *Options) { *o = Options{BasicAuth: "/no/such/file.json"} }, []string{"--basic-auth", "there is no such file"}},
		"weak hashes":       {func(o *Options) { *o = Options{BasicAuth: Secret(plain)} }, []string{"quick to break", "htpasswd -B"}},
		"shared and rules":  {func(o *Options) { *o = Options{BasicAuth: "pw", AllowUser: List{"alice"}} }, []string{"one password for everybody"}},
		"header from all":   {func(o *Options) { *o = Options{TrustedHeaderUser: "X-User"} }, []string{"--trusted-header-from", "anybody could send"}},
		"a bad network":     {func(o *Options) { *o = Options{TrustedHeaderUser: "X-User", TrustedHeaderFrom: List{"10.0.0.0/99"}} }, []string{"is no network"}},
		"a bad header":      {func(o *Options) { *o = Options{TrustedHeaderUser: "X User", TrustedHeaderFrom: List{"::1"}} }, []string{"name of a header"}},
		"one endpoint":      {func(o *Options) { o.LoginEndpoint, o.LogoutEndpoint = "/x", "x" }, []string{"are the same path"}},
		"odd endpoints":     {func(o *Options) { o.LoginEndpoint = "/a/../b?c" }, []string{"--login-endpoint"}},
		"root as login":     {func(o *Options) { o.LoginEndpoint = "/" }, []string{"cannot be the root"}},
		"relative redirect": {func(o *Options) { o.OAuthRedirectURI = "/callback" }, []string{"--oauth-redirect-uri"}},
		"no template":       {func(o *Options) { o.OAuthErrorTemplate = "/no/such.html" }, []string{"--oauth-error-template"}},
		"no authorities":    {func(o *Options) { o.OAuthCAFile = plain }, []string{"--oauth-ca-file", "PEM"}},
		"an empty rule":     {func(o *Options) { o.AllowGroup = List{"/app="} }, []string{"allows nobody"}},
		"a bad pattern":     {func(o *Options) { o.OAuthGuestEndpoints = List{"/a[b"} }, []string{"--oauth-guest-endpoints"}},
	} {
		o := complete()
		c.change(&o)
		err := o.Check()
		if err == nil {
			t.Errorf("%s passes", what)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v\nwant %q", what, err, want)
			}
		}
		if _, fails := New(o); fails == nil {
			t.Errorf("%s: New starts all the same", what)
		}
		for _, secret := range []string{"s3cr3t-of-github", testCookieSecret, specKey} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: the complaint shows a secret", what)
			}
		}
	}
}

func TestLiterals(t *testing.T) {
	for text, want := range map[string]string{
		`{"tenant": "abc"}`:                            "map[tenant:abc]",
		`{'tenant': 'abc', 'n': 1, 'f': 1.5,}`:         "map[f:1.5 n:1 tenant:abc]",
		`{'a': True, "b": false, 'c': None}`:           "map[a:true b:false c:<nil>]",
		`{'scope': ['openid', "email"]}`:               "map[scope:[openid email]]",
		`{'scope': ('a', 'b')}`:                        "map[scope:[a b]]",
		`{"it's": 'a "quoted" one', 'u': '\u00e9\n'}`:  "map[it's:a \"quoted\" one u:\u00e9\n]",
		`{'q': 'O\'Brien', "d": "\"x\"", "s": "a\/b"}`: "map[d:\"x\" q:O'Brien s:a/b]",
		` {} `:                   "map[]",
		`{"a": {"b": [1, [2]]}}`: "map[a:map[b:[1 [2]]]]",
	} {
		var p Params
		if err := p.UnmarshalText([]byte(text)); err != nil || fmt.Sprint(map[string]any(p)) != want {
			t.Errorf("%s: %v, %v", text, p, err)
		}
	}
	for _, text := range []string{"", "{", "}", "{'a'}", "{'a': }", "{'a': 'b'", "{'a': 'b'} x", "{1: 2}", "{'a': b}", "__import__('os')", "{'a': '\\", strings.Repeat("[", 100), "[1]", `{'a': 1 'b': 2}`} {
		var p Params
		if err := p.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q became %v", text, p)
		}
	}
	for text, want := range map[string]string{"a,b c": "a b c", "['/a', \"/b\"]": "/a /b", `["x"]`: "x", "": ""} {
		var l List
		if err := l.UnmarshalText([]byte(text)); err != nil || strings.Join(l, " ") != want {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
}

func FuzzLiteral(f *testing.F) {
	f.Add(`{'a': [1, "b", True]}`)
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = parseLiteral(text) // must end, and not panic
	})
}

func TestScopeAsTextAndAsList(t *testing.T) {
	for _, scope := range []any{"openid email", "openid,email", []any{"openid", "email"}} {
		o := Options{OAuthExtraParams: Params{"scope": scope}, OAuthScope: List{"ignored"}}
		if got := strings.Join(o.scopes(), " "); got != "openid email" {
			t.Errorf("%v: %q", scope, got)
		}
	}
}

func TestSecretsDoNotShow(t *testing.T) {
	o := complete()
	log := &logbook{}
	slog.New(slog.NewTextHandler(log, nil)).Info("options", "secret", o.OAuthSecret, "all", o)
	slog.New(slog.NewJSONHandler(log, nil)).Info("options", "secret", o.OAuthSecret)
	text := log.String() + fmt.Sprintf("%v %s %q %+v %#v %x %d", o.OAuthSecret, o.OAuthSecret, o.OAuthSecret, o, o, o.OAuthSecret, o.OAuthSecret)
	for _, secret := range []string{"s3cr3t-of-github", testCookieSecret, specKey} {
		if strings.Contains(text, secret) {
			t.Errorf("%s shows in %s", secret, text)
		}
	}
}

func TestWarnings(t *testing.T) {
	open := filepath.Join(t.TempDir(), "users.json")
	must(t, os.WriteFile(open, []byte(`{"alice": "plain"}`), 0o644))
	for want, o := range map[string]Options{
		"random key serves":       {OAuthProvider: "github"},
		"is short":                {CookieSecret: "short"},
		"passwords in plain text": {BasicAuth: Secret(open)},
		"everybody on this":       {BasicAuth: Secret(open)},
		"password for everybody":  {BasicAuth: "word"},
		"password grant":          {OAuthProvider: "password"},
		"taken for its owner":     {InsecureUnverifiedEmail: true},
	} {
		if got := strings.Join(o.Warnings(), "\n"); !strings.Contains(got, want) {
			t.Errorf("want %q in %q", want, got)
		}
	}
	if w := complete().Warnings(); len(w) != 0 {
		t.Errorf("needless: %v", w)
	}
}
