package plot_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"testing"

	"github.com/panelgo/panelgo"
)

// serve publishes an app, and answers the address that it is at.
func serve(t *testing.T, app panelgo.App) string {
	t.Helper()
	var opts panelgo.Options
	opts.Logger = slog.New(slog.DiscardHandler)
	server, err := panelgo.New(panelgo.Apps{"app": app}, opts)
	if err != nil {
		t.Fatal(err)
	}
	server.Start()
	s := httptest.NewServer(server)
	t.Cleanup(func() {
		server.Stop(context.Background())
		s.Close()
	})
	return s.URL + "/app"
}
