package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/internal/netlist"
)

// Gate puts a handler of the program's own behind the gate that the apps are behind: whoever has
// not signed in is sent to the sign-in page and comes back to the address they asked for; a script
// gets 401 and a websocket 403. Whom the options' rules for all apps do not let in gets 403; rules
// for single apps and paths for guests are not about the program's own pages, wherever these are.
// Authorize is asked about the app "". The handler finds the visitor with
// [Server.Visitor].
//
// Requests that change something (POST, PUT, PATCH, DELETE …) from a page of another origin get
// 403, because browsers send cookies with them; see [http.CrossOriginProtection].
//
// Gate is middleware: a chi router takes it as r.Use(s.Gate). It has to see the request before
// anything rewrites it.
func (s *Server) Gate(next http.Handler) http.Handler { return s.gate(nil, next) }

// GateWith is [Server.Gate] with rules of the route's own, all of which have to let a visitor in,
// besides the options':
//
//	r.With(s.GateWith(panelgo.AllowGroups("staff"))).Get("/report", report)
//
// It panics if there is no rule, or one is nil: a route that asks for rules must not be without.
func (s *Server) GateWith(rules ...auth.Policy) func(http.Handler) http.Handler {
	if len(rules) == 0 {
		panic("server: GateWith without a rule: use Gate to let everybody in who has signed in")
	}
	for i, rule := range rules {
		if rule == nil {
			panic(fmt.Sprintf("server: rule %d of GateWith is nil", i))
		}
	}
	return func(next http.Handler) http.Handler { return s.gate(rules, next) }
}

// Visitor returns who makes a request that [Server.Gate] or GateWith has let through. It returns
// false elsewhere: an address that is not behind the gate knows nobody.
func (s *Server) Visitor(r *http.Request) (auth.Identity, bool) { return auth.From(r.Context()) }

func (s *Server) gate(rules []auth.Policy, next http.Handler) http.Handler {
	s.manager.ReturnAnywhere()
	policy := func(ctx context.Context, who auth.Identity, app string) error {
		for _, rule := range append([]auth.Policy{s.manager.Policy}, rules...) {
			err := rule(ctx, who, app)
			if elsewhere := (*auth.Elsewhere)(nil); err != nil && who.Guest && !errors.As(err, &elsewhere) {
				return fmt.Errorf("%w: guests may not: %w", auth.ErrNoSignIn, err) // who signs in may
			} else if err != nil {
				return err
			}
		}
		return nil
	}
	protection := http.NewCrossOriginProtection()
	door := auth.Gate(s.manager, policy, s.manager.Denied)(next)
	networks, _ := netlist.Parse(s.opts.TrustedProxy) // checked by New
	return identify(networks)(patient(s.life.ReceiveTimeout)(s.addressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := *r
		seen.Host = s.locate(r).Base.Host // as the visitor sees it
		if err := protection.Check(&seen); err != nil {
			traceFrom(r.Context()).err = err
			s.manager.Denied(w, r, fmt.Errorf("%w: %w", auth.ErrRefused, err))
			return
		}
		ctx := auth.WithPage(r.Context(), s.asked(r))
		door.ServeHTTP(w, r.WithContext(auth.WithApp(ctx, ""))) // no rule for an app, wherever the route is
	}))))
}

// asked is the path and query of a request as its visitor sees them. A router may have taken off
// what stood before.
func (s *Server) asked(r *http.Request) string {
	page := url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
	if whole, err := url.ParseRequestURI(r.RequestURI); err == nil && strings.HasPrefix(r.RequestURI, "/") {
		page.Path, page.RawPath = whole.Path, whole.RawPath
	}
	root := s.locate(r).Root
	if root != "" && page.Path != root && !strings.HasPrefix(page.Path, root+"/") {
		page.Path, page.RawPath = root+page.Path, ""
	}
	return page.String()
}
