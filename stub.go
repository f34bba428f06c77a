package panelgo

import (
	"context"
	"errors"
	"fmt"
	"html"
	"net"
	"net/http"

	"github.com/panelgo/panelgo/document"
)

// stub stands in for the server room until it is there.
func stub(apps Apps, opts Options) http.Handler {
	mux := http.NewServeMux()
	for slug, app := range apps {
		mux.HandleFunc("GET "+opts.Prefix+"/"+slug, func(w http.ResponseWriter, r *http.Request) {
			doc := document.NewDocument(nil)
			if err := doc.Turn(func() error { return app(doc) }); err != nil {
				http.Error(w, "this page cannot be shown", http.StatusInternalServerError)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "script-src 'nonce-abc'; connect-src 'self'")
			_ = doc.Turn(func() error {
				_, err := fmt.Fprintf(w, "<!DOCTYPE html><html><head><title>%s</title></head><body>%s</body></html>", html.EscapeString(doc.Title()), r.RemoteAddr)
				return err
			})
		})
	}
	return mux
}

func run(ctx context.Context, ln net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
