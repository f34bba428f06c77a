package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/starter"
)

type newApp struct {
	Name     string `arg:"" help:"Folder to make; its name is the app's."`
	Module   string `placeholder:"PATH" help:"Module path; example.com/NAME by default."`
	Template string `enum:"dashboard,form,chat,table" default:"dashboard" help:"What to begin with: dashboard, form, chat or table."`
}

// Run writes an app that can be served, tested and edited at once.
func (n newApp) Run(ctx context.Context) error {
	dir, err := filepath.Abs(n.Name)
	if err != nil {
		return err
	}
	if err := build.CheckModule(n.Module); err != nil {
		return err
	}
	if err := starter.Write(dir, n.Template); err != nil {
		return err
	}
	if err := build.NewModule(ctx, dir, n.Module, build.FindSource(source)); err != nil {
		return fmt.Errorf("%s is written, but for its go.mod: %w", n.Name, err)
	}
	fmt.Fprintf(os.Stdout, "%s is ready:\n\n\tcd %s\n\tpanelgo serve --dev .\n\tgo test ./...\n", n.Name, n.Name)
	return nil
}
