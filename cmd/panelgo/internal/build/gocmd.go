package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// workspace is where one plan is built: its own folder in the cache, and the folder in which the go
// command runs.
type workspace struct {
	dir      string // in the cache
	root     string // the user's module, or dir/mod
	modcache string // files in it never change
}

// prepare writes the overlay, and the module of apps that have none.
func (p *Plan) prepare(dir string) (workspace, error) {
	w := workspace{dir: dir, root: p.mod.root, modcache: modcache()}
	path := p.mod.path
	if p.loose {
		w.root, path = filepath.Join(dir, "mod"), "apps.panelgo.local"
		if err := os.MkdirAll(w.root, 0o700); err != nil {
			return w, fmt.Errorf("build: %w", err)
		}
		if err := p.src.looseModule(w.root); err != nil {
			return w, err
		}
	}
	clear(p.files)
	clear(p.mapped)
	if err := p.lay(w.root, path); err != nil {
		return w, err
	}
	return w, p.writeOverlay(w)
}

func (p *Plan) writeOverlay(w workspace) error {
	src := filepath.Join(w.dir, "overlay")
	if err := os.MkdirAll(src, 0o700); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	replace := make(map[string]string, len(p.files)+len(p.mapped))
	for virtual, real := range p.mapped {
		replace[virtual] = real
	}
	for i, virtual := range p.virtualFiles() {
		real := filepath.Join(src, strconv.Itoa(i)+".go")
		text := p.files[virtual]
		if filepath.Ext(virtual) == ".go" {
			text = p.ship.text(text)
		}
		if err := os.WriteFile(real, text, 0o600); err != nil {
			return fmt.Errorf("build: %w", err)
		}
		replace[virtual] = real
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	return os.WriteFile(w.overlay(), data, 0o600)
}

func (w workspace) overlay() string { return filepath.Join(w.dir, "overlay.json") }

func (p *Plan) virtualFiles() []string {
	paths := make([]string, 0, len(p.files))
	for path := range p.files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// gobuild builds the target into out.
func (p *Plan) gobuild(ctx context.Context, w workspace, out string) error {
	_, err := p.gocmd(ctx, w, "build", "-o", out)
	return p.complaint(w, err)
}

// complaint makes of an error of the go command what a person is to read.
func (p *Plan) complaint(w workspace, err error) error {
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return p.explain(w, string(failed.Stderr))
	}
	return err
}

// gocmd runs a verb of the go command on the target and returns what it prints. Being stopped takes
// its compilers along.
func (p *Plan) gocmd(ctx context.Context, w workspace, verb string, flags ...string) ([]byte, error) {
	gocmd, err := toolchain()
	if err != nil {
		return nil, err
	}
	args := append([]string{verb, "-overlay", w.overlay()}, flags...)
	if verb == "build" {
		args = append(args, "-buildvcs=false")
		args = append(args, p.ship.flags()...)
		// Debug information is a third of the linker's work; a stack trace needs none of it.
		if p.ship == nil && !strings.Contains(os.Getenv("GOFLAGS"), "-ldflags") {
			args = append(args, "-ldflags=-w")
		}
	}
	if p.loose {
		args = append(args, "-mod=mod")
	}
	cmd := exec.CommandContext(ctx, gocmd, append(append(args, p.target), p.more...)...)
	cmd.Dir = w.root
	cmd.Env = append(append(os.Environ(), "PWD="+w.root), p.ship.environment()...)
	if p.loose {
		cmd.Env = append(cmd.Env, "GOWORK=off")
	}
	cmd.WaitDelay = time.Second
	wholeGroup(cmd)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	var failed *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &failed):
		failed.Stderr = stderr.Bytes()
		return stdout.Bytes(), failed
	case err != nil:
		return nil, fmt.Errorf("build: run %s: %w", gocmd, err)
	}
	return stdout.Bytes(), nil
}

// modcache is the folder of downloaded modules, which the go command keeps from being changed.
func modcache() string {
	if dir := os.Getenv("GOMODCACHE"); dir != "" {
		return dir
	}
	gopath := os.Getenv("GOPATH")
	if gopath == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return filepath.Join(os.DevNull, "none")
		}
		gopath = filepath.Join(home, "go")
	}
	return filepath.Join(filepath.SplitList(gopath)[0], "pkg", "mod")
}
