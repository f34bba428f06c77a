package auth_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/panelgo/panelgo/auth"
)

func ExampleNew() {
	manager, err := auth.New(auth.Options{BasicAuth: "one password for everybody"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer manager.Close()
	mux := http.NewServeMux()
	for path, page := range manager.Routes() {
		mux.Handle(path, page) // signing in and out is open to everybody
	}
	mux.Handle("/", manager.Gate(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, _ := auth.From(r.Context())
		fmt.Fprintln(w, "hello", who.User)
	})))

	visit := httptest.NewRecorder()
	mux.ServeHTTP(visit, httptest.NewRequest("GET", "/app?x=1", nil))
	fmt.Println(visit.Code, visit.Header().Get("Location"))
	// Output: 302 /login?next=%2Fapp%3Fx%3D1
}

func ExampleOptions_Check() {
	err := auth.Options{OAuthProvider: "github", CookieSecret: "a secret of some length"}.Check()
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Println(line)
	}
	// Output:
	// auth: --oauth-key (PANELGO_OAUTH_KEY, PANEL_OAUTH_KEY) is missing: the client id that GitHub gave this app when it was registered
	// auth: --oauth-secret (PANELGO_OAUTH_SECRET, PANEL_OAUTH_SECRET) is missing: the client secret that GitHub gave this app when it was registered
}

func ExampleKeyring() {
	old, fresh := auth.NewKey(), auth.NewKey()
	before, err := auth.NewKeyring(old)
	if err != nil {
		fmt.Println(err)
		return
	}
	sealed := before.Seal("note", []byte("for later"))
	after, err := auth.NewKeyring(fresh, old) // the first key seals, all open
	if err != nil {
		fmt.Println(err)
		return
	}
	plain, err := after.Open("note", sealed, 0)
	fmt.Println(string(plain), err)
	_, err = after.Open("another purpose", sealed, 0)
	fmt.Println(err)
	// Output:
	// for later <nil>
	// auth: not sealed with any of our keys, or too old
}

func ExamplePolicy() {
	onCall := func(string) bool { return false }
	policy := func(_ context.Context, who auth.Identity, app string) error {
		switch {
		case app != "/pager" || onCall(who.User):
			return nil
		case who.Guest:
			return auth.ErrRefused
		}
		return &auth.Elsewhere{URL: "/schedule"}
	}
	fmt.Println(policy(context.Background(), auth.Identity{User: "alice"}, "/pager"))
	fmt.Println(policy(context.Background(), auth.Identity{Guest: true}, "/pager"))
	// Output:
	// auth: sent elsewhere
	// auth: not allowed
}
