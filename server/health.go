package server

import (
	"net/http"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/session"
	"github.com/panelgo/panelgo/static"
)

// liveness says that the process answers. With ?endpoint=/app it runs that app once, as a visitor would.
func (s *Server) liveness(w http.ResponseWriter, r *http.Request) error {
	endpoint := r.URL.Query().Get("endpoint")
	if endpoint == "" {
		all := make(map[string]bool, len(s.apps))
		for _, a := range s.apps {
			all[a.path] = true
		}
		return writeJSON(w, all)
	}
	a := s.app(endpoint)
	if a == nil {
		return errEndpoint
	}
	tab, err := a.store.Open(r.Context(), session.NewID(), session.Request{Visit: document.Visit{Path: a.path, Remote: r.RemoteAddr}})
	if err != nil {
		return err
	}
	if err := tab.End(r.Context(), 0, "liveness"); err != nil {
		return err
	}
	return writeJSON(w, map[string]bool{a.path: true})
}

// readiness says whether new visitors are welcome. It turns before a server stops.
func (s *Server) readiness(w http.ResponseWriter, _ *http.Request) error {
	if s.drains.Load() {
		return errStopping
	}
	if err := static.Ready(); err != nil {
		return err
	}
	return writeJSON(w, map[string]bool{"ready": true})
}
