package server

import (
	"cmp"
	"net/http"
	"path"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/internal/netlist"
)

// routes is the product on one screen: what anybody may have, then what stands behind the gate.
func (s *Server) routes() http.Handler {
	networks, _ := netlist.Parse(s.opts.TrustedProxy) // checked by New
	r := chi.NewRouter()
	r.Use(identify(networks), accessLog(s.log), s.rescue, patient(s.life.ReceiveTimeout), guard, s.addressed, middleware.GetHead)
	r.NotFound(s.handle(unknownPath))
	r.MethodNotAllowed(s.handle(wrongMethod))

	r.Get("/favicon.ico", s.handle(s.icon)) // browsers look for it here, whatever the prefix
	r.Route(cmp.Or(s.opts.Prefix, "/"), func(r chi.Router) {
		s.open(r)
		for path, page := range s.manager.Routes() { // signing in and out
			r.Handle(path, page)
		}
		s.behindGate(r)
	})
	return r
}

// open is what anybody may have: files without secrets, and signs of life.
func (s *Server) open(r chi.Router) {
	s.files(r, "/static")
	r.Get("/liveness", s.handle(s.liveness)) // with ?endpoint it runs an app, and goes through the gate
	r.Get("/readiness", s.handle(s.readiness))
	if s.opts.Prefix != "" {
		r.Get("/favicon.ico", s.handle(s.icon))
	}
}

// behindGate is what only visitors may have whom the gate lets in. Every route names the app that
// it belongs to, for the rules about who may use what.
func (s *Server) behindGate(r chi.Router) {
	beside := map[string]bool{"/static": true}
	for _, a := range s.apps {
		s.show(r, a, a.path)
		// Where /static is, seen from the app's page: addresses in a document are relative.
		for _, at := range [...]string{path.Join(a.path, "static"), path.Join(path.Dir(a.path), "static")} {
			if !beside[at] {
				beside[at] = true
				s.files(r, at)
			}
		}
	}
	switch {
	case s.app("/") != nil || s.opts.DisableIndex:
	case s.index.app != nil:
		s.show(r, s.index.app, "/")
	default:
		r.With(auth.Gate(s.manager, s.index.admits, s.manager.Denied)).Get("/", s.handle(s.index.show))
	}
	for _, pair := range s.opts.StaticDirs {
		route, _, _ := staticDir(pair) // checked by New
		s.userFiles(r.With(named(route), s.manager.Gate), pair)
	}
}

// show publishes an app: its page, the websocket that keeps the page alive, and what others need to
// embed it.
func (s *Server) show(r chi.Router, a *app, at string) {
	r.Options(strings.TrimSuffix(at, "/")+"/autoload.js", s.handle(a.preflight)) // asked without cookies
	r = r.With(named(a.path), s.manager.Gate)
	if at != "/" {
		r.Get(at, s.handle(a.page))
	}
	under := path.Join(at, "/") + "/"
	if at == "/" {
		under = "/"
	}
	r.Get(under, s.handle(a.page))
	r.Get(under+"ws", s.handle(a.socket))
	r.Get(under+"metadata", s.handle(a.metadata))
	r.Get(under+"autoload.js", s.handle(a.autoload))
	r.Get(under+"download", s.handle(a.download)) // what Session.Address names
	for _, once := range [...]string{"ws", "download"} {
		r.Head(under+once, s.handle(wrongMethod)) // a look would use them up
	}
	if a.shown.version != "" {
		r.Get(under+"thumbnail", s.handle(a.thumbnail))
	}
	if a.shown.source != "" {
		r.Get(under+"source", s.handle(a.source))
	}
}

// files serves what a browser downloads.
func (s *Server) files(r chi.Router, at string) {
	r.Get(at+"/*", s.handle(s.file))
	r.Head(at+"/*", s.handle(s.file))
}

// named tells the gate which app a request is for.
func named(app string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(auth.WithApp(r.Context(), app)))
		})
	}
}

func unknownPath(http.ResponseWriter, *http.Request) error { return errUnknownPath }
func wrongMethod(http.ResponseWriter, *http.Request) error { return errMethod }
