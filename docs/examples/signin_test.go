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
	address := serve(t, func(o *panelgo.Options) { o.Auth.Provider = "dev" })
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

func TestAShellShowsWhoIsSignedIn(t *testing.T) {
	address := serve(t, func(o *panelgo.Options) { o.Auth.Provider = "dev" })
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.Blank(t, view)
			if look == "light" {
				signIn(tab, address+"/shell", "Alice")
			} else { // the browser is signed in already, or asks once more
				tab.Go(address + "/shell")
				if chrome.Eval[bool](tab, `document.querySelector(".pg-account") === null`) {
					signIn(tab, address+"/shell", "Alice")
				}
				tab.WaitReady()
			}
			tab.WaitText("Sign out")
			tab.Shot("shell.png")
			overlaps := `(() => { const a = document.querySelector(".pg-account").getBoundingClientRect();
				return every(document, "[data-pg-do=theme]").some((el) => { const b = el.getBoundingClientRect(); return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }); })()`
			if chrome.Eval[bool](tab, chrome.JS(overlaps)) {
				t.Error("the way out lies over the switch of the theme")
			}
		})
	}
}
