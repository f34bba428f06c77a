package panelgo_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/store"
)

// codeOnly are the fields of the options that no flag sets. Each is shown to be in force, or to be
// refused.
var codeOnly = map[string]func(t *testing.T){
	"Server.Gallery": refuses("no app", func(o *panelgo.Options) { o.Server.Gallery = panelgo.Gallery{"nowhere": {}} }),
	"Server.Logger": func(t *testing.T) {
		refuses("Logger", func(o *panelgo.Options) { o.Server.Logger, o.LogFormat = slog.Default(), "json" })(t)
		refuses("Logger", func(o *panelgo.Options) { o.Server.Logger, o.LogLevel = slog.Default(), slog.LevelDebug })(t)
		var log strings.Builder
		var o panelgo.Options
		o.Server.Logger = slog.New(slog.NewTextHandler(&log, nil))
		o.Auth.Validate = people
		answered(t, o, "GET", "/sales", "Sec-Fetch-Mode: cors")
		if !strings.Contains(log.String(), "/sales") {
			t.Errorf("the program's log says %q", log.String())
		}
	},
	"Auth.Authorize": func(t *testing.T) {
		refuses("Authorize", func(o *panelgo.Options) { o.Auth.Authorize = nobody })(t)
		var o panelgo.Options
		o.Auth.Authenticator, o.Auth.Authorize = everybody{}, nobody
		if a := answered(t, o, "GET", "/sales"); a.Code != http.StatusForbidden {
			t.Errorf("Authorize is not asked: %d", a.Code)
		}
	},
	"Auth.Validate": func(t *testing.T) {
		var o panelgo.Options
		o.Auth.Validate = people
		if a := answered(t, o, "GET", "/sales"); a.Code != http.StatusFound {
			t.Errorf("nobody has to sign in: %d", a.Code)
		}
		refuses("contradict", func(o *panelgo.Options) { o.Auth.Validate, o.Auth.BasicAuth = people, "password" })(t)
	},
	"Auth.Authenticator": func(t *testing.T) {
		var o panelgo.Options
		o.Auth.Authenticator = strangers{}
		if a := answered(t, o, "GET", "/sales"); a.Code != http.StatusUnauthorized && a.Code != http.StatusForbidden {
			t.Errorf("the Authenticator is not asked: %d", a.Code)
		}
		refuses("contradict", func(o *panelgo.Options) { o.Auth.Authenticator, o.Auth.Validate = strangers{}, people })(t)
		refuses("contradict", func(o *panelgo.Options) { o.Auth.Authenticator, o.Auth.OAuthProvider = strangers{}, "dev" })(t)
	},
	"Auth.Store": func(t *testing.T) {
		refuses("Store", func(o *panelgo.Options) { o.Auth.Store = store.NewMemory() })(t)
		refuses("Store", func(o *panelgo.Options) {
			o.Auth.Store, o.Auth.SignInStore, o.Auth.Validate = store.NewMemory(), "memory", people
		})(t)
	},
	"Auth.Render": func(t *testing.T) {
		var o panelgo.Options
		o.Auth.Validate = people
		o.Auth.Render = func(w http.ResponseWriter, _ *http.Request, _ auth.Page) { _, _ = io.WriteString(w, "my own page") }
		if a := answered(t, o, "GET", "/login"); a.Body.String() != "my own page" {
			t.Errorf("the sign-in page is %q", a.Body.String())
		}
		refuses("Render", func(with *panelgo.Options) { with.Auth.Render, with.Auth.AuthTemplate = o.Auth.Render, "x.html" })(t)
	},
	"Auth.Locate": refuses("Locate", func(o *panelgo.Options) { o.Auth.Locate = auth.Locate("/elsewhere") }),
	"Auth.Log": func(t *testing.T) {
		var log strings.Builder
		var o panelgo.Options
		o.Auth.Authenticator, o.Auth.Authorize = everybody{}, nobody
		o.Auth.Log = slog.New(slog.NewTextHandler(&log, nil))
		answered(t, o, "GET", "/sales")
		if !strings.Contains(log.String(), "refused") {
			t.Errorf("the log of sign-ins says %q", log.String())
		}
	},
	"Auth.Getenv": func(t *testing.T) {
		asked := ""
		var o panelgo.Options
		o.Auth.OAuthProvider = "generic"
		o.Auth.Getenv = func(name string) string { asked += name; return "" }
		if err := o.Check(); err == nil || asked == "" {
			t.Errorf("no variable is looked up: %v", err)
		}
	},
}

func refuses(word string, set func(*panelgo.Options)) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		var o panelgo.Options
		set(&o)
		if _, err := panelgo.New(nothing, o); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("New says nothing of %s: %v", word, err)
		}
	}
}

func answered(t *testing.T, o panelgo.Options, method, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	s, err := panelgo.New(nothing, o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop(context.Background())
	w, r := httptest.NewRecorder(), httptest.NewRequest(method, path, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	s.ServeHTTP(w, r)
	return w
}

func nobody(context.Context, panelgo.Identity, string) error { return auth.ErrRefused }

// everybody and strangers are ways of signing in without pages.
type (
	everybody struct{}
	strangers struct{ everybody }
)

func (everybody) Identify(http.ResponseWriter, *http.Request) (panelgo.Identity, error) {
	return panelgo.Identity{User: "alice"}, nil
}
func (everybody) Login() http.Handler  { return nil }
func (everybody) Logout() http.Handler { return nil }

func (strangers) Identify(http.ResponseWriter, *http.Request) (panelgo.Identity, error) {
	return panelgo.Identity{}, auth.ErrNoSignIn
}

// TestEveryFieldThatCodeAloneSetsIsInForceOrRefused walks the struct, so that no field can be added
// without an entry.
func TestEveryFieldThatCodeAloneSetsIsInForceOrRefused(t *testing.T) {
	left := map[string]bool{}
	for name := range codeOnly {
		left[name] = true
	}
	var walk func(path string, of reflect.Type)
	walk = func(path string, of reflect.Type) {
		for f := range of.Fields() {
			name := strings.TrimPrefix(path+"."+f.Name, ".")
			_, flag := f.Tag.Lookup("help")
			switch {
			case flag || !f.IsExported():
			case f.Type.Kind() == reflect.Struct:
				walk(name, f.Type)
			case codeOnly[name] == nil:
				t.Errorf("%s: no test shows that it is in force", name)
			default:
				t.Run(name, codeOnly[name])
				delete(left, name)
			}
		}
	}
	walk("", reflect.TypeFor[panelgo.Options]())
	for name := range left {
		t.Errorf("%s: there is no such field", name)
	}
}

func TestTheDevelopmentProviderOverwritesNothing(t *testing.T) {
	for _, set := range []func(*panelgo.Options){
		func(o *panelgo.Options) { o.Auth.OAuthKey = "mine" }, func(o *panelgo.Options) { o.Auth.OAuthSecret = "mine" },
		func(o *panelgo.Options) { o.Auth.OAuthExtraParams = auth.Params{"prompt": "login"} },
	} {
		refuses("registers itself", func(o *panelgo.Options) { o.Auth.OAuthProvider = "dev"; set(o) })(t)
	}
}
