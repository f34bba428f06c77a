package build

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// Source is where apps outside any module take panelgo from: the very code that this command was
// built of.
type Source struct {
	Dir     string // a checkout, or the module cache's copy
	Version string // set when the command was installed from a published version
}

// FindSource asks, in this order, the linker's word (make build), the version that go install left
// in the binary, and the place that the compiler noted.
func FindSource(linked string) Source {
	if isPanelgo(linked) {
		return Source{Dir: linked}
	}
	if info, ok := debug.ReadBuildInfo(); ok && published(info.Main) {
		src := Source{Version: info.Main.Version}
		if dir := cached(info.Main.Version); isPanelgo(dir) {
			src.Dir = dir
		}
		return src
	}
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		root := filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
		if isPanelgo(root) {
			return Source{Dir: root}
		}
	}
	return Source{}
}

// published reports whether the command was installed from a version that others can get. Only a
// module that came through the module cache has a sum: to a local checkout the toolchain gives a
// version (v0.0.0-DATE-HASH, or a tag) that may be nowhere else.
func published(main debug.Module) bool {
	return main.Path == panelgoPath && main.Sum != "" && main.Version != ""
}

func cached(version string) string {
	escaped, err := module.EscapeVersion(version)
	if err != nil {
		return ""
	}
	return filepath.Join(modcache(), filepath.FromSlash(panelgoPath)+"@"+escaped)
}

func isPanelgo(dir string) bool {
	if dir == "" {
		return false
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	return err == nil && modfile.ModulePath(data) == panelgoPath
}

// looseModule writes the go.mod of apps outside any module: panelgo, and everything that panelgo
// itself requires, so that nothing is asked of the network which the module cache has. Requirements
// that go build added later are kept until panelgo's own change.
func (s Source) looseModule(dir string) error {
	if s.Dir == "" && s.Version == "" {
		return errors.New("this file lies outside any module, and this panelgo command does not know where its own source is.\n" +
			"Either put the file into a module:\n\n\tgo mod init example.com/apps\n\tgo get " + panelgoPath + "@latest\n\n" +
			"or install the command from a checkout with make build, or with go install " + panelgoPath + "/cmd/panelgo@latest")
	}
	text, sum, err := s.requirements()
	if err != nil {
		return err
	}
	base := filepath.Join(dir, "go.mod.base")
	if old, err := os.ReadFile(base); err == nil && string(old) == string(text) {
		return nil
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o600),
		os.WriteFile(filepath.Join(dir, "go.mod"), text, 0o600),
		os.WriteFile(base, text, 0o600),
	)
}

func (s Source) requirements() (text, sum []byte, err error) {
	mod := new(modfile.File)
	if err := mod.AddModuleStmt("apps.panelgo.local"); err != nil {
		return nil, nil, err
	}
	if s.Dir == "" {
		err := errors.Join(mod.AddGoStmt(goLine()), mod.AddRequire(panelgoPath, s.Version))
		text, more := mod.Format()
		return text, nil, errors.Join(err, more)
	}
	data, err := os.ReadFile(filepath.Join(s.Dir, "go.mod"))
	if err != nil {
		return nil, nil, fmt.Errorf("build: read panelgo's own requirements: %w", err)
	}
	own, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("build: %w", err)
	}
	if own.Go != nil {
		err = mod.AddGoStmt(own.Go.Version)
	}
	err = errors.Join(err, mod.AddReplace(panelgoPath, "", s.Dir, ""))
	mod.AddNewRequire(panelgoPath, cmp.Or(s.Version, "v0.0.0"), false)
	for _, r := range own.Require {
		mod.AddNewRequire(r.Mod.Path, r.Mod.Version, true)
	}
	mod.Cleanup()
	if err != nil {
		return nil, nil, fmt.Errorf("build: %w", err)
	}
	if text, err = mod.Format(); err != nil {
		return nil, nil, fmt.Errorf("build: %w", err)
	}
	sum, err = os.ReadFile(filepath.Join(s.Dir, "go.sum"))
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return text, sum, err
}

// goLine is the language version of a module made by this command.
func goLine() string {
	return strings.TrimPrefix(cmp.Or(version.Lang(runtime.Version()), "go1.26"), "go")
}
