package panelgo

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/front"
	"github.com/panelgo/panelgo/server/settings"
	"github.com/panelgo/panelgo/server/worker"
	"github.com/panelgo/panelgo/session"
	"github.com/panelgo/panelgo/static"
)

// Document is what one visitor's tab shows.
type Document = document.Document

// Server is a handler of apps, see [New].
type Server = server.Server

// App builds the document of one tab. An error or a panic is logged, and the visitor sees that the
// page cannot be shown.
type App func(doc *Document) error

// Apps are what a server publishes, by the path that follows the prefix: "sales" is found at
// /sales, "" at the root.
type Apps map[string]App

// Serve publishes apps until the process gets SIGINT, SIGTERM or SIGHUP. It reads the environment
// and the file that PANELGO_CONFIG names, and the flags if the panelgo command started the program.
// It is for programs that have a command line of their own, or none: [Main] takes the flags itself.
func Serve(apps Apps, opts Options) error { return serve(apps, opts, nil) }

// serve is Serve for flags that were given to this process itself.
func serve(apps Apps, opts Options, flags settings.Flags) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	orders, err := worker.Receive()
	if err != nil {
		return err
	}
	if given := orders.Given(); given != nil {
		flags = given
	}
	if err := commands.Read(&opts, flags); err != nil {
		return err
	}
	if opts.Auth.Getenv == nil {
		opts.Auth.Getenv = os.Getenv // for variables of single providers, such as PANEL_OAUTH_ISSUER
	}
	if err := static.Ready(); err != nil {
		return err
	}
	if orders.Supervised() {
		// The kernel signals the end of each of the supervisor's threads, so a second signal means
		// nothing here.
		return supervised(ctx, apps, opts, orders)
	}
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	s, err := New(apps, opts)
	if err != nil {
		return err
	}
	opts = opts.WithDefaults()
	l, err := front.Listen(opts.Server.Address, int(opts.Server.Port))
	if err != nil {
		return err
	}
	page := front.Page{Listener: l.Addr(), Address: opts.Server.Address, Prefix: opts.Server.Prefix, Secure: opts.Server.SSLCertFile != "", Public: opts.Server.Home(), Slugs: apps.slugs()}
	fmt.Fprint(os.Stderr, page.Banner())
	if opts.Show {
		if err := front.Show(page.Home()); err != nil {
			opts.Server.Logger.Warn("no browser", "err", err)
		}
	}
	return s.Run(ctx, l)
}

// New makes a handler of apps, to be mounted in a server of your own: call its Start and Stop, or
// its Run to serve on a listener. It does not read the environment.
func New(apps Apps, opts Options) (*Server, error) {
	if err := opts.Check(); err != nil {
		return nil, err
	}
	opts = opts.WithDefaults()
	shown := make(server.Apps, len(apps))
	for slug, app := range apps {
		shown["/"+strings.TrimPrefix(slug, "/")] = session.App(app)
	}
	manager, closeManager, err := opts.newManager()
	if err != nil {
		return nil, err
	}
	s, err := server.NewGated(shown, opts.Server, opts.Session, manager, closeManager)
	if err != nil {
		closeManager()
	}
	return s, err
}

// slugs are the paths of the apps without their slash, sorted.
func (apps Apps) slugs() []string { return slices.Sorted(maps.Keys(apps)) }
