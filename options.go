package panelgo

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/session"
)

// Options tell how apps are served. The zero value works.
type Options struct {
	// Address is the host name or IP address to listen on. Empty means localhost.
	Address string `help:"Host name or IP address to listen on; 0.0.0.0 is every IPv4 network of this machine." placeholder:"localhost" env:"BOKEH_ADDRESS"`
	// Port is the TCP port to listen on: 0 means 5006, AnyPort one that is free.
	Port Port `help:"TCP port to listen on; 0 takes a free one." placeholder:"5006" env:"BOKEH_PORT"`
	// Prefix stands before every path, as in /tools for /tools/sales.
	Prefix string `help:"Path that stands before all others, as in /tools." placeholder:"none" env:"BOKEH_PREFIX"`
	// Show opens the page in the browser of the person at this machine.
	Show bool `help:"Open the page in a browser."`
	// Origins are the hosts whose pages may open websockets, as host or host:port. Empty means the server's own.
	Origins []string `name:"allow-websocket-origin" help:"Host or host:port whose pages may connect; may be repeated." placeholder:"its own" env:"BOKEH_ALLOW_WS_ORIGIN"`
	// Index is the app shown at the root, or an HTML template for the list of apps.
	Index string `help:"App to show at /, or a file with an HTML template for the list of apps." placeholder:"a list"`
	// Title stands above the list of apps.
	Title string `help:"Title of the list of apps." placeholder:"panelgo"`
	// LogLevel is the least level that is logged.
	LogLevel slog.Level `help:"What to log: debug, info, warn or error." placeholder:"info" env:"PANEL_LOG_LEVEL,BOKEH_LOG_LEVEL"`
	// LogFormat is text or json.
	LogFormat string `help:"How to log: text or json." placeholder:"text"`
	// Dev shows visitors what went wrong. Under the panelgo command it also rebuilds on every save and reloads the page.
	Dev bool `help:"Rebuild on save, reload the open page, and show errors in it."`

	// Session tells how long sessions live and how much they may take.
	Session session.Options

	// Logger takes the place of the one that LogLevel and LogFormat describe.
	Logger *slog.Logger
}

// Port is a TCP port. In a flag or in the environment, 0 and "free" mean AnyPort.
type Port int

// AnyPort asks the system for a port that is free.
const AnyPort Port = -1

// UnmarshalText reads a port as a person writes it.
func (p *Port) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	switch {
	case string(text) == "free" || err == nil && n == 0:
		*p = AnyPort
	case err != nil || n < 0 || n > 65535:
		return fmt.Errorf("%q is not a port: give a number from 1 to 65535, or 0 for a free one", text)
	default:
		*p = Port(n)
	}
	return nil
}

func (o Options) withDefaults() Options {
	o.Address = cmp.Or(o.Address, "localhost")
	o.Port = cmp.Or(o.Port, 5006)
	o.Title = cmp.Or(o.Title, "panelgo")
	o.LogFormat = cmp.Or(o.LogFormat, "text")
	o.Prefix = strings.TrimRight(o.Prefix, "/")
	if o.Prefix != "" && !strings.HasPrefix(o.Prefix, "/") {
		o.Prefix = "/" + o.Prefix
	}
	return o
}

// Check returns all complaints about the options, joined. Each names the flag, the environment variable and the way out.
func (o Options) Check() error {
	all := []error{o.Session.Check()}
	if o.Port < AnyPort || o.Port > 65535 {
		all = append(all, fmt.Errorf("--port (PANELGO_PORT): %d is not a port: give a number from 1 to 65535", o.Port))
	}
	if o.LogFormat != "" && o.LogFormat != "text" && o.LogFormat != "json" {
		all = append(all, fmt.Errorf("--log-format (PANELGO_LOG_FORMAT): %q is not known: give text or json", o.LogFormat))
	}
	if strings.ContainsAny(o.Prefix, "?#%{}*\\ ") {
		all = append(all, fmt.Errorf("--prefix (PANELGO_PREFIX): %q is not a plain path: give one such as /tools", o.Prefix))
	}
	for _, origin := range o.Origins {
		if strings.Contains(origin, "/") {
			all = append(all, fmt.Errorf("--allow-websocket-origin (PANELGO_ALLOW_WEBSOCKET_ORIGIN): %q is an address: "+
				"give the host alone, as in example.com or example.com:8443", origin))
		}
	}
	return errors.Join(all...)
}
