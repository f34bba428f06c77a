package panelgo

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server/settings"
	"github.com/panelgo/panelgo/server/worker"
)

// Main is the main function of a program that takes the flags of `panelgo serve`: it serves apps,
// or does what the command line asks for instead, says what went wrong, and ends the process. The
// options are what counts where neither a flag nor the environment nor the file of --config says
// otherwise. A program without a command line of its own calls [Serve].
//
//	func main() { panelgo.Main(panelgo.Apps{"sales": App}, panelgo.Options{}) }
func Main(apps Apps, opts Options) {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	args := os.Args[1:]
	if _, ordered := os.LookupEnv(worker.Variable); ordered {
		args = nil // the panelgo command has read the flags, and hands them over where Serve looks
	}
	os.Exit(run(apps, opts, name, args))
}

// words are the commands of a program. Serve comes first, and needs not be named.
type words struct {
	Serve       serveWords           `cmd:"" help:"Serve the apps as live pages; needs not be named. Other commands: config, auth check, secret, oauth-secret, passwd, version, licenses."`
	Config      commands.Config      `cmd:"" help:"Print every option, its value, and the place that settled it."`
	Auth        commands.Auth        `cmd:"" help:"Look at how visitors sign in."`
	Secret      commands.Secret      `cmd:"" help:"Print a new secret key, which signs sessions and cookies."`
	OAuthSecret commands.OAuthSecret `cmd:"" name:"oauth-secret" help:"Print a new Fernet key, which seals what is kept of a sign-in."`
	Passwd      commands.Passwd      `cmd:"" help:"Print the hash of a password, for the file of --basic-auth."`
	Version     commands.Version     `cmd:"" help:"Print the versions of panelgo and of what it brings to the browser."`
	Licenses    commands.Licenses    `cmd:"" help:"Print the licences of all that the program hands out."`
}

type serveWords struct {
	kong.Plugins

	options commands.Options
	serve   func(settings.Flags) error
}

// Run serves until the process is told to stop.
func (s *serveWords) Run() error { return s.serve(s.options.Given()) }

// run is Main without the process around it.
func run(apps Apps, opts Options, name string, args []string) int {
	seen := opts
	target := newTarget(&seen)
	flags := commands.NewOptions(new(Options))
	cli := words{
		Serve:  serveWords{Plugins: flags.Plugins(), options: flags, serve: func(given settings.Flags) error { return serve(apps, opts, given) }},
		Config: commands.NewConfig(target), Auth: commands.NewAuth(target),
	}
	others := []string{"serve", "config", "auth", "secret", "oauth-secret", "passwd", "version", "licenses"}
	if len(args) == 0 || !slices.Contains(others, args[0]) {
		args = slices.Concat([]string{"serve"}, args)
	}
	return commands.Run(&cli, name, "Go functions as live web pages.", args)
}

// newTarget shows commands the options.
func newTarget(opts *Options) commands.Target {
	if opts.Auth.Getenv == nil {
		opts.Auth.Getenv = os.Getenv
	}
	return commands.Target{
		Options:     opts,
		Auth:        &opts.Auth,
		Check:       func() error { return opts.Check() },
		Judge:       func(claims []byte) (Identity, []auth.Verdict, error) { return opts.Judge(claims) },
		Development: func() bool { return opts.Development() },
		Home:        func() string { return opts.Server.BaseURL() },
		Effective:   func() any { all := opts.WithDefaults(); return &all },
	}
}
