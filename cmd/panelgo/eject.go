package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

type eject struct {
	Files []string `arg:"" name:"file" help:"App file, directory, or name=path; several make several apps."`

	Out string `name:"output" short:"o" placeholder:"DIR" required:"" help:"Folder to write the main function into; it must be empty, or not exist."`
}

// Run writes the main function that serve and build generate, for its owner to change.
func (e *eject) Run(ctx context.Context) error {
	apps, err := find.Apps(e.Files)
	if err != nil {
		return err
	}
	plan, err := build.NewPlan(apps, build.FindSource(source))
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(e.Out)
	if err != nil {
		return fmt.Errorf("-o %s: %w", e.Out, err)
	}
	if parent, err := filepath.EvalSymlinks(filepath.Dir(dir)); err == nil { // as the apps' own paths
		dir = filepath.Join(parent, filepath.Base(dir))
	}
	names, err := plan.Eject(ctx, dir)
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Println(filepath.Join(e.Out, name))
	}
	fmt.Printf("\nRun it with: cd %s && go run .\n", e.Out)
	return nil
}
