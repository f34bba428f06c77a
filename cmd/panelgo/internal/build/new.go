package build

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/module"
)

// CheckModule refuses what cannot be the path of a module; empty stands for one made of a name.
func CheckModule(path string) error {
	if path == "" {
		return nil
	}
	if err := module.CheckImportPath(path); err != nil {
		return fmt.Errorf("--module %s: %w", path, err)
	}
	return nil
}

// NewModule makes dir a module that requires the panelgo that this command is. The sums that the
// command knows are written first, so that nothing is asked for that is there.
func NewModule(ctx context.Context, dir, path string, src Source) error {
	if src == (Source{}) {
		return errors.New("this panelgo command does not know where its own source is: install it with go install " + panelgoPath + "/cmd/panelgo@latest, or build it with make build")
	}
	_, sum, err := src.requirements()
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o644); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	u := &Unrequired{Root: dir, New: true, path: cmp.Or(path, moduleName(filepath.Base(dir))), src: src}
	var said bytes.Buffer
	if err := u.Require(ctx, &said); err != nil {
		return fmt.Errorf("%w\n%s", err, said.Bytes())
	}
	return nil
}
