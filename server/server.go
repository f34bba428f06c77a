package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/go-chi/chi/v5"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/session"
)

// Apps are what a server shows, by path: "/sales", or "/" for the root.
type Apps map[string]session.App

// Server shows apps. It is an http.Handler; make it with New.
type Server struct {
	opts     Options         // set once, as is everything but the atomics
	life     session.Options //
	signer   *session.Signer //
	log      *slog.Logger    //
	apps     []*app          // sorted by path
	router   http.Handler    //
	origins  allowList       //
	site     site            //
	locate   func(*http.Request) auth.RequestOrigin
	names    allowList     // besides those of the machine itself
	policy   csp           //
	index    *indexPage    //
	heads    sync.Map      // headKey → string: the part of a page's head that loads the front end
	pulse    *pinger       // pings
	incoming *incoming     // bytes of messages under way
	manager  *auth.Manager // who is there
	// closeManager is called by Stop.
	closeManager func()
	sockets      sync.WaitGroup  // goroutines that read websockets
	drains       atomic.Bool     // no new visitors
	started      atomic.Bool     // Start was called
	ctx          context.Context // of the goroutines that Start starts
	cancel       context.CancelFunc
	running      sync.WaitGroup // those goroutines

	mu      sync.Mutex
	stopped bool // guarded by mu: no websocket is taken any more
}

// app is one app with its sessions.
type app struct {
	*Server
	path  string // as in the URL, without the prefix: /sales
	title string // in the list of apps
	shown galleryEntry
	store *session.Store
}

// New makes a server of apps that lets everybody in. The error joins all complaints about the
// options.
func New(apps Apps, o Options, so session.Options) (*Server, error) {
	manager, err := auth.New(auth.Options{})
	if err != nil {
		return nil, err
	}
	return NewGated(apps, o, so, manager, manager.Close)
}

// NewGated makes a server of apps for those whom the manager lets in. Once the server has stopped
// it calls closeManager. The error joins all complaints about the options.
func NewGated(apps Apps, o Options, so session.Options, manager *auth.Manager, closeManager func()) (*Server, error) {
	if err := errors.Join(o.Check(), so.Check(), checkApps(apps), o.checkRoot(apps), o.Gallery.check(apps), o.checkTitles(apps), manager.CheckApps(o.gated(apps))); err != nil {
		return nil, err
	}
	o, so = o.WithDefaults(), so.WithDefaults()
	origins, _ := parseAllowList(o.AllowWebSocketOrigin) // checked above
	s := &Server{
		opts: o, life: so, signer: so.Signer(), log: o.Logger, origins: origins, policy: newCSP(o),
		pulse: newPinger(so.KeepAlive), incoming: newIncoming(so.MaxIncoming, so.MaxIncomingPerClient), manager: manager, closeManager: closeManager,
	}
	s.site, _ = newSite(o) // checked above
	s.locate = Locate(o)
	s.names = s.namesOf()
	s.ctx, s.cancel = context.WithCancel(context.Background())
	for path, open := range apps {
		shown := newExhibit(o.Gallery, path)
		a := &app{
			Server: s, path: path, title: o.titleOf(path, shown.Title), shown: shown,
			store: session.NewStore(open, so, s.log.With("app", path)),
		}
		if o.Dev {
			a.store.Develop()
		}
		s.apps = append(s.apps, a)
	}
	slices.SortFunc(s.apps, func(a, b *app) int { return strings.Compare(a.path, b.path) })
	var err error
	if s.index, err = newIndexPage(s); err != nil {
		return nil, err
	}
	s.router = s.routes()
	return s, nil
}

// gated are the paths that rules and guests' paths can name: apps, and directories of the
// operator's.
func (o Options) gated(apps Apps) []string {
	paths := slices.Collect(maps.Keys(apps))
	for _, pair := range o.StaticDirs {
		if route, _, err := staticDir(pair); err == nil {
			paths = append(paths, route)
		}
	}
	return paths
}

// checkTitles refuses a title of an app that is not there.
func (o Options) checkTitles(apps Apps) error {
	var errs []error
	for _, pair := range o.IndexTitles {
		name, _, _ := strings.Cut(pair, "=")
		if _, ok := apps["/"+strings.Trim(name, "/")]; !ok {
			errs = append(errs, fmt.Errorf("--index-titles (PANELGO_INDEX_TITLES): %q is a title for %q, which is no app here: there is %s",
				pair, name, strings.Join(slices.Sorted(maps.Keys(apps)), ", ")))
		}
	}
	return errors.Join(errs...)
}

func checkApps(apps Apps) error {
	if len(apps) == 0 {
		return errors.New("server: there is no app to show")
	}
	var errs []error
	for path := range apps {
		if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, "?#%{}* \\") || path != "/" && strings.HasSuffix(path, "/") {
			errs = append(errs, fmt.Errorf("server: %q is no path for an app: give one such as /sales", path))
		}
	}
	return errors.Join(errs...)
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if outer, _ := r.Context().Value(chi.RouteCtxKey).(*chi.Context); outer != nil && s.opts.Prefix != "" {
		// A chi router that this server is mounted in has routed a part of the path. Our routes
		// have the whole of it.
		r = r.WithContext(context.WithValue(r.Context(), chi.RouteCtxKey, (*chi.Context)(nil)))
	}
	s.router.ServeHTTP(w, r)
}

// app finds an app by its path, nil if there is none.
func (s *Server) app(path string) *app {
	i := slices.IndexFunc(s.apps, func(a *app) bool { return a.path == path })
	if i < 0 {
		return nil
	}
	return s.apps[i]
}

// enlist starts a goroutine that Stop waits for, unless it waits already.
func (s *Server) enlist(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.stopped {
		s.sockets.Go(f)
	}
	return !s.stopped
}
