package panelgo

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/devidp"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/gallery"
	"github.com/panelgo/panelgo/session"
)

// The rooms declare the groups of [Options].
type (
	// ServerOptions says where the server listens, what its addresses look like, and whom it lets
	// in.
	ServerOptions = server.Options
	// SessionOptions says how long sessions live and how much they may take.
	SessionOptions = session.Options
	// AuthOptions say how visitors sign in, and who may do what.
	AuthOptions = auth.Options
	// Port is a TCP port.
	Port = server.Port
	// Gallery says what the list of apps shows of them, by the paths that [Apps] has.
	Gallery = server.Gallery
	// Exhibit is what the list of apps shows of one: heading, picture, a sentence, and the source
	// that may be read.
	Exhibit = gallery.Exhibit
	// SourceFile is a file of an app's source.
	SourceFile = gallery.File
)

// AnyPort asks the system for a port that is free.
const AnyPort = server.AnyPort

// Options tell how apps are served. The zero value works. Fields are named as their flags of
// `panelgo serve` and their environment variables; flags beat the environment, that beats the file
// of --config, and that what a program sets.
//
//	opts := panelgo.Options{
//		Server:  panelgo.ServerOptions{Port: 8080, Prefix: "/tools"},
//		Session: panelgo.SessionOptions{UnusedSessionLifetime: time.Minute},
//		Auth:    panelgo.AuthOptions{BasicAuth: "users.htpasswd"},
//		Show:    true,
//	}
type Options struct {
	// Server says where the server listens, what its addresses look like, and whom it lets in.
	Server ServerOptions
	// Session says how long sessions live and how much they may take.
	Session SessionOptions
	// Auth says how visitors sign in, and who may do what. The zero value lets everybody in.
	Auth AuthOptions

	// Config names a YAML file that has options by their flags' names; none by default.
	Config string `help:"YAML file that has options by their flags' names, as in port: 8080. Flags and variables beat it." placeholder:"FILE" config:""`
	// OAuthDevUsers names a JSON file with the users of the development provider; by default it has
	// a few of its own.
	OAuthDevUsers string `name:"oauth-dev-users" help:"JSON file with the users that --oauth-provider=dev offers." placeholder:"FILE"`
	// Show opens the page in the browser of the person at this machine. Off by default.
	Show bool `help:"Open the page in a browser."`
	// LogLevel is the least level that is logged; info by default.
	LogLevel slog.Level `help:"What to log: debug, info, warn or error." default:"info" env:"PANEL_LOG_LEVEL,BOKEH_LOG_LEVEL"`
	// LogFormat is text or json; text by default.
	LogFormat string `help:"How to log: text or json." default:"text"`
}

// WithDefaults returns the options with every zero value replaced by its default.
func (o Options) WithDefaults() Options {
	if o.Server.Logger == nil {
		o.Server.Logger = o.newLogger()
	}
	o.Server = o.Server.WithDefaults()
	o.Session = o.Session.WithDefaults()
	if o.Auth.Log == nil {
		o.Auth.Log = o.Server.Logger
	}
	o.Auth.Locate = server.Locate(o.Server) // Check refuses another
	return o
}

// Check returns all complaints about the options, joined. Each names the flag, the environment
// variable and the way out.
func (o Options) Check() error {
	all := []error{o.Server.Check(), o.Session.Check(), o.checkAuth(), o.checkDevelopment()}
	all = append(all, o.checkAddresses()...)
	all = append(all, o.checkCode()...)
	if o.LogFormat != "" && o.LogFormat != "text" && o.LogFormat != "json" {
		all = append(all, fmt.Errorf("--log-format (PANELGO_LOG_FORMAT): %q is not known: give text or json", o.LogFormat))
	}
	return errors.Join(all...)
}

// checkAuth checks the sign-in options as they will be when the development provider runs, if it is
// asked for.
func (o Options) checkAuth() error { return o.signIn().Check() }

// Judge reports whether somebody with these claims would come in, see [auth.Options.Judge].
func (o Options) Judge(claims []byte) (Identity, []auth.Verdict, error) {
	return o.signIn().Judge(claims)
}

// signIn are the sign-in options, with an address in place of the development provider that does
// not run yet.
func (o Options) signIn() auth.Options {
	if o.Development() {
		return o.withDevelopment(&devidp.Provider{Issuer: "http://127.0.0.1:1", ClientID: "id", ClientSecret: "secret"})
	}
	return o.Auth
}

// checkCode refuses what code and options say both, where only one of them can count.
func (o Options) checkCode() (all []error) {
	if o.Server.Logger != nil && (o.LogLevel != 0 || o.LogFormat != "") {
		all = append(all, errors.New("Options.Server.Logger is set by the program, and so --log-level (PANELGO_LOG_LEVEL) and --log-format (PANELGO_LOG_FORMAT) mean nothing: give the Logger its level and format, or leave it out"))
	}
	if o.Auth.Locate != nil {
		all = append(all, errors.New("Options.Auth.Locate: the server finds out itself where a request arrived: leave it out, and set --public-url (PANELGO_PUBLIC_URL), --root-path (PANELGO_ROOT_PATH) or --trusted-proxy (PANELGO_TRUSTED_PROXY)"))
	}
	return all
}

// newLogger writes to standard error, as LogLevel and LogFormat say.
func (o Options) newLogger() *slog.Logger {
	how := &slog.HandlerOptions{Level: o.LogLevel}
	if o.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, how))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, how))
}
