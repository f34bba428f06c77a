package server_test

import (
	"context"
	"errors"
	"net/http"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/gallery"
	"github.com/panelgo/panelgo/server/servertest"
)

// picture passes for a WebP.
var picture = []byte("RIFF\x00\x00\x00\x00WEBPVP8 picture")

var exhibits = server.Gallery{
	"counter": {Section: "Widgets", Subject: "widgets.IntSlider", Title: "IntSlider", About: "Counts <up>.", Thumbnail: picture,
		Source: []gallery.File{{Name: "app.go", Text: "package counter\n\nconst s = \"<script>alert(1)</script>\"\n"}}},
	"deep/er": {Section: "Apps", About: "Lies deep.", Source: []gallery.File{{Name: "app.go", Text: "package deeper\n"}}},
	"visit":   {About: "Who asks."},
}

func TestTheGalleryIsTheIndex(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{Gallery: exhibits}, sessions)
	page := request(t, at, "GET /").body
	last := 0
	for _, want := range []string{
		"<h2>Apps</h2>", `href="./deep/er"`, "Deep / er", "Lies deep.", "<h2>Widgets</h2>", `href="./counter"`,
		`loading="lazy"`, `src="./counter/thumbnail?v=`, "IntSlider", "Counts &lt;up&gt;.", "<h2>More</h2>", `href="./visit"`, "Who asks.",
	} {
		at := strings.Index(page[last:], want)
		if at < 0 {
			t.Errorf("%s is missing, or out of order", want)
			continue
		}
		last += at
	}
}

func TestThumbnailsAreKeptByTheirContent(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{Gallery: exhibits}, sessions)
	address := regexp.MustCompile(`counter/thumbnail\?v=[0-9a-f]{20}`).FindString(request(t, at, "GET /").body)
	got := request(t, at, "GET /"+address)
	if got.StatusCode != 200 || got.body != string(picture) {
		t.Errorf("status %d, %q", got.StatusCode, got.body)
	}
	got.has(t, "Content-Type", "image/webp")
	got.has(t, "X-Content-Type-Options", "nosniff")
	got.has(t, "Cache-Control", "private, max-age=31536000, immutable")
	request(t, at, "GET /counter/thumbnail").has(t, "Cache-Control", "private, max-age=0, must-revalidate")
	if again := request(t, at, "GET /counter/thumbnail", "If-None-Match: "+got.Header.Get("Etag")); again.StatusCode != 304 {
		t.Errorf("status %d", again.StatusCode)
	}
	for _, none := range []string{"/deep/er/thumbnail", "/visit/thumbnail"} {
		if got := request(t, at, "GET "+none); got.StatusCode != 404 {
			t.Errorf("%s: status %d", none, got.StatusCode)
		}
	}
}

func TestASourceIsReadableOnlyIfItIsGiven(t *testing.T) {
	for _, prefix := range []string{"", "/x/y"} {
		at := servertest.Serve(t, apps, server.Options{Gallery: exhibits, Prefix: prefix}, sessions) + prefix
		for page, link := range map[string]string{"/counter": "./counter/source", "/counter/": "./../counter/source", "/deep/er": "./../deep/er/source"} {
			if text := request(t, at, "GET "+page).body; !strings.Contains(text, `data-source="`+link+`"`) || !strings.Contains(text, "own/source.js") {
				t.Errorf("%s has no button for %s", page, link)
			}
		}
		got := request(t, at, "GET /counter/source")
		if got.StatusCode != 200 || !strings.Contains(got.body, "&lt;script&gt;alert(1)&lt;/script&gt;") || strings.Contains(got.body, "<script>") {
			t.Errorf("status %d: %s", got.StatusCode, got.body)
		}
		got.has(t, "Cache-Control", "no-store")
		if policy := got.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; script-src 'self'; ") {
			t.Errorf("policy %q", policy)
		}
		for _, file := range regexp.MustCompile(`(?:src|href)="(\.\./static/[^"]+)"`).FindAllStringSubmatch(got.body, -1) {
			if got := request(t, at, "GET "+path.Clean("/counter/"+file[1])); got.StatusCode != 200 {
				t.Errorf("%s: status %d", file[1], got.StatusCode)
			}
		}
		if page := request(t, at, "GET /visit").body; strings.Contains(page, "pg-source") || strings.Contains(page, "own/source") {
			t.Error("an app without a source has the button")
		}
		for _, none := range []string{"/visit/source", "/source", "/visit/app.go", "/counter/app.go", "/counter/source/app.go"} {
			if got := request(t, at, "GET "+none); got.StatusCode != 404 {
				t.Errorf("%s: status %d", none, got.StatusCode)
			}
		}
	}
}

// TestTheGalleryIsBehindTheGate: pictures, sentences and sources are for those who may use the app.
func TestTheGalleryIsBehindTheGate(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) {
		o.Server.Gallery = panelgo.Gallery{
			"app":   {Section: "Apps", About: "For all of us.", Thumbnail: picture, Source: []panelgo.SourceFile{{Name: "app.go", Text: "package app"}}},
			"staff": {Section: "Apps", About: "Salaries.", Thumbnail: picture, Source: []panelgo.SourceFile{{Name: "app.go", Text: "package staff"}}},
		}
		o.Auth.Authorize = func(_ context.Context, who auth.Identity, app string) error {
			if app == "/staff" && who.User != "alice" {
				return errors.New("not staff")
			}
			return nil
		}
	})
	stranger := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, path := range []string{"/", "/app/thumbnail", "/app/source", "/staff/thumbnail", "/staff/source"} {
		got := (&visitor{stranger, g}).get(path)
		if got.StatusCode == 200 || strings.Contains(got.body, "package") || strings.Contains(got.body, "Salaries") || strings.Contains(got.body, "RIFF") {
			t.Errorf("%s: a stranger got %d: %s", path, got.StatusCode, got.body)
		}
	}
	bob, alice := g.signIn("bob"), g.signIn("alice")
	for path, allowed := range map[string]bool{"/app/thumbnail": true, "/app/source": true, "/staff/thumbnail": false, "/staff/source": false} {
		if got := bob.get(path).StatusCode; (got == 200) != allowed {
			t.Errorf("%s: bob got %d", path, got)
		}
		if got := alice.get(path).StatusCode; got != 200 {
			t.Errorf("%s: alice got %d", path, got)
		}
	}
	if page := bob.get("/").body; strings.Contains(page, "Salaries") || !strings.Contains(page, "For all of us.") {
		t.Errorf("bob's list: %s", page)
	}
	if page := alice.get("/").body; !strings.Contains(page, "Salaries") {
		t.Errorf("alice's list: %s", page)
	}
	if n := g.runs.Load(); n != 0 {
		t.Errorf("an app ran %d times for that", n)
	}
}

func TestAGalleryThatCannotBeShownIsRefused(t *testing.T) {
	for name, g := range map[string]server.Gallery{
		"there is no app at /nowhere":                    {"nowhere": {}},
		"the thumbnail is neither WebP nor PNG nor JPEG": {"counter": {Thumbnail: []byte("<svg>")}},
	} {
		if _, err := server.New(apps, server.Options{Gallery: g}, sessions); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v", err)
		}
	}
}
