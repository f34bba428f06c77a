package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

type buildApps struct {
	Files []string `arg:"" name:"file" help:"App file, directory, or name=path; several make several apps."`

	Out  string `name:"output" short:"o" placeholder:"FILE" help:"Program to write; the app's name by default."`
	OS   string `name:"os" placeholder:"linux" help:"System that it is for, as the go command names it: linux, darwin, windows; this one by default."`
	Arch string `name:"arch" placeholder:"amd64" help:"Processor that it is for: amd64 or arm64; this one's by default."`
}

// Run builds one static program that holds app, front end, sign-in and TLS.
func (b *buildApps) Run(ctx context.Context) error {
	apps, err := find.Apps(b.Files)
	if err != nil {
		return err
	}
	plan, err := build.NewPlan(apps, build.FindSource(source))
	if err != nil {
		return err
	}
	plan.Ship(build.Shipping{OS: b.OS, Arch: b.Arch})
	out := b.output(apps)
	for _, app := range apps {
		if slices.Contains(app.Files, out) {
			return fmt.Errorf("-o %s would overwrite the app itself: name another file", b.Out)
		}
	}
	cache, err := build.OpenCache()
	if err != nil {
		return err
	}
	say := progress{names: plan.Names(), out: os.Stderr, terminal: isTerminal(os.Stderr)}
	say.begin()
	err = cache.Ship(ctx, plan, out)
	say.end(err)
	if err != nil {
		return err
	}
	info, err := os.Stat(out)
	if err != nil {
		return err
	}
	fmt.Printf("%s  %.1f MB\n", filepath.Base(out), float64(info.Size())/1e6)
	return nil
}

// output is the absolute path of the program.
func (b *buildApps) output(apps []find.App) string {
	name := b.Out
	if name == "" {
		name = "apps"
		if len(apps) == 1 {
			name = cmp.Or(apps[0].Slug, filepath.Base(apps[0].Dir))
		}
		if cmp.Or(b.OS, os.Getenv("GOOS"), runtime.GOOS) == "windows" {
			name += ".exe"
		}
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	return path
}
