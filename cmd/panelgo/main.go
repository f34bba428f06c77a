package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	failed  = 1
	misused = 2
)

type words struct {
	Serve       serve       `cmd:"" help:"Serve Go files or directories as live pages."`
	New         newApp      `cmd:"" help:"Write the beginning of an app, with a test."`
	Hello       hello       `cmd:"" help:"Show a tour of widgets, which is built in."`
	Clean       clean       `cmd:"" help:"Remove the programs that serve has built."`
	Secret      secret      `cmd:"" help:"Print a new secret key, which signs sessions and cookies."`
	OAuthSecret oauthSecret `cmd:"" name:"oauth-secret" help:"Print a new Fernet key, which seals what is kept of a sign-in."`
	Auth        authWords   `cmd:"" help:"Look at how visitors sign in."`
	Passwd      passwd      `cmd:"" help:"Print the hash of a password, for the file of --basic-auth."`
	Version     versions    `cmd:"" help:"Print the versions of panelgo and of what it brings to the browser."`
	Licenses    licenses    `cmd:"" help:"Print the licences of all that panelgo hands out."`
}

func main() { os.Exit(run(os.Args[1:])) }

// run is main without the process around it.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once

	cli := words{Serve: newServe(), Hello: newHello(), Auth: authWords{newAuthCheck()}}
	parser, err := kong.New(&cli, kong.Name("panelgo"), kong.Description("Go functions as live web pages."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return complain(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	call, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, "panelgo:", advise(err, args))
		return misused
	}
	if err := call.Run(); err != nil {
		return complain(err)
	}
	return 0
}

func complain(err error) int {
	var code exitCode
	switch {
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		return 128 + int(syscall.SIGINT)
	}
	fmt.Fprintln(os.Stderr, "panelgo:", strings.TrimRight(err.Error(), "\n"))
	return failed
}

// exitCode is how a program ended that spoke for itself.
type exitCode int

func (c exitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

var unknownFlag = regexp.MustCompile(`unknown flag --?([\w-]+)`)

// advise adds to a complaint about the command line what its author may have meant.
func advise(err error, args []string) string {
	text := err.Error()
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		if hint, known := elsewhere[m[1]]; known {
			return "there is no flag --" + m[1] + ": " + hint
		}
		return text + "\nAll flags: panelgo serve --help"
	}
	if strings.HasSuffix(args[0], ".go") {
		return text + "\nTo serve the file: panelgo serve " + strings.Join(args, " ")
	}
	return text
}
