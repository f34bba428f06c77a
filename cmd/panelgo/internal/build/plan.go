package build

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/module"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// Plan is one call of go build, thought through.
type Plan struct {
	Apps []find.App

	eject  string    // folder that the generated files are written into; empty: an overlay has them
	ship   *Shipping // nil: for this machine, as serve builds
	src    Source
	mod    moduleInfo        // where the go command runs
	loose  bool              // outside any module
	target string            // what go build is asked to build
	more   []string          // further files of the target
	files  map[string][]byte // the overlay: virtual path → content of our making
	mapped map[string]string // the overlay: virtual path → real file
}

// NewPlan decides where the apps are built. Apps of one plan share a module or a workspace, or have
// none.
func NewPlan(apps []find.App, src Source) (*Plan, error) {
	p := &Plan{Apps: apps, src: src, files: map[string][]byte{}, mapped: map[string]string{}}
	for i, app := range apps {
		mod, err := findModule(app.Dir)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			p.mod, p.loose = mod, mod.root == ""
		}
		if err := p.together(app, mod); err != nil {
			return nil, err
		}
	}
	if !p.loose && !p.mod.knowsPanelgo() {
		return nil, &Unrequired{Root: p.mod.root, src: src}
	}
	return p, nil
}

// Loose returns the folder in which a go.mod would take in all apps of a plan outside any module.
func (p *Plan) Loose() (*Unrequired, bool) {
	if !p.loose {
		return nil, false
	}
	base := p.Apps[0].Dir
	for _, app := range p.Apps[1:] {
		for !inside(app.Dir, base) {
			base = filepath.Dir(base)
		}
	}
	return &Unrequired{Root: base, New: true, src: p.src}, true
}

// together refuses apps that no single program can hold.
func (p *Plan) together(app find.App, mod moduleInfo) error {
	switch {
	case mod.root == p.mod.root:
		return nil
	case p.loose || mod.root == "":
		return fmt.Errorf("some of these apps lie in a module and some do not (%s and %s): start one panelgo for each, or put them into one module",
			p.Apps[0].Dir, app.Dir)
	case mod.work != "" && mod.work == p.mod.work:
		return nil
	}
	return fmt.Errorf("these apps lie in two modules, %s and %s: start one panelgo for each, or join the modules with go work init %s %s",
		p.mod.root, mod.root, quoted(p.mod.root), quoted(mod.root))
}

// lay fills the overlay. root is where virtual packages may stand: the user's module, or the one in
// the cache.
func (p *Plan) lay(root, rootPath string) error {
	if app := p.Apps[0]; app.Program {
		return p.layProgram(app, root)
	}
	base := p.base(root, rootPath)
	imports := make([]string, len(p.Apps))
	for i, app := range p.Apps {
		var err error
		if imports[i], err = p.layApp(i, app, root, rootPath); err != nil {
			return err
		}
	}
	dir := filepath.Join(base, ".panelgo", "main")
	if p.eject != "" {
		dir = p.eject
	}
	p.layMain(dir, imports)
	p.target = target(root, dir)
	return nil
}

// layProgram builds the user's own main package: as it stands, or mapped into the module of the
// cache.
func (p *Plan) layProgram(app find.App, root string) error {
	switch {
	case p.loose:
		dir := filepath.Join(root, "program")
		p.target = target(root, dir)
		p.layStandalone(dir)
		return p.layPackage(app, dir)
	case app.Whole:
		p.target = target(root, app.Dir)
		p.layStandalone(app.Dir)
	default:
		p.target = app.Files[0]
		if extra := p.layStandalone(app.Dir); extra != "" {
			p.more = []string{extra}
		}
	}
	return nil
}

// layApp makes one app importable and returns its import path.
func (p *Plan) layApp(i int, app find.App, root, rootPath string) (string, error) {
	own := root
	if !p.loose {
		own, rootPath = p.ownModule(app)
	}
	if app.Whole && !p.loose && app.Package != "main" {
		if imp := importPath(own, rootPath, app.Dir); module.CheckImportPath(imp) == nil {
			return imp, nil
		}
	}
	at := app.Dir
	if p.loose {
		at = root
	}
	// A folder whose name no import path can hold is stood in for by the nearest one above it.
	for at != own && module.CheckImportPath(importPath(own, rootPath, at)) != nil {
		at = filepath.Dir(at)
	}
	dir := filepath.Join(at, ".panelgo", "app"+strconv.Itoa(i))
	if p.eject != "" {
		dir = filepath.Join(p.eject, "app"+strconv.Itoa(i))
	}
	return importPath(own, rootPath, dir), p.layPackage(app, dir)
}

// ownModule is the module of an app, which in a workspace need not be the plan's.
func (p *Plan) ownModule(app find.App) (root, path string) {
	if mod, err := findModule(app.Dir); err == nil {
		return mod.root, mod.path
	}
	return p.mod.root, p.mod.path
}

// layPackage maps the files of an app into the virtual folder dir.
func (p *Plan) layPackage(app find.App, dir string) error {
	name := app.Package
	if !app.Program && name == "main" {
		name = "app"
	}
	for _, file := range app.Files {
		as := filepath.Base(file)
		if !app.Whole {
			as = "app.go" // a name such as sales_linux.go would be a build constraint
		}
		text, err := rewrite(file, name, !app.Whole)
		if err != nil {
			return err
		}
		p.files[filepath.Join(dir, as)] = text
	}
	for _, other := range slices.Concat(app.Builds.CFiles, app.Builds.CXXFiles, app.Builds.HFiles, app.Builds.SFiles, app.Builds.SysoFiles) {
		p.mapped[filepath.Join(dir, other)] = filepath.Join(app.Dir, other)
	}
	embeds, err := embedded(app)
	for _, rel := range embeds {
		p.mapped[filepath.Join(dir, rel)] = filepath.Join(app.Dir, rel)
	}
	return err
}

// base is the folder that holds all the apps, so that main may import what lies in an internal
// folder above them.
func (p *Plan) base(root, rootPath string) string {
	if p.loose {
		return root
	}
	base := p.Apps[0].Dir
	for _, app := range p.Apps[1:] {
		for base != root && !inside(app.Dir, base) {
			base = filepath.Dir(base)
		}
	}
	for base != root && (!inside(base, root) || module.CheckImportPath(importPath(root, rootPath, base)) != nil) {
		if base == filepath.Dir(base) {
			return root
		}
		base = filepath.Dir(base)
	}
	return base
}

func inside(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func importPath(root, rootPath, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil || rel == "." {
		return rootPath
	}
	return path.Join(rootPath, filepath.ToSlash(rel))
}

// target names a package folder for the go command, which runs in root.
func target(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return dir
	}
	return "./" + filepath.ToSlash(rel)
}

// Program reports whether the plan builds the user's own main function.
func (p *Plan) Program() bool { return p.Apps[0].Program }

// Names are the apps in the words of a person.
func (p *Plan) Names() string {
	if p.Program() {
		return filepath.Base(p.Apps[0].Files[0])
	}
	if len(p.Apps) == 1 {
		return p.Apps[0].Slug
	}
	return fmt.Sprintf("%d apps", len(p.Apps))
}

var errNoToolchain = errors.New(`serving a Go file needs the Go toolchain, and there is no go command here. Three ways out:

	install Go 1.26 or newer from your system's packages or from go.dev, so that go is in PATH
	put an existing toolchain in PATH, as in PATH=$PATH:/usr/local/go/bin
	build the app where there is a toolchain, and bring the program here`)
