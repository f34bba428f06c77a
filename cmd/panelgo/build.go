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
	Assets  string `name:"assets" enum:"used,all" default:"used" help:"What of the front end the program holds: used (by the models that the apps can make), or all."`
	Image   string `name:"image" placeholder:"FILE.tar" help:"Write a container image (a tar of an OCI image layout), for Linux; the program itself only with -o."`
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
	ship := &build.Shipping{OS: b.OS, Arch: b.Arch, All: b.Assets == "all"}
	plan.Ship(ship)
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
	wanted := out
	if b.Image != "" && b.Out == "" && !b.Systemd { // the program is wanted in the image alone
		tmp, err := os.MkdirTemp("", "panelgo-image-")
		if err != nil {
			return fmt.Errorf("build: %w", err)
		}
		defer os.RemoveAll(tmp)
		out = filepath.Join(tmp, filepath.Base(out))
	}
	say := progress{names: plan.Names(), out: os.Stderr, terminal: isTerminal(os.Stderr)}
	say.begin()
	err = cache.Ship(ctx, plan, out)
	say.end(err)
	if err != nil {
		return err
	}
	if ship.Left > 0 {
		fmt.Printf("left out: %.1f MB of the front end that no model of these apps needs (--assets=all keeps it)\n", float64(ship.Left)/1e6)
	}
	return b.hand(out, wanted == out)
}

// hand writes what goes with a program, and prints the sizes.
func (b *buildApps) hand(program string, kept bool) error {
	name := filepath.Base(program)
	if kept {
		if err := printSize(program); err != nil {
			return err
		}
	}
	if b.Systemd {
		if err := os.WriteFile(program+".service", pack.Unit(name), 0o644); err != nil {
			return fmt.Errorf("--systemd: %w", err)
		}
		fmt.Printf("%s.service\n", name)
	}
	if b.Image == "" {
		return nil
	}
	image := pack.Image{Name: name, Program: program, Arch: cmp.Or(b.Arch, os.Getenv("GOARCH"), runtime.GOARCH)}
	if err := image.Write(b.Image); err != nil {
		return fmt.Errorf("--image: %w", err)
	}
	return printSize(b.Image)
}

func printSize(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	fmt.Printf("%s  %.1f MB\n", filepath.Base(file), float64(info.Size())/1e6)
	return nil
}

// check refuses what has no meaning, before anything is built.
func (b *buildApps) check(name string) error {
	flag := "--systemd"
	switch {
	case b.Image != "":
		flag = "--image"
	case !b.Systemd:
		return nil
	}
	if system := b.system(); system != "linux" {
		return fmt.Errorf("%s is for Linux, and the program is for %s: give --os=linux, or leave it out", flag, system)
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
