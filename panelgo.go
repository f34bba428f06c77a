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
	var flags settings.Flags
	if orders != nil {
		flags = orders.Flags
	}
	if err := settings.Apply(&opts, flags, os.LookupEnv); err != nil {
		return err
	}
	if err := opts.Check(); err != nil {
		return err
	}
	opts = opts.withDefaults()
	handler, err := New(apps, opts)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	return serve(ctx, apps, opts, handler, orders)
}

// New makes a handler of apps, to be mounted in a server of your own. It does not read the environment.
func New(apps Apps, opts Options) (http.Handler, error) {
	if len(apps) == 0 {
		return nil, errors.New("panelgo: there is no app to serve")
	}
	return stub(apps, opts), nil
}

func serve(ctx context.Context, apps Apps, opts Options, handler http.Handler, orders *worker.Orders) error {
	slugs := slices.Sorted(maps.Keys(apps))
	server := &http.Server{Handler: handler}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	ln, err := front.Listen(opts.Address, int(opts.Port))
	if err != nil {
		return err
	}
	page := front.Page{Listener: ln.Addr(), Address: opts.Address, Prefix: opts.Prefix, Slugs: slugs}
	fmt.Fprint(os.Stderr, page.Banner())
	if opts.Show {
		err = front.Show(page.Home())
	}
	if err := server.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return err
}
