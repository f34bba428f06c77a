package examples

import (
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

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
	address := serve(t, func(o *panelgo.Options) { o.Auth.OAuthProvider = "dev" })
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
