package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/alecthomas/kong"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/dev"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server/worker"
)

// source is the checkout that the Makefile built this command of.
var source string

type serve struct {
	Files []string `arg:"" name:"file" help:"App file, directory, or name=path; several make several apps."`

	AddRequirement bool `name:"add-requirement" help:"Have the apps' go.mod require this panelgo, and write a go.mod where there is none."`
	kong.Plugins

	options commands.Options
}

func newServe() serve {
	options := commands.NewOptions(new(panelgo.Options))
	return serve{Plugins: options.Plugins(), options: options}
}

// Run finds, builds and runs. All that can be wrong with the flags is said before anything is
// built.
func (s *serve) Run(ctx context.Context) error {
	flags := s.options.Given()
	var opts panelgo.Options
	opts.Auth.Getenv = os.Getenv
	if err := commands.Read(&opts, flags); err != nil {
		return err
	}
	if err := opts.Check(); err != nil {
		return err
	}
	if named := flags["config"]; len(named) > 0 { // the program may run elsewhere
		path, err := filepath.Abs(named[len(named)-1])
		if err != nil {
			return fmt.Errorf("--config: %w", err)
		}
		flags["config"] = []string{path}
	}
	cache, err := build.OpenCache()
	if err != nil {
		return err
	}
	if s.AddRequirement {
		if err := s.require(ctx); err != nil {
			return err
		}
	}
	if opts.Server.Dev && runtime.GOOS == "windows" {
		return errors.New("--dev (PANELGO_DEV) needs pipes that Windows has not: leave it out, and start the command again after a change")
	}
	if opts.Server.Dev {
		return dev.Run(ctx, dev.Config{Plan: s.plan, Cache: cache, Words: s.Files, Flags: flags, Options: opts, Say: os.Stderr})
	}
	plan, err := s.plan()
	if err != nil {
		return err
	}
	say := progress{names: plan.Names(), out: os.Stderr, terminal: isTerminal(os.Stderr)}
	made, err := cache.Build(ctx, plan, say.begin)
	say.end(err)
	if err != nil {
		return err
	}
	if loose, ok := plan.Loose(); ok && !say.began.IsZero() && !plan.Program() {
		fmt.Fprintf(os.Stderr, "%s has no go.mod, which editors want: panelgo serve --add-requirement … writes one\n", loose.Root)
	}
	return become(ctx, made.Binary, s.Files, &worker.Orders{Flags: flags})
}

func (s *serve) plan() (*build.Plan, error) {
	apps, err := find.Apps(s.Files)
	if err != nil {
		return nil, err
	}
	return build.NewPlan(apps, build.FindSource(source))
}

// require gives the apps' module the requirement of this panelgo, if it has none.
func (s *serve) require(ctx context.Context) error {
	plan, err := s.plan()
	var missing *build.Unrequired
	if !errors.As(err, &missing) {
		if err != nil {
			return err
		}
		var loose bool
		if missing, loose = plan.Loose(); !loose {
			return nil
		}
	}
	return missing.Require(ctx, os.Stderr)
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
