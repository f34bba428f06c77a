package servertest

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/session"
)

// patience is when a test gives up on something that never comes. Nothing depends on how much
// sooner it does.
const patience = 20 * time.Second

// Open serves an app until the test ends, and opens it in a tab. The path may have a query; the app
// is found at the path whatever it is.
func Open(t testing.TB, app func(*document.Document) error, path string) *Tab {
	t.Helper()
	at, err := url.Parse(path)
	if err != nil {
		t.Fatalf("servertest: %v", err)
	}
	return Visit(t, Serve(t, server.Apps{at.Path: app}, server.Options{}, session.Options{})+path)
}

// Serve serves apps until the test ends, and returns the address, as in http://127.0.0.1:40001.
// What the server logs is shown when the test fails.
func Serve(t testing.TB, apps server.Apps, o server.Options, so session.Options) string {
	t.Helper()
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	srv, err := server.New(apps, o, so)
	if err != nil {
		t.Fatalf("servertest: %v", err)
	}
	return Host(t, srv)
}

// Host runs a server until the test ends, and returns the address: for servers that panelgo.New
// made.
func Host(t testing.TB, srv *server.Server) string {
	t.Helper()
	srv.Start()
	web := httptest.NewServer(srv)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := srv.Stop(ctx); err != nil {
			t.Errorf("servertest: %v", err)
		}
		web.Close()
	})
	return web.URL
}
