package panelgo

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/internal/front"
	"github.com/panelgo/panelgo/internal/settings"
	"github.com/panelgo/panelgo/internal/worker"
)

// Document is what one visitor's tab shows.
type Document = document.Document

// App builds the document of one tab. An error or a panic is logged, and the visitor sees that the page cannot be shown.
type App func(doc *Document) error

// Apps are what a server publishes, by the path that follows the prefix: "sales" is found at /sales.
type Apps map[string]App

// Serve publishes apps until the process gets SIGINT or SIGTERM. It reads the environment, and the flags if the
// panelgo command started the program.
func Serve(apps Apps, opts Options) error {
	orders, err := worker.Receive()
	if err != nil {
		return err
	}
	if err := settings.Apply(&opts, orders.Given(), os.LookupEnv); err != nil {
		return err
	}
	if len(opts.Session.SecretKeys) == 0 && orders.Supervised() {
		opts.Session.SecretKeys = []string{orders.Key}
	}
	handler, err := New(apps, opts)
	if err != nil {
		return err
	}
	opts = opts.withDefaults()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	slugs := slices.Sorted(maps.Keys(apps))
	if orders.Supervised() {
		return supervised(ctx, slugs, opts, handler, orders)
	}
	ln, err := front.Listen(opts.Address, int(opts.Port))
	if err != nil {
		return err
	}
	page := front.Page{Listener: ln.Addr(), Address: opts.Address, Prefix: opts.Prefix, Slugs: slugs}
	fmt.Fprint(os.Stderr, page.Banner())
	if opts.Show {
		if err := front.Show(page.Home()); err != nil {
			opts.logger().Warn("no browser", "error", err)
		}
	}
	return run(ctx, ln, handler)
}

// New makes a handler of apps, to be mounted in a server of your own. It does not read the environment.
func New(apps Apps, opts Options) (http.Handler, error) {
	if len(apps) == 0 {
		return nil, errors.New("panelgo: there is no app to serve")
	}
	if err := opts.Check(); err != nil {
		return nil, err
	}
	return stub(apps, opts.withDefaults()), nil
}
