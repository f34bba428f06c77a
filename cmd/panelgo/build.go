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
	"github.com/panelgo/panelgo/cmd/panelgo/internal/pack"
)

type buildApps struct {
	Files []string `arg:"" name:"file" help:"App file, directory, or name=path; several make several apps."`

	Out     string `name:"output" short:"o" placeholder:"FILE" help:"Program to write; the app's name by default."`
	OS      string `name:"os" placeholder:"linux" help:"System that it is for, as the go command names it: linux, darwin, windows; this one by default."`
	Systemd bool   `name:"systemd" help:"Also write a hardened unit for systemd beside the program, for Linux."`
	Arch    string `name:"arch" placeholder:"amd64" help:"Processor that it is for: amd64 or arm64; this one's by default."`
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
	if err := b.check(filepath.Base(out)); err != nil {
		return err
	}
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
	if b.Systemd {
		if err := os.WriteFile(out+".service", pack.Unit(filepath.Base(out)), 0o644); err != nil {
			return fmt.Errorf("--systemd: %w", err)
		}
		fmt.Printf("%s.service\n", filepath.Base(out))
	}
	return nil
}

// check refuses what has no meaning, before anything is built.
func (b *buildApps) check(name string) error {
	if !b.Systemd {
		return nil
	}
	if system := b.system(); system != "linux" {
		return fmt.Errorf("--systemd is for Linux, and the program is for %s: give --os=linux, or leave it out", system)
	}
	return pack.CheckName(name)
}

// system is what the program is built for.
func (b *buildApps) system() string { return cmp.Or(b.OS, os.Getenv("GOOS"), runtime.GOOS) }

// output is the absolute path of the program.
func (b *buildApps) output(apps []find.App) string {
	name := b.Out
	if name == "" {
		name = "apps"
		if len(apps) == 1 {
			name = cmp.Or(apps[0].Slug, filepath.Base(apps[0].Dir))
		}
		if b.system() == "windows" {
			name += ".exe"
		}
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	return path
}
