package commands

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

// Run parses a command line into a struct of commands, runs the one that it names, says what went
// wrong, and returns the exit code. Commands get a context that signals end.
func Run(commands any, name, about string, args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	parser, err := kong.New(commands, kong.Name(name), kong.Description(about),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		return complain(name, err)
	}
	call, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %s\n", name, advise(err, name, args))
		return misused
	}
	if err := call.Run(); err != nil {
		return complain(name, err)
	}
	return 0
}

func complain(name string, err error) int {
	var code ExitCode
	switch {
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, context.Canceled):
		return 128 + int(syscall.SIGINT)
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", name, strings.TrimRight(err.Error(), "\n"))
	return failed
}

// ExitCode is how a command ended that has said why.
type ExitCode int

func (c ExitCode) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

var unknownFlag = regexp.MustCompile(`unknown flag --?([\w-]+)`)

// advise adds to a complaint about the command line what its author may have meant.
func advise(err error, name string, args []string) string {
	text := err.Error()
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		if hint, known := Elsewhere(m[1]); known {
			return "there is no flag --" + m[1] + ": " + hint
		}
		return text + "\nAll flags: " + name + " serve --help"
	}
	if len(args) > 0 && strings.HasSuffix(args[0], ".go") {
		return text + "\nTo serve the file: " + name + " serve " + strings.Join(args, " ")
	}
	return text
}
