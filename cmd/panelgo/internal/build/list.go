package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
)

// listed is what go list tells of one package.
type listed struct {
	Dir      string
	Standard bool
	Module   *struct {
		Dir, GoMod string
		Main       bool
		Replace    *struct{ Dir string }
	}
	GoFiles, CgoFiles, IgnoredGoFiles, IgnoredOtherFiles                   []string
	CFiles, CXXFiles, MFiles, HFiles, FFiles, SFiles, SwigFiles, SysoFiles []string
	EmbedFiles                                                             []string
}

func (l *listed) sources() []string {
	return slices.Concat(l.GoFiles, l.CgoFiles, l.IgnoredGoFiles, l.IgnoredOtherFiles, l.CFiles, l.CXXFiles,
		l.MFiles, l.HFiles, l.FFiles, l.SFiles, l.SwigFiles, l.SysoFiles)
}

// inputs asks the go command which local files the build is made of.
func (p *Plan) inputs(ctx context.Context, w workspace) (*Inputs, error) {
	out, err := p.gocmd(ctx, w, "list", "-deps", "-e",
		"-json=Dir,Standard,Module,GoFiles,CgoFiles,IgnoredGoFiles,IgnoredOtherFiles,CFiles,CXXFiles,MFiles,HFiles,FFiles,SFiles,SwigFiles,SysoFiles,EmbedFiles")
	in := newInputs()
	p.ownInputs(in, w)
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		in.partial = true // go build fails on the same, and says it better
		return in, nil
	}
	if err != nil {
		return nil, err
	}
	for from := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg listed
		switch err := from.Decode(&pkg); {
		case errors.Is(err, io.EOF):
			return in, nil
		case err != nil:
			return nil, fmt.Errorf("build: read go list: %w", err)
		}
		if !pkg.Standard && pkg.Dir != "" && !p.virtual(pkg.Dir) && !inside(pkg.Dir, w.modcache) {
			in.addPackage(pkg)
		}
	}
}

func (in *Inputs) addPackage(pkg listed) {
	in.addDir(pkg.Dir, false)
	for _, name := range pkg.sources() {
		in.addFile(filepath.Join(pkg.Dir, name))
	}
	for _, name := range pkg.EmbedFiles {
		in.addEmbed(pkg.Dir, name)
	}
	if pkg.Module == nil {
		return
	}
	in.addFile(pkg.Module.GoMod)
	// A go.mod that appears in between would make another module of the package.
	for at := pkg.Dir; at != pkg.Module.Dir && inside(at, pkg.Module.Dir); at = filepath.Dir(at) {
		in.addFile(filepath.Join(at, "go.mod"))
	}
}

// addEmbed adds an embedded file and the folders on the way to it, in which another one may appear.
func (in *Inputs) addEmbed(dir, name string) {
	path := filepath.Join(dir, name)
	in.addFile(path)
	for at := filepath.Dir(path); inside(at, dir) && at != dir; at = filepath.Dir(at) {
		in.addDir(at, true)
	}
	in.addDir(dir, true)
}

// ownInputs are the files that the go command does not see, or sees only through the overlay.
func (p *Plan) ownInputs(in *Inputs, w workspace) {
	for _, app := range p.Apps {
		in.addFile(app.Files...)
		if app.Exhibit.Section != "" {
			in.addFile(app.Thumbnail())
		}
		if app.Whole {
			in.addDir(app.Dir, false)
		}
		if len(app.Builds.EmbedPatterns) > 0 {
			in.addDir(app.Dir, true)
		}
		embeds, _ := embedded(app)
		for _, rel := range embeds {
			in.addEmbed(app.Dir, rel)
		}
	}
	in.addFile(filepath.Join(w.root, "go.mod"), filepath.Join(w.root, "go.sum"), filepath.Join(w.root, "vendor", "modules.txt"))
	if work := p.mod.work; work != "" {
		dir := filepath.Dir(work)
		in.addFile(work, work+".sum", filepath.Join(dir, "vendor", "modules.txt"))
	}
	if p.loose && p.src.Dir != "" {
		in.addFile(filepath.Join(p.src.Dir, "go.mod"), filepath.Join(p.src.Dir, "go.sum"))
	}
}

// virtual reports whether dir exists only in the overlay.
func (p *Plan) virtual(dir string) bool {
	for path := range p.files {
		if filepath.Dir(path) == dir {
			return true
		}
	}
	return false
}
