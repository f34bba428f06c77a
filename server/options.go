package server

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/netlist"
)

// Options says where the server listens, what its addresses look like, and whom it lets in. The
// zero value works.
type Options struct {
	// Address is the host name or IP address to listen on; localhost by default.
	Address string `name:"address" env:"PANELGO_ADDRESS,BOKEH_ADDRESS" default:"localhost" help:"Host name or IP address to listen on; 0.0.0.0 is every IPv4 network of this machine."`
	// Port is the TCP port to listen on: 0 means 5006, [AnyPort] one that is free.
	Port Port `name:"port" env:"PANELGO_PORT,BOKEH_PORT" default:"5006" help:"TCP port to listen on; 0 takes a free one."`
	// Prefix is the path that stands before all others, as in /tools; none by default.
	Prefix string `name:"prefix" env:"PANELGO_PREFIX,BOKEH_PREFIX" placeholder:"PATH" help:"Path that stands before all others, as in /tools."`
	// RootPath is Panel's name for what a proxy takes off: visitors have it before the prefix. None
	// by default.
	RootPath string `name:"root-path" env:"PANELGO_ROOT_PATH" placeholder:"PATH" help:"Path that a reverse proxy takes off before it asks this server, as in /tools."`
	// PublicURL is the address that visitors type, for redirects, cookies and links; no other host
	// is answered then. None by default: each request says where it arrived.
	PublicURL string `name:"public-url" env:"PANELGO_PUBLIC_URL" placeholder:"URL" help:"The one address of the server as visitors see it, with its path, as in https://apps.example.org/tools. No other host is answered."`

	// Index is an app to show at the root, or a file with an HTML template for the list of apps. By
	// default the only app is shown there, or the built-in list.
	Index string `name:"index" env:"PANELGO_INDEX" placeholder:"APP|FILE" help:"App to show at the root, or a file with an HTML template for the list of apps."`
	// Title stands above the list of apps; panelgo by default.
	Title string `name:"title" env:"PANELGO_TITLE" default:"panelgo" help:"Title of the list of apps."`
	// IndexTitles are titles of apps in that list, each as app=title; by default an app's title is
	// its path in words.
	IndexTitles []string `name:"index-titles" env:"PANELGO_INDEX_TITLES" placeholder:"APP=TITLE" help:"Title of an app in the list of apps; may be repeated."`
	// DisableIndex shows nothing at the root: neither a list of apps nor the only one. Off by
	// default.
	DisableIndex bool `name:"disable-index" env:"PANELGO_DISABLE_INDEX" help:"Show nothing at the root: neither a list of apps nor the only one."`
	// DisableIndexRedirect shows the list of apps also when there is only one. Off by default.
	DisableIndexRedirect bool `name:"disable-index-redirect" env:"PANELGO_DISABLE_INDEX_REDIRECT" help:"Show the list of apps also when there is only one."`

	// Gallery says what the list of apps shows of them. It lets whoever may use an app read the
	// source that it gives.
	Gallery Gallery `kong:"-"`

	// AllowWebSocketOrigin are the hosts whose pages may open websockets besides the server's own,
	// each as HOST or HOST:PORT; none by default.
	AllowWebSocketOrigin []string `name:"allow-websocket-origin" env:"PANELGO_ALLOW_WEBSOCKET_ORIGIN,BOKEH_ALLOW_WS_ORIGIN" placeholder:"HOST[:PORT]" help:"Host whose pages may connect besides the server's own, with * for one label or the port; may be repeated. * alone lets every page in."`
	// AllowFrameOrigin are the origins whose pages may show apps in a frame; by default none but
	// our own.
	AllowFrameOrigin []string `name:"allow-frame-origin" env:"PANELGO_ALLOW_FRAME_ORIGIN" placeholder:"ORIGIN" help:"Origin whose pages may show apps in a frame, as in https://intranet.example.com; may be repeated."`
	// AllowSource are the origins from which pages may load images, styles and data; by default no
	// request leaves this server.
	AllowSource []string `name:"allow-source" env:"PANELGO_ALLOW_SOURCE" placeholder:"ORIGIN" help:"Origin from which pages may load images, map tiles, styles and data, as in https://tiles.example.com; may be repeated. By default no request leaves this server."`
	// AllowEval lets every page compile JavaScript from text. By default only those may whose app
	// holds a model that needs it.
	AllowEval bool `name:"allow-eval" env:"PANELGO_ALLOW_EVAL" help:"Let every page compile JavaScript from text. Pages may anyway whose app holds a model for that when the page is made; this is for apps that add such models later."`
	// TrustedProxy are networks of reverse proxies, in CIDR notation; what they forward is believed
	// (X-Forwarded-For, -Proto, -Host, -Prefix, Forwarded, X-Request-Id). None by default.
	TrustedProxy []string `name:"trusted-proxy" env:"PANELGO_TRUSTED_PROXY" placeholder:"CIDR" help:"Network of a reverse proxy whose Forwarded and X-Forwarded headers are believed, as in 10.0.0.0/8; may be repeated."`

	// IncludeHeaders are request headers that apps can read besides Accept-Language, Referer and
	// User-Agent; none by default.
	IncludeHeaders []string `name:"include-headers" env:"PANELGO_INCLUDE_HEADERS" placeholder:"NAME" help:"Request header that apps can read besides Accept-Language, Referer and User-Agent; may be repeated. * is every header but Cookie and Authorization."`
	// IncludeCookies are cookies that apps can read; none by default.
	IncludeCookies []string `name:"include-cookies" env:"PANELGO_INCLUDE_COOKIES" placeholder:"NAME" help:"Cookie that apps can read; may be repeated."`

	// HideAccount leaves out the line with the visitor's name and the way out, for apps that show
	// these themselves. Off by default.
	HideAccount bool `name:"hide-account" env:"PANELGO_HIDE_ACCOUNT" help:"Leave out the line of each page that says who is signed in."`

	// StaticDirs are directories to serve below paths of their own, each as route=directory; none
	// by default.
	StaticDirs []string `name:"static-dirs" env:"PANELGO_STATIC_DIRS" placeholder:"ROUTE=DIR" help:"Directory to serve below a path of its own, as in assets=./assets; may be repeated."`
	// IcoPath is a file with the icon of the site, or none for no icon; the built-in one by
	// default.
	IcoPath string `name:"ico-path" env:"PANELGO_ICO_PATH,BOKEH_ICO_PATH" placeholder:"FILE|none" help:"Icon of the site."`

	// SSLCertFile is the certificate chain for HTTPS, a file in PEM; by default the server speaks
	// HTTP.
	SSLCertFile string `name:"ssl-certfile" env:"PANELGO_SSL_CERTFILE,BOKEH_SSL_CERTFILE" placeholder:"FILE" help:"Certificate chain (PEM) for HTTPS."`
	// SSLKeyFile is the private key that belongs to SSLCertFile, a file in PEM; none by default.
	SSLKeyFile string `name:"ssl-keyfile" env:"PANELGO_SSL_KEYFILE,BOKEH_SSL_KEYFILE" placeholder:"FILE" help:"Private key (PEM) for HTTPS."`

	// Dev shows visitors what went wrong. It is for the author's own machine, and off by default.
	Dev bool `name:"dev" env:"PANELGO_DEV" help:"Rebuild on save, reload the open page, and show errors in it."`
	// Logger is told what happens; nil keeps silent.
	Logger *slog.Logger `kong:"-"`
}

// Port is a TCP port. Written as text, 0 and "free" mean AnyPort.
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

// MarshalText writes a port as UnmarshalText reads it.
func (p Port) MarshalText() ([]byte, error) {
	return strconv.AppendInt(nil, int64(max(p, 0)), 10), nil
}

// How long a connection may take. A websocket is bound by none of these but writing.
const (
	idleTime  = 2 * time.Minute  // between requests
	writeTime = 20 * time.Second // to take a piece of what is sent on a websocket
	headSize  = 64 << 10         // bytes; a token can hold 16 KiB, and a proxy adds its own
)

// WithDefaults returns the options with every zero value replaced by its default.
func (o Options) WithDefaults() Options {
	o.Address = cmp.Or(o.Address, "localhost")
	if inside, ok := strings.CutPrefix(o.Address, "["); ok { // an address as URLs have it
		o.Address = strings.TrimSuffix(inside, "]")
	}
	o.Port = cmp.Or(o.Port, 5006)
	o.Title = cmp.Or(o.Title, "panelgo")
	o.Prefix = strings.TrimRight(o.Prefix, "/")
	if o.Prefix != "" && !strings.HasPrefix(o.Prefix, "/") {
		o.Prefix = "/" + o.Prefix
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Check returns all complaints about the options, joined. Each names the flag, the environment
// variable and the way out.
func (o Options) Check() error {
	var all []error
	complain := func(flag, env, format string, args ...any) {
		all = append(all, fmt.Errorf("--%s (%s): "+format, append([]any{flag, env}, args...)...))
	}
	if o.Port < AnyPort || o.Port > 65535 {
		complain("port", "PANELGO_PORT", "%d is not a port: give a number from 1 to 65535, or 0 for a free one", o.Port)
	}
	plain := o.WithDefaults()
	if strings.ContainsAny(o.Prefix, "?#%{}*\\ ") || plain.Prefix != "" && !isCleanPath(plain.Prefix) {
		complain("prefix", "PANELGO_PREFIX", "%q is not a plain path: give one such as /tools", o.Prefix)
	} else if _, err := newSite(plain); err != nil {
		all = append(all, err)
	}
	if _, err := parseAllowList(o.AllowWebSocketOrigin); err != nil {
		complain("allow-websocket-origin", "PANELGO_ALLOW_WEBSOCKET_ORIGIN", "%w", err)
	}
	for _, list := range []struct {
		flag, env string
		values    []string
	}{{"allow-frame-origin", "PANELGO_ALLOW_FRAME_ORIGIN", o.AllowFrameOrigin}, {"allow-source", "PANELGO_ALLOW_SOURCE", o.AllowSource}} {
		for _, v := range list.values {
			if strings.ContainsAny(v, "; ,'\"\r\n") || v == "" {
				complain(list.flag, list.env, "%q is not an origin: give one such as https://example.com", v)
			}
		}
	}
	if _, err := netlist.Parse(o.TrustedProxy); err != nil {
		complain("trusted-proxy", "PANELGO_TRUSTED_PROXY", "%w", err)
	}
	for _, pair := range o.IndexTitles {
		if !strings.Contains(pair, "=") {
			complain("index-titles", "PANELGO_INDEX_TITLES", "%q has no =: give app=title", pair)
		}
	}
	for _, pair := range o.StaticDirs {
		_, dir, err := staticDir(pair)
		if err == nil {
			_, err = os.ReadDir(dir)
		}
		if err != nil {
			complain("static-dirs", "PANELGO_STATIC_DIRS", "%w", err)
		}
	}
	if o.IcoPath != "" && o.IcoPath != "none" {
		if _, err := os.Stat(o.IcoPath); err != nil {
			complain("ico-path", "PANELGO_ICO_PATH", "the icon cannot be read (none shows none): %w", err)
		}
	}
	if (o.SSLCertFile == "") != (o.SSLKeyFile == "") {
		complain("ssl-certfile", "PANELGO_SSL_CERTFILE", "a certificate and its key go together: give --ssl-keyfile (PANELGO_SSL_KEYFILE) too, or neither")
	}
	return errors.Join(all...)
}

// BaseURL returns the address that visitors type: what the options say, else the one that the
// server would listen on.
func (o Options) BaseURL() string {
	if public := o.Home(); public != "" {
		return public
	}
	o = o.WithDefaults()
	base := url.URL{Scheme: "http", Host: net.JoinHostPort(o.Address, strconv.Itoa(int(o.Port))), Path: o.Base()}
	if o.SSLCertFile != "" {
		base.Scheme = "https"
	}
	return base.String()
}

// listenAddress is what net.Listen takes.
func (o Options) listenAddress() string {
	return net.JoinHostPort(o.Address, strconv.Itoa(max(int(o.Port), 0)))
}
