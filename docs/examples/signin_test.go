package examples

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// guarded publishes the examples behind the development sign-in.
func guarded(t *testing.T) string {
	t.Helper()
	var opts panelgo.Options
	opts.Logger = slog.New(slog.DiscardHandler)
	opts.Auth.Provider = "dev"
	server, err := panelgo.New(all, opts)
	if err != nil {
		t.Fatal(err)
	}
	server.Start()
	s := httptest.NewServer(server)
	t.Cleanup(func() {
		server.Stop(context.Background())
		s.Close()
	})
	return s.URL
}

// signIn goes from the sign-in page through the provider to the app.
func signIn(tab *chrome.Tab, address, user string) {
	tab.Forgive() // the provider is another origin, and has to be
	tab.Go(address)
	tab.ClickText("a", "Sign in")
	tab.ClickText("button", user)
	tab.WaitReady()
	tab.Forgive()
}

func TestSigningInAndOut(t *testing.T) {
	address := guarded(t)
	tab := chrome.Blank(t, chrome.View{})
	signIn(tab, address+"/whoami", "Alice")
	tab.WaitText("You are ")
	tab.WaitText("Sign out")
	tab.Shot("whoami.png")

	other := chrome.Blank(t, chrome.View{}) // same browser, same sign-in
	other.Go(address + "/profile")
	other.WaitReady()
	other.ClickText("button", "Ask the provider")
	other.WaitText("The provider knows you as ")

	tab.ClickText("a", "Sign out")
	tab.ClickText("button", "Sign out")
	other.WaitText("You are signed out")
	other.Shot("signed-out.png")
}
