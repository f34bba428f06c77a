package server

import (
	"net/http"

	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
	"github.com/panelgo/panelgo/static"
)

// liveness says that the process answers. With ?endpoint=/app it runs that app once, for those whom
// the gate lets in.
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
	named(a.path)(s.manager.Gate(s.handle(a.probe))).ServeHTTP(w, r)
	return nil
}

// probe runs the app once, and ends its session at once.
func (a *app) probe(w http.ResponseWriter, r *http.Request) error {
	tab, err := a.enter(r, session.NewID(), map[string][]string{})
	if err != nil {
		return err
	}
	if err := tab.End(r.Context(), wire.CloseGoingAway, "liveness"); err != nil {
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
	if err := s.manager.Ready(); err != nil {
		return err
	}
	return writeJSON(w, map[string]bool{"ready": true})
}
