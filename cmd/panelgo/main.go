package main

import (
	"os"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/internal/commands"
)

type words struct {
	Serve       serve                `cmd:"" help:"Serve Go files or directories as live pages."`
	Build       buildApps            `cmd:"" help:"Make one program of apps, to be copied elsewhere."`
	Eject       eject                `cmd:"" help:"Write the main function that serve and build generate."`
	New         newApp               `cmd:"" help:"Write the beginning of an app, with a test."`
	Hello       hello                `cmd:"" help:"Show a tour of widgets, which is built in."`
	Clean       clean                `cmd:"" help:"Remove the programs that serve has built."`
	Config      commands.Config      `cmd:"" help:"Print every option, its value, and the place that settled it."`
	Secret      commands.Secret      `cmd:"" help:"Print a new secret key, which signs sessions and cookies."`
	OAuthSecret commands.OAuthSecret `cmd:"" name:"oauth-secret" help:"Print a new Fernet key, which seals what is kept of a sign-in."`
	Auth        commands.Auth        `cmd:"" help:"Look at how visitors sign in."`
	Passwd      commands.Passwd      `cmd:"" help:"Print the hash of a password, for the file of --basic-auth."`
	Version     commands.Version     `cmd:"" help:"Print the versions of panelgo and of what it brings to the browser."`
	Licenses    commands.Licenses    `cmd:"" help:"Print the licences of all that panelgo hands out."`
}

// version is set by the Makefile.
var version string

func main() { os.Exit(run(os.Args[1:])) }

// run is main without the process around it.
func run(args []string) int {
	target := newTarget()
	cli := words{
		Serve: newServe(), Hello: newHello(), Config: commands.NewConfig(target), Auth: commands.NewAuth(target), Version: commands.Version{Own: version},
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	return commands.Run(&cli, "panelgo", "Go functions as live web pages.", args)
}

// newTarget shows commands the options that nothing has set yet.
func newTarget() commands.Target {
	opts := new(panelgo.Options)
	opts.Auth.Getenv = os.Getenv
	return commands.Target{
		Options:     opts,
		Auth:        &opts.Auth,
		Check:       func() error { return opts.Check() },
		Judge:       func(claims []byte) (panelgo.Identity, []auth.Verdict, error) { return opts.Judge(claims) },
		Development: func() bool { return opts.Development() },
		Home:        func() string { return opts.Server.BaseURL() },
		Effective:   func() any { all := opts.WithDefaults(); return &all },
	}
}
