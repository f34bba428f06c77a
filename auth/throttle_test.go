package auth

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/auth/password"
	"github.com/panelgo/panelgo/auth/store"
)

// TestGuessesElsewhereDoNotLockOut lets others guess, from wherever: in a browser that has signed
// in before its owner gets in.
func TestGuessesElsewhereDoNotLockOut(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland", "bob": "builder"}, nil)
	known, bobs := w.browser(), w.browser()
	known.enter("/app", "alice", "wonderland").who(t)
	bobs.enter("/app", "bob", "builder").who(t)
	for _, b := range []*browser{known, bobs} {
		b.post("/logout", url.Values{"token": {b.get("/logout").field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
	}
	stranger := w.browser()
	for range 2 * password.FreePair {
		stranger.enter("/app", "alice", "guess")
	}
	w.browser().enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
	bobs.enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
	known.enter("/app", "alice", "wonderland").who(t)

	// The known browser itself has no more patience than others have.
	known.post("/logout", url.Values{"token": {known.get("/logout").field(t, "token")}})
	for range 2 * password.FreePair {
		known.enter("/app", "alice", "guess")
	}
	known.enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
}

// TestDeviceCookiesAreSigned tries cookies that were made up, altered, or are somebody else's.
func TestDeviceCookiesAreSigned(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, nil)
	b := w.browser()
	state := b.get("/app").field(t, "state")
	a := b.still().post("/login", url.Values{"state": {state}, "name": {"alice"}, "password": {"wonderland"}})
	var device *http.Cookie
	for _, c := range a.Cookies() {
		if strings.Contains(c.Name, "-device-") {
			device = c
		}
	}
	if device == nil || !device.HttpOnly || !device.Secure || device.Path != "/login" || strings.Contains(device.Value, "alice") {
		t.Fatalf("cookie %v", device)
	}
	f := w.manager.front.(*form)
	known := func(name, value string) string {
		r := b.request(http.MethodPost, "/login", nil)
		at := f.options.Locate(r)
		at.Base.Scheme = "https"
		j := f.deviceJar(at)
		r.AddCookie(&http.Cookie{Name: prefixed(j.deviceCookie(name), true, j.path), Value: value})
		return f.knownDevice(r, at, name)
	}
	if known("alice", device.Value) == "" {
		t.Error("the honest one is not known")
	}
	for _, value := range []string{"", ".", "x", "x.y", flip(device.Value, 0), flip(device.Value, len(device.Value)-2)} {
		if known("alice", value) != "" {
			t.Errorf("%q is known", value)
		}
	}
	if known("bob", device.Value) != "" {
		t.Error("it is good for another name")
	}
}

// TestThrottleThatCannotCountLetsNobodyIn fails closed.
func TestThrottleThatCannotCountLetsNobodyIn(t *testing.T) {
	faulty := &faultyStore{Memory: store.NewMemory()}
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, func(o *Options) { o.Store = faulty })
	b := w.browser()
	state := b.get("/app").field(t, "state")
	faulty.set("all fails")
	unavailableForm := b.post("/login", url.Values{"state": {state}, "name": {"alice"}, "password": {"wonderland"}})
	unavailableForm.expect(t, http.StatusServiceUnavailable, "try again in a moment")
	faulty.set("")
	b.enter("/app", "alice", "wonderland").who(t)
}
