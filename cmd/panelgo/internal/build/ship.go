package build

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// standalonePath is the package that brings time zones and certificate authorities.
const standalonePath = panelgoPath + "/standalone"

// Shipping says for which system a program is that runs without anything beside it. Empty words
// mean this machine's, or what the go command is told by GOOS and GOARCH.
type Shipping struct {
	OS, Arch string

	Left int64 // bytes of the front end that no model of the apps needs; set by a build

	All   bool              // of the front end, whatever the apps' models need
	parts map[string][]byte // files of the front end by path below dist; nil: the package static has them
	links bool              // the program is linked only to be looked at: with symbols, without front end

	named bool // line directives name the user's files in full, for the compiler's complaints
}

// Ship has the plan make a program to be copied elsewhere.
func (p *Plan) Ship(s *Shipping) { p.ship = s }

// flags are those of go build. Paths of this machine have no place in what is handed out.
func (s *Shipping) flags() []string {
	if s == nil {
		return nil
	}
	words := []string{"-trimpath", "-ldflags=-s -w"}
	if s.links {
		words[1] = "-ldflags=-w"
	}
	if s.links || s.parts != nil {
		words = append(words, "-tags="+strings.Join(append(tags(), "panelgo_parts"), ","))
	}
	return words
}

var fullLine = regexp.MustCompile(`(?m)^//line .*[/\\]([^/\\]+:\d+:\d+)$`)

// text leaves out of line directives where a file lies: that is nobody's business where the program
// runs, and the same apps give the same program wherever they are built.
func (s *Shipping) text(text []byte) []byte {
	if s == nil || s.named {
		return text
	}
	return fullLine.ReplaceAll(text, []byte("//line $1"))
}

func (s *Shipping) environment() []string {
	if s == nil {
		return nil
	}
	env := []string{"CGO_ENABLED=0"}
	if s.OS != "" {
		env = append(env, "GOOS="+s.OS)
	}
	if s.Arch != "" {
		env = append(env, "GOARCH="+s.Arch)
	}
	return env
}

// layStandalone adds a file to a program of the user's own, and returns its path.
func (p *Plan) layStandalone(dir string) string {
	if p.ship == nil {
		return ""
	}
	file := filepath.Join(dir, "panelgo_standalone.go")
	p.files[file] = fmt.Appendf(nil, "package main\n\nimport _ %q\n", standalonePath)
	if p.ship.parts != nil {
		p.layParts(dir, file)
	}
	return file
}

// Ship builds the plan into a file, which others may run.
func (c *Cache) Ship(ctx context.Context, p *Plan, out string) error {
	if p.ship == nil {
		return errors.New("build: the plan is not for shipping")
	}
	work := filepath.Join(c.dir, "work", p.id()+"-ship")
	if err := os.MkdirAll(work, 0o700); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(work, "lock")).Lock()
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	defer unlock()
	defer os.RemoveAll(filepath.Join(work, "overlay")) // which may hold the front end
	tmp, err := os.MkdirTemp(filepath.Join(c.dir, "tmp"), "ship-")
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	defer os.RemoveAll(tmp)
	made := filepath.Join(tmp, binaryName)
	if err = p.reach(ctx, work, made); err == nil {
		err = p.shipInto(ctx, work, made)
	}
	var failed *Failure
	if errors.As(err, &failed) { // once more, for a complaint that names the user's file
		p.ship.named = true
		err = p.shipInto(ctx, work, made)
	}
	if err != nil {
		return err
	}
	return replaceProgram(out, made)
}

func (p *Plan) shipInto(ctx context.Context, work, made string) error {
	w, err := p.prepare(work)
	if err != nil {
		return err
	}
	return p.gobuild(ctx, w, made)
}

// replaceProgram copies a program beside its place and renames it, so that nobody meets half of it,
// and one that runs is not written to.
func replaceProgram(out, made string) error {
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a directory: name a file", out)
	}
	from, err := os.Open(made)
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	defer from.Close()
	to, err := os.CreateTemp(filepath.Dir(out), ".panelgo-build-")
	if err != nil {
		return fmt.Errorf("write %s: %w", out, err)
	}
	defer os.Remove(to.Name()) // it is there only when what follows failed
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Chmod(0o755), to.Close()); err != nil {
		return fmt.Errorf("write %s: %w", out, err)
	}
	return os.Rename(to.Name(), out)
}
