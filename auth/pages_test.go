package auth

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOwnTemplates(t *testing.T) {
	dir := t.TempDir()
	template := func(name, text string) string {
		file := filepath.Join(dir, name)
		must(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	w := newWorld(t, func(o *Options) {
		o.LogoutTemplate = template("out.html", "OUT {{.Kind}} {{.Title}} {{.LoginURL}}")
		o.OAuthErrorTemplate = template("error.html", "ERROR {{.Kind}} {{.Message}} {{.RequestID}} {{.HomeURL}}")
		o.AuthTemplate = template("auth.html", "REFUSED {{.User}}")
		o.BasicLoginTemplate, o.LoginPage = template("in.html", `IN {{.Provider}} <a href="{{.LoginURL}}">{{.Title}}</a>`), true
		o.AllowUser = List{"bob"}
	})
	b := w.browser()
	b.get("/app").expect(t, http.StatusOK, `IN single sign-on <a href="/login?go=1&amp;next=%2Fapp">`)
	b.get("/logout").expect(t, http.StatusOK, "OUT signed-out You are signed out /login?again=1&amp;next=%2F")
	b.get("/oauth2/callback").expect(t, http.StatusBadRequest, "ERROR expired It took too long")
	b.get("/login?go=1").expect(t, http.StatusForbidden, "REFUSED alice@example.org")
	b.get("/logout").expect(t, http.StatusOK, "OUT sign-out Sign out?")
}

func TestBrokenTemplateStillAnswers(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.html")
	must(t, os.WriteFile(file, []byte("{{.NoSuchField}}"), 0o600))
	w := newWorld(t, func(o *Options) { o.LogoutTemplate = file })
	w.browser().get("/logout").expect(t, http.StatusOK, "OK")
	if !strings.Contains(w.log.String(), "a page template failed") {
		t.Error("nobody is told")
	}
}

func TestOwnRendering(t *testing.T) {
	var shown Page
	w := newWorld(t, func(o *Options) {
		o.Render = func(rw http.ResponseWriter, _ *http.Request, p Page) {
			shown = p
			rw.WriteHeader(p.Status)
		}
	})
	w.idp.set(func() { w.idp.fault = "error=access_denied" })
	a := w.browser().get("/app")
	if a.StatusCode != http.StatusForbidden || shown.Title != "Sign-in was declined" || shown.RequestID == "" || shown.HomeURL != "/" || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %+v", a.StatusCode, shown)
	}
}

func TestPagesCarrySafeHeaders(t *testing.T) {
	w := newWorld(t, nil)
	for path, status := range map[string]int{"/logout": 200, "/oauth2/callback": 400} {
		a := w.browser().get(path)
		for header, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
			"Content-Security-Policy": "default-src 'none'; style-src 'sha256-", "Content-Type": "text/html; charset=utf-8",
		} {
			if a.StatusCode != status || !strings.HasPrefix(a.Header.Get(header), want) {
				t.Errorf("%s: %d %s: %q", path, a.StatusCode, header, a.Header.Get(header))
			}
		}
		if strings.Contains(a.body, "<script") || strings.Contains(a.body, "http://") || strings.Contains(a.body, "https://") {
			t.Errorf("%s loads something", path)
		}
	}
	for _, path := range []string{"/login", "/app"} {
		if a := w.browser().still().get(path); a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached", path)
		}
	}
}

func TestNamesAreEscapedOnPages(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthJWTUser, o.AllowUser = "name", List{"bob"} })
	w.idp.set(func() { w.idp.claims = map[string]any{"name": `<script>alert(1)</script>"'`} })
	b := w.browser()
	for _, a := range []answer{b.get("/app"), b.get("/logout")} {
		if strings.Contains(a.body, "<script>") || !strings.Contains(a.body, "&lt;script&gt;") {
			t.Errorf("%s", shorten(a.body))
		}
	}
}
